/** A filter in words: each test as a sentence that people can read and click. */
import type { TFunction } from "i18next";
import type { EntityDocument, FieldDocument } from "@/api/documents";
import type { CellWords } from "@/field-cells/cell";
import { cellOf } from "@/field-cells/cells";
import { type Condition, isAll, isEither, isTest, type Test } from "@/lib/condition/condition";
import { isObject, type Json } from "@/lib/json";
import { type Entities, fieldAt } from "./fields";

export type FilterTalk = {
  readonly t: TFunction<"records">;
  readonly entity: EntityDocument;
  readonly entities: Entities;
  readonly words: CellWords;
};

function tokenWords(value: { readonly [key: string]: Json }, { t }: FilterTalk): string {
  const days = typeof value.days === "number" ? value.days : 0;
  if (value.token === "today" && days !== 0) {
    return t(days < 0 ? "records:period.ago" : "records:period.ahead", { count: Math.abs(days) });
  }
  const count = typeof value.count === "number" ? value.count : 0;
  return t(`records:period.${String(value.token)}`, { count, defaultValue: String(value.token) });
}

function valueWords(value: Json | undefined, field: FieldDocument, talk: FilterTalk): string {
  if (value === undefined || value === null) return "…";
  if (Array.isArray(value)) {
    return value.map((one: Json) => valueWords(one, field, talk)).join(talk.words.t("cells:comma")) || "…";
  }
  if (isObject(value)) {
    if (typeof value.token === "string") return tokenWords(value, talk);
    if (typeof value.field === "string") {
      return fieldAt(talk.entity, talk.entities, value.field)?.field.name ?? value.field;
    }
    if ("from" in value || "to" in value) {
      const [from, to] = [valueWords(value.from, field, talk), valueWords(value.to, field, talk)];
      return talk.t("records:filter.range", { from, to });
    }
  }
  // Fields of several values are compared with single ones: the cell words a list of one.
  const several = field.many || field.type === "multi_choice";
  return cellOf(field).toText(several ? [value] : value, field, talk.words) || String(value);
}

function testWords(test: Test, talk: FilterTalk): string {
  const field = fieldAt(talk.entity, talk.entities, test.field)?.field;
  const name = field?.name ?? test.field;
  const operator = talk.t(`records:operator.${test.op}`, { defaultValue: test.op });
  if (test.op === "is_empty" || test.op === "is_not_empty") return `${name} ${operator}`;
  return `${name} ${operator} ${field ? valueWords(test.value, field, talk) : ""}`.trim();
}

export function conditionWords(condition: Condition, talk: FilterTalk): string {
  if (isTest(condition)) return testWords(condition, talk);
  if (isAll(condition) || isEither(condition)) {
    const parts = isAll(condition) ? condition.all : condition.any;
    const joint = ` ${talk.t(isAll(condition) ? "records:filter.and" : "records:filter.or")} `;
    return parts
      .map((part) => (isTest(part) ? testWords(part, talk) : `(${conditionWords(part, talk)})`))
      .join(joint);
  }
  return `${talk.t("records:filter.not")} (${conditionWords(condition.not, talk)})`;
}
