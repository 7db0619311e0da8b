import { useTranslation } from "react-i18next";
import { formatPercent } from "@/lib/numbers";
import { Select } from "@/ui/shared/Select";
import type { DateOrder, FieldType } from "../api";
import { type ColumnPlan, chosenType, isDated } from "../model/plan";
import style from "./beginning.module.css";

const orders: readonly DateOrder[] = ["ymd", "mdy", "dmy"];

export type ColumnTypeProps = {
  readonly column: ColumnPlan;
  readonly onType: (type: FieldType) => void;
  readonly onDates: (dates: DateOrder | null) => void;
};

/** What the column becomes, with the share of cells that fit; dates whose order nobody can see are asked for. */
export function ColumnType({ column, onType, onDates }: ColumnTypeProps) {
  const { t } = useTranslation(["beginning", "designing"]);
  const { facts, field } = column;
  const seen = facts.dates ?? "unclear";
  const sure = seen !== "unclear" && seen !== "mixed";
  return (
    <div className={style.stack}>
      <Select
        wide
        label={t("column.typeOf", { column: facts.column })}
        value={field.type}
        disabled={!column.included}
        options={facts.alternatives.map((one) => ({
          id: one.type,
          label: `${t(`designing:type.${one.type}`)} · ${formatPercent(one.share, 1)}`,
        }))}
        onChange={onType}
      />
      {isDated(column) ? (
        <Select<DateOrder | "">
          wide
          label={t("column.datesOf", { column: facts.column })}
          invalid={!sure && column.dates === null}
          value={column.dates ?? ""}
          disabled={!column.included}
          none={sure ? t("column.datesSeen", { order: t(`dates.${seen}`) }) : t("column.datesAsk")}
          options={orders.map((order) => ({ id: order, label: t(`dates.${order}`) }))}
          onChange={(order) => onDates(order || null)}
        />
      ) : null}
      <Options names={chosenType(column)?.options ?? []} />
    </div>
  );
}

const shown = 6;

/** The options that a choice would get. */
function Options({ names }: { readonly names: readonly string[] }) {
  const { t } = useTranslation("beginning");
  if (names.length === 0) return null;
  const all = names.join(" · ");
  return (
    <p className={style.meta} title={all}>
      {names.length > shown
        ? t("column.options", { count: names.length, names: names.slice(0, shown).join(" · ") })
        : all}
    </p>
  );
}
