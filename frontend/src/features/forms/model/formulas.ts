/** Computed fields while a form is filled in: what can be known from the form alone is computed at once. */
import Decimal from "decimal.js";
import type { FieldDocument } from "@/api/documents";
import { type Kind, kindOf } from "@/lib/condition/kinds";
import type { ConditionClock } from "@/lib/condition/values";
import { type Checked, check } from "@/lib/formula/check";
import { evaluate } from "@/lib/formula/evaluate";
import { parse } from "@/lib/formula/parse";
import { FormulaError, FormulaProblem, Moment, type Value } from "@/lib/formula/values";
import { fromWire, toWire } from "@/lib/formula/wire";
import { isObject, type Json, type JsonObject } from "@/lib/json";
import type { Values } from "./wire";

type Compiled = { readonly field: FieldDocument; readonly checked: Checked };

export type Formulas = {
  readonly own: readonly Compiled[];
  /** By key of the sub-table: the formulas of its columns. */
  readonly rows: Readonly<Record<string, readonly Compiled[]>>;
};

const mostPasses = 10;

const bare = (value: Json): Json => (isObject(value) && typeof value.id === "string" ? value.id : value);

/** The kind at the end of a path of ids: a field here, or a column of a sub-table here. */
function kindIn(fields: readonly FieldDocument[]): (path: readonly string[]) => Kind | null {
  const byId = new Map(fields.map((field) => [field.id, field]));
  return (path) => {
    const [head, column, ...rest] = path;
    const field = byId.get(head ?? "");
    if (!field || rest.length > 0) return null;
    if (column === undefined) return kindOf(field);
    const inside = field.type === "sub_table" ? field.fields?.find((one) => one.id === column) : undefined;
    return inside ? kindOf(inside) : null;
  };
}

/** Undefined for what reaches into linked records, which is left to the server, and for what is wrong. */
export function compiled(source: string, fields: readonly FieldDocument[]): Checked | undefined {
  try {
    return check(parse(source), kindIn(fields));
  } catch (problem) {
    if (problem instanceof FormulaProblem) return undefined;
    throw problem;
  }
}

const compileAll = (fields: readonly FieldDocument[]): readonly Compiled[] =>
  fields.flatMap((field) => {
    const checked =
      field.type === "formula" && field.expression ? compiled(field.expression, fields) : undefined;
    return checked ? [{ field, checked }] : [];
  });

export const compileFormulas = (fields: readonly FieldDocument[]): Formulas => ({
  own: compileAll(fields),
  rows: Object.fromEntries(
    fields
      .filter((field) => field.type === "sub_table")
      .map((field) => [field.key, compileAll(field.fields ?? [])]),
  ),
});

/** Keys of computed fields that only the server can compute: their inputs lie in other records. */
export const leftToServer = (fields: readonly FieldDocument[], formulas: Formulas): ReadonlySet<string> => {
  const here = new Set(formulas.own.map(({ field }) => field.key));
  const elsewhere = fields.filter(
    (field) => ["formula", "lookup", "rollup"].includes(field.type) && !here.has(field.key),
  );
  return new Set(elsewhere.map((field) => field.key));
};

function inputAt(fields: readonly FieldDocument[], values: Values, path: string): Value | FormulaError {
  const [head = "", column] = path.split(".");
  const field = fields.find((one) => one.id === head);
  if (!field) return new FormulaError("missing");
  const value = values[field.key] ?? null;
  if (column === undefined) {
    if (isObject(value) && typeof value.error === "string") return new FormulaError("value");
    return fromWire(Array.isArray(value) ? value.map(bare) : bare(value), kindOf(field));
  }
  const inside = field.fields?.find((one) => one.id === column);
  const rows = Array.isArray(value) ? value.filter(isObject) : [];
  return inside
    ? fromWire(
        rows.map((row) => row[inside.key] ?? null),
        kindOf(inside),
      )
    : new FormulaError("missing");
}

