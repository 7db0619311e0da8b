/** What a key means on a card of the canvas. */

import type { Nudge } from "./deeds";
import { type BoardDraft, cardOf } from "./documents";
import { inReadingOrder } from "./layout";

export type CardDeed =
  | { readonly do: "select"; readonly card: string }
  | { readonly do: "nudge"; readonly card: string; readonly by: Nudge }
  /** `focus` is the card that has the keyboard afterwards. */
  | { readonly do: "remove"; readonly focus: string | undefined }
  | { readonly do: "duplicate" | "edit" | "none" };

export type KeyPress = {
  readonly key: string;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
};

const arrows: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function cardDeed(press: KeyPress, id: string, board: BoardDraft): CardDeed | undefined {
  const arrow = arrows[press.key];
  const control = press.ctrlKey || press.metaKey;
  const card = cardOf(board, id);
  if (!card) return undefined;
  if (arrow && press.altKey) {
    const [dx, dy] = arrow;
    return { do: "nudge", card: id, by: press.shiftKey ? { w: dx, h: dy } : { x: dx, y: dy } };
  }
  const order = inReadingOrder(board.widgets).map((one) => one.id);
  const at = order.indexOf(id);
  if (arrow && !control) {
    const next = order[at + (arrow[0] + arrow[1])];
    return next === undefined ? undefined : { do: "select", card: next };
  }
  if (control) return press.key.toLowerCase() === "d" ? { do: "duplicate" } : undefined;
  switch (press.key) {
    case "Enter":
    case "F2":
      return { do: "edit" };
    case "Delete":
    case "Backspace":
      return { do: "remove", focus: order[at + 1] ?? order[at - 1] };
    case "Escape":
      return { do: "none" };
    default:
      return undefined;
  }
}

/** Widths and heights that people ask for, one click each. */
export const shares = [
  [24, "1/1"],
  [16, "2/3"],
  [12, "1/2"],
  [8, "1/3"],
  [6, "1/4"],
] as const;

export const heights = [
  [3, "low"],
  [8, "usual"],
  [12, "high"],
] as const;
