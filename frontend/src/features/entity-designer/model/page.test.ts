import { describe, expect, it } from "vitest";
import { type EntityDraft, entityOf, fieldOf, type PageDraft } from "@/designing/fields/documents";
import type { Workbench } from "@/designing/model/workbench";
import { expectUndoAndRedo, seeds } from "@/testing/anySequence";
import type { chance } from "@/testing/chance";
import { entityDraft } from "@/testing/formWorkbench";
import type { EntityCommand } from "./commands";
import { removeField } from "./deeds";
import { entityDifferences } from "./differences";
import {
  addBlock,
  addFact,
  blockSpot,
  clearPage,
  moveBlock,
  removeBlock,
  stepBlock,
  stepFact,
} from "./pageDeeds";
import { blocksOf, mostBlocks, mostFacts, pageOf } from "./recordPage";
import { reduceEntity } from "./reduce";

const on = { entity: "ent_deal", say: { key: "step.test" } } as const;
const start = () => structuredClone({ ent_deal: entityDraft }) as unknown as Workbench;
const deal = (workbench: Workbench) => entityOf(workbench, "ent_deal") as EntityDraft;
const orders = { kind: "related", records: { entity: "ent_order", through: "deal" } } as const;

const done = (commands: readonly ((entity: EntityDraft) => EntityCommand | undefined)[]): EntityDraft =>
  deal(
    commands.reduce<Workbench>((workbench, make) => {
      const command = make(deal(workbench));
      const outcome = command ? reduceEntity(workbench, command) : { workbench };
      if ("refused" in outcome) throw new Error(outcome.refused.key);
      return outcome.workbench;
    }, start()),
  );

const why = (make: (entity: EntityDraft) => EntityCommand) => {
  const outcome = reduceEntity(start(), make(deal(start())));
  return "refused" in outcome ? outcome.refused.key.split(".").at(-1) : undefined;
};

const shape = (page: PageDraft) => [
  page.main.map((one) => one.kind),
  (page.side ?? []).map((one) => one.kind),
];

describe("steps on the page of a record", () => {
  type Dice = ReturnType<typeof chance>;
  const anyCommand = (workbench: Workbench, dice: Dice): EntityCommand => {
    const entity = deal(workbench);
    const page = pageOf(entity);
    const block = dice.pick(blocksOf(page))?.id ?? "gone";
    const field = dice.pick(entity.fields)?.id ?? "gone";
    const before = dice.flip() ? null : (dice.pick(blocksOf(page))?.id ?? null);
    const place = dice.flip() ? "main" : "side";
    const makers: readonly (() => EntityCommand)[] = [
      () => addFact(entity, field, dice.pick(page.facts ?? []) ?? null, "x"),
      () => ({ ...on, do: "page.moveFact", field, before: dice.pick(page.facts ?? []) ?? null }),
      () => ({ ...on, do: "page.removeFact", field }),
      () => addBlock(entity, dice.flip() ? orders : { kind: "files" }, { place, before }, "x"),
      () => moveBlock(entity, block, { place, before }, "x"),
      () => removeBlock(entity, block, "x"),
      () => ({ ...on, do: "page.setBlock", block, members: { name: dice.flip() ? "" : "Name" } }),
      () => ({ ...on, do: "page.setList", block, members: { columns: dice.flip() ? [] : ["name"] } }),
      () => ({ ...on, do: "page.set", form: dice.flip() ? null : "frm_deal" }),
      () => (dice.below(8) === 0 ? clearPage(entity) : removeField(entity, field)),
    ];
    return (dice.pick(makers) ?? (() => clearPage(entity)))();
  };
  const sequence = { start: start(), reduce: reduceEntity, command: anyCommand, length: 80 };

  it.each(seeds)("seed %i: undone it is the start, and what stands on it fits", (seed) => {
    for (const state of expectUndoAndRedo(sequence, seed).states) {
      const page = pageOf(deal(state));
      expect((page.facts ?? []).every((id) => fieldOf(deal(state), id))).toBe(true);
      expect(new Set(page.facts).size).toBe((page.facts ?? []).length);
      expect(page.main.filter((one) => one.kind === "details")).toHaveLength(1);
      expect(new Set(blocksOf(page).map((one) => one.id)).size).toBe(blocksOf(page).length);
      expect([page.facts?.length, page.side?.length]).not.toContain(0);
    }
  });

  it("write the usual page down with the first step, and forget it again", () => {
    const one = done([(entity) => addFact(entity, "amount", null, "x")]);
    expect(shape(pageOf(one))).toEqual([["details"], ["history", "approvals", "related", "comments"]]);
    expect(done([(entity) => addFact(entity, "amount", null, "x"), clearPage])).toEqual(deal(start()));
  });

  it("lead a block over the edge of its place into the other one", () => {
    const moved = done([(entity) => stepBlock(entity, "history", -1, "x")]);
    expect(shape(pageOf(moved))[0]).toEqual(["details", "history"]);
    expect(
      pageOf(done([() => undefined, (entity) => stepBlock(entity, "approvals", -1, "x")])).side?.[0]?.id,
    ).toBe("approvals");
    expect(stepBlock(deal(start()), "details", 1, "x")).toBeUndefined();
    expect(stepFact(deal(start()), "amount", 1, "x")).toBeUndefined();
  });

  it("put what is new after what is selected", () => {
    expect(blockSpot(deal(start()), { kind: "block", id: "history" })).toEqual({
      place: "side",
      before: "approvals",
    });
    expect(blockSpot(deal(start()), { kind: "page" })).toEqual({ place: "side", before: null });
  });

  it("are refused with a reason where they do not fit", () => {
    expect(why((entity) => removeBlock(entity, "details", "x"))).toBe("details");
    expect(why((entity) => moveBlock(entity, "details", { place: "side", before: null }, "x"))).toBe(
      "details",
    );
    expect(
      why((entity) => addBlock(entity, { kind: "history" }, blockSpot(entity, { kind: "page" }), "x")),
    ).toBe("blockTwice");
    expect(why((entity) => addFact(entity, "gone", null, "x"))).toBe("field");
    expect(why(clearPage)).toBe("usualPage");
    const lists = Array.from(
      { length: mostBlocks },
      () => (entity: EntityDraft) => addBlock(entity, orders, { place: "main", before: null }, "x"),
    );
    expect(() => done(lists)).toThrow("blocksFull");
    const ids = ["name", "amount", "level", "reason", "double", "owner"];
    expect(() => done(ids.map((id) => (entity: EntityDraft) => addFact(entity, id, null, "x")))).toThrow(
      "factsFull",
    );
    expect(ids).toHaveLength(mostFacts + 1);
  });

  it("take a field that goes off the page, and tell that the page is another one", () => {
    const own = {
      kind: "related",
      field: "reason",
      records: { entity: "ent_deal", columns: ["amount"] },
    } as const;
    const entity = done([
      (one) => addFact(one, "amount", null, "x"),
      (one) => addBlock(one, own, { place: "main", before: null }, "x"),
      (one) => removeField(one, "amount"),
    ]);
    expect(pageOf(entity).facts).toBeUndefined();
    expect(pageOf(entity).main[1]?.records).toEqual({ entity: "ent_deal" });
    const keys = entityDifferences(deal(start()), entity).map((one) => one.key.split(".").at(-1));
    expect(keys).toContain("page");
  });
});
