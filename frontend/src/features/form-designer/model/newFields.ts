/** The first settings of a new field of each type. */
import { newItemId } from "@/designing/ids";
import type { Json } from "@/lib/json";
import { systemKeys } from "@/lib/systemKeys";
import type { EntityDraft, FieldSpec, Placement } from "./documents";

/** Types that a form can make by itself, in the order of the palette; computed ones need an expression first. */
export const newTypes = [
  "text",
  "long_text",
  "integer",
  "decimal",
  "money",
  "percent",
  "date",
  "moment",
  "boolean",
  "choice",
  "multi_choice",
  "phone",
  "email",
  "url",
  "person",
  "department",
  "link",
  "photo",
  "file",
  "location",
  "sub_table",
  "auto_number",
] as const;
export type NewType = (typeof newTypes)[number];

export const isNewType = (type: string): type is NewType => newTypes.some((one) => one === type);

/** Names of what a new field brings along, in the reader's language. */
export type NewNames = {
  readonly option: (number: number) => string;
  readonly column: string;
  /** The entity that a new link leads to until another one is chosen. */
  readonly linked: string;
};

const full = new Set<string>(["long_text", "sub_table", "photo", "file", "location"]);

/** Half a row, unless the widget wants to be wide. */
export const usualWidth = (type: string): number => (full.has(type) ? 24 : 12);

function settings(type: string, names: NewNames): { readonly [setting: string]: Json } {
  switch (type) {
    case "choice":
    case "multi_choice":
      return { options: [1, 2, 3].map((one) => ({ id: newItemId("o"), name: names.option(one) })) };
    case "link":
      return { entity: names.linked };
    case "sub_table":
      return { fields: [{ id: newItemId("f"), key: "text_1", name: names.column, type: "text" }] };
    case "auto_number":
      return { pattern: "{yyyy}{MM}{dd}-{000}" };
    default:
      return {};
  }
}

/** The key is ASCII: from an English label, else from the type and a number. */
export function freeKey(label: string, type: string, taken: ReadonlySet<string>): string {
  const plain = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 50);
  const stem = /^[a-z][a-z0-9_]*$/.test(plain) && /^[\x20-\x7e]+$/.test(label) ? plain : type;
  if (stem !== type && !taken.has(stem)) return stem;
  for (let number = stem === type ? 1 : 2; ; number += 1) {
    const key = `${stem}_${number}`;
    if (!taken.has(key)) return key;
  }
}

/** Names that a further field of the entity may not have. */
export const takenKeys = (entity: EntityDraft): Set<string> =>
  new Set([...systemKeys, ...entity.fields.map((field) => field.key)]);

export type NewField = { readonly label: string; readonly type: string };

/** Fields with ids of their own and the places that they get on the form. */
export function newFields(
  entity: EntityDraft,
  wanted: readonly NewField[],
  names: NewNames,
): { readonly fields: readonly FieldSpec[]; readonly places: readonly Placement[] } {
  const keys = takenKeys(entity);
  const ids = new Set(entity.fields.map((field) => field.id));
  const fields = wanted.map(({ label, type }): FieldSpec => {
    const id = newItemId("f", ids);
    const key = freeKey(label, type, keys);
    ids.add(id);
    keys.add(key);
    return { id, key, name: label, type, ...settings(type, names) };
  });
  return { fields, places: fields.map((field) => placeFor(field)) };
}

export function placeFor(field: FieldSpec): Placement {
  const width = usualWidth(field.type);
  return width === 24 ? { field: field.id } : { field: field.id, width };
}
