/** Who on a form speaks of which field, and what becomes of it when fields go or get other ids. */
import type { FieldSpec } from "@/designing/fields/documents";
import { withMembers } from "@/designing/model/canonical";
import { type Condition, mapTests } from "@/lib/condition/condition";
import { isObject } from "@/lib/json";
import {
  type FormDraft,
  type Placement,
  placementDefaults,
  type ReactionDraft,
  type RuleDraft,
} from "./documents";
import { sideWithout } from "./publicSide";

/** The form without these fields: rules and copies forget them, and a rule that does nothing more goes too. */
export function withoutFields(form: FormDraft, gone: readonly string[]): FormDraft {
  const sections = form.sections.map((section) => {
    const left = section.fields.filter((place) => !gone.includes(place.field));
    const fields = left.map((place) =>
      place.fill && gone.includes(head(place.fill.path)) ? unfilled(place) : place,
    );
    const same =
      fields.length === section.fields.length && fields.every((one, at) => one === section.fields[at]);
    return same ? section : { ...section, fields };
  });
  const { rules: old = [], ...others } = form;
  const rest = others.public ? { ...others, public: sideWithout(others.public, gone) } : others;
  const rules = old.flatMap((rule) => ruleWithout(rule, gone));
  return rules.length > 0 ? { ...rest, sections, rules } : { ...rest, sections };
}

const unfilled = ({ fill: _fill, ...place }: Placement): Placement => place;

/** The form with copies only into and from columns that the table has. */
export function withColumns(form: FormDraft, table: string, columns: readonly string[]): FormDraft {
  const lost = (fill: { readonly column: string; readonly path: string }) =>
    !columns.includes(fill.column) || !columns.includes(head(fill.path));
  const trimmed = (place: Placement): Placement =>
    place.field === table && place.columns?.some(lost)
      ? withMembers(place, { columns: place.columns.filter((one) => !lost(one)) }, placementDefaults)
      : place;
  const sections = form.sections.map((section) => {
    const fields = section.fields.map(trimmed);
    return fields.every((one, at) => one === section.fields[at]) ? section : { ...section, fields };
  });
  return sections.every((one, at) => one === form.sections[at]) ? form : { ...form, sections };
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

/** A copied place on a form where `ids` are placed: a copy from a link that is not there goes. */
export function mappedPlace(
  place: Placement,
  ids: ReadonlyMap<string, string>,
  placed: ReadonlySet<string>,
): Placement {
  const field = ids.get(place.field) ?? place.field;
  const path = place.fill ? mappedPath(place.fill.path, ids) : undefined;
  if (!place.fill || path === undefined) return { ...place, field };
  return placed.has(head(path))
    ? { ...place, field, fill: { ...place.fill, path } }
    : unfilled({ ...place, field });
}

/** A copied field whose formula follows the fields that were copied with it. */
export const mappedField = (field: FieldSpec, ids: ReadonlyMap<string, string>): FieldSpec =>
  typeof field.expression === "string"
    ? { ...field, expression: mappedExpression(field.expression, ids) }
    : field;
