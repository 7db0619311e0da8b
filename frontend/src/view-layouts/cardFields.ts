/** What cards, chips and bars show of a record: its title, further fields, and the colour of one choice. */
import type { EntityDocument, FieldDocument } from "@/api/documents";
import type { RecordValues } from "@/api/records";
import { type Entities, type FieldAtPath, fieldAt } from "@/features/records/model/fields";
import { idOf } from "@/field-cells/cell";
import type { Json } from "@/lib/json";
import { accentFor } from "@/ui/accentFor";
import type { Accent } from "@/ui/tokens";

export const fieldsAt = (
  paths: readonly string[],
  entity: EntityDocument,
  entities: Entities,
): readonly FieldAtPath[] =>
  paths.flatMap((path) => {
    const found = fieldAt(entity, entities, path);
    return found ? [found] : [];
  });

export const optionOf = (field: FieldDocument, value: Json) =>
  (field.options ?? []).find((option) => option.id === idOf(value));

/** Slate for records without an option, and where nothing colours. */
export function accentOf(record: RecordValues, color: FieldAtPath | undefined): Accent {
  if (!color) return "slate";
  return accentFor(optionOf(color.field, (record[color.key] ?? null) as Json)?.color);
}

/** Keys to ask for, each once; the record's title first. */
export const keysOf = (
  entity: EntityDocument,
  fields: readonly (FieldAtPath | undefined)[],
): readonly string[] => [
  ...new Set([...(entity.title ? [entity.title] : []), ...fields.flatMap((one) => (one ? [one.key] : []))]),
];

/** The colour that a value stands for, as a style sheet names it; undefined where nothing is chosen. */
export function markColour(field: FieldDocument, value: Json): string | undefined {
  const option = optionOf(field, value);
  return option ? `var(--hue-${accentFor(option.color)}-solid)` : undefined;
}
