import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { IconButton } from "@/ui/shared/IconButton";
import type { ColumnReport } from "../api";
import {
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
        <select
          className={style.select}
          aria-label={t("mapping.filled", named)}
          value={source.field}
          onChange={(event) => onField(event.target.value)}
        >
          {fields.map((one) => (
            <option key={one.id} value={one.key}>
              {one.required ? `${one.name} *` : one.name}
            </option>
          ))}
        </select>
        <IconButton size="small" label={t("mapping.remove", named)} icon={<X />} onClick={onRemove} />
      </div>
      {isDated(field) ? (
        <select
          className={style.select}
          aria-label={t("mapping.datesOf", named)}
          value={source.dates ?? ""}
          onChange={(event) => onSet({ dates: (event.target.value || null) as DateOrder | null })}
        >
          <option value="">
            {t("mapping.datesSeen", { order: t(`dates.${column.dates ?? "unclear"}`) })}
          </option>
          {orders.map((order) => (
            <option key={order} value={order}>
              {t(`dates.${order}`)}
            </option>
          ))}
        </select>
      ) : null}
      {refers(field) ? (
        <select
          className={style.select}
          aria-label={t("mapping.unmatchedOf", named)}
          value={source.unmatched ?? "refuse"}
          onChange={(event) => onSet({ unmatched: event.target.value as WhenUnmatched })}
        >
          {whens.map((when) => (
            <option key={when} value={when}>
              {t(`unmatched.${when}`)}
            </option>
          ))}
        </select>
      ) : null}
      {fillsPlace ? (
        <select
          className={style.select}
          aria-label={t("mapping.takeOf", named)}
          value={source.take ?? "value"}
          onChange={(event) => onSet({ take: event.target.value as Take })}
        >
          {takes.map((take) => (
            <option key={take} value={take}>
              {t(`take.${take}`)}
            </option>
          ))}
        </select>
      ) : null}
    </div>
  );
}
