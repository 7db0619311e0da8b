/** What a form copies from the records that its links lead to, as the engine does it (`forms/copying`). */
import type { FieldDocument, FormDocument } from "@/api/documents";
import { isEmpty, isList, isObject, type Json, type JsonObject } from "@/lib/json";
import { fitted } from "./fitting";
import { toWire, type Values } from "./wire";

export type Copy = {
  /** The sub-table in whose rows it happens; none for the record itself. */
  readonly table: FieldDocument | undefined;
  readonly link: FieldDocument;
  /** Id of the field of the linked record. */
  readonly source: string;
  readonly target: FieldDocument;
  readonly fixed: boolean;
};

/** Entity key → record → field id → value, for what could be read; null for a record or field that could not. */
export type Sources = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, Json>> | null>>>
>;

/** A link that changed, and what stood beside it then; `row` counts from 0. */
export type Change = {
  readonly copy: Copy;
  readonly row: number | undefined;
  readonly from: string | null;
  readonly to: string | null;
  readonly beside: Json;
};

export function copiesOf(form: FormDocument, fields: readonly FieldDocument[]): readonly Copy[] {
  const byId = (some: readonly FieldDocument[], id: string) => some.find((one) => one.id === id);
  const copy = (
    some: readonly FieldDocument[],
    target: string,
    fill: { readonly path: string; readonly fixed?: boolean },
    table?: FieldDocument,
  ): readonly Copy[] => {
    const [head = "", source = ""] = fill.path.split(".");
    const link = byId(some, head);
    const into = byId(some, target);
    return link && into ? [{ table, link, source, target: into, fixed: fill.fixed ?? false }] : [];
  };
  return form.sections
    .flatMap((section) => section.fields)
    .flatMap((place) => {
      const table = byId(fields, place.field);
      const inside = table?.fields ?? [];
      return [
        ...(place.fill ? copy(fields, place.field, place.fill) : []),
        ...(place.columns ?? []).flatMap((one) => copy(inside, one.column, one, table)),
      ];
    });
}

const rowsIn = (values: Values, table: FieldDocument): readonly JsonObject[] => {
  const value = values[table.key] ?? null;
  return isList(value) ? value.filter(isObject) : [];
};

const idIn = (value: Json | undefined): string | null => {
  const id = isObject(value ?? null) ? (value as JsonObject).id : value;
  return typeof id === "string" ? id : null;
};

/** The places where copies happen: the record, or each of the rows. */
const placesOf = (copy: Copy, values: Values): readonly Values[] =>
  copy.table ? rowsIn(values, copy.table) : [values];

/** Links that were chosen anew between two states of a form; adding and removing rows is no choosing. */
export function changesBetween(copies: readonly Copy[], before: Values, after: Values): readonly Change[] {
  return copies
    .filter((copy) => !copy.fixed)
    .flatMap((copy) => {
      const old = placesOf(copy, before);
      const now = placesOf(copy, after);
      if (old.length !== now.length) return [];
      return now.flatMap((place, at): readonly Change[] => {
        const from = idIn(old[at]?.[copy.link.key]);
        const to = idIn(place[copy.link.key]);
        if (from === to) return [];
        const row = copy.table ? at : undefined;
        return [{ copy, row, from, to, beside: place[copy.target.key] ?? null }];
      });
    });
}

/** Records that must be read: by key of the entity, those that links lead to or led to. */
export function wantedBy(
  copies: readonly Copy[],
  values: Values,
  changes: readonly Change[],
): Readonly<Record<string, readonly string[]>> {
  const found = new Map<string, Set<string>>();
  const want = (copy: Copy, id: string | null) => {
    const entity = copy.link.entity_key;
    if (id === null || entity === undefined) return;
    found.set(entity, (found.get(entity) ?? new Set()).add(id));
  };
  for (const { copy, from, to } of changes) {
    want(copy, from);
    want(copy, to);
  }
  for (const copy of copies) {
    if (copy.fixed) for (const place of placesOf(copy, values)) want(copy, idIn(place[copy.link.key]));
  }
  return Object.fromEntries([...found].map(([entity, ids]) => [entity, [...ids].sort()]));
}

/** The value to copy; undefined where it cannot be read or is not read yet. */
function sourceOf(copy: Copy, id: string | null, sources: Sources): Json | undefined {
  const record = id === null ? undefined : sources[copy.link.entity_key ?? ""]?.[id];
  const value = record?.[copy.source];
  return value === undefined ? undefined : fitted(copy.target, value);
}

