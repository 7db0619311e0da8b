/** Fields in rows of 24 columns: how they flow, and how they make room for one more beside them. */

export const columns = 24;
const mostBeside = 4;

export type Sized = { readonly id: string; readonly width: number };

/** Rows as the grid lays them out: a field that no longer fits begins the next row. */
export function rowsOf(items: readonly Sized[]): readonly (readonly Sized[])[] {
  const rows: Sized[][] = [];
  let used = columns;
  for (const item of items) {
    if (used + item.width > columns) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(item);
    used += item.width;
  }
  return rows;
}

/** Widths with which `item` stands in this row too; undefined where a row of so many would be too narrow. */
export function besideWidths(
  row: readonly Sized[],
  item: Sized,
): Readonly<Record<string, number>> | undefined {
  const used = row.reduce((sum, one) => sum + one.width, 0);
  const free = columns - used;
  if (free >= 6) return { [item.id]: Math.min(Math.max(item.width, 6), free) };
  if (row.length >= mostBeside) return undefined;
  const share = Math.floor(columns / (row.length + 1));
  return Object.fromEntries([...row, item].map((one) => [one.id, share]));
}

/** The width with which an item put at this place has a row to itself: its own where that is so anyway. */
export function aloneWidth(items: readonly Sized[], item: Sized, before: string | null): number {
  const at = before === null ? items.length : items.findIndex((one) => one.id === before);
  const placed = [...items.slice(0, at), item, ...items.slice(at)];
  const row = rowsOf(placed).find((one) => one.includes(item));
  return row?.length === 1 ? item.width : columns;
}
