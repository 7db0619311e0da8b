/** Which fields of an entity can serve a layout: as column, as day, as picture, as order. */
import type { EntityDocument, FieldDocument } from "@/api/documents";
import { systemKeys } from "@/lib/systemKeys";

type Fields = readonly FieldDocument[];

const plain = (field: FieldDocument): boolean => field.key !== "id" && field.key !== "version";

/** The entity's own fields before those that every record has. */
const ownFirst = (fields: Fields): Fields => [
  ...fields.filter((field) => !systemKeys.has(field.key)),
  ...fields.filter((field) => systemKeys.has(field.key)),
];

const those = (entity: EntityDocument, fits: (field: FieldDocument) => boolean): Fields =>
  ownFirst(entity.fields.filter((field) => plain(field) && fits(field)));

const isMoment = ({ type, result }: FieldDocument): boolean => type === "moment" || result === "moment";
const isDate = ({ type, result }: FieldDocument): boolean => type === "date" || result === "date";

const numbers = new Set(["integer", "decimal", "money", "percent"]);
const groupable = new Set(["choice", "boolean", "person", "department"]);
const unsortable = new Set(["multi_choice", "file", "photo", "sub_table", "location", "lookup"]);

export const choices = (entity: EntityDocument): Fields => those(entity, ({ type }) => type === "choice");
export const days = (entity: EntityDocument): Fields =>
  those(entity, (field) => isDate(field) || isMoment(field));
export const pictures = (entity: EntityDocument): Fields =>
  those(entity, ({ type }) => type === "photo" || type === "file");
export const ownLinks = (entity: EntityDocument): Fields =>
  those(entity, ({ type, entity_key: key }) => type === "link" && key === entity.key);
export const sums = (entity: EntityDocument): Fields =>
  those(
    entity,
    ({ type, computed, result }) => numbers.has(type) || (computed === true && result === "number"),
  );
export const groups = (entity: EntityDocument): Fields =>
  those(entity, ({ type, many }) => groupable.has(type) && !many);
export const sorts = (entity: EntityDocument): Fields =>
  those(entity, ({ type, many }) => !unsortable.has(type) && !many);
export const showable = (entity: EntityDocument): Fields => those(entity, () => true);

/** Days and moments do not mix in one span. */
export const ends = (entity: EntityDocument, start: string): Fields => {
  const first = entity.fields.find((field) => field.id === start);
  const fits = first && isMoment(first) ? isMoment : isDate;
  return days(entity).filter((field) => field.id !== start && fits(field));
};

const byName: Readonly<Record<string, (entity: EntityDocument) => Fields>> = {
  by: choices,
  color: choices,
  total: sums,
  group: groups,
  start: days,
  cover: pictures,
  after: ownLinks,
};

/** The fields that may stand in a setting; undefined for a setting that names no field. */
export const candidates = (name: string, entity: EntityDocument, start: string): Fields | undefined =>
  name === "end" ? ends(entity, start) : byName[name]?.(entity);