const same = (field: FieldDocument, one: Json, other: Json): boolean =>
  JSON.stringify(toWire(field, fitted(field, one) ?? one)) === JSON.stringify(toWire(field, other));

/** What a change puts into its target; undefined where that stays as it is. */
function putBy({ copy, from, to }: Change, now: Json, sources: Sources): Json | undefined {
  const found = to === null ? null : sourceOf(copy, to, sources);
  if (found === undefined) return undefined;
  if (!isEmpty(found)) return found;
  const before = sourceOf(copy, from, sources);
  return before !== undefined && !isEmpty(now) && same(copy.target, now, before) ? null : undefined;
}

const withPlace = (
  values: Values,
  copy: Copy,
  row: number | undefined,
  put: (place: Values) => Values,
): Values => {
  if (!copy.table) return put(values);
  const rows = rowsIn(values, copy.table);
  return {
    ...values,
    [copy.table.key]: rows.map((one, at) => (at === row ? (put(one) as JsonObject) : one)),
  };
};

/** The values after links were chosen; what somebody has typed since then, or chosen otherwise, stays. */
export function withCopies(values: Values, changes: readonly Change[], sources: Sources): Values {
  return changes.reduce((current, change) => {
    const { copy, row, to, beside } = change;
    const place = placesOf(copy, current)[row ?? 0];
    const now = place?.[copy.target.key] ?? null;
    const moved = !place || idIn(place[copy.link.key]) !== to || !same(copy.target, now, beside);
    const value = moved ? undefined : putBy(change, now, sources);
    return value === undefined
      ? current
      : withPlace(current, copy, row, (one) => ({ ...one, [copy.target.key]: value }));
  }, values);
}

/** The values with what is fixed to its link; what cannot be read stays as it is. */
export function withFixed(copies: readonly Copy[], values: Values, sources: Sources): Values {
  return copies
    .filter((copy) => copy.fixed)
    .reduce((current, copy) => {
      const { key } = copy.target;
      return placesOf(copy, current).reduce<Values>((held, place, at) => {
        const id = idIn(place[copy.link.key]);
        const value = id === null ? null : sourceOf(copy, id, sources);
        const now = place[key] ?? null;
        if (value === undefined || (isEmpty(value) && isEmpty(now)) || same(copy.target, value, now))
          return held;
        return withPlace(held, copy, copy.table ? at : undefined, (one) => ({ ...one, [key]: value }));
      }, current);
    }, values);
}

/** Keys of the fields, or tables, into which nothing came although their link leads somewhere. */
export function unreadIn(copies: readonly Copy[], values: Values, sources: Sources): ReadonlySet<string> {
  const lacks = (copy: Copy): boolean =>
    placesOf(copy, values).some((place) => {
      const id = idIn(place[copy.link.key]);
      const record = id === null ? undefined : sources[copy.link.entity_key ?? ""]?.[id];
      return record === null || (record !== undefined && record[copy.source] === undefined);
    });
  return new Set(copies.filter(lacks).map((copy) => (copy.table ?? copy.target).key));
}

/** Keys that are sent although they hold what they held before: their link is another, and the form has decided. */
export const besideChanged = (copies: readonly Copy[], before: Values, after: Values): ReadonlySet<string> =>
  new Set(
    copies
      .filter((copy) => !copy.table && !copy.fixed)
      .filter(({ link }) => idIn(before[link.key]) !== idIn(after[link.key]))
      .map(({ target }) => target.key),
  );

/** Keys of the record's own fields that the server copies by itself. */
export const fixedKeys = (copies: readonly Copy[]): ReadonlySet<string> =>
  new Set(copies.filter((copy) => copy.fixed && !copy.table).map(({ target }) => target.key));

/** The sub-table with the columns that follow their link closed for writing. */
export function withFixedColumns(table: FieldDocument, copies: readonly Copy[]): FieldDocument {
  const fixed = new Set(
    copies.filter((copy) => copy.fixed && copy.table?.id === table.id).map(({ target }) => target.id),
  );
  if (fixed.size === 0 || !table.fields) return table;
  return {
    ...table,
    fields: table.fields.map((column) => (fixed.has(column.id) ? { ...column, access: "read" } : column)),
  };
}
