/** Which records a list beside a record holds, and what it shows of each. */
import type { BlockDocument, EntityDocument, FieldDocument, ListedDocument } from "@/api/documents";
import type { RecordValues } from "@/api/records";
import { idOf, listOf } from "@/field-cells/cell";
import type { Test } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";
import { askedAt, type Entities, type FieldAtPath, fieldAt, fieldById } from "./fields";

/** The records whose link points to this one. */
export const pointingHere = (link: FieldDocument, record: string): Test => ({
  field: link.key,
  op: link.many ? "contains_any" : "is",
  value: link.many ? [record] : record,
});

/** The filter of a list; undefined where the record's own link holds nothing, or where the link is not to be seen. */
export function listedFilter(
  block: BlockDocument,
  entity: EntityDocument,
  record: RecordValues,
  other: EntityDocument,
): Test | undefined {
  if (block.field === null) {
    const link = fieldById(other, block.records?.through ?? "");
    return link && pointingHere(link, record.id);
  }
  const own = fieldById(entity, block.field);
  const held = own ? (record[own.key] as Json | undefined) : undefined;
  const ids = listOf(held ?? null).map(idOf);
  return ids.length > 0 ? { field: "id", op: "in", value: ids } : undefined;
}

/** Without columns of its own a list shows a few of the fields that say most. */
const telling: ReadonlySet<string> = new Set(["choice", "date", "money", "person"]);

export const usualColumns = (entity: EntityDocument): readonly FieldAtPath[] =>
  entity.fields
    .filter((field) => field.key !== entity.title && telling.has(field.type) && !field.many)
    .slice(0, 3)
    .map((field) => ({ key: field.key, field, linked: false }));

export const listedColumns = (
  listed: ListedDocument,
  entity: EntityDocument,
  entities: Entities,
): readonly FieldAtPath[] =>
  listed.columns.length > 0
    ? listed.columns.flatMap((path) => fieldAt(entity, entities, path) ?? [])
    : usualColumns(entity);

/** As the API takes it; what cannot be seen sorts nothing. */
export const listedSort = (
  listed: ListedDocument,
  entity: EntityDocument,
  entities: Entities,
): readonly string[] =>
  listed.sort.flatMap(({ field, descending }) => {
    const found = askedAt(entity, entities, field);
    return found ? [`${descending ? "-" : ""}${found.key}`] : [];
  });
