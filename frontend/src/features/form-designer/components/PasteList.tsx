import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/page/Dialog";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { TextField } from "@/ui/shared/TextField";
import { useDesk } from "../DeskContext";
import { addNew, spotAfter } from "../model/deeds";
import { labelsIn } from "../model/labels";
import { newTypes } from "../model/newFields";
import style from "./Palette.module.css";

/** A list of names becomes fields in one step; every guess can be put right before. */
export function PasteList({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const guesses = labelsIn(text).map((one) => ({ ...one, type: chosen[one.label] ?? one.type }));
  const wanted = guesses.filter((one) => one.type !== "");
  const choose = (label: string, type: string) => setChosen((before) => ({ ...before, [label]: type }));
  const done = () => {
    const command = addNew(desk, wanted, spotAfter(desk, desk.selection), desk.names);
    if (desk.run(command)) desk.select({ kind: "fields", ids: command.places.map((place) => place.field) });
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
              <select
                aria-label={t("paste.typeOf", { name: one.label })}
                value={one.type}
                onChange={(event) => choose(one.label, event.target.value)}
              >
                {newTypes.map((type) => (
                  <option key={type} value={type}>
                    {t(`type.${type}`)}
                  </option>
                ))}
              </select>
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
