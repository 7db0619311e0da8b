import { describe, expect, it } from "vitest";
import type { Workbench } from "@/designing/model/workbench";
import { expectUndoAndRedo, seeds } from "@/testing/anySequence";
import type { Chance } from "@/testing/chance";
import type { AppCommand } from "./commands";
import { addPage, placeAfter, stepItem } from "./deeds";
import { appDifferences } from "./differences";
import { type AppDraft, appOf, itemsOf, menuOf } from "./documents";
import { reduceApp } from "./reduce";

const start = (): Workbench => ({
  app_sales: {
    format: 1,
    kind: "app",
    id: "app_sales",
    app: "app_sales",
    name: "Sales",
    key: "sales",
    menu: [
      {
        id: "work",
        name: "Work",
        items: [
          { id: "deals", opens: "viw_deals" },
          { id: "add", opens: "frm_deal" },
        ],
      },
      { id: "look", name: "Look", items: [{ id: "board", opens: "dsh_all", name: "Board" }] },
    ],
  } as AppDraft,
});
const on = { app: "app_sales", say: { key: "step.test" } } as const;

const appIn = (workbench: Workbench): AppDraft => {
  const app = appOf(workbench, "app_sales");
  if (!app) throw new Error("the app is gone");
  return app;
};

const done = (command: AppCommand | undefined, workbench = start()): AppDraft => {
  if (!command) throw new Error("no command");
  const outcome = reduceApp(workbench, command);
  if ("refused" in outcome) throw new Error(outcome.refused.key);
  return appIn(outcome.workbench);
};

const why = (command: AppCommand) => {
  const outcome = reduceApp(start(), command);
  return "refused" in outcome ? outcome.refused.key : undefined;
};

const order = (app: AppDraft) =>
  menuOf(app).map((group) => [group.id, ...group.items.map((item) => item.id)]);

/** Any command, sensible or not, made from what is there. */
function anyCommand(workbench: Workbench, dice: Chance, step: number): AppCommand {
  const app = appIn(workbench);
  const group = dice.pick(menuOf(app))?.id ?? "none";
  const item = dice.pick(itemsOf(app))?.id ?? "none";
  const before = dice.flip() ? null : (dice.pick([...menuOf(app), ...itemsOf(app)])?.id ?? null);
  const made: readonly AppCommand[] = [
    {
      ...on,
      do: "app.set",
      members: { name: dice.flip() ? " " : `A${step}`, color: dice.flip() ? "" : "teal" },
    },
    { ...on, do: "group.add", group: { id: dice.flip() ? `g${step}` : group, name: "G", items: [] }, before },
    { ...on, do: "group.rename", group, name: dice.flip() ? "" : `G${step}` },
    { ...on, do: "group.move", group, before },
    { ...on, do: "group.remove", group },
    { ...on, do: "items.add", items: [{ id: `i${step}`, opens: "viw_x" }], at: { group, before } },
    { ...on, do: "item.set", item, members: { name: dice.flip() ? "" : `N${step}`, icon: "star" } },
    { ...on, do: "item.move", item, at: { group, before } },
    { ...on, do: "item.remove", item },
  ];
  const command = dice.pick(made);
  if (!command) throw new Error("no command");
  return command;
}

function sound(workbench: Workbench): void {
  const app = appIn(workbench);
  const ids = [...menuOf(app).map((group) => group.id), ...itemsOf(app).map((item) => item.id)];
  expect(new Set(ids).size).toBe(ids.length);
  expect(app.name.trim()).not.toBe("");
  expect(menuOf(app).filter((group) => group.name.trim() === "")).toEqual([]);
  // As the platform writes it: nothing stands at its default.
  expect(app.menu).not.toEqual([]);
  expect(itemsOf(app).filter((item) => item.name === "" || item.icon === "")).toEqual([]);
}

describe("an app under any sequence of commands", () => {
  const sequence = { start: start(), reduce: reduceApp, command: anyCommand };
  it.each(seeds)("seed %i: undone it is the start, redone the end, and sound all along", (seed) => {
    for (const state of expectUndoAndRedo(sequence, seed).states) sound(state);
  });
});

describe("pages of a menu", () => {
  it("are added after what is selected", () => {
    const app = appIn(start());
    const page = { id: "viw_new", name: "New", kind: "view" } as const;
    const at = placeAfter(app, { kind: "item", id: "deals" });
    expect(itemsOf(done(addPage(app, page, at, "Pages")))[1]?.opens).toBe("viw_new");
  });

  it("bring the first group of an empty menu along", () => {
    const { menu: _gone, ...bare } = appIn(start());
    const page = { id: "viw_new", name: "New", kind: "view" } as const;
    const command = addPage(bare, page, placeAfter(bare, { kind: "app" }), "Pages");
    expect(menuOf(done(command, { app_sales: bare })).map((group) => group.name)).toEqual(["Pages"]);
  });

  it("step over the edge of their group into the next", () => {
    expect(order(done(stepItem(appIn(start()), "add", 1, "")))).toEqual([
      ["work", "deals"],
      ["look", "add", "board"],
    ]);
    expect(order(done(stepItem(appIn(start()), "board", -1, "")))).toEqual([
      ["work", "deals", "add", "board"],
      ["look"],
    ]);
    expect(stepItem(appIn(start()), "board", 1, "")).toBeUndefined();
  });

  it("are refused with a reason where they do not fit", () => {
    expect(why({ ...on, do: "item.move", item: "deals", at: { group: "gone", before: null } })).toBe(
      "appDesigner:refused.group",
    );
    expect(
      why({
        ...on,
        do: "items.add",
        items: [{ id: "deals", opens: "x" }],
        at: { group: "work", before: null },
      }),
    ).toBe("appDesigner:refused.twice");
    expect(why({ ...on, do: "app.set", members: { name: "" } })).toBe("appDesigner:refused.blank");
  });
});

describe("differences", () => {
  const told = (command: AppCommand) =>
    appDifferences(appIn(start()), done(command), (id) => id).map((one) => one.key.split(".")[1]);

  it("name what was added, removed, moved and renamed, each once", () => {
    expect(appDifferences(appIn(start()), appIn(start()), (id) => id)).toEqual([]);
    expect(told({ ...on, do: "group.remove", group: "look" })).toEqual(["groupRemoved", "pageRemoved"]);
    expect(told({ ...on, do: "item.move", item: "add", at: { group: "look", before: null } })).toEqual([
      "order",
    ]);
    expect(told({ ...on, do: "group.move", group: "look", before: "work" })).toEqual(["order"]);
    expect(told({ ...on, do: "item.set", item: "add", members: { icon: "star" } })).toEqual(["pageChanged"]);
  });
});
