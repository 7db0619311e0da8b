/**
 * Cells that the person has changed and the server has not answered for yet, and those that it refused.
 * They lie over the loaded rows, so that a block that arrives later never overwrites what was typed or pasted.
 */
import type { CellEdit, Json, RejectedCell } from "./gridTypes";

export type OverlayCell = {
  readonly value: Json;
  readonly batch: number;
  readonly state: "pending" | "rejected";
  readonly reason?: string;
  /** The value is text that could not be read as this column's type: shown as it was typed. */
  readonly raw?: boolean;
};

export type OverlayRow = ReadonlyMap<string, OverlayCell>;
export type Overlay = ReadonlyMap<string, OverlayRow>;

export const emptyOverlay: Overlay = new Map();

export type Unreadable = {
  readonly rowId: string;
  readonly columnId: string;
  readonly text: string;
  readonly reason: string;
};

class Draft {
  readonly rows: Map<string, OverlayRow>;
  private readonly touched = new Map<string, Map<string, OverlayCell>>();

  constructor(overlay: Overlay) {
    this.rows = new Map(overlay);
  }

  row(id: string): Map<string, OverlayCell> {
    const known = this.touched.get(id);
    if (known) return known;
    const copy = new Map(this.rows.get(id));
    this.touched.set(id, copy);
    this.rows.set(id, copy);
    return copy;
  }

  drop(rowId: string, columnId: string): void {
    const row = this.row(rowId);
    row.delete(columnId);
    if (row.size === 0) this.rows.delete(rowId);
  }
}

export function layOver(
  overlay: Overlay,
  batch: number,
  edits: readonly CellEdit[],
  unreadable: readonly Unreadable[] = [],
): Overlay {
  const draft = new Draft(overlay);
  for (const { rowId, columnId, value } of edits) {
    draft.row(rowId).set(columnId, { value, batch, state: "pending" });
  }
  for (const { rowId, columnId, text, reason } of unreadable) {
    draft.row(rowId).set(columnId, { value: text, batch, state: "rejected", reason, raw: true });
  }
  return draft.rows;
}

/** The server has answered for a batch: accepted cells leave, refused ones stay with their reason. Later edits win. */
export function settle(
  overlay: Overlay,
  batch: number,
  edits: readonly CellEdit[],
  rejected: readonly RejectedCell[],
): Overlay {
  const draft = new Draft(overlay);
  const reasons = new Map(rejected.map((cell) => [`${cell.rowId}\n${cell.columnId}`, cell.reason]));
  for (const { rowId, columnId } of edits) {
    const cell = draft.rows.get(rowId)?.get(columnId);
    if (!cell || cell.batch !== batch) continue;
    const reason = reasons.get(`${rowId}\n${columnId}`);
    if (reason === undefined) draft.drop(rowId, columnId);
    else draft.row(rowId).set(columnId, { ...cell, state: "rejected", reason });
  }
  return draft.rows;
}

/** Gives up refused cells: the server's values show again. */
export function discardRejected(overlay: Overlay, rowId: string, columnId: string): Overlay {
  if (overlay.get(rowId)?.get(columnId)?.state !== "rejected") return overlay;
  const draft = new Draft(overlay);
  draft.drop(rowId, columnId);
  return draft.rows;
}
