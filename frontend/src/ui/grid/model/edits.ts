/** From what a person does (type, paste, fill, clear) to the edits that are sent: one batch each. */
import type { Copied } from "./fill";
import {
  type CellEdit,
  type GridColumn,
  type GridRow,
  type Json,
  type Place,
  parseWith,
  type Range,
} from "./gridTypes";
import type { Overlay, Unreadable } from "./overlay";

/** What the edit rules need to see of the table. */
export type Table = {
  readonly rowAt: (index: number) => GridRow | undefined;
  readonly columns: readonly GridColumn[];
  readonly overlay: Overlay;
};

export type Batch = {
  readonly edits: readonly CellEdit[];
  readonly unreadable: readonly Unreadable[];
  /** Cells that may not be edited (computed, no right, group rows, not loaded). */
  readonly skipped: number;
};

type Target = { readonly rowId: string; readonly column: GridColumn; readonly before: Json };

/** The value on screen: what was typed last, else what the server sent. */
export function shownValue(table: Table, row: GridRow | undefined, columnId: string): Json {
  if (row?.kind !== "record") return null;
  const over = table.overlay.get(row.id)?.get(columnId);
  if (over && !over.raw) return over.value;
  return row.cells[columnId] ?? null;
}

/** What an undo goes back to: a pending value counts, a refused one does not. */
function valueBefore(table: Table, row: GridRow, columnId: string): Json {
  if (row.kind !== "record") return null;
  const over = table.overlay.get(row.id)?.get(columnId);
  return over?.state === "pending" ? over.value : (row.cells[columnId] ?? null);
}

function targetAt(table: Table, place: Place): Target | undefined {
  const row = table.rowAt(place.row);
  const column = table.columns[place.column];
  if (row?.kind !== "record" || !column?.editable) return undefined;
  return { rowId: row.id, column, before: valueBefore(table, row, column.id) };
}

class Collector {
  readonly edits: CellEdit[] = [];
  readonly unreadable: Unreadable[] = [];
  skipped = 0;

  put({ rowId, column, before }: Target, value: Json): void {
    if (JSON.stringify(value) === JSON.stringify(before)) return;
    this.edits.push({ rowId, columnId: column.id, value, before });
  }

  read(target: Target, text: string): void {
    const parsed = parseWith(target.column, text);
    if (parsed.ok) this.put(target, parsed.value);
    else {
      const { rowId, column } = target;
      this.unreadable.push({ rowId, columnId: column.id, text, reason: parsed.reason });
    }
  }
}

export function typedBatch(table: Table, place: Place, text: string): Batch {
  const batch = new Collector();
  const target = targetAt(table, place);
  if (target) batch.read(target, text);
  else batch.skipped += 1;
  return batch;
}

export function valueBatch(table: Table, place: Place, value: Json): Batch {
  const batch = new Collector();
  const target = targetAt(table, place);
  if (target) batch.put(target, value);
  else batch.skipped += 1;
  return batch;
}

export function clearBatch(table: Table, range: Range): Batch {
  const batch = new Collector();
  for (let row = range.top; row <= range.bottom; row += 1) {
    for (let column = range.left; column <= range.right; column += 1) {
      const target = targetAt(table, { row, column });
      if (target) batch.put(target, null);
      else batch.skipped += 1;
    }
  }
  return batch;
}

export function copyBatch(table: Table, copies: readonly Copied[]): Batch {
  const batch = new Collector();
  for (const { from, to } of copies) {
    const target = targetAt(table, to);
    const source = table.columns[from.column];
    if (!target || !source) {
      batch.skipped += 1;
      continue;
    }
    const value = shownValue(table, table.rowAt(from.row), source.id);
    if (from.column === to.column) batch.put(target, value);
    else batch.read(target, source.toText ? source.toText(value) : String(value ?? ""));
  }
  return batch;
}

/** One copied cell fills the whole selection; a block repeats only when the selection is a multiple of it. */
export function pasteRange(cells: readonly (readonly string[])[], selected: Range): Range {
  const height = cells.length;
  const width = Math.max(1, ...cells.map((row) => row.length));
  const chosenHeight = selected.bottom - selected.top + 1;
  const chosenWidth = selected.right - selected.left + 1;
  const tall = chosenHeight > height && chosenHeight % height === 0 ? chosenHeight : height;
  const wide = chosenWidth > width && chosenWidth % width === 0 ? chosenWidth : width;
  return {
    top: selected.top,
    left: selected.left,
    bottom: selected.top + tall - 1,
    right: selected.left + wide - 1,
  };
}

export function pasteBatch(table: Table, cells: readonly (readonly string[])[], range: Range): Batch {
  const batch = new Collector();
  const width = Math.max(1, ...cells.map((row) => row.length));
  for (let row = range.top; row <= range.bottom; row += 1) {
    const texts = cells[(row - range.top) % cells.length] ?? [];
    for (let column = range.left; column <= range.right; column += 1) {
      const target = targetAt(table, { row, column });
      if (target) batch.read(target, texts[(column - range.left) % width] ?? "");
      else batch.skipped += 1;
    }
  }
  return batch;
}
