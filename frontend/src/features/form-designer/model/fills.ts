/** What a field can take over from a linked record, as the engine checks it (`design/checks/fill`). */
import type { FieldDocument } from "@/api/documents";
import { kindOf } from "@/lib/condition/kinds";
import { type FormDraft, placedIds, placementOf } from "./documents";

export type FillChoice = { readonly path: string; readonly link: string; readonly source: string };

const plain: readonly string[] = ["text", "number", "date", "moment", "boolean"];
const references: readonly string[] = ["person", "department", "link", "file", "photo"];
const choices: readonly string[] = ["choice", "multi_choice"];

/** Whether a value can be copied into the field at all. */
export const fillable = (target: FieldDocument): boolean =>
  !target.computed && !["sub_table", "file", "photo"].includes(target.type);

const optionsOf = (field: FieldDocument): ReadonlySet<string> =>
  new Set((field.options ?? []).map((one) => one.id));

/** Decimal places of what a field holds; computed ones say theirs. */
const scaleOf = (field: FieldDocument): number => (field.type === "integer" ? 0 : (field.places ?? 2));

/** Whether every value of the source may stand in the target, apart from its bounds and lengths. */
export function fits(target: FieldDocument, source: FieldDocument): boolean {
  if (choices.includes(target.type)) {
    const known = optionsOf(target);
    return source.type === target.type && [...optionsOf(source)].every((one) => known.has(one));
  }
  if (references.includes(target.type)) {
    const alike = source.type === target.type && (source.many ?? false) === (target.many ?? false);
    return alike && source.entity_key === target.entity_key;
  }
  const kind = kindOf(target);
  if (!plain.includes(kind)) return source.type === target.type;
  if (choices.includes(source.type) || references.includes(source.type)) return false;
  return kindOf(source) === kind && !(target.type === "integer" && scaleOf(source) > 0);
}

/** Fields behind single links that can be copied into a field beside them; those of its own type come first. */
export function fillChoices(
  target: FieldDocument,
  links: readonly FieldDocument[],
  fieldsOf: (link: FieldDocument) => readonly FieldDocument[],
): readonly FillChoice[] {
  return links
    .filter((link) => link.type === "link" && !link.many && link.id !== target.id)
    .flatMap((link) =>
      fieldsOf(link)
        .filter((source) => fits(target, source))
        .toSorted((one, other) => Number(one.type !== target.type) - Number(other.type !== target.type))
        .map((source) => ({ path: `${link.id}.${source.id}`, link: link.name, source: source.name })),
    );
}

/** The links of a form that no copy fills. */
export const freeLinks = (form: FormDraft, fields: readonly FieldDocument[]): readonly FieldDocument[] => {
  const placed = new Set(placedIds(form));
  return fields.filter((field) => placed.has(field.id) && !placementOf(form, field.id)?.fill);
};
