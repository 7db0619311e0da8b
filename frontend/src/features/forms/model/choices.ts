/** Choices that depend on another choice of the record, as the engine judges them. */
import type { FieldDocument, OptionDocument } from "@/api/documents";
import { isList, type Json } from "@/lib/json";
import type { Values } from "./wire";

/** Whether the option may be chosen while the field that it follows holds `chosen`. */
export const isOffered = (option: OptionDocument, chosen: string | null): boolean =>
  (option.under ?? []).length === 0 || (chosen !== null && (option.under ?? []).includes(chosen));

/** What is chosen in the field that this one follows. */
export function followedValue(
  field: FieldDocument,
  fields: readonly FieldDocument[],
  values: Values,
): string | null {
  const followed = field.follows ? fields.find((one) => one.id === field.follows) : undefined;
  const value = followed ? values[followed.key] : null;
  return typeof value === "string" ? value : null;
}

const idsIn = (value: Json): readonly Json[] => (isList(value) ? value : [value]);

/** The field with the options that are offered now; what is chosen already keeps its name. */
export function withOffered(field: FieldDocument, chosen: string | null, value: Json): FieldDocument {
  if (!field.follows || !field.options) return field;
  const held = new Set(idsIn(value));
  return { ...field, options: field.options.filter((one) => isOffered(one, chosen) || held.has(one.id)) };
}

/** The values after `changed` was chosen: what follows it and is not offered any more goes, and so on. */
export function withoutUnoffered(fields: readonly FieldDocument[], values: Values, changed: string): Values {
  const leader = fields.find((one) => one.key === changed);
  let current = values;
  for (const field of fields) {
    if (!leader || field.follows !== leader.id) continue;
    const chosen = followedValue(field, fields, current);
    const wrong = new Set(
      (field.options ?? []).filter((one) => !isOffered(one, chosen)).map((one) => one.id),
    );
    const value = current[field.key] ?? null;
    const kept = idsIn(value).filter((one) => !wrong.has(String(one)));
    if (kept.length === idsIn(value).length) continue;
    const next = { ...current, [field.key]: isList(value) ? kept : null };
    current = withoutUnoffered(fields, next, field.key);
  }
  return current;
}
