import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/page/Dialog";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { Select } from "@/ui/shared/Select";
import { TextField } from "@/ui/shared/TextField";
import style from "./Fields.module.css";
import { labelsIn } from "./labels";
import { type NewField, newTypes } from "./newFields";

export type PasteListProps = {
  readonly onAdd: (wanted: readonly NewField[]) => void;
  readonly onClose: () => void;
};

/** A list of names becomes fields in one step; every guess can be put right before. */
export function PasteList({ onAdd, onClose }: PasteListProps) {
  const { t } = useTranslation("designing");
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const guesses = labelsIn(text).map((one) => ({ ...one, type: chosen[one.label] ?? one.type }));
  const wanted = guesses.filter((one) => one.type !== "");
  const choose = (label: string, type: string) => setChosen((before) => ({ ...before, [label]: type }));
  const done = () => {
    onAdd(wanted);
    onClose();
  };
  return (
    <Dialog
      title={t("paste.title")}
      shape="wide"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common:cancel")}</Button>
          <Button look="primary" disabled={wanted.length === 0} onClick={done}>
            {t("paste.add", { count: wanted.length })}
          </Button>
        </>
      }
    >
      <div className={style.paste}>
        <TextField
          label={t("paste.labels")}
          hint={t("paste.hint")}
          rows={6}
          value={text}
          onChange={setText}
        />
        <ul className={style.guesses} aria-label={t("paste.guesses")}>
          {wanted.map((one) => (
            <li key={one.label} className={style.guess}>
              <span>{one.label}</span>
              <Select
                label={t("paste.typeOf", { name: one.label })}
                value={one.type}
                options={newTypes.map((type) => ({ id: type, label: t(`type.${type}`) }))}
                onChange={(type) => choose(one.label, type)}
              />
              <IconButton
                size="small"
                label={t("paste.leaveOut", { name: one.label })}
                icon={<Trash2 />}
                onClick={() => choose(one.label, "")}
              />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
