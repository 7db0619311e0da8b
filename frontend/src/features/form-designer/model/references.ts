/** Who on a form speaks of which field, and what becomes of it when fields go or get other ids. */
import type { FieldSpec } from "@/designing/fields/documents";
import { type Condition, mapTests } from "@/lib/condition/condition";
import { isObject } from "@/lib/json";
import type { FormDraft, ReactionDraft, RuleDraft } from "./documents";

/** The form without these fields; rules forget them, and a rule that does nothing more goes too. */
export function withoutFields(form: FormDraft, gone: readonly string[]): FormDraft {
  const sections = form.sections.map((section) =>
    section.fields.some((place) => gone.includes(place.field))
      ? { ...section, fields: section.fields.filter((place) => !gone.includes(place.field)) }
      : section,
  );
  const { rules: old = [], ...rest } = form;
  const rules = old.flatMap((rule) => ruleWithout(rule, gone));
  return rules.length > 0 ? { ...rest, sections, rules } : { ...rest, sections };
}

function ruleWithout(rule: RuleDraft, gone: readonly string[]): readonly RuleDraft[] {
  if (!rule.then.some((reaction) => reaction.fields?.some((id) => gone.includes(id)))) return [rule];
  const then = rule.then.flatMap((reaction): readonly ReactionDraft[] => {
    if (!reaction.fields?.some((id) => gone.includes(id))) return [reaction];
    const fields = reaction.fields.filter((id) => !gone.includes(id));
    return fields.length > 0 ? [{ ...reaction, fields }] : [];
  });
  return then.length > 0 ? [{ ...rule, then }] : [];
}

const head = (path: string): string => path.split(".")[0] ?? path;

const mappedPath = (path: string, ids: ReadonlyMap<string, string>): string => {
  const first = head(path);
  const to = ids.get(first);
  return to === undefined ? path : to + path.slice(first.length);
};

export const mappedCondition = (condition: Condition, ids: ReadonlyMap<string, string>): Condition =>
  mapTests(condition, (test) => {
    const { value } = test;
    const other =
      isObject(value) && typeof value.field === "string"
        ? { ...value, field: mappedPath(value.field, ids) }
        : value;
    return { ...test, field: mappedPath(test.field, ids), ...(other === undefined ? {} : { value: other }) };
  });

const mention = /\{([a-z][a-z0-9_]*)((?:\.[a-z][a-z0-9_]*)*)\}/g;

/** Ids of the fields that a formula names. */
export const mentioned = (expression: string): readonly string[] => [
  ...new Set([...expression.matchAll(mention)].map(([, first = ""]) => first)),
];

const mappedExpression = (expression: string, ids: ReadonlyMap<string, string>): string =>
  expression.replace(mention, (_whole, first: string, rest: string) => `{${ids.get(first) ?? first}${rest}}`);

/** A copied field whose formula follows the fields that were copied with it. */
export const mappedField = (field: FieldSpec, ids: ReadonlyMap<string, string>): FieldSpec =>
  typeof field.expression === "string"
    ? { ...field, expression: mappedExpression(field.expression, ids) }
    : field;
