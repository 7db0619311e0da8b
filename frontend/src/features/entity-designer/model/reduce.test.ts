import { describe, expect, it } from "vitest";
import { type EntityDraft, entityOf, fieldOf, type GateDraft } from "@/designing/fields/documents";
import { newFields, newTypes } from "@/designing/fields/newFields";
import type { Workbench } from "@/designing/model/workbench";
import { expectUndoAndRedo, seeds } from "@/testing/anySequence";
import type { Chance } from "@/testing/chance";
import { entityDraft } from "@/testing/formWorkbench";
import type { EntityCommand } from "./commands";
import { addNew, duplicate, moveStep, removeField, setField } from "./deeds";
import { entityDifferences } from "./differences";
import { reduceEntity } from "./reduce";
import { addGate, optionOf, setOption } from "./stageDeeds";

const on = { entity: "ent_deal", say: { key: "step.test" } } as const;
const names = { option: (one: number) => `option ${one}`, column: "column", linked: "ent_deal" };

const gate: GateDraft = {
  id: "pipeline",
  field: "level",
  stages: [
    { option: "a", evidence: [{ id: "why", name: "Why", kind: "filled", field: "reason" }] },
    { option: "b" },
  ],
};
const big = { field: "amount", op: "gt", value: "1" };
const start = (): Workbench =>
  structuredClone({
    ent_deal: { ...entityDraft, uniques: [["name", "level"]], gates: [gate] },
  }) as unknown as Workbench;

function dealOf(workbench: Workbench): EntityDraft {
  const entity = entityOf(workbench, "ent_deal");
  if (!entity) throw new Error("the entity is gone");
  return entity;
}

function carriedOut(command: EntityCommand, workbench = start()): EntityDraft {
  const outcome = reduceEntity(workbench, command);
  if ("refused" in outcome) throw new Error(outcome.refused.key);
  return dealOf(outcome.workbench);
}

const why = (command: EntityCommand) => {
  const outcome = reduceEntity(start(), command);
  return "refused" in outcome ? outcome.refused.key.replace("entityDesigner:refused.", "") : undefined;
};

type Dice = Chance;

/** Any command on fields, sensible or not, made from what is there. */
const onFields = (entity: EntityDraft, dice: Dice, step: number): readonly (() => EntityCommand)[] => {
  const field = dice.pick(entity.fields)?.id ?? "gone";
  const other = dice.flip() ? null : (dice.pick(entity.fields)?.id ?? null);
  const some = [field, dice.pick(entity.fields)?.id ?? "gone"];
  return [
    () => addNew(entity, [{ label: `F${step}`, type: dice.pick(newTypes) ?? "text" }], other, names),
    () => setField(entity, field, { name: dice.flip() ? " " : `N${step}` }),
    () => setField(entity, field, { key: dice.flip() ? "amount" : `key_${step}`, required: dice.flip() }),
    () => {
      const [made] = newFields(entity, [{ label: "x", type: dice.pick(newTypes) ?? "text" }], names);
      return {
        ...on,
        do: "field.retype",
        field,
        to: { ...made, id: field } as EntityDraft["fields"][number],
      };
    },
    () => ({ ...on, do: "field.move", field, before: other }),
    () => ({ ...on, do: "fields.remove", fields: some }),
    () => ({ ...on, do: "entity.set", members: { title: field, name: dice.flip() ? "" : `E${step}` } }),
    () => ({ ...on, do: "unique.add", fields: [...new Set(some)] }),
    () => ({ ...on, do: "unique.remove", fields: dice.pick(entity.uniques ?? []) ?? [] }),
    () => ({
      ...on,
      do: "check.put",
      check: { id: `c${dice.below(3)}`, name: "Check", expression: "1 = 1", message: "No", fields: [field] },
    }),
    () => ({ ...on, do: "check.remove", check: `c${dice.below(3)}` }),
  ];
};

const onGates = (entity: EntityDraft, dice: Dice, step: number): readonly (() => EntityCommand)[] => {
  const found = dice.pick(entity.gates ?? []);
  const about = { ...on, gate: found?.id ?? "gone" };
  const option = dice.pick(found?.stages ?? [])?.option ?? "gone";
  const field = dice.pick(entity.fields);
  return [
    () => addGate(entity, field ?? { id: "gone", key: "gone", name: "", type: "text" }),
    () => ({
      ...about,
      do: "gate.set",
      members: dice.flip() ? { back: dice.flip() } : { done: dice.flip() ? null : big },
    }),
    () => ({ ...about, do: "gate.remove" }),
    () => ({ ...about, do: "stage.add", option: { id: `o${step}`, name: `S${step}` }, before: option }),
    () => ({
      ...about,
      do: "stage.set",
      option,
      members: { limit_hours: dice.flip() ? null : dice.below(99) },
    }),
    () => ({ ...about, do: "stage.move", option, before: dice.pick(found?.stages ?? [])?.option ?? null }),
    () => ({ ...about, do: "stage.remove", option }),
    () => ({ ...about, do: "option.set", option, members: { name: dice.flip() ? "" : `O${step}` } }),
    () => ({
      ...about,
      do: "evidence.put",
      option,
      evidence: { id: `e${dice.below(2)}`, name: "Proof", kind: "filled", field: field?.id ?? "gone" },
    }),
    () => ({ ...about, do: "evidence.remove", option, evidence: `e${dice.below(2)}` }),
  ];
};

