/** Form values as the API takes them: references as ids, empty as null, computed and unknown members left out. */
import type { FieldDocument } from "@/api/documents";
import type { Changes } from "@/api/records";
import { isEmpty, isObject, type Json, type JsonObject } from "@/lib/json";

export type Values = Readonly<Record<string, Json>>;

const isReference = (value: Json): value is JsonObject => isObject(value) && typeof value.id === "string";

const bare = (value: Json): Json => (isReference(value) ? (value.id ?? null) : value);

function rowToWire(row: Json, columns: readonly FieldDocument[]): Json {
  if (!isObject(row)) return row;
  const cells = columns
    .filter((column) => !column.computed && row[column.key] !== undefined)
    .map((column) => [column.key, toWire(column, row[column.key] ?? null)] as const);
  return { ...(typeof row.id === "string" ? { id: row.id } : {}), ...Object.fromEntries(cells) };
}

export function toWire(field: FieldDocument, value: Json): Json {
  if (isEmpty(value)) return null;
  if (field.type === "sub_table" && Array.isArray(value)) {
    return value.map((row: Json) => rowToWire(row, field.fields ?? []));
  }
  return Array.isArray(value) ? value.map(bare) : field.type === "location" ? value : bare(value);
}

export const sameValue = (field: FieldDocument, one: Json, other: Json): boolean =>
  JSON.stringify(toWire(field, one)) === JSON.stringify(toWire(field, other));

/** What was changed against where the form began; `skip` names keys that must not be sent, `also` those that must. */
export function changesOf(
  fields: readonly FieldDocument[],
  before: Values,
  after: Values,
  skip: ReadonlySet<string>,
  also: ReadonlySet<string> = new Set(),
): Changes {
  const changed = fields.filter(
    (field) =>
      !field.computed &&
      field.access === "write" &&
      !skip.has(field.key) &&
      (also.has(field.key) || !sameValue(field, before[field.key] ?? null, after[field.key] ?? null)),
  );
  return Object.fromEntries(changed.map((field) => [field.key, toWire(field, after[field.key] ?? null)]));
}
