import { useTranslation } from "react-i18next";
import { useDesk } from "../../DeskContext";
import { type Assignee, namesSomebody } from "../../model/documents";
import style from "../Panel.module.css";
import { AssigneeEditor } from "./AssigneeEditor";
import { ItemList } from "./ItemList";

export type AssigneeListProps = {
  readonly label: string;
  readonly value: readonly Assignee[];
  readonly onChange: (value: readonly Assignee[]) => void;
};

/** Ways of naming people, in words; together they name whoever one of them names. */
export function AssigneeList({ label, value, onChange }: AssigneeListProps) {
  const { t } = useTranslation("flowDesigner");
  const { told } = useDesk();
  return (
    <fieldset className={style.set}>
      <legend>{label}</legend>
      <ItemList
        value={value}
        isWhole={namesSomebody}
        onChange={onChange}
        nameOf={told.who}
        removeLabel={(one) => t("who.remove", { name: told.who(one) })}
        addLabel={t("who.add")}
        next={(shown): Assignee => ({ by: shown.some((one) => one.by === "manager") ? "role" : "manager" })}
      >
        {(one, put) => <AssigneeEditor value={one} onChange={put} />}
      </ItemList>
    </fieldset>
  );
}
