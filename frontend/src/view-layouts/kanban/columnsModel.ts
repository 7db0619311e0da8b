/** A board's columns: one for each option in use, one for records without any. */
import type { FieldDocument, OptionDocument } from "@/api/documents";
import type { GroupAnswerRow, RecordValues } from "@/api/records";
import type { Condition } from "@/lib/condition/condition";
import { isObject, type Json } from "@/lib/json";

export type BoardColumn = {
  /** Id of the option; empty for records without one. */
  readonly id: string;
  readonly option: OptionDocument | undefined;
  readonly count: number;
  readonly total: Json;
};

const plain = (value: Json): string => String((isObject(value) ? value.id : value) ?? "");

export function boardColumns(field: FieldDocument, rows: readonly GroupAnswerRow[]): readonly BoardColumn[] {
  const found = new Map(rows.map((row) => [plain(row.groups[0] ?? null), row.measures]));
  const count = (id: string) => Number(found.get(id)?.count ?? 0);
  const options = (field.options ?? []).filter((option) => !option.archived || count(option.id) > 0);
  const columns = options.map((option) => ({
    id: option.id,
    option,
    count: count(option.id),
    total: found.get(option.id)?.total ?? null,
  }));
  return count("") > 0
    ? [...columns, { id: "", option: undefined, count: count(""), total: found.get("")?.total ?? null }]
    : columns;
}

export const columnCondition = (key: string, id: string): Condition =>
  id === "" ? { field: key, op: "is_empty" } : { field: key, op: "is", value: id };

export type Moved = { readonly record: RecordValues; readonly from: string; readonly to: string };

/** Cards of a column as they look while moves are under way. */
export function cardsOf(
  id: string,
  loaded: readonly RecordValues[],
  moved: readonly Moved[],
): readonly RecordValues[] {
  const arriving = moved.filter((move) => move.to === id).map((move) => move.record);
  const leaving = new Set(moved.map((move) => move.record.id));
  return [...arriving, ...loaded.filter((record) => !leaving.has(record.id))];
}
