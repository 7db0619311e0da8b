/** The first settings of a new field of each type. */
import type { Json } from "@/lib/json";
import { systemKeys } from "@/lib/systemKeys";
import { newItemId } from "../ids";
import type { EntityDraft, FieldSpec } from "./documents";

/** Types that need nothing else first, in the order of the palette. */
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
  "formula",
] as const;
/** What a computed field says before its formula is written: its value is empty. */
export const unwritten = "BLANK()";

export type NewType = (typeof newTypes)[number];

export const isNewType = (type: string): type is NewType => newTypes.some((one) => one === type);

/** Names of what a new field brings along, in the reader's language. */
export type NewNames = {
  readonly option: (number: number) => string;
  readonly column: string;
  /** The entity that a new link leads to until another one is chosen. */
  readonly linked: string;
};

const options = (count: number, names: NewNames) =>
  Array.from({ length: count }, (_, at) => ({ id: newItemId("o"), name: names.option(at + 1) }));

function settings(type: string, names: NewNames): { readonly [setting: string]: Json } {
  switch (type) {
    case "choice":
    case "multi_choice":
      return { options: options(3, names) };
    case "link":
      return { entity: names.linked };
    case "sub_table":
      return { fields: [{ id: newItemId("f"), key: "text_1", name: names.column, type: "text" }] };
    case "auto_number":
      return { pattern: "{yyyy}{MM}{dd}-{000}" };
    case "formula":
      return { expression: unwritten, result: "number" };
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

/** Members of a record of which a reader may see a part only. */
const answerKeys = ["restricted", "masked"];

/** Names that a further field of the entity may not have. */
export const takenKeys = (entity: EntityDraft): Set<string> =>
  new Set([...systemKeys, ...answerKeys, ...entity.fields.map((field) => field.key)]);

export type NewField = { readonly label: string; readonly type: string };

/** Fields of these names and types, with ids and keys that the entity does not have yet. */
export function newFields(
  entity: EntityDraft,
  wanted: readonly NewField[],
  names: NewNames,
): readonly FieldSpec[] {
  const keys = takenKeys(entity);
  const ids = new Set(entity.fields.map((field) => field.id));
  return wanted.map(({ label, type }): FieldSpec => {
    const id = newItemId("f", ids);
    const key = freeKey(label, type, keys);
    ids.add(id);
    keys.add(key);
    return { id, key, name: label, type, ...settings(type, names) };
  });
}

const notInRows: readonly string[] = ["sub_table", "auto_number", "photo", "file"];

/** Types that a column of a sub-table may have. */
export const columnTypes: readonly string[] = newTypes.filter((type) => !notInRows.includes(type));

/** A column of this type; `id` where an unpublished one becomes another type. */
export function newColumn(
  columns: readonly FieldSpec[],
  type: string,
  name: string,
  names: NewNames,
  id = newItemId("f"),
): FieldSpec {
  const key = freeKey("", type, new Set(columns.map((one) => one.key)));
  return { id, key, name, type, ...settings(type, names) };
}
