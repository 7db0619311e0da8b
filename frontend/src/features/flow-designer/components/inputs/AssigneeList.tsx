import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { useDesk } from "../../DeskContext";
import { type Assignee, namesSomebody } from "../../model/documents";
import style from "../Panel.module.css";
import { AssigneeEditor } from "./AssigneeEditor";
import { useWhole } from "./useWhole";

export type AssigneeListProps = {
  readonly label: string;
  readonly value: readonly Assignee[];
  readonly onChange: (value: readonly Assignee[]) => void;
};

/** Ways of naming people, in words; together they name whoever one of them names. */
export function AssigneeList({ label, value, onChange }: AssigneeListProps) {
  const { t } = useTranslation("flowDesigner");
  const { told } = useDesk();
  const { shown, put, unfinished } = useWhole(value, namesSomebody, onChange);
  return (
    <fieldset className={style.set}>
      <legend>{label}</legend>
      {shown.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place in the list
        <fieldset key={at} className={style.item} aria-label={told.who(one)}>
          <div className={style.itemHead}>
            <span>{told.who(one)}</span>
            <IconButton
              size="small"
              label={t("who.remove", { name: told.who(one) })}
              icon={<Trash2 />}
              onClick={() => put(shown.filter((_, index) => index !== at))}
            />
          </div>
          <AssigneeEditor
            value={one}
            onChange={(next) => put(shown.map((old, index) => (index === at ? next : old)))}
          />
        </fieldset>
      ))}
      {unfinished ? <p className={style.hint}>{t("who.unfinished")}</p> : null}
      <Button
        size="small"
        look="quiet"
        icon={<Plus size={14} />}
        onClick={() =>
          put([...shown, { by: shown.some((one) => one.by === "manager") ? "role" : "manager" }])
        }
      >
        {t("who.add")}
      </Button>
    </fieldset>
  );
}
