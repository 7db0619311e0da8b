/** Cell edits of a grid as one bulk request, and the server's answers as accepted and refused cells. */
import type { BulkResult, Changes } from "@/api/records";
import type { Json } from "@/lib/json";
import { isObject } from "@/lib/json";
import type { CellEdit, EditAnswer, RejectedCell } from "@/ui/grid/model/gridTypes";

export type RowEdit = {
  readonly id: string;
  readonly version?: number;
  readonly fields: Changes;
  readonly edits: readonly CellEdit[];
};

const bare = (value: Json): Json => {
  if (Array.isArray(value)) return value.map((one: Json) => bare(one));
  return isObject(value) && typeof value.id === "string" ? value.id : value;
};

export function rowEdits(
  edits: readonly CellEdit[],
  versionOf: (id: string) => number | undefined,
): readonly RowEdit[] {
  const rows = new Map<string, CellEdit[]>();
  for (const edit of edits) rows.set(edit.rowId, [...(rows.get(edit.rowId) ?? []), edit]);
  return [...rows].map(([id, own]) => {
    const version = versionOf(id);
    const fields = Object.fromEntries(own.map((edit) => [edit.columnId, bare(edit.value)]));
    return { id, fields, edits: own, ...(version === undefined ? {} : { version }) };
  });
}

/** A problem that names no edited cell marks all cells of its row: something of it was the cause. */
function refusalsOf(row: RowEdit, { problem }: BulkResult, otherwise: string): readonly RejectedCell[] {
  const general = problem?.problems?.[0]?.message ?? problem?.title ?? otherwise;
  const named = new Map(
    (problem?.problems ?? []).map((one) => [
      String(one.path.find((part) => part !== "fields") ?? ""),
      one.message,
    ]),
  );
  return row.edits.map(({ rowId, columnId }) => ({
    rowId,
    columnId,
    reason: named.get(columnId) ?? general,
  }));
}

export function answerOf(
  rows: readonly RowEdit[],
  results: readonly BulkResult[],
  otherwise: string,
): EditAnswer {
  const rejected: RejectedCell[] = [];
  const accepted: { id: string; cells: Record<string, Json> }[] = [];
  for (const [index, row] of rows.entries()) {
    const result = results[index];
    if (!result || result.problem) rejected.push(...refusalsOf(row, result ?? { id: row.id }, otherwise));
    else {
      const cells = Object.fromEntries(row.edits.map((edit) => [edit.columnId, edit.value]));
      accepted.push({ id: row.id, cells: { ...cells, version: result.version ?? null } });
    }
  }
  return { rejected, rows: accepted };
}

export function inBatches<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  const batches: T[][] = [];
  for (let at = 0; at < list.length; at += size) batches.push(list.slice(at, at + size));
  return batches;
}
