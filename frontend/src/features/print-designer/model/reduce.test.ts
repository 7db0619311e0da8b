import { describe, expect, it } from "vitest";
import type { Schemas } from "@/api/schemas";
import type { Workbench } from "@/designing/model/workbench";
import { expectUndoAndRedo, seeds } from "@/testing/anySequence";
import type { Chance } from "@/testing/chance";
import type { PrintCommand } from "./commands";
import { addBlock, copyBlock, placeAfter, setBlock, setPaper, stepBlock } from "./deeds";
import { printDifferences } from "./differences";
import { type BlockDraft, blockOf, blocksOf, blockTypes, type PrintDraft, printOf } from "./documents";
import { mostBlocks, reducePrint } from "./reduce";
import { sketch, withNames } from "./sketch";

const start = (): Workbench => ({
  prt_deal: {
    format: 1,
    kind: "print",
    id: "prt_deal",
    app: "app_sales",
    name: "Deal",
    entity: "ent_deal",
    blocks: [
      { id: "head", type: "heading", text: "Deal {{ name }}" },
      { id: "facts", type: "fields", fields: ["name", "amount"] },
      { id: "rows", type: "rows", rows: "lines", fields: ["item", "price"], totals: ["price"] },
    ],
  } as PrintDraft,
});
const on = { print: "prt_deal", say: { key: "step.test" } } as const;

const printIn = (workbench: Workbench): PrintDraft => {
  const print = printOf(workbench, "prt_deal");
  if (!print) throw new Error("the template is gone");
  return print;
};

function done(command: PrintCommand | undefined, workbench = start()): PrintDraft {
  if (!command) throw new Error("nothing to do");
  const outcome = reducePrint(workbench, command);
  if ("refused" in outcome) throw new Error(outcome.refused.key);
  return printIn(outcome.workbench);
}

const why = (command: PrintCommand, workbench = start()) => {
  const outcome = reducePrint(workbench, command);
  return "refused" in outcome ? outcome.refused.key : undefined;
};

const block = (print: PrintDraft, id: string): BlockDraft => {
  const found = blockOf(print, id);
  if (!found) throw new Error("the block is gone");
  return found;
};

function anyBlock(dice: Chance, step: number): BlockDraft {
  const made: readonly BlockDraft[] = [
    { id: `b${step}`, type: "heading", text: `H${step}`, level: 1 + dice.below(3), align: "left" },
    { id: `b${step}`, type: "text", text: `T${step}` },
    { id: `b${step}`, type: "fields", title: "", fields: ["name"], columns: 1 + dice.below(3) },
    { id: `b${step}`, type: "related", entity: "ent_x", link: "deal", fields: ["name"], totals: [] },
    { id: `b${step}`, type: "approvals", title: dice.flip() ? "" : "A" },
    { id: `b${step}`, type: "signatures", places: [{ id: "a", name: "A" }] },
    { id: dice.flip() ? "head" : `b${step}`, type: "page_break" },
  ];
  return dice.pick(made) ?? { id: "b", type: "page_break" };
}

/** Any command, sensible or not, made from what is there. */
function anyCommand(workbench: Workbench, dice: Chance, step: number): PrintCommand | undefined {
  const ids = blocksOf(printIn(workbench)).map((one) => one.id);
  const id = dice.flip() ? (dice.pick(ids) ?? "none") : "none";
  const before = dice.flip() ? null : (dice.pick(ids) ?? null);
  const made: readonly PrintCommand[] = [
    { ...on, do: "print.set", members: { name: dice.flip() ? " " : `N${step}`, description: "" } },
    { ...on, do: "paper.set", members: { size: dice.flip() ? "a4" : "a5", margin: dice.flip() ? 20 : 10 } },
    { ...on, do: "footer.set", members: { text: dice.flip() ? "" : "F", numbers: dice.flip() } },
    { ...on, do: "block.add", block: anyBlock(dice, step), before },
    { ...on, do: "block.set", block: id, members: { title: dice.flip() ? "" : `T${step}` } },
    { ...on, do: "block.set", block: id, members: { type: "page_break" } },
    { ...on, do: "block.move", block: id, before },
    { ...on, do: "block.remove", block: id },
  ];
  return dice.pick(made);
}

