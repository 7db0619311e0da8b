import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import type { CellWords } from "@/field-cells/cell";
import { widgetOf } from "@/field-widgets/widgets";
import type { Test } from "@/lib/condition/condition";
import { isOperator, operators } from "@/lib/condition/operators";
import { isObject, type Json } from "@/lib/json";
import { Select } from "@/ui/shared/Select";
import style from "./filter.module.css";

export type FilterValueProps = {
  readonly test: Test;
  readonly field: FieldDocument;
  readonly words: CellWords;
  readonly onChange: (value: Json) => void;
};

const periods = [
  "today",
  "yesterday",
  "tomorrow",
  "this_week",
  "last_week",
  "next_week",
  "this_month",
  "last_month",
  "next_month",
  "this_quarter",
  "last_quarter",
  "this_year",
  "last_year",
  "last_days",
  "next_days",
];

/** The right side of one test: whatever fits the field and the operator. */
export function FilterValue({ test, field, words, onChange }: FilterValueProps) {
  const operand = isOperator(test.op) ? operators[test.op].operand : "none";
  const value = test.value ?? null;
  if (operand === "none") return null;
  if (operand === "period") return <PeriodValue value={value} onChange={onChange} />;
  if (operand === "range")
    return <RangeValue field={field} value={value} words={words} onChange={onChange} />;
  if (field.type === "person" || field.type === "department") {
    return (
      <WhoValue field={field} value={value} words={words} onChange={onChange} many={operand === "many"} />
    );
  }
  if ((field.type === "date" || field.type === "moment") && operand === "one") {
    return <DayValue field={field} value={value} words={words} onChange={onChange} />;
  }
  return (
    <PlainValue field={field} value={value} words={words} onChange={onChange} many={operand === "many"} />
  );
}

type ValueProps = {
  readonly field: FieldDocument;
  readonly value: Json;
  readonly words: CellWords;
  readonly onChange: (value: Json) => void;
};

/** The field's own widget; for lists of options and people the one that chooses several. */
function PlainValue({
  field,
  value,
  words,
  onChange,
  many = false,
}: ValueProps & { readonly many?: boolean }) {
  const { t } = useTranslation("records");
  const like = likeField(field, many);
  const Widget = widgetOf(like);
  const textList = many && like.widget === "text-input";
  return (
    <div className={style.value}>
      <Widget
        field={like}
        frame={{ label: t("filter.value") }}
        value={textList && Array.isArray(value) ? value.join(", ") : value}
        onChange={(next) => onChange(textList ? listOfText(next) : idsOnly(next))}
        disabled={false}
        words={words}
      />
    </div>
  );
}

const listOfText = (value: Json): Json =>
  String(value ?? "")
    .split(/[,，、]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

function idsOnly(value: Json): Json {
  if (Array.isArray(value)) return value.map((one: Json) => (isObject(one) ? (one.id ?? null) : one));
  return isObject(value) && typeof value.id === "string" ? value.id : value;
}

function likeField(field: FieldDocument, many: boolean): FieldDocument {
  const open = { ...field, access: "write" as const, computed: false, required: false, least: 0 };
  if (field.options) return { ...open, widget: many ? "multi-choice-select" : "choice-select" };
  if (field.type === "person" || field.type === "department" || field.type === "link")
    return { ...open, many };
  if (field.result === "number")
    return { ...open, widget: field.display === "percent" ? "percent-input" : "number-input" };
  if (field.result === "date") return { ...open, widget: "date-input" };
  if (field.result === "moment") return { ...open, widget: "moment-input" };
  if (field.result === "boolean") return { ...open, widget: "switch" };
  const texts = ["text-area", "computed", "phone-input", "email-input", "url-input"];
  if (texts.includes(field.widget) || many) return { ...open, widget: "text-input", max_length: 255 };
  return open;
}

function RangeValue({ field, value, words, onChange }: ValueProps) {
  const { t } = useTranslation("records");
  const range = isObject(value) ? value : {};
  const put = (end: "from" | "to", next: Json) => {
    const { [end]: _old, ...rest } = range;
    onChange(next === null ? rest : { ...rest, [end]: next });
  };
  return (
    <span className={style.range}>
      <PlainValue
        field={field}
        value={range.from ?? null}
        words={words}
        onChange={(next) => put("from", next)}
      />
      <span>{t("filter.to")}</span>
      <PlainValue field={field} value={range.to ?? null} words={words} onChange={(next) => put("to", next)} />
    </span>
  );
}

function PeriodValue({ value, onChange }: Pick<ValueProps, "value" | "onChange">) {
  const { t } = useTranslation("records");
  const token = isObject(value) ? String(value.token ?? "this_month") : "this_month";
  const count = isObject(value) && typeof value.count === "number" ? value.count : 7;
  const counted = token === "last_days" || token === "next_days";
  return (
    <span className={style.range}>
      <Select
        label={t("filter.period")}
        value={token}
        options={periods.map((name) => ({
          id: name,
          label: t(`period.${name}`, { count: counted ? count : 7 }),
        }))}
        onChange={(next) => onChange(next.endsWith("_days") ? { token: next, count } : { token: next })}
      />
      {counted ? (
        <input
          type="number"
          min={1}
          max={3660}
          aria-label={t("filter.days")}
          className={style.number}
          value={count}
          onChange={(event) =>
            onChange({ token, count: Math.max(1, Math.min(3660, Number(event.target.value) || 1)) })
          }
        />
      ) : null}
    </span>
  );
}

/** A fixed day, or one that moves along: today and so many days before or after. */
function DayValue({ field, value, words, onChange }: ValueProps) {
  const { t } = useTranslation("records");
  const moving = isObject(value) && value.token === "today";
  const days = moving && typeof value.days === "number" ? value.days : 0;
  return (
    <span className={style.range}>
      <Select
        label={t("filter.day")}
        value={moving ? "today" : "fixed"}
        options={[
          { id: "fixed", label: t("filter.fixed") },
          { id: "today", label: t("period.today") },
        ]}
        onChange={(day) => onChange(day === "today" ? { token: "today" } : null)}
      />
      {moving ? (
        <input
          type="number"
          aria-label={t("filter.shift")}
          title={t("filter.shift")}
          className={style.number}
          value={days}
          onChange={(event) =>
            onChange({ token: "today", days: Math.trunc(Number(event.target.value)) || 0 })
          }
        />
      ) : (
        <PlainValue
          field={{ ...field, widget: "date-input" }}
          value={value}
          words={words}
          onChange={onChange}
        />
      )}
    </span>
  );
}

function WhoValue({ field, value, words, onChange, many }: ValueProps & { readonly many: boolean }) {
  const { t } = useTranslation("records");
  const tokens = field.type === "person" ? ["me", "my_subordinates"] : ["my_department"];
  const token = isObject(value) && typeof value.token === "string" ? value.token : "";
  return (
    <span className={style.range}>
      <Select
        label={t("filter.who")}
        value={token}
        none={t("filter.chosen")}
        options={tokens.map((name) => ({ id: name, label: t(`period.${name}`) }))}
        onChange={(next) => onChange(next === "" ? null : { token: next })}
      />
      {token === "" ? (
        <PlainValue field={field} value={value} words={words} onChange={onChange} many={many} />
      ) : null}
    </span>
  );
}
