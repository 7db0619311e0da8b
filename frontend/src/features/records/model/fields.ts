/** Finds fields by id, key and path, and turns ids of documents into keys of the API. */
import type { EntityDocument, FieldDocument } from "@/api/documents";
import type { RecordValues } from "@/api/records";
import { type Condition, mapTests } from "@/lib/condition/condition";
import { isObject } from "@/lib/json";

/** Entities by key that are already known: this one and those it links to. */
export type Entities = Readonly<Record<string, EntityDocument>>;

export type FieldAtPath = {
  /** Dotted keys, as the API takes them. */
  readonly key: string;
  readonly field: FieldDocument;
  /** The path leads through a link: such a value is shown and not edited here. */
  readonly linked: boolean;
};

export const fieldById = (entity: EntityDocument, id: string): FieldDocument | undefined =>
  entity.fields.find((field) => field.id === id);

export const fieldByKey = (entity: EntityDocument, key: string): FieldDocument | undefined =>
  entity.fields.find((field) => field.key === key);

export function fieldAt(entity: EntityDocument, entities: Entities, path: string): FieldAtPath | undefined {
  const [head = "", ...rest] = path.split(".");
  const field = fieldById(entity, head);
  if (!field || rest.length === 0) return field && { key: field.key, field, linked: false };
  if (field.access === "masked") return undefined;
  const target = entities[field.entity_key ?? ""];
  const beyond = target && fieldAt(target, entities, rest.join("."));
  return beyond && { key: `${field.key}.${beyond.key}`, field: beyond.field, linked: true };
}

/** The same for what questions name: nothing can be asked about a field of which only a part is shown. */
export function askedAt(entity: EntityDocument, entities: Entities, path: string): FieldAtPath | undefined {
  const found = fieldAt(entity, entities, path);
  return found?.field.access === "masked" ? undefined : found;
}

/** A condition of a document (ids) as the API takes it (keys); parts that cannot be named here stay as they are. */
export function withKeys(condition: Condition, entity: EntityDocument, entities: Entities): Condition {
  const key = (path: string) => fieldAt(entity, entities, path)?.key ?? path;
  return mapTests(condition, (test) => {
    const { value } = test;
    const other = isObject(value) && typeof value.field === "string" ? { field: key(value.field) } : value;
    return { ...test, field: key(test.field), ...(other === undefined ? {} : { value: other }) };
  });
}

/** Keys whose titles should come along, so that links and people show by name. */
export const expandable = (fields: readonly FieldAtPath[]): readonly string[] =>
  fields.filter(({ field }) => refers(field) || field.fields?.some(refers)).map(({ key }) => key);

const refers = (field: FieldDocument): boolean => ["link", "person", "department"].includes(field.type);

const unsortable = new Set(["multi_choice", "file", "photo", "sub_table", "location", "lookup"]);

export const sortable = ({ field, linked }: FieldAtPath): boolean =>
  !linked && !field.many && !unsortable.has(field.type) && field.access !== "masked";

const groupable = new Set(["choice", "boolean", "person", "department"]);

export const groupFields = (entity: EntityDocument): readonly FieldDocument[] =>
  entity.fields.filter(
    (field) =>
      groupable.has(field.type) && !field.many && field.access !== "masked" && field.key !== "created_by",
  );

/** What people may filter by: every field that has operators, system ids aside. */
export const filterFields = (entity: EntityDocument): readonly FieldDocument[] =>
  entity.fields.filter(
    (field) => field.operators.length > 0 && field.key !== "id" && field.key !== "version",
  );

export const titleOfRecord = (entity: EntityDocument, record: RecordValues): string => {
  const title = entity.title ? (record[entity.title] ?? record.masked?.[entity.title]) : undefined;
  return typeof title === "string" && title !== "" ? title : "";
};
