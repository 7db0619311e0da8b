/** Which column fills which field, as a value that every choice turns into a new one. */
import type { FieldDocument } from "@/api/documents";
import type { Schemas } from "@/api/schemas";

export type Source = Schemas["Source-Input"];
export type Take = NonNullable<Source["take"]>;
export type WhenUnmatched = NonNullable<Source["unmatched"]>;
export type DateOrder = NonNullable<Source["dates"]>;

/** As it is sent; here it always has columns. */
export type ImportMapping = Schemas["Mapping-Input"] & { readonly columns: readonly Source[] };

/** Keys of fields that several columns fill together. */
export type Shared = ReadonlySet<string>;

const none: Shared = new Set();

/** A field as it is offered to a column; one that must be filled is marked. */
export const choiceOf = (field: FieldDocument) => ({
  id: field.key,
  label: field.required ? `${field.name} *` : field.name,
});

export const sourcesOf = (mapping: ImportMapping, column: string): readonly Source[] =>
  mapping.columns.filter((source) => source.column === column);

const withColumns = (mapping: ImportMapping, columns: readonly Source[]): ImportMapping => ({
  ...mapping,
  columns,
});

/** The field's former column lets go of it: a field is filled once, unless it is one that columns share. */
export function fill(
  mapping: ImportMapping,
  column: string,
  field: string,
  before?: string,
  shared: Shared = none,
): ImportMapping {
  const kept = shared.has(field)
    ? mapping.columns
    : mapping.columns.filter((source) => source.field !== field || source.column === column);
  const at = kept.findIndex((source) => source.column === column && source.field === before);
  if (before !== undefined && at >= 0) return withColumns(mapping, kept.with(at, { column, field }));
  if (kept.some((source) => source.column === column && source.field === field))
    return withColumns(mapping, kept);
  return withColumns(mapping, [...kept, { column, field }]);
}

export const letGo = (mapping: ImportMapping, column: string, field: string): ImportMapping =>
  withColumns(
    mapping,
    mapping.columns.filter((source) => source.column !== column || source.field !== field),
  );

export type Settings = Partial<Pick<Source, "take" | "match" | "unmatched" | "dates">>;

export const setSource = (
  mapping: ImportMapping,
  column: string,
  field: string,
  settings: Settings,
): ImportMapping =>
  withColumns(
    mapping,
    mapping.columns.map((source) =>
      source.column === column && source.field === field ? { ...source, ...settings } : source,
    ),
  );

/** What a cell's text is read as: another text, null for empty, undefined for itself again. */
export const mapValue = (
  mapping: ImportMapping,
  column: string,
  field: string,
  text: string,
  to: string | null | undefined,
): ImportMapping =>
  withColumns(
    mapping,
    mapping.columns.map((source) => {
      if (source.column !== column || source.field !== field) return source;
      const { [text]: _before, ...rest } = source.values ?? {};
      return { ...source, values: to === undefined ? rest : { ...rest, [text]: to } };
    }),
  );

const references = new Set(["link", "person", "department", "owner"]);

export const refers = (field: FieldDocument | undefined): boolean =>
  field !== undefined && references.has(field.type);

export const isDated = (field: FieldDocument | undefined): boolean =>
  field?.type === "date" || field?.type === "moment";

/** Fields that the server lets columns fill, described as far as the entity describes them, else by a name alone. */
export const openFields = (
  keys: readonly string[],
  fields: readonly FieldDocument[],
  nameOf: (key: string) => string = (key) => key,
): readonly FieldDocument[] => {
  const known = new Map(fields.map((field) => [field.key, field]));
  const listed = new Set(keys);
  const inOrder = fields.filter((field) => listed.has(field.key));
  const others = keys
    .filter((key) => !known.has(key))
    .map(
      (key): FieldDocument => ({
        id: key,
        key,
        name: nameOf(key),
        type: "text",
        widget: "text-input",
        cell: "text",
        operators: [],
        access: "write",
      }),
    );
  return [...inOrder, ...others];
};

/** Required fields that no column and no constant fills. */
export function unfilled(mapping: ImportMapping, fields: readonly FieldDocument[]): readonly FieldDocument[] {
  const filled = new Set([
    ...mapping.columns.map((source) => source.field),
    ...Object.keys(mapping.constants ?? {}),
  ]);
  return fields.filter(
    (field) => field.required && !filled.has(field.key) && (field.default ?? null) === null,
  );
}
