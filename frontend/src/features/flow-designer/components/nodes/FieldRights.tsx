import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { systemKeys } from "@/lib/systemKeys";
import { CheckField } from "@/ui/page/CheckField";
import { useDesk } from "../../DeskContext";
import { member } from "../../model/documents";
import style from "../Panel.module.css";
import type { NodeEditorProps } from "./editors";

export type Right = "hidden" | "read" | "edit" | "required";
type Rights = Readonly<Record<string, Right>>;

const columns = ["read", "edit", "required"] as const;
const rank: Readonly<Record<Right, number>> = { hidden: 0, read: 1, edit: 2, required: 3 };

/** A box ticked stands for it and all before it; unticked, for what stands before it. */
const ticked = (column: (typeof columns)[number], on: boolean): Right => {
  if (on) return column;
  return column === "required" ? "edit" : column === "edit" ? "read" : "hidden";
};

export type RightsMatrixProps = {
  readonly value: Rights;
  /** What may be given: copies are only read. */
  readonly most: "read" | "required";
  readonly onChange: (value: Rights) => void;
};

/** Field by field what may be done with it; a field that is not named may be read. */
export function RightsMatrix({ value, most, onChange }: RightsMatrixProps) {
  const { t } = useTranslation("flowDesigner");
  const { entity } = useDesk();
  const fields = entity.fields.filter((field) => field.key === "owner" || !systemKeys.has(field.key));
  const offered = columns.filter((column) => rank[column] <= rank[most]);
  const put = (id: string, right: Right) => {
    const { [id]: _old, ...rest } = value;
    onChange(right === "read" ? rest : { ...rest, [id]: right });
  };
  const able = (field: FieldDocument, column: (typeof columns)[number]) =>
    column === "read" || !field.computed;
  return (
    <table className={style.matrix}>
      <caption className="visually-hidden">{t("rights.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("rights.field")}</th>
          {offered.map((column) => (
            <th key={column} scope="col">
              {t(`rights.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => {
          const right = value[field.id] ?? "read";
          return (
            <tr key={field.id}>
              <th scope="row">{field.name}</th>
              {offered.map((column) => (
                <td key={column}>
                  {able(field, column) ? (
                    <input
                      type="checkbox"
                      aria-label={t("rights.cell", { name: field.name, right: t(`rights.${column}`) })}
                      checked={rank[right] >= rank[column]}
                      onChange={(event) => put(field.id, ticked(column, event.target.checked))}
                    />
                  ) : null}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export function FieldRights({ node, set }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  return (
    <>
      <p className={style.hint}>{t("rights.hint")}</p>
      <RightsMatrix
        value={member<Rights>(node, "fields", {})}
        most="required"
        onChange={(fields) => set({ fields })}
      />
      <CheckField
        label={t("rights.readAfter")}
        value={member(node, "read_after", true)}
        onChange={(read_after) => set({ read_after })}
      />
    </>
  );
}
