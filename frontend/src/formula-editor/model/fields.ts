/** The fields that a formula may name, as far as its author may see them. */
import type { EntityDocument, FieldDocument } from "@/api/documents";
import { type Kind, kindOf } from "@/lib/condition/kinds";

export type FormulaField = {
  /** Ids joined by dots, as the formula holds them. */
  readonly path: string;
  /** Keys joined by dots, as records answer them. */
  readonly keys: string;
  /** Every name on the way, in the reader's language. */
  readonly name: string;
  readonly kind: Kind;
  readonly type: string;
};

/** Where formulas begin: the fields themselves, and for each link the entity that it leads to. */
export type FormulaScope = {
  readonly fields: readonly FieldDocument[];
  /** Entities by key, those that links lead to. */
  readonly entities: Readonly<Record<string, EntityDocument>>;
};

const between = " › ";

/** What lies beyond a field: columns of a sub-table, or fields of the records that a link leads to. */
function beyond(field: FieldDocument, scope: FormulaScope): readonly FieldDocument[] {
  if (field.type === "sub_table") return field.fields ?? [];
  return scope.entities[field.entity_key ?? ""]?.fields ?? [];
}

const offered = (field: FieldDocument, prefix?: FormulaField): FormulaField => ({
  path: prefix ? `${prefix.path}.${field.id}` : field.id,
  keys: prefix ? `${prefix.keys}.${field.key}` : field.key,
  name: prefix ? prefix.name + between + field.name : field.name,
  kind: kindOf(field),
  type: field.type,
});

/** All fields that completion offers, those beyond links and sub-tables one step deep; the field itself is left out. */
export function formulaFields(scope: FormulaScope, own?: string): readonly FormulaField[] {
  return scope.fields
    .filter((field) => field.id !== own)
    .flatMap((field) => {
      const first = offered(field);
      return [first, ...beyond(field, scope).map((inner) => offered(inner, first))];
    });
}

/** The field at the end of a path of ids, however deep. */
export function fieldAt(scope: FormulaScope, path: readonly string[]): FormulaField | undefined {
  let fields = scope.fields;
  let found: FormulaField | undefined;
  for (const id of path) {
    const field = fields.find((one) => one.id === id);
    if (!field) return undefined;
    found = offered(field, found);
    fields = beyond(field, scope);
  }
  return found;
}

/** Fields from which nothing leads to other records: a row, or a form while it is filled in. */
export const withoutBeyond = (fields: readonly FieldDocument[]): readonly FieldDocument[] =>
  fields.map(({ entity_key: _entity, ...field }) => field);

/** Keys of the entities that links of these fields lead to. */
export const linkedEntities = (fields: readonly FieldDocument[]): readonly string[] => [
  ...new Set(fields.flatMap((field) => (field.entity_key ? [field.entity_key] : []))),
];
