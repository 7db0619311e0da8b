import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isList, isObject, type Json } from "@/lib/json";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { Select } from "@/ui/shared/Select";
import { replaceById } from "../model/lists";
import { TextSetting } from "../parts/Inputs";
import type { FieldSpec } from "./documents";
import type { FieldEditing } from "./editing";
import style from "./Fields.module.css";
import { columnTypes, newColumn } from "./newFields";

const columnsIn = (value: Json | undefined): readonly FieldSpec[] =>
  isList(value) ? (value.filter(isObject) as unknown as readonly FieldSpec[]) : [];

/** The columns of a sub-table: name, type, one more, one less. */
export function ColumnRows({ field, published, names, onSet }: FieldEditing) {
  const { t } = useTranslation("designing");
  const columns = columnsIn(field.fields);
  const known = new Set(columnsIn(published?.fields).map((one) => one.id));
  const put = (next: readonly FieldSpec[]) => onSet({ fields: next });
  const remove = (column: FieldSpec) => {
    // A total goes with its column; without any the member goes.
    const totals = isList(field.totals) ? field.totals.filter((id) => id !== column.id) : [];
    onSet({
      fields: columns.filter((one) => one !== column),
      totals: totals.length > 0 ? totals : undefined,
    } as Partial<FieldSpec>);
  };
  const retype = (column: FieldSpec, type: string) =>
    put(replaceById(columns, newColumn(columns, type, column.name, names, column.id)));
  return (
    <fieldset className={style.rows}>
      <legend>{t("properties.columns")}</legend>
      {columns.map((column, at) => (
        <div key={column.id} className={style.columnRow}>
          <TextSetting
            label={t("properties.column", { number: at + 1 })}
            maxLength={200}
            value={column.name}
            onCommit={(name) => (name.trim() ? put(replaceById(columns, { ...column, name })) : undefined)}
          />
          <Select
            label={t("properties.columnType", { name: column.name })}
            value={column.type}
            disabled={known.has(column.id)}
            options={[...new Set([...columnTypes, column.type])].map((type) => ({
              id: type,
              label: t(`type.${type}`),
            }))}
            onChange={(type) => retype(column, type)}
          />
          <IconButton
            size="small"
            label={t("properties.columnRemove", { name: column.name })}
            icon={<Trash2 />}
            disabled={columns.length < 2}
            onClick={() => remove(column)}
          />
        </div>
      ))}
      <Button
        size="small"
        look="quiet"
        icon={<Plus size={14} />}
        onClick={() => put([...columns, newColumn(columns, "text", names.column, names)])}
      >
        {t("properties.columnAdd")}
      </Button>
    </fieldset>
  );
}
