/** Sends edits and keeps what is on screen true to what the server answered. */
import { type Dispatch, type RefObject, useCallback, useMemo, useRef } from "react";
import type { GridNotice, GridProps, PasteSummary } from "./gridProps";
import { mostCells } from "./gridProps";
import { formatTsv, parseTsv } from "./model/clipboard";
import {
  type Batch,
  clearBatch,
  copyBatch,
  pasteBatch,
  pasteRange,
  shownValue,
  type Table,
} from "./model/edits";
import type { Copied } from "./model/fill";
import type { GridAction, GridState } from "./model/gridState";
import { type CellEdit, type EditAnswer, type Json, parseWith, type Range, textOf } from "./model/gridTypes";
import { type EditKind, inverse } from "./model/history";
import { cellsIn } from "./model/selection";

export type GridLatest = { readonly props: GridProps; readonly state: GridState; readonly table: Table };

const placeOf = ({ rowId, columnId }: Pick<CellEdit, "rowId" | "columnId">): string =>
  `${rowId}\n${columnId}`;

function acceptedRows(edits: readonly CellEdit[], answer: EditAnswer) {
  if (answer.rows) return answer.rows;
  const refused = new Set(answer.rejected.map(placeOf));
  const rows = new Map<string, Record<string, Json>>();
  for (const { rowId, columnId, value } of edits) {
    if (refused.has(placeOf({ rowId, columnId }))) continue;
    rows.set(rowId, { ...rows.get(rowId), [columnId]: value });
  }
  return [...rows].map(([id, cells]) => ({ id, cells }));
}

const reasonOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));

