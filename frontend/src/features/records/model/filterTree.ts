/** A filter while it is built: tests joined by 'and' or 'or', with groups one level deep. */
import type { FieldDocument } from "@/api/documents";
import { type Condition, isAll, isEither, isTest, type Test } from "@/lib/condition/condition";
import { isOperator, operators } from "@/lib/condition/operators";
import { isEmpty, type Json } from "@/lib/json";

export type Joint = "all" | "any";

export type FilterGroup = { readonly joint: Joint; readonly parts: readonly Condition[] };

export function groupOf(condition: Condition | undefined): FilterGroup {
  if (!condition) return { joint: "all", parts: [] };
  if (isAll(condition)) return { joint: "all", parts: condition.all };
  if (isEither(condition)) return { joint: "any", parts: condition.any };
  return { joint: "all", parts: [condition] };
}

export const conditionOf = ({ joint, parts }: FilterGroup): Condition | undefined =>
  parts.length === 0 ? undefined : joint === "all" ? { all: parts } : { any: parts };

export const replacePart = (group: FilterGroup, index: number, part: Condition | undefined): FilterGroup => ({
  ...group,
  parts: group.parts.flatMap((one, at) => (at !== index ? [one] : part ? [part] : [])),
});

export const addPart = (group: FilterGroup, part: Condition): FilterGroup => ({
  ...group,
  parts: [...group.parts, part],
});

/** The operator that people most likely mean for a field. */
export function newTest(field: FieldDocument): Test {
  const usual = ["contains", "is", "contains_any", "within", "is_not_empty"];
  const op = usual.find((name) => field.operators.includes(name)) ?? field.operators[0] ?? "is_not_empty";
  return { field: field.id, op, ...startValue(field, op) };
}

const startValue = (field: FieldDocument, op: string): { readonly value?: Json } => {
  const operand = isOperator(op) ? operators[op].operand : "none";
  if (operand === "period") return { value: { token: "this_month" } };
  if (operand === "range") return { value: {} };
  if (operand === "one" && field.type === "boolean") return { value: true };
  return {};
};

/** Another operator keeps the value where it can mean the same. */
export function withOperator(test: Test, field: FieldDocument, op: string): Test {
  const before = isOperator(test.op) ? operators[test.op].operand : "none";
  const after = isOperator(op) ? operators[op].operand : "none";
  if (before === after) return { ...test, op };
  if (before === "one" && after === "many" && typeof test.value === "string")
    return { ...test, op, value: [test.value] };
  if (before === "many" && after === "one" && Array.isArray(test.value)) {
    const [first] = test.value as readonly Json[];
    return { field: test.field, op, ...(first === undefined ? {} : { value: first }) };
  }
  return { field: test.field, op, ...startValue(field, op) };
}

function complete(test: Test): boolean {
  const operand = isOperator(test.op) ? operators[test.op].operand : "none";
  if (operand === "none") return true;
  const empty = isEmpty(test.value) || (operand === "range" && Object.keys(test.value ?? {}).length === 0);
  return !empty;
}

/** What may be sent: tests whose value is still missing are left out, empty groups too. */
export function finished(condition: Condition | undefined): Condition | undefined {
  if (!condition) return undefined;
  if (isTest(condition)) return complete(condition) ? condition : undefined;
  if (!isAll(condition) && !isEither(condition)) return condition;
  const parts = (isAll(condition) ? condition.all : condition.any)
    .map(finished)
    .filter((part): part is Condition => part !== undefined);
  if (parts.length === 0) return undefined;
  return isAll(condition) ? { all: parts } : { any: parts };
}
