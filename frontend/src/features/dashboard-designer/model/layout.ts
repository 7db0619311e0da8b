/** Cards on the grid: nothing overlaps, what is in the way goes down, and holes are found for what is new. */
import { type BoardDraft, type CardDraft, type Place, type Places, placeOf } from "./documents";

export const columns = 24;
export const tallest = 60;
export const least = { w: 3, h: 2 } as const;

type Placed = Place & { readonly id: string };

const overlaps = (one: Place, other: Place): boolean =>
  one.x < other.x + other.w &&
  other.x < one.x + one.w &&
  one.y < other.y + other.h &&
  other.y < one.y + one.h;

const placed = (card: CardDraft): Placed => ({ id: card.id, ...placeOf(card) });

const byReading = (one: Place, other: Place): number => one.y - other.y || one.x - other.x;

/** In the order in which they are read: row by row. */
export const inReadingOrder = (cards: readonly CardDraft[]): readonly CardDraft[] =>
  [...cards].sort((one, other) => byReading(placeOf(one), placeOf(other)));

const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** Inside the grid, and not smaller than a card can be read. */
export function fitted({ x, y, w, h }: Place): Place {
  const wide = between(w, least.w, columns);
  return { x: between(x, 0, columns - wide), y: Math.max(0, y), w: wide, h: between(h, least.h, tallest) };
}

/** The first hole from above that is large enough. */
export function freeSpot(cards: readonly CardDraft[], w: number, h: number): Place {
  const taken = cards.map(placeOf);
  const below = Math.max(0, ...taken.map((one) => one.y + one.h));
  for (let y = 0; y < below; y += 1) {
    for (let x = 0; x + w <= columns; x += 1) {
      const spot = { x, y, w, h };
      if (!taken.some((one) => overlaps(one, spot))) return spot;
    }
  }
  return { x: 0, y: below, w, h };
}

/** Places that change when these cards come to stand where they are wanted: what is in the way goes down. */
export function madeRoom(cards: readonly CardDraft[], wanted: Places): Places {
  const fixed: Placed[] = Object.entries(wanted).map(([id, place]) => ({ id, ...fitted(place) }));
  const rest = cards
    .filter((card) => !(card.id in wanted))
    .map(placed)
    .sort(byReading);
  const settled: Placed[] = [...fixed];
  for (const one of rest) {
    let spot = one;
    for (let hit = blocking(settled, spot); hit; hit = blocking(settled, spot)) {
      spot = { ...spot, y: hit.y + hit.h };
    }
    settled.push(spot);
  }
  return changedPlaces(cards, settled);
}

const blocking = (settled: readonly Placed[], spot: Place): Placed | undefined =>
  settled.find((one) => overlaps(one, spot));

/** Every card as far up as it can go: no empty rows are left. */
export function tidied(cards: readonly CardDraft[]): Places {
  const settled: Placed[] = [];
  for (const one of inReadingOrder(cards).map(placed)) {
    let y = one.y;
    while (y > 0 && !blocking(settled, { ...one, y: y - 1 })) y -= 1;
    let spot = { ...one, y };
    for (let hit = blocking(settled, spot); hit; hit = blocking(settled, spot)) {
      spot = { ...spot, y: hit.y + hit.h };
    }
    settled.push(spot);
  }
  return changedPlaces(cards, settled);
}

const same = (one: Place, other: Place): boolean =>
  one.x === other.x && one.y === other.y && one.w === other.w && one.h === other.h;

function changedPlaces(cards: readonly CardDraft[], settled: readonly Placed[]): Places {
  const before = new Map(cards.map((card) => [card.id, placeOf(card)]));
  const changed = settled.filter((one) => {
    const old = before.get(one.id);
    return !old || !same(old, one);
  });
  return Object.fromEntries(changed.map(({ id, ...place }) => [id, place]));
}

/** Rows that the board takes. */
export const rowsOf = (board: BoardDraft): number =>
  Math.max(0, ...board.widgets.map((card) => placeOf(card).y + placeOf(card).h));