export function evaluated(
  checked: Checked,
  fields: readonly FieldDocument[],
  values: Values,
  clock: ConditionClock,
): Value | FormulaError {
  const inputs = new Map([...checked.inputs].map((path) => [path, inputAt(fields, values, path)]));
  return evaluate(checked, inputs, { now: new Moment(clock.now), zone: clock.zone });
}

function resultOf(
  { field, checked }: Compiled,
  fields: readonly FieldDocument[],
  values: Values,
  clock: ConditionClock,
): Json {
  const result = evaluated(checked, fields, values, clock);
  if (result instanceof FormulaError) return { error: result.code };
  const wire = toWire(result);
  return field.result === "number" && typeof wire === "string"
    ? new Decimal(wire).toFixed(field.places ?? 2, Decimal.ROUND_HALF_UP)
    : wire;
}

function settle(
  formulas: readonly Compiled[],
  fields: readonly FieldDocument[],
  values: Values,
  clock: ConditionClock,
) {
  let current = values;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const computed = formulas.map((one) => [one.field.key, resultOf(one, fields, current, clock)] as const);
    const changed = computed.filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(current[key] ?? null),
    );
    if (changed.length === 0) return current;
    current = { ...current, ...Object.fromEntries(changed) };
  }
  return current;
}

/** The values with every formula brought up to date, rows of sub-tables first. */
export function compute(
  formulas: Formulas,
  fields: readonly FieldDocument[],
  values: Values,
  clock: ConditionClock,
): Values {
  let current = values;
  for (const [key, columns] of Object.entries(formulas.rows)) {
    const rows = current[key];
    if (columns.length === 0 || !Array.isArray(rows)) continue;
    const inside = fields.find((field) => field.key === key)?.fields ?? [];
    const fresh = rows.map((row: Json) =>
      isObject(row) ? (settle(columns, inside, row, clock) as JsonObject) : row,
    );
    if (JSON.stringify(fresh) !== JSON.stringify(rows)) current = { ...current, [key]: fresh };
  }
  return settle(formulas.own, fields, rollUp(fields, current), clock);
}

/** Sums and counts over the rows of the record's own sub-tables. */
function rollUp(fields: readonly FieldDocument[], values: Values): Values {
  const found = fields.flatMap((field) => {
    const { summary, rows: table, field: column } = field as FieldDocument & RollupDocument;
    if (field.type !== "rollup" || !table || !summary) return [];
    const source = fields.find((one) => one.id === table);
    if (!source) return [];
    const list = values[source.key];
    const rows = Array.isArray(list) ? list.filter(isObject) : [];
    const key = source.fields?.find((one) => one.id === column)?.key;
    return [[field.key, summarise(summary, rows, key, field.places ?? 2)] as const];
  });
  return found.length > 0 ? { ...values, ...Object.fromEntries(found) } : values;
}

type RollupDocument = {
  readonly summary?: string;
  readonly rows?: string | null;
  readonly field?: string | null;
};

function summarise(
  summary: string,
  rows: readonly JsonObject[],
  key: string | undefined,
  places: number,
): Json {
  if (summary === "count") return new Decimal(rows.length).toFixed(places);
  const numbers = rows
    .map((row) => row[key ?? ""])
    .filter((value): value is string | number => typeof value === "string" || typeof value === "number")
    .filter((value) => /^-?\d+(\.\d+)?$/.test(String(value)))
    .map((value) => new Decimal(value));
  if (numbers.length === 0) return summary === "sum" ? new Decimal(0).toFixed(places) : null;
  const sum = numbers.reduce((total, number) => total.plus(number), new Decimal(0));
  const result =
    summary === "sum"
      ? sum
      : summary === "average"
        ? sum.div(numbers.length)
        : summary === "min"
          ? Decimal.min(...numbers)
          : Decimal.max(...numbers);
  return result.toFixed(places, Decimal.ROUND_HALF_UP);
}
