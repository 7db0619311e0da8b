import { expect, it } from "vitest";
import { wallPages } from "./wall";

const cards = [
  { id: "a", x: 0, y: 0, w: 6, h: 3 },
  { id: "b", x: 0, y: 3, w: 12, h: 8 },
  { id: "c", x: 12, y: 5, w: 12, h: 8 },
];

it("a wall without pages shows the board a screen at a time, never parting cards that stand side by side", () => {
  expect(wallPages(cards, [])).toEqual([{ id: "screen1", name: "", cards, rows: 13 }]);
  const more = [...cards, { id: "d", x: 0, y: 13, w: 24, h: 10 }, { id: "e", x: 0, y: 23, w: 24, h: 9 }];
  expect(wallPages(more, []).map((page) => page.cards.map((card) => [card.id, card.y]))).toEqual([
    [
      ["a", 0],
      ["b", 3],
      ["c", 5],
    ],
    [
      ["d", 0],
      ["e", 10],
    ],
  ]);
  expect(wallPages([], [])).toEqual([]);
});

it("a page closes the rows of cards that stand elsewhere; an empty page is left out", () => {
  const pages = wallPages(cards, [
    { id: "p", name: "P", widgets: ["a", "c"] },
    { id: "q", name: "Q", widgets: [] },
  ]);
  expect(pages.map((page) => page.id)).toEqual(["p"]);
  expect(pages[0]?.cards.map((card) => [card.id, card.y])).toEqual([
    ["a", 0],
    ["c", 3],
  ]);
  expect(pages[0]?.rows).toBe(11);
});
