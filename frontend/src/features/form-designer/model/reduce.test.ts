import { describe, expect, it } from "vitest";
import { entityOf } from "@/designing/fields/documents";
import { newFields, newTypes } from "@/designing/fields/newFields";
import { goTo, present } from "@/designing/model/timeline";
import type { Workbench } from "@/designing/model/workbench";
import { expectUndoAndRedo, randomTimeline, seeds } from "@/testing/anySequence";
import type { Chance } from "@/testing/chance";
import { formWorkbench } from "@/testing/formWorkbench";
import type { FormCommand, Spot } from "./commands";
import { formOf, placedIds } from "./documents";
import { placeFor } from "./places";
import { openSide, setListed, setValue } from "./publicSide";
import { reduceForm } from "./reduce";

const on = { form: "frm_deal", say: { key: "step.test" } } as const;
const names = { option: (one: number) => `option ${one}`, column: "column", linked: "ent_deal" };

function parts(workbench: Workbench) {
  const form = formOf(workbench, "frm_deal");
  const entity = entityOf(workbench, "ent_deal");
  if (!form || !entity) throw new Error("the documents are gone");
  return { form, entity };
}

function carriedOut(command: FormCommand, workbench = formWorkbench()): Workbench {
  const outcome = reduceForm(workbench, command);
  if ("refused" in outcome) throw new Error(outcome.refused.key);
  return outcome.workbench;
}

const why = (command: FormCommand) => {
  const outcome = reduceForm(formWorkbench(), command);
  return "refused" in outcome ? outcome.refused.key : undefined;
};

/** Any command, sensible or not, made from what is there. */
function anyCommand(workbench: Workbench, dice: Chance, step: number): FormCommand {
  const { form, entity } = parts(workbench);
  const placed = placedIds(form);
  const section = dice.pick(form.sections)?.id ?? "none";
  const field = dice.pick(placed) ?? "name";
  const before = dice.flip() ? null : (dice.pick(placed) ?? null);
  const at: Spot = { section, before };
  const made: readonly (() => FormCommand)[] = [
    () => {
      const type = dice.pick(newTypes) ?? "text";
      const fields = newFields(entity, [{ label: `F${step}`, type }], names);
      const places = fields.map(placeFor);
      return { ...on, do: "fields.place", entity: entity.id, at, fields, places };
    },
    () => {
      const free = entity.fields.filter((one) => !placed.includes(one.id));
      const places = [{ field: dice.pick(free)?.id ?? "missing" }];
      return { ...on, do: "fields.place", entity: entity.id, at, fields: [], places };
    },
    () => ({ ...on, do: "places.move", fields: [field], at, widths: { [field]: 6 + dice.below(19) } }),
    () => ({ ...on, do: "place.set", field, members: { label: dice.flip() ? "" : `L${step}` } }),
    () => {
      const path = `${dice.pick(placed) ?? "gone"}.x`;
      const fill = dice.flip() ? null : { path, ...(dice.flip() ? { fixed: true } : {}) };
      return { ...on, do: "place.set", field, members: { fill: fill as never } };
    },
    () => ({
      ...on,
      do: "places.remove",
      entity: entity.id,
      fields: [field],
      drop: dice.flip() ? [field] : [],
    }),
    () => ({
      ...on,
      do: "field.set",
      entity: entity.id,
      field,
      members: { name: dice.flip() ? " " : `N${step}` },
    }),
    () => ({ ...on, do: "section.add", section: { id: `s${step}`, fields: [] }, before: section }),
    () => ({ ...on, do: "section.set", section, members: { tab: dice.flip() } }),
    () => ({ ...on, do: "section.move", section, before: dice.pick(form.sections)?.id ?? null }),
    () => ({ ...on, do: "section.remove", section }),
    () => ({
      ...on,
      do: "rule.put",
      rule: {
        id: `r${dice.below(4)}`,
        name: "Rule",
        when: { field, op: "is_not_empty" },
        // biome-ignore lint/suspicious/noThenProperty: the format's own word; nobody awaits a rule
        then: [
          dice.flip()
            ? { do: "hide", fields: [dice.pick(placed) ?? "gone"] }
            : { do: "set", fields: [dice.pick(placed) ?? "gone"], expression: `{${field}} & "${step}"` },
        ],
      },
    }),
    () => ({ ...on, do: "rule.remove", rule: dice.pick(form.rules ?? [])?.id ?? "none" }),
    () => ({ ...on, do: "form.set", members: { name: dice.flip() ? "" : `Form ${step}` } }),
    () => openSide(form, dice.flip()),
    () => setListed(form, field, dice.flip()),
    () => setValue(form, field, dice.flip() ? `v${step}` : undefined),
  ];
  const make = dice.pick(made);
  if (!make) throw new Error("no command");
  return make();
}

