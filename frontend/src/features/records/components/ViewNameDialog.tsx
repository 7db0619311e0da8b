import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Question } from "@/ui/page/Question";
import { TextField } from "@/ui/shared/TextField";

export type ViewNameDialogProps = {
  readonly title: string;
  readonly name: string;
  readonly onName: (name: string) => Promise<unknown>;
  readonly onClose: () => void;
};

/** Asks how an own view is to be called. */
export function ViewNameDialog({ title, name: before, onName, onClose }: ViewNameDialogProps) {
  const { t } = useTranslation(["records", "common"]);
  const [name, setName] = useState(before);
  return (
    <Question
      title={title}
      confirm={t("common:save")}
      ready={name.trim() !== ""}
      onClose={onClose}
      onConfirm={() => onName(name.trim())}
    >
      <TextField label={t("views.name")} value={name} onChange={setName} maxLength={200} autoFocus required />
      <p>{t("views.nameHint")}</p>
    </Question>
  );
}
