import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityName } from "@/api/documents";
import type { EntityDraft } from "@/designing/fields/documents";
import { CheckField } from "@/ui/page/CheckField";
import { Question } from "@/ui/page/Question";
import { SelectField } from "@/ui/page/SelectField";
import { TextField } from "@/ui/shared/TextField";
import type { CommandOf } from "../model/commands";
import { addLink } from "../model/links";

export type LinkDialogProps = {
  readonly from: string;
  readonly to: string | undefined;
  readonly drafts: readonly EntityDraft[];
  readonly entities: readonly EntityName[];
  readonly onClose: () => void;
  readonly onMade: (command: CommandOf<"fields.add">) => void;
};

/** A new link: where it leads, what both sides call it, whether one record or many. */
export function LinkDialog({ from, to, drafts, entities, onClose, onMade }: LinkDialogProps) {
  const { t } = useTranslation("entityDesigner");
  const own = drafts.find((one) => one.id === from);
  const known = new Set(drafts.map((one) => one.id));
  const offered = [...drafts, ...entities.filter((one) => !known.has(one.id))];
  const [target, setTarget] = useState(to ?? offered.find((one) => one.id !== from)?.id ?? from);
  const [typed, setTyped] = useState<string>();
  const [inverse, setInverse] = useState("");
  const [many, setMany] = useState(false);
  const targetName = offered.find((one) => one.id === target)?.name ?? "";
  const name = typed ?? targetName;
  if (!own) return null;
  return (
    <Question
      title={t("relations.addTo", { name: own.name })}
      confirm={t("relations.make")}
      ready={name.trim() !== ""}
      onClose={onClose}
      onConfirm={async () => onMade(addLink(own, { to: target, name, inverse, many }))}
    >
      <SelectField
        label={t("relations.target")}
        options={offered.map((one) => ({ id: one.id, label: one.name }))}
        value={target}
        onChange={setTarget}
      />
      <TextField
        label={t("relations.name", { from: own.name })}
        required
        maxLength={200}
        value={name}
        onChange={setTyped}
      />
      <TextField
        label={t("relations.inverse", { to: targetName })}
        placeholder={own.name}
        maxLength={200}
        value={inverse}
        onChange={setInverse}
      />
      <CheckField
        label={t("relations.toMany", { from: own.name, to: targetName })}
        hint={t(many ? "relations.manyHint" : "relations.oneHint", { from: own.name, to: targetName })}
        value={many}
        onChange={setMany}
      />
    </Question>
  );
}