function anyCommand(workbench: Workbench, dice: Dice, step: number): EntityCommand {
  const entity = dealOf(workbench);
  const make = dice.pick(dice.flip() ? onFields(entity, dice, step) : onGates(entity, dice, step));
  if (!make) throw new Error("no command");
  return make();
}

/** What must be true of every state, whatever was done. */
function sound(workbench: Workbench): void {
  const entity = dealOf(workbench);
  const ids = new Set(entity.fields.map((field) => field.id));
  expect(ids.size).toBe(entity.fields.length);
  expect(new Set(entity.fields.map((field) => field.key)).size).toBe(entity.fields.length);
  expect(ids.has(entity.title)).toBe(true);
  expect((entity.uniques ?? []).flat().filter((id) => !ids.has(id))).toEqual([]);
  for (const one of entity.gates ?? []) {
    expect(fieldOf(entity, one.field)?.type).toBe("choice");
    expect(one.stages.length).toBeGreaterThan(0);
    expect(new Set(one.stages.map((stage) => stage.option)).size).toBe(one.stages.length);
    const asked = one.stages.flatMap((stage) => (stage.evidence ?? []).map((evidence) => evidence.field));
    expect(asked.filter((id) => id !== "gone" && !ids.has(id ?? ""))).toEqual([]);
  }
}

describe("an entity under any sequence of commands", () => {
  const sequence = { start: start(), reduce: reduceEntity, command: anyCommand, length: 80 };
  it.each(seeds)("seed %i: undone it is the start, redone the end, and sound all along", (seed) => {
    for (const state of expectUndoAndRedo(sequence, seed).states) sound(state);
  });
});

describe("commands", () => {
  it("take with a field what only made sense with it", () => {
    const next = carriedOut(removeField(dealOf(start()), "level"));
    expect([next.uniques, next.gates]).toEqual([undefined, undefined]);
    expect(carriedOut(removeField(dealOf(start()), "reason")).gates?.[0]?.stages[0]).toEqual({ option: "a" });
  });

  it("leave settings at the default of the type out, as the platform does", () => {
    const deal = dealOf(start());
    expect(fieldOf(carriedOut(setField(deal, "amount", { places: 3 })), "amount")?.places).toBe(3);
    expect(fieldOf(carriedOut(setField(deal, "amount", { currency: "CNY" })), "amount")).not.toHaveProperty(
      "currency",
    );
  });

  it("rename a stage where its name lives: in the choice field", () => {
    const next = carriedOut(setOption(dealOf(start()), gate, "a", { name: "Won", color: "green" }));
    expect(optionOf(next, gate, "a")).toEqual({ id: "a", name: "Won", color: "green" });
  });

  it("copy a field under an id, a key and a name of its own", () => {
    const deal = dealOf(start());
    const next = carriedOut(duplicate(deal, deal.fields[1] as EntityDraft["fields"][number], "Amount 2"));
    expect(next.fields[2]).toMatchObject({ name: "Amount 2", type: "money", key: "amount_2" });
    expect(moveStep(next, "name", -1)).toBeUndefined();
  });

  it("are refused with a reason where they do not fit", () => {
    const deal = dealOf(start());
    expect(why(removeField(deal, "name"))).toBe("title");
    expect(why(setField(deal, "name", { key: "amount" }))).toBe("keyTwice");
    expect(why(setField(deal, "name", { key: "Bad key" }))).toBe("key");
    expect(
      why({
        ...on,
        do: "field.retype",
        field: "level",
        to: { ...entityDraft.fields[0], id: "level", key: "level" } as never,
      }),
    ).toBe("gated");
    expect(why({ ...on, do: "unique.add", fields: ["level", "name"] })).toBe("uniqueTwice");
    expect(why({ ...on, do: "gate.add", made: { ...gate, id: "other" } })).toBe("gateTwice");
    expect(why({ ...on, entity: "ent_other", do: "fields.remove", fields: ["name"] })).toBe("entity");
  });
});

describe("what a draft is ahead", () => {
  it("is nothing for the same document, and told place by place otherwise", () => {
    const before = dealOf(start());
    expect(entityDifferences(before, dealOf(start()))).toEqual([]);
    const steps = [
      setField(before, "amount", { name: "Sum" }),
      removeField(before, "reason"),
      { ...on, do: "field.move", field: "level", before: "name" } as const,
      { ...on, do: "unique.remove", fields: ["name", "level"] } as const,
    ];
    let workbench = start();
    for (const command of steps) {
      const outcome = reduceEntity(workbench, command);
      if ("workbench" in outcome) workbench = outcome.workbench;
    }
    const keys = entityDifferences(before, dealOf(workbench)).map((one) => one.key.split(".")[1]);
    expect(keys.sort()).toEqual(["fieldChanged", "fieldRemoved", "gateChanged", "order", "uniqueRemoved"]);
    expect(entityDifferences(null, before)).toHaveLength(1);
  });
});