function sound(workbench: Workbench): void {
  const print = printIn(workbench);
  const ids = blocksOf(print).map((one) => one.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeLessThanOrEqual(mostBlocks);
  expect(print.name.trim()).not.toBe("");
  expect(blocksOf(print).every((one) => blockTypes.includes(one.type))).toBe(true);
  // As the platform writes it: nothing stands at its default.
  for (const holder of [print, ...blocksOf(print)]) {
    for (const member of ["title", "description"] as const) {
      expect((holder as Record<string, unknown>)[member]).not.toBe("");
    }
  }
  expect(print.paper).not.toEqual({});
  expect(print.footer).not.toEqual({});
}

describe("a print template under any sequence of commands", () => {
  const sequence = { start: start(), reduce: reducePrint, command: anyCommand };
  it.each(seeds)("seed %i: undone it is the start, redone the end, and sound all along", (seed) => {
    for (const state of expectUndoAndRedo(sequence, seed).states) sound(state);
  });
});

describe("commands", () => {
  it("put a block after the one that is selected, and a copy after its model", () => {
    const print = printIn(start());
    expect(placeAfter(print, "head")).toBe("facts");
    expect(placeAfter(print, undefined)).toBeNull();
    const next = done(addBlock(print, { type: "page_break" }, placeAfter(print, "head"), "x"));
    expect(blocksOf(next).map((one) => one.type)).toEqual(["heading", "page_break", "fields", "rows"]);
    const copied = done(copyBlock(print, "facts", "x"));
    expect(blocksOf(copied)[2]).toEqual({ ...block(print, "facts"), id: blocksOf(copied)[2]?.id });
  });

  it("move a block by one place and stop at the ends", () => {
    const print = printIn(start());
    expect(blocksOf(done(stepBlock(print, "facts", -1, "x"))).map((one) => one.id)[0]).toBe("facts");
    expect(stepBlock(print, "head", -1, "x")).toBeUndefined();
    expect(stepBlock(print, "rows", 1, "x")).toBeUndefined();
  });

  it("leave members at their default out, as the platform does", () => {
    const print = printIn(start());
    expect(done(setPaper(print, { size: "a4" }))).not.toHaveProperty("paper");
    expect(
      block(done(setBlock(print, block(print, "rows"), { totals: [] }, "x")), "rows"),
    ).not.toHaveProperty("totals");
  });

  it("are refused with a reason where they do not fit", () => {
    const full = { ...printIn(start()), blocks: [] as BlockDraft[] };
    for (let at = 0; at < mostBlocks; at += 1) full.blocks.push({ id: `b${at}`, type: "page_break" });
    const more = { ...on, do: "block.add", block: { id: "z", type: "page_break" }, before: null } as const;
    expect(why(more, { prt_deal: full as PrintDraft })).toBe("printDesigner:refused.many");
    expect(why({ ...more, block: { id: "head", type: "page_break" } })).toBe("printDesigner:refused.twice");
    expect(why({ ...on, do: "block.remove", block: "gone" })).toBe("printDesigner:refused.block");
    expect(why({ ...on, do: "print.set", members: { name: "" } })).toBe("printDesigner:refused.blank");
    expect(why({ ...on, print: "prt_other", do: "paper.set", members: {} })).toBe(
      "printDesigner:refused.print",
    );
  });
});

describe("a template", () => {
  it("has exactly the members that the format has", () => {
    const members: Readonly<Record<keyof Schemas["design.Print"], true>> &
      Readonly<Record<keyof PrintDraft, true>> = {
      format: true,
      kind: true,
      id: true,
      app: true,
      name: true,
      description: true,
      entity: true,
      paper: true,
      blocks: true,
      footer: true,
    };
    expect(Object.keys(members)).toHaveLength(10);
  });

  it("differs from what is published in sentences", () => {
    const print = printIn(start());
    const told = (next: PrintDraft) =>
      printDifferences(print, next, (one) => one.id).map((one) => one.key.split(".").at(-1));
    expect(told(print)).toEqual([]);
    expect(told(done(stepBlock(print, "facts", -1, "x")))).toEqual(["order"]);
    expect(told(done(setPaper(print, { size: "a5" })))).toEqual(["paper"]);
    expect(told(done({ ...on, do: "block.remove", block: "rows" }))).toEqual(["removed"]);
    expect(told(done({ ...on, do: "block.set", block: "head", members: { text: "x" } }))).toEqual([
      "changed",
    ]);
    expect(printDifferences(null, print, (one) => one.id)).toHaveLength(1);
  });

  it("is sketched with the names of its fields where no record is there", () => {
    const naming = {
      field: (path: string) => path.toUpperCase(),
      column: (_block: BlockDraft, path: string) => path,
      total: "Sum",
      approvals: "Approvals",
    };
    expect(withNames("For {{name}} and {{ customer.name | line }}", naming)).toBe(
      "For \u3014NAME\u3015 and \u3014CUSTOMER.NAME\u3015",
    );
    expect(sketch(block(printIn(start()), "rows"), naming)).toEqual({
      id: "rows",
      type: "tables",
      title: "",
      tables: [
        {
          heading: "",
          columns: [
            { name: "item", align: "left" },
            { name: "price", align: "left" },
          ],
          rows: [["\u2026", "\u2026"]],
          totals: ["Sum", "\u2026"],
          note: "",
        },
      ],
    });
  });
});
