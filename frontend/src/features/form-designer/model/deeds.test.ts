import { describe, expect, it } from "vitest";
import type { DropSpot } from "@/designing/drag/spots";
import type { EntityDraft } from "@/designing/fields/documents";
import { formWorkbench } from "@/testing/formWorkbench";
import { addNew, type Desk, drop, moveStep, removeFields, spotAfter } from "./deeds";
import { type FormDraft, placedIds } from "./documents";
import { reduceForm } from "./reduce";

const workbench = formWorkbench();
const desk: Desk = { form: workbench.frm_deal as FormDraft, entity: workbench.ent_deal as EntityDraft };
const names = { option: (one: number) => `${one}`, column: "c", linked: "ent_deal" };

const order = (command: Parameters<typeof reduceForm>[1] | undefined): string => {
  if (!command) return "nothing";
  const outcome = reduceForm(workbench, command);
  return "refused" in outcome
    ? outcome.refused.key
    : placedIds(outcome.workbench.frm_deal as FormDraft).join();
};

const spot = (rest: Partial<DropSpot>): DropSpot => ({
  group: "main",
  before: null,
  beside: undefined,
  line: { left: 0, top: 0, length: 0, upright: false },
  ...rest,
});

describe("moving by keys", () => {
  it("goes over the border of a section", () => {
    expect(order(moveStep(desk, "amount", 1))).toBe("name,amount,level,reason");
    expect(moveStep(desk, "amount", 1)).toMatchObject({ at: { section: "more", before: "level" } });
    expect(order(moveStep(desk, "amount", -1))).toBe("amount,name,level,reason");
    expect(order(moveStep(desk, "name", -1))).toBe("nothing");
  });
});

describe("a drop", () => {
  it("beside a field shares its row", () => {
    const command = drop(desk, { kind: "placed", field: "level" }, spot({ beside: "amount" }), names);
    expect(command).toMatchObject({ widths: { name: 8, amount: 8, level: 8 } });
  });

  it("between rows gets a row of its own", () => {
    const command = drop(desk, { kind: "new", type: "text", label: "X" }, spot({ before: "name" }), names);
    expect(Object.values((command as { widths?: object }).widths ?? {})).toEqual([24]);
  });

  it("where it stands already does nothing", () => {
    expect(drop(desk, { kind: "placed", field: "name" }, spot({ before: "name" }), names)).toBeUndefined();
  });
});

describe("adding and removing", () => {
  it("adds after what is selected", () => {
    expect(spotAfter(desk, { kind: "fields", ids: ["name"] })).toEqual({ section: "main", before: "amount" });
    expect(spotAfter(desk, { kind: "section", id: "main" })).toEqual({ section: "main", before: null });
    expect(spotAfter(desk, { kind: "form" })).toEqual({ section: "more", before: null });
  });

  it("takes only fields off the entity that no version has", () => {
    const published = { ...desk.entity, fields: desk.entity.fields.filter((one) => one.id !== "reason") };
    expect(removeFields(desk, published, ["level", "reason"]).drop).toEqual(["reason"]);
  });

  it("adds a pasted list as one step", () => {
    const wanted = [
      { label: "A", type: "text" },
      { label: "B", type: "date" },
    ];
    const command = addNew(desk, wanted, spotAfter(desk, { kind: "form" }), names);
    expect(command.say.key).toBe("step.addMany");
    expect(command.fields.map((one) => one.type)).toEqual(["text", "date"]);
  });
});
