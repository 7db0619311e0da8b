/** Filling cells from others: Ctrl+D, Ctrl+R and the fill handle. */
import type { Place, Range } from "./gridTypes";

export type Copied = { readonly from: Place; readonly to: Place };

/** The first row of the range goes into all its other rows; a single row takes from the row above it. */
export function fillDown(range: Range): readonly Copied[] {
  const single = range.top === range.bottom;
  if (single && range.top === 0) return [];
  const source = single ? range.top - 1 : range.top;
  return spread({ ...range, top: source, bottom: source }, { ...range, top: source });
}

export function fillRight(range: Range): readonly Copied[] {
  const single = range.left === range.right;
  if (single && range.left === 0) return [];
  const source = single ? range.left - 1 : range.left;
  return spread({ ...range, left: source, right: source }, { ...range, left: source });
}

/** Repeats the source pattern over the target, which contains the source. */
export function spread(source: Range, target: Range): readonly Copied[] {
  const height = source.bottom - source.top + 1;
  const width = source.right - source.left + 1;
  const wrap = (offset: number, size: number): number => ((offset % size) + size) % size;
  const copies: Copied[] = [];
  for (let row = target.top; row <= target.bottom; row += 1) {
    for (let column = target.left; column <= target.right; column += 1) {
      const inside =
        row >= source.top && row <= source.bottom && column >= source.left && column <= source.right;
      if (inside) continue;
      const from = {
        row: source.top + wrap(row - source.top, height),
        column: source.left + wrap(column - source.left, width),
      };
      copies.push({ from, to: { row, column } });
    }
  }
  return copies;
}

/** Where the handle was dragged to: the range grows along the axis on which the pointer is farther away. */
export function stretched(source: Range, to: Place): Range {
  const down = to.row > source.bottom ? to.row - source.bottom : Math.min(0, to.row - source.top);
  const right = to.column > source.right ? to.column - source.right : Math.min(0, to.column - source.left);
  if (down === 0 && right === 0) return source;
  if (Math.abs(down) >= Math.abs(right)) {
    return down > 0 ? { ...source, bottom: to.row } : { ...source, top: to.row };
  }
  return right > 0 ? { ...source, right: to.column } : { ...source, left: to.column };
}
