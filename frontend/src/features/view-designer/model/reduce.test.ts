import { describe, expect, it } from "vitest";
import type { Workbench } from "@/designing/model/workbench";
import { isList } from "@/lib/json";
import { expectUndoAndRedo, seeds } from "@/testing/anySequence";
import type { Chance } from "@/testing/chance";
import { choice, deal, field } from "@/testing/sampleDesign";
import type { ViewCommand } from "./commands";
import { arrange, setView } from "./deeds";
import { viewDifferences } from "./differences";
import { isWhole, itemsOf, type LayoutDraft, layoutTypes, type ViewDraft, viewOf } from "./documents";
import { reduceView } from "./reduce";
import { lacking, switched } from "./switching";

const entity = {
  ...deal,
  fields: [
    field("name"),
    choice("stage", ["first", "second"]),
    field("day", { type: "date" }),
    field("until", { type: "date" }),
    field("at", { type: "moment" }),
    field("front", { type: "photo" }),
    field("before", { type: "link", many: true, entity_key: deal.key }),
  ],
};
const on = { view: "viw_deals", say: { key: "step.test" } } as const;
const grid: LayoutDraft = {
  type: "grid",
  columns: [{ field: "name", width: 240 }, { field: "stage" }, { field: "day" }],
  group: "stage",
};
const start = (layout: LayoutDraft = grid): Workbench => ({
  viw_deals: {
    id: "viw_deals",
    kind: "view",
    app: "app_sales",
    name: "Deals",
    entity: "ent_deal",
    layout,
  } as ViewDraft,
});

function draft(workbench: Workbench): ViewDraft {
  const view = viewOf(workbench, "viw_deals");
  if (!view) throw new Error("the view is gone");
  return view;
}

function done(command: ViewCommand, workbench = start()): ViewDraft {
  const outcome = reduceView(workbench, command);
  if ("refused" in outcome) throw new Error(outcome.refused.key);
  return draft(outcome.workbench);
}

const why = (command: ViewCommand, workbench = start()) => {
  const outcome = reduceView(workbench, command);
  return "refused" in outcome ? outcome.refused.key.replace("viewDesigner:refused.", "") : undefined;
};

/** Any command, sensible or not, made from what is there. */
function anyCommand(workbench: Workbench, dice: Chance, step: number): ViewCommand {
  const view = draft(workbench);
  const some = dice.pick(entity.fields)?.id ?? "name";
  const before = dice.flip() ? null : (dice.pick(entity.fields)?.id ?? null);
  const type = dice.pick(layoutTypes) ?? "grid";
  const made: readonly (() => ViewCommand)[] = [
    () => ({ ...on, do: "view.set", members: { name: dice.flip() ? " " : `V${step}` } }),
    () => ({
      ...on,
      do: "view.set",
      members: { locked: dice.flip(), form: dice.flip() ? null : "frm_deal" },
    }),
    () => ({ ...on, do: "filter.set", filter: dice.flip() ? null : { field: some, op: "is_not_empty" } }),
    () => ({
      ...on,
      do: "sort.set",
      sort: Array.from({ length: dice.below(5) }, () => ({ field: some, descending: dice.flip() })),
    }),
    () => ({
      ...on,
      do: "layout.switch",
      layout: dice.flip() ? switched(view.layout, type, entity) : { type },
    }),
    () => ({ ...on, do: "layout.set", type, members: { color: dice.flip() ? null : "stage" } }),
    () => ({ ...on, do: "layout.set", type, members: { start: dice.flip() ? null : "day", by: "stage" } }),
    () => ({ ...on, do: "fields.show", fields: [some], before }),
    () => ({ ...on, do: "field.move", field: some, before }),
    () => ({ ...on, do: "fields.hide", fields: [some] }),
    () => ({
      ...on,
      do: "columns.arrange",
      columns: itemsOf(view.layout).map((item) => ({ ...item, width: 100 + dice.below(3) * 60 })),
      frozen: dice.below(3),
    }),
  ];
  const make = dice.pick(made);
  if (!make) throw new Error("no command");
  return make();
}

/** What must be true of every state, whatever was done. */
function sound(workbench: Workbench): void {
  const view = draft(workbench);
  const fields = itemsOf(view.layout).map((item) => item.field);
  expect(new Set(fields).size).toBe(fields.length);
  expect(isWhole(view.layout)).toBe(true);
  if (view.layout.type === "grid") expect(fields.length).toBeGreaterThan(0);
  expect(view.name.trim()).not.toBe("");
  expect((view.sort ?? []).length).toBeLessThanOrEqual(3);
  expect([view.filter, view.locked, view.form].filter((one) => one === null || one === false)).toEqual([]);
}

