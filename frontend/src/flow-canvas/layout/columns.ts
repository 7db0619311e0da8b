/** Where each cell of a row stands from left to right: as near to its neighbours above and below as the others allow. */
import type { Cell, Hop, Rows } from "./rows";

const APART = 32;
const ROUNDS = 12;
const STRAIGHT = 4;
const NEARLY = 40;

type Place = { readonly wish: number; readonly weight: number };

/** Cell id → the middle of the cell. */
export function columnsOf(sheet: Rows): ReadonlyMap<string, number> {
  const { rows, hops } = sheet;
  const passing = new Set(rows.flat().flatMap((cell) => (cell.item === undefined ? [cell.id] : [])));
  const above = neighbours(hops, "to", "from", passing);
  const below = neighbours(hops, "from", "to", passing);
  const x = new Map<string, number>();
  for (const row of rows) settle(row, () => ({ wish: 0, weight: 1 }), x);
  const near = (sides: readonly Sides[]) => (cell: Cell) => wished(cell, sides, x);
  const upwards = [...rows].reverse();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const row of rows.slice(1)) settle(row, near([above]), x);
    for (const row of upwards.slice(1)) settle(row, near([below]), x);
  }
  for (const row of [...rows, ...upwards]) settle(row, near([above, below]), x);
  straighten(sheet, above, below, x);
  return x;
}

/** Where nothing is in the way, a step stands right under the one that it alone follows, and a long edge is straight. */
function straighten({ rows, ways }: Rows, above: Sides, below: Sides, x: Map<string, number>): void {
  const beside = new Map<string, readonly [Cell, Cell | undefined, Cell | undefined]>();
  for (const row of rows)
    row.forEach((cell, place) => {
      beside.set(cell.id, [cell, row[place - 1], row[place + 1]]);
    });
  const at = (id: string) => x.get(id) ?? 0;
  const fits = (id: string, wanted: number): boolean => {
    const [cell, left, right] = beside.get(id) ?? [];
    const room = (other: Cell) => (other.width + (cell?.width ?? 0)) / 2 + APART;
    return (!left || wanted - at(left.id) >= room(left)) && (!right || at(right.id) - wanted >= room(right));
  };
  for (const way of ways.values()) {
    const passing = way.slice(1, -1);
    const wishes = passing.map(at);
    const mean = wishes.reduce((sum, one) => sum + one, 0) / wishes.length;
    const nearest = [...wishes].sort((one, other) => Math.abs(one - mean) - Math.abs(other - mean));
    const straight = nearest.find((wanted) => passing.every((id) => fits(id, wanted)));
    if (straight !== undefined) for (const id of passing) x.set(id, straight);
  }
  for (const { id } of rows.flat()) {
    const [over, ...others] = above.get(id) ?? [];
    if (!over || others.length > 0 || below.get(over.id)?.length !== 1) continue;
    const wanted = at(over.id);
    if (Math.abs(wanted - at(id)) < NEARLY && fits(id, wanted)) x.set(id, wanted);
  }
}

type Sides = ReadonlyMap<string, readonly { readonly id: string; readonly weight: number }[]>;

function neighbours(
  hops: readonly (readonly Hop[])[],
  of: "from" | "to",
  other: "from" | "to",
  passing: ReadonlySet<string>,
): Sides {
  const found = new Map<string, { id: string; weight: number }[]>();
  for (const hop of hops.flat()) {
    // A long edge should be straight more than a card should stand under the next.
    const weight = passing.has(hop.from) && passing.has(hop.to) ? STRAIGHT : 1;
    found.set(hop[of], [...(found.get(hop[of]) ?? []), { id: hop[other], weight }]);
  }
  return found;
}

function wished(cell: Cell, sides: readonly Sides[], x: ReadonlyMap<string, number>): Place {
  let weight = 0;
  let sum = 0;
  for (const side of sides) {
    for (const one of side.get(cell.id) ?? []) {
      weight += one.weight;
      sum += one.weight * (x.get(one.id) ?? 0);
    }
  }
  return weight > 0 ? { wish: sum / weight, weight } : { wish: x.get(cell.id) ?? 0, weight: 0.1 };
}

/**
 * The places nearest to what the cells wish, by the sum of squares, so that no two touch: neighbours that push each
 * other become a block that stands at the mean of its wishes.
 */
function settle(row: readonly Cell[], wish: (cell: Cell) => Place, x: Map<string, number>): void {
  const blocks: { sum: number; weight: number; cells: number }[] = [];
  const offsets: number[] = [];
  let offset = 0;
  row.forEach((cell, place) => {
    const before = row[place - 1];
    if (before) offset += (before.width + cell.width) / 2 + APART;
    offsets.push(offset);
    const { wish: wanted, weight } = wish(cell);
    let block = { sum: (wanted - offset) * weight, weight, cells: 1 };
    for (let left = blocks.at(-1); left !== undefined && middle(left) > middle(block); left = blocks.at(-1)) {
      blocks.pop();
      block = {
        sum: left.sum + block.sum,
        weight: left.weight + block.weight,
        cells: left.cells + block.cells,
      };
    }
    blocks.push(block);
  });
  let place = 0;
  for (const block of blocks) {
    for (let count = 0; count < block.cells; count += 1, place += 1) {
      const cell = row[place];
      if (cell) x.set(cell.id, middle(block) + (offsets[place] ?? 0));
    }
  }
}

const middle = ({ sum, weight }: { readonly sum: number; readonly weight: number }): number => sum / weight;
