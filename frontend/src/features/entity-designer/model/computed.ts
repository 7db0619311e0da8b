/** Computed fields: what they may be made of, what kind of value comes out. */
import { type EntityDraft, type FieldSpec, fieldOf } from "@/designing/fields/documents";
import { freeKey, takenKeys } from "@/designing/fields/newFields";
import { newItemId } from "@/designing/ids";
import { isList, isObject } from "@/lib/json";

export const computedTypes = ["formula", "lookup", "rollup"] as const;
export type ComputedType = (typeof computedTypes)[number];

/** Computed from other records: offered only where there are some. */
export type JoinedType = Exclude<ComputedType, "formula">;
const joinedTypes: readonly JoinedType[] = ["lookup", "rollup"];

export const isComputed = (type: string): type is ComputedType => computedTypes.some((one) => one === type);

export const results = ["text", "number", "date", "moment", "boolean"] as const;
export type Result = (typeof results)[number];

export const summaries = ["count", "sum", "average", "min", "max"] as const;
export type Summary = (typeof summaries)[number];

const kinds: Readonly<Record<string, Result>> = {
  integer: "number",
  decimal: "number",
  money: "number",
  percent: "number",
  date: "date",
  moment: "moment",
  boolean: "boolean",
};

/** The kind of value that a field holds, as computed fields declare it. */
export const resultOf = (field: FieldSpec): Result => {
  const own = results.find((one) => one === field.result);
  return isComputed(field.type) && own ? own : (kinds[field.type] ?? "text");
};

const displays = new Set(["money", "percent"]);

/** How a number is shown that comes from this field. */
export const displayOf = (field: FieldSpec): string =>
  displays.has(field.type) ? field.type : typeof field.display === "string" ? field.display : "";

/** What the result of a computed field is when it comes from one other field. */
export const shapeOf = (field: FieldSpec) => ({
  result: resultOf(field),
  display: displayOf(field),
  ...(typeof field.places === "number" ? { places: field.places } : {}),
});

/** Fields of this entity that lead to one record of another. */
export const singleLinks = (entity: EntityDraft): readonly FieldSpec[] =>
  entity.fields.filter((field) => field.type === "link" && field.many !== true);

export const entityById = (
  entity: EntityDraft,
  siblings: readonly EntityDraft[],
  id: unknown,
): EntityDraft | undefined => (id === entity.id ? entity : siblings.find((one) => one.id === id));

/** Rows that a rollup can go over: a sub-table here, or records elsewhere that link here. */
export type RowSource =
  | { readonly rows: string; readonly name: string; readonly fields: readonly FieldSpec[] }
  | {
      readonly entity: string;
      readonly through: string;
      readonly name: string;
      readonly fields: readonly FieldSpec[];
    };

const columnsOf = (field: FieldSpec): readonly FieldSpec[] =>
  isList(field.fields) ? (field.fields.filter(isObject) as unknown as readonly FieldSpec[]) : [];

export function rowSources(entity: EntityDraft, siblings: readonly EntityDraft[]): readonly RowSource[] {
  const tables = entity.fields
    .filter((field) => field.type === "sub_table")
    .map((field): RowSource => ({ rows: field.id, name: field.name, fields: columnsOf(field) }));
  const incoming = [entity, ...siblings].flatMap((other) =>
    other.fields
      .filter((field) => field.type === "link" && field.entity === entity.id)
      .map(
        (field): RowSource => ({
          entity: other.id,
          through: field.id,
          name: `${other.name} · ${field.name}`,
          fields: other.fields,
        }),
      ),
  );
  return [...tables, ...incoming];
}

/** Names a source in a list; the same for the field that uses it. */
export const sourceKey = (source: { readonly [member: string]: unknown }): string =>
  source.rows ? `rows.${String(source.rows)}` : `${String(source.entity)}.${String(source.through)}`;

/** Fields over which this summary makes sense; a count needs none. */
export function summable(fields: readonly FieldSpec[], summary: Summary): readonly FieldSpec[] {
  if (summary === "count") return [];
  const dated = summary === "min" || summary === "max";
  const kindsWanted: readonly Result[] = dated ? ["number", "date", "moment"] : ["number"];
  return fields.filter((field) => field.type !== "lookup" && kindsWanted.includes(resultOf(field)));
}

/** Which kinds of computed fields this entity has something for. */
export const offeredComputed = (
  entity: EntityDraft,
  siblings: readonly EntityDraft[],
): readonly JoinedType[] =>
  joinedTypes.filter((type) => newComputed(entity, siblings, type, "?") !== undefined);

function firstSettings(entity: EntityDraft, siblings: readonly EntityDraft[], type: JoinedType) {
  switch (type) {
    case "lookup": {
      for (const link of singleLinks(entity)) {
        const other = entityById(entity, siblings, link.entity);
        const field = other && fieldOf(other, other.title);
        if (field) return { through: link.id, field: field.id, ...shapeOf(field) };
      }
      return undefined;
    }
    case "rollup": {
      const [source] = rowSources(entity, siblings);
      return source && { ...over(source), summary: "count", result: "number" as Result, places: 0 };
    }
  }
}

/** The members that say where a rollup's rows are. */
export const over = (source: RowSource): Partial<FieldSpec> =>
  "rows" in source
    ? { rows: source.rows, entity: undefined, through: undefined }
    : { rows: undefined, entity: source.entity, through: source.through };

/** A computed field that works as it is; undefined where the entity has nothing to compute it from. */
export function newComputed(
  entity: EntityDraft,
  siblings: readonly EntityDraft[],
  type: JoinedType,
  name: string,
): FieldSpec | undefined {
  const settings = firstSettings(entity, siblings, type);
  if (!settings) return undefined;
  const id = newItemId("f", new Set(entity.fields.map((field) => field.id)));
  const key = freeKey("", type, takenKeys(entity));
  const whole = Object.entries({ id, key, name, type, ...settings });
  return Object.fromEntries(whole.filter(([, value]) => value !== undefined && value !== "")) as FieldSpec;
}
