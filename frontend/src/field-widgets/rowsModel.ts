/** Rows of a sub-table while they are edited: every change answers a new list. */
import Decimal from "decimal.js";
import type { FieldDocument } from "@/api/documents";
import { isObject, type Json, type JsonObject } from "@/lib/json";

export type Rows = readonly JsonObject[];

export const rowsOf = (value: Json): Rows => (Array.isArray(value) ? value.filter(isObject) : []);

const defaults = (columns: readonly FieldDocument[]): JsonObject =>
  Object.fromEntries(
    columns
      .filter((column) => !column.computed && column.default !== undefined && !isObject(column.default))
      .map((column) => [column.key, column.default ?? null]),
  );

export const addRow = (rows: Rows, columns: readonly FieldDocument[]): Rows => [...rows, defaults(columns)];

export const removeRow = (rows: Rows, index: number): Rows => rows.filter((_, at) => at !== index);

/** The copy is a row of its own: it has no id until it is saved. */
export function copyRow(rows: Rows, index: number): Rows {
  const { id: _id, ...cells } = rows[index] ?? {};
  return [...rows.slice(0, index + 1), cells, ...rows.slice(index + 1)];
}

export const setCell = (rows: Rows, index: number, key: string, value: Json): Rows =>
  rows.map((row, at) => (at === index ? { ...row, [key]: value } : row));

const number = /^-?\d+(\.\d+)?$/;

/** The sum of a column as the wire writes decimals; cells without a number count nothing. */
export const totalOf = (rows: Rows, key: string): string =>
  rows
    .map((row) => String(row[key] ?? ""))
    .filter((cell) => number.test(cell))
    .reduce((sum, cell) => sum.plus(cell), new Decimal(0))
    .toFixed();