/** What must be true of every state, whatever was done. */
function sound(workbench: Workbench): void {
  const { form, entity } = parts(workbench);
  const placed = placedIds(form);
  const known = new Set(entity.fields.map((field) => field.id));
  expect(new Set(placed).size).toBe(placed.length);
  expect(placed.filter((id) => !known.has(id))).toEqual([]);
  expect(new Set(entity.fields.map((field) => field.key)).size).toBe(entity.fields.length);
  expect(form.sections.length).toBeGreaterThan(0);
  const led = form.sections.flatMap((section) =>
    section.fields.flatMap((one) => one.fill?.path.split(".")[0] ?? []),
  );
  expect(led.filter((id) => !placed.includes(id))).toEqual([]);
  const spoken = (form.rules ?? []).flatMap((rule) => rule.then.flatMap((one) => one.fields ?? []));
  expect(spoken.filter((id) => !placed.includes(id))).toEqual([]);
}

const sequence = { start: formWorkbench(), reduce: reduceForm, command: anyCommand };

describe("a form under any sequence of commands", () => {
  it.each(seeds)("seed %i: undone it is the start, redone the end, and sound all along", (seed) => {
    for (const state of expectUndoAndRedo(sequence, seed).states) sound(state);
  });

  it("keeps what it does not touch as it is", () => {
    const before = formWorkbench();
    const next = carriedOut({ ...on, do: "place.set", field: "name", members: { label: "Title" } }, before);
    expect(next.ent_deal).toBe(before.ent_deal);
    expect(parts(next).form.sections[1]).toBe(parts(before).form.sections[1]);
  });

  it("leaves members at their default out, as the platform does", () => {
    const set = carriedOut({ ...on, do: "place.set", field: "name", members: { width: 24, required: true } });
    expect(parts(set).form.sections[0]?.fields[0]).toEqual({ field: "name", required: true });
  });
});

describe("commands", () => {
  it("place a new field on form and entity in one step", () => {
    const { entity } = parts(formWorkbench());
    const fields = newFields(entity, [{ label: "Phone", type: "phone" }], names);
    const places = fields.map(placeFor);
    const at = { section: "main", before: "amount" };
    const next = carriedOut({ ...on, do: "fields.place", entity: entity.id, at, fields, places });
    expect(placedIds(parts(next).form).slice(0, 3)).toEqual(["name", fields[0]?.id, "amount"]);
    expect(parts(next).entity.fields.at(-1)).toEqual(fields[0]);
  });

  it("take a field that was never published off the entity too, and out of the rules", () => {
    const next = carriedOut({
      ...on,
      do: "places.remove",
      entity: "ent_deal",
      fields: ["reason"],
      drop: ["reason"],
    });
    expect(parts(next).entity.fields.map((field) => field.id)).not.toContain("reason");
    expect(parts(next).form.rules).toBeUndefined();
  });

  it("put the fields of a removed section into the one before it", () => {
    const next = carriedOut({ ...on, do: "section.remove", section: "more" });
    expect(placedIds(parts(next).form)).toEqual(["name", "amount", "level", "reason"]);
    expect(parts(next).form.sections).toHaveLength(1);
  });

  it("are refused with a reason where they do not fit", () => {
    const at = { section: "main", before: null };
    expect(
      why({ ...on, do: "fields.place", entity: "ent_deal", at, fields: [], places: [{ field: "name" }] }),
    ).toBe("refused.placed");
    expect(why({ ...on, do: "section.move", section: "gone", before: null })).toBe("refused.section");
    expect(why({ ...on, do: "form.set", members: { name: "  " } })).toBe("refused.blank");
    expect(why({ ...on, form: "frm_other", do: "section.remove", section: "main" })).toBe("refused.form");
  });

  it("go to any step of the history", () => {
    const timeline = randomTimeline(sequence, 7);
    const third = goTo(timeline, 3);
    expect(present(third)).toBe(timeline.states[3]);
  });
});
