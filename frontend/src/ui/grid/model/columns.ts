/** How a view arranges its columns: order, width, hidden, frozen at the start. */
import type { GridColumn } from "./gridTypes";

export type ColumnLayout = {
  /** Ids that are not named keep their own order after the named ones. */
  readonly order: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
  readonly hidden: readonly string[];
  readonly pinned: readonly string[];
};

export const emptyLayout: ColumnLayout = { order: [], widths: {}, hidden: [], pinned: [] };

const narrowest = 56;
const widest = 800;

export type LaidColumn = {
  readonly column: GridColumn;
  readonly width: number;
  readonly pinned: boolean;
  /** Distance from the start of the first column, in pixels. */
  readonly start: number;
};

/** The visible columns from left to right, frozen ones first. */
export function layOut(columns: readonly GridColumn[], layout: ColumnLayout): readonly LaidColumn[] {
  const rank = new Map(layout.order.map((id, index) => [id, index]));
  const hidden = new Set(layout.hidden);
  const pinned = new Set(layout.pinned);
  const place = (column: GridColumn, index: number): number =>
    (pinned.has(column.id) ? 0 : 1e6) + (rank.get(column.id) ?? layout.order.length + index);
  const sorted = columns
    .map((column, index) => ({ column, place: place(column, index) }))
    .filter(({ column }) => !hidden.has(column.id))
    .sort((one, other) => one.place - other.place);
  let start = 0;
  return sorted.map(({ column }) => {
    const width = layout.widths[column.id] ?? column.width;
    const laid = { column, width, pinned: pinned.has(column.id), start };
    start += width;
    return laid;
  });
}

export const resizeColumn = (layout: ColumnLayout, id: string, width: number): ColumnLayout => ({
  ...layout,
  widths: { ...layout.widths, [id]: Math.round(Math.max(narrowest, Math.min(width, widest))) },
});

/** Puts one column before another (or last, before null) among all columns, hidden ones included. */
export function moveColumn(
  columns: readonly GridColumn[],
  layout: ColumnLayout,
  id: string,
  before: string | null,
): ColumnLayout {
  if (id === before) return layout;
  const everything = layOut(columns, { ...layout, hidden: [] }).map(({ column }) => column.id);
  const rest = everything.filter((other) => other !== id);
  const at = before === null ? rest.length : rest.indexOf(before);
  const order = [...rest.slice(0, at), id, ...rest.slice(at)];
  return { ...layout, order };
}

/** One step left or right among the visible columns: the click and keyboard twin of dragging. */
export function stepColumn(
  columns: readonly GridColumn[],
  layout: ColumnLayout,
  id: string,
  by: -1 | 1,
): ColumnLayout {
  const visible = layOut(columns, layout).map(({ column }) => column.id);
  const at = visible.indexOf(id);
  const target = at + by;
  if (at < 0 || target < 0 || target >= visible.length) return layout;
  return moveColumn(columns, layout, id, by < 0 ? (visible[target] ?? null) : (visible[target + 1] ?? null));
}

export const hideColumn = (layout: ColumnLayout, id: string): ColumnLayout => ({
  ...layout,
  hidden: [...layout.hidden.filter((other) => other !== id), id],
});

export const showColumn = (layout: ColumnLayout, id: string): ColumnLayout => ({
  ...layout,
  hidden: layout.hidden.filter((other) => other !== id),
});

export const togglePinned = (layout: ColumnLayout, id: string): ColumnLayout => ({
  ...layout,
  pinned: layout.pinned.includes(id) ? layout.pinned.filter((other) => other !== id) : [...layout.pinned, id],
});
