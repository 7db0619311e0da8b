import { useTranslation } from "react-i18next";
import { PlainTable } from "@/ui/page/PlainTable";
import {
  type ColumnPlan,
  include,
  mayBeTitle,
  setDates,
  setField,
  setType,
  type TablePlan,
} from "../model/plan";
import { BadCells } from "./BadCells";
import style from "./beginning.module.css";
import { ColumnType } from "./ColumnType";

export type TableColumnsProps = {
  readonly plan: TablePlan;
  readonly onChange: (plan: TablePlan) => void;
};

/** Every column with what it becomes and why; all of it can be changed. */
export function TableColumns({ plan, onChange }: TableColumnsProps) {
  const { t } = useTranslation("beginning");
  return (
    <PlainTable
      label={t("table.columns")}
      rows={plan.columns}
      rowKey={(column) => column.field.key}
      columns={[
        {
          key: "name",
          title: t("column.name"),
          show: (column) => <ColumnName column={column} plan={plan} onChange={onChange} />,
        },
        {
          key: "type",
          title: t("column.type"),
          show: (column) => (
            <ColumnType
              column={column}
              onType={(type) => onChange(setType(plan, column.field.key, type))}
              onDates={(dates) => onChange(setDates(plan, column.field.key, dates))}
            />
          ),
        },
        { key: "cells", title: t("column.cells"), show: (column) => <BadCells column={column} /> },
        {
          key: "rules",
          title: t("column.rules"),
          show: (column) => <ColumnRules column={column} plan={plan} onChange={onChange} />,
        },
        {
          key: "samples",
          title: t("column.samples"),
          show: (column) => (
            <>
              <p className={style.samples}>{column.facts.samples.join(" · ")}</p>
              {column.facts.empty > 0 ? (
                <p className={style.meta}>{t("column.empty", { count: column.facts.empty })}</p>
              ) : null}
            </>
          ),
        },
      ]}
    />
  );
}

type ColumnPartProps = TableColumnsProps & { readonly column: ColumnPlan };

/** Whether the column is taken, and under which name: its own, until somebody names it better. */
function ColumnName({ column: { facts, field, included }, plan, onChange }: ColumnPartProps) {
  const { t } = useTranslation("beginning");
  return (
    <div className={style.named}>
      <input
        type="checkbox"
        aria-label={t("column.takeOf", { column: facts.column })}
        checked={included}
        onChange={(event) => onChange(include(plan, field.key, event.target.checked))}
      />
      <span>
        <input
          className={style.input}
          aria-label={t("column.nameOf", { column: facts.column })}
          aria-invalid={included && field.name.trim() === ""}
          maxLength={80}
          disabled={!included}
          value={field.name}
          onChange={(event) => onChange(setField(plan, field.key, { name: event.target.value }))}
        />
        {field.name === facts.column ? null : (
          <p className={style.meta}>{t("column.was", { column: facts.column })}</p>
        )}
      </span>
    </div>
  );
}

/** What holds for its values from the first row on; a rule that the rows break already is not offered. */
function ColumnRules({ column, plan, onChange }: ColumnPartProps) {
  const { t } = useTranslation("beginning");
  const { facts, field, included } = column;
  const named = { column: facts.column };
  return (
    <span className={style.rules}>
      <label>
        <input
          type="radio"
          name="title"
          aria-label={t("column.titleOf", named)}
          disabled={!mayBeTitle(column)}
          checked={plan.title === field.key}
          onChange={() => onChange({ ...plan, title: field.key })}
        />
        {t("column.title")}
      </label>
      <label>
        <input
          type="checkbox"
          aria-label={t("column.requireOf", named)}
          disabled={!included || !(facts.may_require || field.required)}
          checked={field.required}
          onChange={(event) => onChange(setField(plan, field.key, { required: event.target.checked }))}
        />
        {t("column.require")}
      </label>
      <label>
        <input
          type="checkbox"
          aria-label={t("column.uniqueOf", named)}
          disabled={!included || !(facts.may_unique || field.unique)}
          checked={field.unique}
          onChange={(event) => onChange(setField(plan, field.key, { unique: event.target.checked }))}
        />
        {t("column.unique")}
      </label>
    </span>
  );
}
