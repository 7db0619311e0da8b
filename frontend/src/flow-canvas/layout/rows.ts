/** What stands beside what in each row, so that few edges cross. */
import type { Item, Link, Ranks } from "./ranks";

/** An item, or the place where a long edge passes a row. */
export type Cell = {
  readonly id: string;
  readonly width: number;
  /** The item's id; none for an edge that passes. */
  readonly item?: string;
};

/** Between a cell and one in the next row. */
export type Hop = { readonly from: string; readonly to: string };

export type Rows = {
  readonly rows: readonly (readonly Cell[])[];
  readonly hops: readonly (readonly Hop[])[];
  /** Edge id → the cells that it passes, both ends included. */
  readonly ways: ReadonlyMap<string, readonly string[]>;
};

const PASSING = 16;
const SWEEPS = 8;

export function rowsOf(items: readonly Item[], { rank, onward }: Ranks): Rows {
  const depth = Math.max(0, ...rank.values()) + 1;
  const cells = new Map<string, Cell & { readonly row: number }>(
    items.map((item) => [
      item.id,
      { id: item.id, width: item.width, item: item.id, row: rank.get(item.id) ?? 0 },
    ]),
  );
  const hops: Hop[][] = Array.from({ length: depth }, () => []);
  const ways = new Map<string, string[]>();
  for (const link of onward) {
    const way = wayOf(link, rank);
    way.slice(1, -1).forEach((id, place) => {
      const width = place === 0 ? Math.max(PASSING, link.label) : PASSING;
      cells.set(id, { id, width, row: (rank.get(link.source) ?? 0) + place + 1 });
    });
    for (let at = 1; at < way.length; at += 1) {
      const from = way[at - 1] ?? "";
      hops[cells.get(from)?.row ?? 0]?.push({ from, to: way[at] ?? "" });
    }
    ways.set(link.id, way);
  }
  const first = walkedOrder(items, hops, cells);
  const rows: string[][] = Array.from({ length: depth }, () => []);
  for (const id of first) rows[cells.get(id)?.row ?? 0]?.push(id);
  const cell = (id: string) => cells.get(id) ?? { id, width: 0, row: 0 };
  return { rows: untangled(rows, hops).map((row) => row.map(cell)), hops, ways };
}

function wayOf({ id, source, target }: Link, rank: Ranks["rank"]): string[] {
  const passed = (rank.get(target) ?? 0) - (rank.get(source) ?? 0) - 1;
  const between = Array.from({ length: Math.max(0, passed) }, (_, place) => `${id}#${place + 1}`);
  return [source, ...between, target];
}

/** Every cell once, in the order in which somebody reads who follows each way to its end. */
function walkedOrder(
  items: readonly Item[],
  hops: readonly (readonly Hop[])[],
  cells: ReadonlyMap<string, unknown>,
): string[] {
  const out = new Map<string, string[]>();
  for (const { from, to } of hops.flat()) out.set(from, [...(out.get(from) ?? []), to]);
  const seen = new Set<string>();
  const stack = items.map((item) => item.id).reverse();
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id) || !cells.has(id)) continue;
    seen.add(id);
    stack.push(...(out.get(id) ?? []).filter((next) => !seen.has(next)).reverse());
  }
  return [...seen];
}

/** Moves cells to where their neighbours are, down and up in turn, and keeps the order with the fewest crossings. */
function untangled(start: readonly string[][], hops: readonly (readonly Hop[])[]): readonly string[][] {
  let rows = start.map((row) => [...row]);
  let best = rows;
  let fewest = crossings(rows, hops);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    rows = swept(rows, hops, sweep % 2 === 0);
    const now = crossings(rows, hops);
    if (now < fewest) [best, fewest] = [rows, now];
  }
  return best;
}

function swept(rows: readonly string[][], hops: readonly (readonly Hop[])[], down: boolean): string[][] {
  const next = rows.map((row) => [...row]);
  const places = rows.map((_, row) => (down ? row : rows.length - 1 - row)).slice(1);
  for (const row of places) {
    const beside = next[down ? row - 1 : row + 1] ?? [];
    const at = new Map(beside.map((id, place) => [id, place]));
    const near = new Map<string, number[]>();
    for (const { from, to } of hops[down ? row - 1 : row] ?? []) {
      const [here, there] = down ? [to, from] : [from, to];
      near.set(here, [...(near.get(here) ?? []), at.get(there) ?? 0]);
    }
    const wanted = new Map((next[row] ?? []).map((id, place) => [id, mean(near.get(id)) ?? place]));
    next[row]?.sort((one, other) => (wanted.get(one) ?? 0) - (wanted.get(other) ?? 0));
  }
  return next;
}

const mean = (numbers: readonly number[] | undefined): number | undefined =>
  numbers ? numbers.reduce((sum, one) => sum + one, 0) / numbers.length : undefined;

export function crossings(rows: readonly (readonly string[])[], hops: readonly (readonly Hop[])[]): number {
  const at = new Map(rows.flatMap((row) => row.map((id, place) => [id, place] as const)));
  const place = (id: string) => at.get(id) ?? 0;
  let found = 0;
  for (const between of hops) {
    const sorted = [...between].sort(
      (one, other) => place(one.from) - place(other.from) || place(one.to) - place(other.to),
    );
    // Ends of the edges to the left, from left to right: each that ends further right is crossed.
    const ends: number[] = [];
    for (const { to } of sorted) {
      const end = place(to);
      let under = ends.length;
      while (under > 0 && (ends[under - 1] ?? 0) > end) under -= 1;
      found += ends.length - under;
      ends.splice(under, 0, end);
    }
  }
  return found;
}
