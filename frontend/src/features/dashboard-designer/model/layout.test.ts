import { describe, expect, it } from "vitest";
import { chance } from "@/testing/chance";
import { type CardDraft, type Place, type Places, placeOf } from "./documents";
import { fitted, freeSpot, madeRoom, tidied } from "./layout";

const card = (id: string, x: number, y: number, w: number, h: number): CardDraft => ({
  id,
  type: "bar",
  name: id,
  x,
  y,
  w,
  h,
});

const standing = (cards: readonly CardDraft[], places: Places): readonly CardDraft[] =>
  cards.map((one) => ({ ...one, ...places[one.id] }));

const overlap = (one: Place, other: Place) =>
  one.x < other.x + other.w &&
  other.x < one.x + one.w &&
  one.y < other.y + other.h &&
  other.y < one.y + one.h;

const clashes = (cards: readonly CardDraft[]) =>
  cards.flatMap((one, at) => cards.slice(at + 1).filter((other) => overlap(placeOf(one), placeOf(other))));

describe("cards on the grid", () => {
  it("make room below for a card that is moved onto them", () => {
    const cards = [card("a", 0, 0, 12, 4), card("b", 12, 0, 12, 4), card("c", 0, 4, 24, 4)];
    expect(madeRoom(cards, { b: { x: 6, y: 0, w: 12, h: 4 } })).toEqual({
      b: { x: 6, y: 0, w: 12, h: 4 },
      a: { x: 0, y: 4, w: 12, h: 4 },
      c: { x: 0, y: 8, w: 24, h: 4 },
    });
  });

  it("stay inside the grid and readable", () => {
    expect(fitted({ x: 22, y: -3, w: 1, h: 1 })).toEqual({ x: 21, y: 0, w: 3, h: 2 });
    expect(fitted({ x: 5, y: 2, w: 40, h: 90 })).toEqual({ x: 0, y: 2, w: 24, h: 60 });
  });

  it("come into the first hole that is large enough, or below", () => {
    const cards = [card("a", 0, 0, 6, 3), card("b", 12, 0, 12, 3)];
    expect(freeSpot(cards, 6, 3)).toEqual({ x: 6, y: 0, w: 6, h: 3 });
    expect(freeSpot(cards, 12, 3)).toEqual({ x: 0, y: 3, w: 12, h: 3 });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("seed %i: never overlap, whatever is moved and tidied", (seed) => {
    const dice = chance(seed);
    let cards: readonly CardDraft[] = [];
    for (let step = 0; step < 40; step += 1) {
      const wanted = { x: dice.below(24), y: dice.below(30), w: 1 + dice.below(24), h: 1 + dice.below(10) };
      if (cards.length < 10) {
        const { w, h } = fitted(wanted);
        cards = [...cards, { ...card(`c${step}`, 0, 0, 6, 4), ...freeSpot(cards, w, h) }];
      }
      const id = dice.pick(cards)?.id ?? "";
      cards = standing(cards, madeRoom(cards, { [id]: wanted }));
      expect(clashes(cards)).toEqual([]);
      const rows = Math.max(...cards.map((one) => placeOf(one).y + placeOf(one).h));
      if (dice.flip()) cards = standing(cards, tidied(cards));
      expect(clashes(cards)).toEqual([]);
      expect(Math.max(...cards.map((one) => placeOf(one).y + placeOf(one).h))).toBeLessThanOrEqual(rows);
      expect(tidied(standing(cards, tidied(cards)))).toEqual({});
    }
  });
});
