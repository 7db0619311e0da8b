import { describe, expect, it } from "vitest";
import { boardDraft } from "@/testing/boardWorkbench";
import { cardDeed } from "./cardKeys";
import type { BoardDraft } from "./documents";

const board = boardDraft as unknown as BoardDraft;
const press = (key: string, held: Partial<Parameters<typeof cardDeed>[0]> = {}) => ({
  key,
  altKey: false,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  ...held,
});

describe("keys on a card", () => {
  it("move it with Alt and resize it with Shift and Alt", () => {
    const moved = { do: "nudge", card: "days", by: { x: -1, y: 0 } };
    expect(cardDeed(press("ArrowLeft", { altKey: true }), "days", board)).toEqual(moved);
    const sized = { do: "nudge", card: "days", by: { w: 0, h: 1 } };
    expect(cardDeed(press("ArrowDown", { altKey: true, shiftKey: true }), "days", board)).toEqual(sized);
  });

  it("walk over the cards in reading order and stop at the ends", () => {
    expect(cardDeed(press("ArrowRight"), "won", board)).toEqual({ do: "select", card: "levels" });
    expect(cardDeed(press("ArrowUp"), "won", board)).toBeUndefined();
    expect(cardDeed(press("Delete"), "list", board)).toEqual({ do: "remove", focus: "days" });
  });

  it("leave the browser its own shortcuts", () => {
    expect(cardDeed(press("d", { ctrlKey: true }), "won", board)).toEqual({ do: "duplicate" });
    expect(cardDeed(press("r", { ctrlKey: true }), "won", board)).toBeUndefined();
    expect(cardDeed(press("x"), "won", board)).toBeUndefined();
    expect(cardDeed(press("Delete"), "gone", board)).toBeUndefined();
  });
});