describe("a view under any sequence of commands", () => {
  const sequence = { start: start(), reduce: reduceView, command: anyCommand };
  it.each(seeds)("seed %i: undone it is the start, redone the end, and sound all along", (seed) => {
    for (const state of expectUndoAndRedo(sequence, seed).states) sound(state);
  });
});

describe("commands", () => {
  it("leave members at their default out, as the platform does", () => {
    const columns = [
      { field: "name", width: 160, summary: "" },
      { field: "stage", width: 90 },
    ];
    const arranged = done({ ...on, do: "columns.arrange", columns, frozen: 1 });
    expect(arranged.layout).toEqual({
      type: "grid",
      columns: [{ field: "name" }, { field: "stage", width: 90 }],
      group: "stage",
    });
    expect(
      done({ ...on, do: "layout.set", type: "grid", members: { group: null } }).layout,
    ).not.toHaveProperty("group");
  });

  it("are refused with a reason where they do not fit", () => {
    expect(why({ ...on, do: "view.set", members: { name: "  " } })).toBe("blank");
    expect(why({ ...on, do: "fields.show", fields: ["name"], before: null })).toBe("shown");
    expect(why({ ...on, do: "field.move", field: "gone", before: null })).toBe("hidden");
    expect(why({ ...on, do: "fields.hide", fields: ["name", "stage", "day"] })).toBe("lastColumn");
    expect(why({ ...on, do: "layout.set", type: "gantt", members: { start: "day" } })).toBe("type");
    expect(why({ ...on, do: "layout.switch", layout: { type: "calendar" } })).toBe("role");
    expect(why({ ...on, view: "viw_other", do: "filter.set", filter: null })).toBe("view");
    const four = ["name", "stage", "day", "until"].map((one) => ({ field: one }));
    expect(why({ ...on, do: "sort.set", sort: four })).toBe("sorts");
  });

  it("are not made of a preview that stands as the view says", () => {
    const columns = [
      { field: "name", width: 240, summary: "" },
      { field: "stage", width: 160 },
      { field: "day" },
    ];
    const view = draft(start());
    expect(arrange(view, { ...grid, columns, frozen: 1 })).toBeUndefined();
    expect(arrange(view, { ...grid, columns: [...columns].reverse() })).toMatchObject({
      do: "columns.arrange",
    });
  });
});

describe("another type", () => {
  it("keeps the fields, and what divides becomes what colours", () => {
    const board = switched(grid, "kanban", entity);
    expect(board).toEqual({ type: "kanban", by: "stage", card: ["name", "stage", "day"] });
    const calendar = switched(board, "calendar", entity);
    expect(calendar).toEqual({
      type: "calendar",
      start: "day",
      card: ["name", "stage", "day"],
      color: "stage",
    });
    const gantt = switched({ ...calendar, end: "until", shows: "week" }, "gantt", entity);
    expect(gantt).toMatchObject({ type: "gantt", start: "day", end: "until", color: "stage" });
    const gallery = switched(gantt, "gallery", entity);
    expect(gallery).toMatchObject({ type: "gallery", cover: "front", color: "stage" });
    expect(itemsOf(switched(gallery, "grid", entity))).toEqual([
      { field: "name" },
      { field: "stage" },
      { field: "day" },
    ]);
  });

  it("is told what the entity lacks for it", () => {
    const bare = { ...entity, fields: [field("name")] };
    expect(layoutTypes.map((type) => lacking(type, bare))).toEqual([
      undefined,
      "choice",
      "day",
      "picture",
      "day",
    ]);
    expect(layoutTypes.map((type) => lacking(type, entity)).filter(Boolean)).toEqual([]);
  });
});

describe("differences", () => {
  const nameOf = (path: string) => path.toUpperCase();
  const keys = (before: ViewDraft | null, after: ViewDraft) =>
    viewDifferences(before, after, nameOf).map((one) => one.key.replace("viewDesigner:difference.", ""));

  it("name each place", () => {
    const before = draft(start());
    const hidden = done({ ...on, do: "fields.hide", fields: ["day"] });
    expect(keys(null, before)).toEqual(["new"]);
    expect(keys(before, before)).toEqual([]);
    expect(keys(before, hidden)).toEqual(["hidden"]);
    expect(keys(before, done(setView(before, { name: "All" })))).toEqual(["name"]);
    expect(
      keys(before, done({ ...on, do: "layout.switch", layout: switched(grid, "kanban", entity) })),
    ).toEqual(["type_kanban"]);
    expect(isList(before.layout.columns ?? null)).toBe(true);
  });
});
