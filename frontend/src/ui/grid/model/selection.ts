/** Where the active cell is, what range is selected, and how keys move both (the habits of Excel). */
import type { Place, Range } from "./gridTypes";

/** Typing goes to the anchor; Shift extends from the anchor to the focus. */
export type Selection = { readonly anchor: Place; readonly focus: Place };

export type Bounds = { readonly rows: number; readonly columns: number; readonly pageRows: number };

export type MoveKey =
  | "up"
  | "down"
  | "left"
  | "right"
  | "home"
  | "end"
  | "pageUp"
  | "pageDown"
  | "next"
  | "previous";

export const selectPlace = (place: Place): Selection => ({ anchor: place, focus: place });

export const rangeOf = ({ anchor, focus }: Selection): Range => ({
  top: Math.min(anchor.row, focus.row),
  bottom: Math.max(anchor.row, focus.row),
  left: Math.min(anchor.column, focus.column),
  right: Math.max(anchor.column, focus.column),
});

export const cellsIn = (range: Range): number =>
  (range.bottom - range.top + 1) * (range.right - range.left + 1);

export const clampPlace = (place: Place, bounds: Bounds): Place => ({
  row: Math.max(0, Math.min(place.row, bounds.rows - 1)),
  column: Math.max(0, Math.min(place.column, bounds.columns - 1)),
});

export const selectAll = (bounds: Bounds, active: Place): Selection =>
  active.row === 0 && active.column === 0
    ? { anchor: active, focus: { row: bounds.rows - 1, column: bounds.columns - 1 } }
    : { anchor: { row: 0, column: 0 }, focus: { row: bounds.rows - 1, column: bounds.columns - 1 } };

function step(place: Place, key: MoveKey, far: boolean, bounds: Bounds): Place {
  const { row, column } = place;
  const lastRow = bounds.rows - 1;
  const lastColumn = bounds.columns - 1;
  switch (key) {
    case "up":
      return { row: far ? 0 : row - 1, column };
    case "down":
      return { row: far ? lastRow : row + 1, column };
    case "left":
      return { row, column: far ? 0 : column - 1 };
    case "right":
      return { row, column: far ? lastColumn : column + 1 };
    case "home":
      return { row: far ? 0 : row, column: 0 };
    case "end":
      return { row: far ? lastRow : row, column: lastColumn };
    case "pageUp":
      return { row: row - bounds.pageRows, column };
    case "pageDown":
      return { row: row + bounds.pageRows, column };
    case "next":
      return column === lastColumn && row < lastRow
        ? { row: row + 1, column: 0 }
        : { row, column: column + 1 };
    case "previous":
      return column === 0 && row > 0 ? { row: row - 1, column: lastColumn } : { row, column: column - 1 };
  }
}

export type Modifiers = { readonly extend?: boolean; readonly far?: boolean };

export function moveSelection(
  selection: Selection,
  key: MoveKey,
  bounds: Bounds,
  { extend = false, far = false }: Modifiers = {},
): Selection {
  if (bounds.rows === 0 || bounds.columns === 0) return selection;
  const focus = clampPlace(step(extend ? selection.focus : selection.anchor, key, far, bounds), bounds);
  return extend ? { anchor: selection.anchor, focus } : selectPlace(focus);
}
