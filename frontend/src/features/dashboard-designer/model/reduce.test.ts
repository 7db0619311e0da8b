import { describe, expect, it } from "vitest";
import type { Workbench } from "@/designing/model/workbench";
import { expectUndoAndRedo, seeds } from "@/testing/anySequence";
import { boardWorkbench } from "@/testing/boardWorkbench";
import type { Chance } from "@/testing/chance";
import type { BoardCommand } from "./commands";
import { boardOf, placeOf } from "./documents";
import { columns, freeSpot, madeRoom, tidied } from "./layout";
import { reduceBoard } from "./reduce";

const on = { board: "dsh_board", say: { key: "step.test" } } as const;

function boardIn(workbench: Workbench) {
  const board = boardOf(workbench, "dsh_board");
  if (!board) throw new Error("the board is gone");
  return board;
}

function carriedOut(command: BoardCommand, workbench = boardWorkbench()): Workbench {
  const outcome = reduceBoard(workbench, command);
  if ("refused" in outcome) throw new Error(outcome.refused.key);
  return outcome.workbench;
}

const why = (command: BoardCommand) => {
  const outcome = reduceBoard(boardWorkbench(), command);
  return "refused" in outcome ? outcome.refused.key : undefined;
};

/** Any command, sensible or not, made from what is there. */
function anyCommand(workbench: Workbench, dice: Chance, step: number): BoardCommand {
  const board = boardIn(workbench);
  const ids = board.widgets.map((card) => card.id);
  const card = dice.pick(ids) ?? "none";
  const other = dice.flip() ? (dice.pick(ids) ?? "none") : "missing";
  const filter = dice.pick(board.filters ?? [])?.id ?? "none";
  const place = { x: dice.below(30) - 3, y: dice.below(20) - 2, w: dice.below(30), h: dice.below(12) };
  const made: readonly (() => BoardCommand)[] = [
    () => {
      const spot = freeSpot(board.widgets, 8, 6);
      const id = dice.below(5) === 0 ? card : `c${step}`;
      return { ...on, do: "cards.add", cards: [{ id, type: "bar", name: `C${step}`, ...spot }] };
    },
    () => ({ ...on, do: "cards.place", places: madeRoom(board.widgets, { [card]: place }) }),
    () => ({ ...on, do: "cards.place", places: tidied(board.widgets) }),
    () => ({ ...on, do: "cards.remove", cards: [card] }),
    () => ({ ...on, do: "card.set", card, members: { name: dice.flip() ? " " : `N${step}` } }),
    () => ({ ...on, do: "card.set", card, members: { limit: dice.flip() ? 50 : 5 } }),
    () => ({ ...on, do: "card.turn", card: { id: other, type: "pie", name: "P", limit: 50 } }),
    () => ({
      ...on,
      do: "filter.add",
      filter: { id: `f${dice.below(5)}`, name: "F", fields: {} },
      before: filter,
    }),
    () => ({ ...on, do: "filter.set", filter, members: { off: dice.flip() ? [] : [other] } }),
    () => ({ ...on, do: "filter.move", filter, before: dice.flip() ? null : filter }),
    () => ({ ...on, do: "filter.remove", filter }),
    () => ({ ...on, do: "phone.set", order: dice.flip() ? [] : [card, other] }),
    () => ({
      ...on,
      do: "wall.set",
      members: { seconds: dice.flip() ? 20 : 60, pages: [{ id: "p", name: "P", widgets: [other] }] },
    }),
    () => ({ ...on, do: "board.set", members: { name: dice.flip() ? "" : `Board ${step}` } }),
    () => ({
      ...on,
      do: "metric.set",
      metric: dice.flip() ? "met_won" : "met_gone",
      members: { bands: dice.flip() ? [] : [{ level: "risk" }] },
    }),
  ];
  const make = dice.pick(made);
  if (!make) throw new Error("no command");
  return make();
}

/** What must be true of every state, whatever was done. */
function sound(workbench: Workbench): void {
  const board = boardIn(workbench);
  const ids = new Set(board.widgets.map((card) => card.id));
  expect(ids.size).toBe(board.widgets.length);
  for (const card of board.widgets) {
    const { x, y, w, h } = placeOf(card);
    expect(x >= 0 && y >= 0 && w >= 1 && h >= 1 && x + w <= columns).toBe(true);
  }
  const filters = board.filters ?? [];
  expect(new Set(filters.map((one) => one.id)).size).toBe(filters.length);
  const named = [
    ...(board.phone ?? []),
    ...filters.flatMap((one) => one.off ?? []),
    ...(board.wall?.pages ?? []).flatMap((page) => page.widgets ?? []),
  ];
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
}

describe("a board under any sequence of commands", () => {
  const sequence = { start: boardWorkbench(), reduce: reduceBoard, command: anyCommand };
  it.each(seeds)("seed %i: undone it is the start, redone the end, and sound all along", (seed) => {
    for (const state of expectUndoAndRedo(sequence, seed).states) sound(state);
  });
});

describe("commands on a board", () => {
  it("leave members at their default out, as the platform does", () => {
    const board = boardIn(
      carriedOut({ ...on, do: "cards.place", places: { won: { x: 0, y: 0, w: 6, h: 4 } } }),
    );
    expect(board.widgets[0]).toEqual({ id: "won", type: "kpi", name: "Won", metric: "met_won" });
    expect("wall" in boardIn(carriedOut({ ...on, do: "wall.set", members: { pages: [] } }))).toBe(false);
  });

  it("forget a card everywhere when it goes", () => {
    const board = boardIn(carriedOut({ ...on, do: "cards.remove", cards: ["list", "won"] }));
    expect(board.phone).toBeUndefined();
    expect(board.filters?.[0]).toEqual({ id: "level", name: "Level", fields: { ent_deal: "level" } });
    expect(board.wall?.pages?.[0]?.widgets).toEqual(["levels"]);
  });

  it("refuse with a reason what does not fit", () => {
    expect(why({ ...on, do: "card.set", card: "gone", members: {} })).toMatch(/refused.card$/);
    expect(why({ ...on, do: "card.set", card: "won", members: { name: " " } })).toMatch(/refused.blank$/);
    expect(why({ ...on, do: "filter.remove", filter: "gone" })).toMatch(/refused.filter$/);
    expect(why({ ...on, board: "dsh_gone", do: "phone.set", order: [] })).toMatch(/refused.board$/);
    const many = Array.from({ length: 60 }, (_, at) => ({ id: `n${at}`, type: "kpi" as const, name: "N" }));
    expect(why({ ...on, do: "cards.add", cards: many })).toMatch(/refused.tooMany$/);
  });

  it("change a metric where it is defined, and nothing on the board", () => {
    const before = boardWorkbench();
    const after = carriedOut(
      { ...on, do: "metric.set", metric: "met_won", members: { places: 2, show: "number" } },
      before,
    );
    expect(after.dsh_board).toBe(before.dsh_board);
    expect(after.met_won).toMatchObject({ places: 2 });
    expect("show" in (after.met_won ?? {})).toBe(false);
  });
});
