import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { isList, isObject } from "@/lib/json";
import { replaceById } from "../model/lists";
import type { FieldSpec } from "./documents";
import type { FieldEditing } from "./editing";
import style from "./Fields.module.css";
import { FormulaSettings } from "./FormulaSettings";

export type ColumnFormulasProps = Pick<FieldEditing, "field" | "onSet"> & {
  readonly document: EntityDocument;
  readonly running: EntityDocument | undefined;
};

/** The formulas of a sub-table's columns, each over its own row. */
export function ColumnFormulas({ field, onSet, document, running }: ColumnFormulasProps) {
  const { t } = useTranslation("designing");
  const columns = isList(field.fields)
    ? (field.fields.filter(isObject) as unknown as readonly FieldSpec[])
    : [];
  const table = document.fields.find((one) => one.id === field.id);
  const formulas = columns.filter((column) => column.type === "formula");
  if (!table || formulas.length === 0) return null;
  return formulas.map((column) => (
    <fieldset key={column.id} className={style.rows}>
      <legend>{t("properties.columnFormula", { name: column.name })}</legend>
      <FormulaSettings
        field={column}
        document={document}
        running={running}
        table={table}
        onSet={(members) => {
          const next = Object.entries({ ...column, ...members }).filter(([, value]) => value !== undefined);
          return onSet({ fields: replaceById(columns, Object.fromEntries(next) as FieldSpec) });
        }}
      />
    </fieldset>
  ));
}