export function useGridEditing(latest: RefObject<GridLatest>, dispatch: Dispatch<GridAction>) {
  const batches = useRef(0);

  const notify = useCallback((notice: GridNotice) => latest.current.props.onNotice?.(notice), [latest]);

  /** Answers the edits that were written. */
  const send = useCallback(
    async (batch: Batch, kind: EditKind = "do"): Promise<readonly CellEdit[]> => {
      const { onEdit, source } = latest.current.props;
      const { edits, unreadable, skipped } = batch;
      if (skipped > 0) notify({ kind: "skipped", count: skipped });
      if (unreadable.length > 0) notify({ kind: "unreadable", count: unreadable.length });
      if (!onEdit || edits.length + unreadable.length === 0) return [];
      batches.current += 1;
      const number = batches.current;
      dispatch({ type: "edited", kind, batch: number, edits, unreadable });
      if (edits.length === 0) return [];
      try {
        const answer = await onEdit(edits);
        source.patch(acceptedRows(edits, answer));
        dispatch({ type: "settled", batch: number, edits, rejected: answer.rejected });
        if (answer.rejected.length > 0) notify({ kind: "refused", count: answer.rejected.length });
        const refused = new Set(answer.rejected.map(placeOf));
        return edits.filter((edit) => !refused.has(placeOf(edit)));
      } catch (problem) {
        const reason = reasonOf(problem);
        const rejected = edits.map(({ rowId, columnId }) => ({ rowId, columnId, reason }));
        dispatch({ type: "settled", batch: number, edits, rejected });
        notify({ kind: "problem", problem });
        return [];
      }
    },
    [latest, dispatch, notify],
  );

  /** Loads what a stroke touches; false when it is too much for one stroke or the rows cannot be had. */
  const reach = useCallback(
    async (range: Range): Promise<boolean> => {
      const count = cellsIn(range);
      if (count > mostCells) {
        notify({ kind: "tooMany", count, most: mostCells });
        return false;
      }
      try {
        await latest.current.props.source.ensure(range.top, range.bottom);
        return true;
      } catch (problem) {
        notify({ kind: "problem", problem });
        return false;
      }
    },
    [latest, notify],
  );

  return useMemo(() => {
    const clear = async (range: Range) => {
      if (await reach(range)) await send(clearBatch(latest.current.table, range));
    };
    const fill = async (copies: readonly Copied[], touched: Range) => {
      if (copies.length > 0 && (await reach(touched))) await send(copyBatch(latest.current.table, copies));
    };
    const step = (kind: "undo" | "redo") => {
      const { done, undone } = latest.current.state.history;
      const last = kind === "undo" ? done.at(-1) : undone.at(-1);
      if (!last) return;
      void send(
        { edits: kind === "undo" ? inverse(last.edits) : last.edits, unreadable: [], skipped: 0 },
        kind,
      );
    };
    const copyText = (range: Range): string | undefined => {
      const { table } = latest.current;
      const rows: string[][] = [];
      for (let row = range.top; row <= range.bottom; row += 1) {
        const found = table.rowAt(row);
        if (!found) return undefined;
        if (found.kind === "group") continue;
        const columns = table.columns.slice(range.left, range.right + 1);
        rows.push(columns.map((column) => textOf(column, shownValue(table, found, column.id))));
      }
      return formatTsv(rows);
    };
    /** The whole paste as one step back: changed cells as they were, added rows away. */
    const takeBack = (written: readonly CellEdit[], added: readonly string[]) => {
      void send({ edits: inverse(written), unreadable: [], skipped: 0 });
      if (added.length > 0)
        void latest.current.props
          .onTakeBack?.(added)
          .catch((problem: unknown) => notify({ kind: "problem", problem }));
    };
    const append = async (rows: readonly (readonly string[])[], left: number): Promise<readonly string[]> => {
      const fresh = rows.map((row) => readRow(latest.current.table, row, left));
      try {
        return (await latest.current.props.onAppend?.(fresh)) ?? [];
      } catch (problem) {
        notify({ kind: "problem", problem });
        return [];
      }
    };
    const paste = async (text: string, selected: Range): Promise<Range | undefined> => {
      const cells = parseTsv(text);
      const { source, onAppend, confirmPaste } = latest.current.props;
      const wanted = pasteRange(cells, selected);
      const range = {
        ...wanted,
        bottom: Math.min(wanted.bottom, source.rowCount - 1),
        right: Math.min(wanted.right, latest.current.table.columns.length - 1),
      };
      if (!(await reach(range))) return undefined;
      try {
        await Promise.all(lessons(latest.current.table.columns, cells, range));
      } catch (problem) {
        notify({ kind: "problem", problem });
        return undefined;
      }
      const batch = pasteBatch(latest.current.table, cells, range);
      const beyond = onAppend ? cells.slice(range.bottom - range.top + 1) : [];
      const cut = (wanted.bottom - range.bottom) * (wanted.right - wanted.left + 1);
      const skipped = batch.skipped + (onAppend ? 0 : cut);
      const summary = summaryOf({ ...batch, skipped }, beyond.length);
      if (confirmPaste && !(await confirmPaste(summary))) return undefined;
      const sent = send({ ...batch, skipped });
      const added = beyond.length > 0 ? await append(beyond, range.left) : [];
      void sent.then((written) => {
        const count = written.length + added.length;
        if (count > 0) notify({ kind: "pasted", count, takeBack: () => takeBack(written, added) });
      });
      return range;
    };
    return { send, clear, fill, step, copyText, paste, reach, notify };
  }, [latest, send, reach, notify]);
}

/** Each pasted column learns the texts that are coming, once each. */
const lessons = (columns: Table["columns"], cells: readonly (readonly string[])[], range: Range) =>
  columns.slice(range.left, range.right + 1).map((column, offset) => {
    const width = Math.max(1, ...cells.map((row) => row.length));
    const texts = cells.map((row) => row[offset % width] ?? "").filter((text) => text.trim() !== "");
    return column.editable ? column.learn?.([...new Set(texts)]) : undefined;
  });

const summaryOf = ({ edits, unreadable, skipped }: Batch, added: number): PasteSummary => ({
  cells: edits.length,
  updated: new Set(edits.map((edit) => edit.rowId)).size,
  added,
  unreadable: unreadable.length,
  skipped,
});

function readRow(table: Table, texts: readonly string[], left: number): Record<string, Json> {
  const cells: Record<string, Json> = {};
  for (const [offset, text] of texts.entries()) {
    const column = table.columns[left + offset];
    if (!column?.editable) continue;
    const parsed = parseWith(column, text);
    cells[column.id] = parsed.ok ? parsed.value : text;
  }
  return cells;
}

export type GridEditing = ReturnType<typeof useGridEditing>;
