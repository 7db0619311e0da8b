import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { IconButton } from "@/ui/shared/IconButton";
import { Select } from "@/ui/shared/Select";
import type { ColumnReport } from "../api";
import {
  choiceOf,
  type DateOrder,
  isDated,
  refers,
  type Settings,
  type Source,
  type Take,
  type WhenUnmatched,
} from "../model/mapping";
import style from "./imports.module.css";

export type SourceRowProps = {
  readonly column: ColumnReport;
  readonly source: Source;
  readonly fields: readonly FieldDocument[];
  readonly onField: (field: string) => void;
  readonly onSet: (settings: Settings) => void;
  readonly onRemove: () => void;
};

const orders: readonly DateOrder[] = ["ymd", "mdy", "dmy"];
const takes: readonly Take[] = ["value", "manager", "department", "top_department"];
const whens: readonly WhenUnmatched[] = ["refuse", "create", "empty"];

/** One field that a column fills, and how its cells are read. */
export function SourceRow({ column, source, fields, onField, onSet, onRemove }: SourceRowProps) {
  const { t } = useTranslation("imports");
  const field = fields.find((one) => one.key === source.field);
  const named = { column: column.name, field: field?.name ?? source.field };
  const fillsPlace = field?.type === "person" || field?.type === "department";
  return (
    <div className={style.source}>
      <div className={style.line}>
        <Select
          label={t("mapping.filled", named)}
          value={source.field}
          options={fields.map(choiceOf)}
          onChange={onField}
        />
        <IconButton size="small" label={t("mapping.remove", named)} icon={<X />} onClick={onRemove} />
      </div>
      {isDated(field) ? (
        <Select<DateOrder | "">
          label={t("mapping.datesOf", named)}
          value={source.dates ?? ""}
          none={t("mapping.datesSeen", { order: t(`dates.${column.dates ?? "unclear"}`) })}
          options={orders.map((order) => ({ id: order, label: t(`dates.${order}`) }))}
          onChange={(order) => onSet({ dates: order || null })}
        />
      ) : null}
      {refers(field) ? (
        <Select
          label={t("mapping.unmatchedOf", named)}
          value={source.unmatched ?? "refuse"}
          options={whens.map((when) => ({ id: when, label: t(`unmatched.${when}`) }))}
          onChange={(unmatched) => onSet({ unmatched })}
        />
      ) : null}
      {fillsPlace ? (
        <Select
          label={t("mapping.takeOf", named)}
          value={source.take ?? "value"}
          options={takes.map((take) => ({ id: take, label: t(`take.${take}`) }))}
          onChange={(take) => onSet({ take })}
        />
      ) : null}
    </div>
  );
}
