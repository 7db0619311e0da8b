/** Undo and redo of cell edits, by batch: one paste is one step. */
import type { CellEdit, RejectedCell } from "./gridTypes";

type Step = { readonly batch: number; readonly edits: readonly CellEdit[] };

export type History = { readonly done: readonly Step[]; readonly undone: readonly Step[] };

export const emptyHistory: History = { done: [], undone: [] };

const deepest = 200;

export type EditKind = "do" | "undo" | "redo";

export const inverse = (edits: readonly CellEdit[]): readonly CellEdit[] =>
  [...edits]
    .reverse()
    .map(({ rowId, columnId, value, before }) => ({ rowId, columnId, value: before, before: value }));

export function record(history: History, kind: EditKind, batch: number, edits: readonly CellEdit[]): History {
  switch (kind) {
    case "do":
      return { done: [...history.done, { batch, edits }].slice(-deepest), undone: [] };
    case "undo":
      return {
        done: history.done.slice(0, -1),
        undone: [...history.undone, { batch, edits: inverse(edits) }],
      };
    case "redo":
      return { done: [...history.done, { batch, edits }], undone: history.undone.slice(0, -1) };
  }
}

/** What the server refused never happened, so there is nothing to undo about it. */
export function forgetRejected(history: History, batch: number, rejected: readonly RejectedCell[]): History {
  if (rejected.length === 0) return history;
  const refused = new Set(rejected.map((cell) => `${cell.rowId}\n${cell.columnId}`));
  const kept = (steps: readonly Step[]): readonly Step[] =>
    steps
      .map((step) =>
        step.batch === batch
          ? { ...step, edits: step.edits.filter((edit) => !refused.has(`${edit.rowId}\n${edit.columnId}`)) }
          : step,
      )
      .filter((step) => step.edits.length > 0);
  return { done: kept(history.done), undone: kept(history.undone) };
}
