import { describe, expect, it } from "vitest";
import type { BoardDocument } from "../api";
import { crossFilters, drillSteps, entityKey, placed, reaching, valuesFrom } from "./board";
import { clearFilters, readFilters, writeFilter } from "./filterAddress";

const region = { id: "region", name: "Region", fields: { ent_deal: "region" } };
const owner = { id: "owner", name: "Owner", fields: { ent_deal: "owner", ent_visit: "owner" } };
const closed = { id: "closed", name: "Closed", fields: { ent_deal: "close_date" }, operator: "between" };
const funnel = {
  id: "funnel",
  name: "Funnel",
  type: "funnel",
  entity: "ent_deal",
  gate: "pipeline",
  drill: ["region", "team", "owner"],
  y: 3,
  w: 30,
} as const;
const board: BoardDocument = {
  id: "dsh",
  app: "app",
  name: "Board",
  widgets: [
    funnel,
    { id: "won", name: "Won", type: "kpi", metric: "met_won", x: 4, w: 4, h: 3 },
    { id: "visits", name: "Visits", type: "table", entity: "ent_visit", columns: [] },
  ],
  filters: [region, owner, closed],
  phone: ["visits", "won"],
  metrics: { met_won: { id: "met_won", name: "Won", entity: "ent_deal" } },
  entities: { ent_deal: { key: "deal" } },
};

describe("a board", () => {
  it("is laid out on 24 columns and never wider, with its own order on phones", () => {
    const places = Object.fromEntries(placed(board).map((one) => [one.widget.id, one]));
    expect(places.won).toMatchObject({ column: "5 / span 4", row: "1 / span 3", order: 1 });
    expect(places.funnel).toMatchObject({ column: "1 / span 24", row: "4 / span 4", order: 4 });
    expect(places.visits?.order).toBe(0);
  });

  it("asks a card again only for filters that reach it", () => {
    const values = { region: ["east"], owner: ["p1"] };
    const [, won, visits] = board.widgets;
    expect(reaching(board, won ? [won] : [], values)).toEqual({ region: ["east"], owner: ["p1"] });
    expect(reaching(board, visits ? [visits] : [], values)).toEqual({ owner: ["p1"] });
  });

  it("goes down a funnel by the dimensions that have a filter", () => {
    expect(drillSteps(board, funnel).map((step) => step.filter.id)).toEqual(["region", "owner"]);
  });

  it("takes a filter's values from the entity that most of its cards show", () => {
    const both = { ...owner, fields: { ent_visit: "owner", ent_deal: "seller" } };
    expect(valuesFrom(board, both)).toEqual(["ent_deal", "seller"]);
  });

  it("knows the key of an entity, or else asks by its id", () => {
    expect([entityKey(board, "ent_deal"), entityKey(board, "ent_visit")]).toEqual(["deal", "ent_visit"]);
  });
});

describe("filters in the address", () => {
  it("come back as they were written, other parameters stay", () => {
    let search = new URLSearchParams("tab=x");
    search = writeFilter(search, region, ["east", "~odd", true, null]);
    search = writeFilter(search, closed, [null, "2026-03-31"]);
    expect(readFilters(search, [region, owner, closed])).toEqual({
      region: ["east", "~odd", true, null],
      closed: [null, "2026-03-31"],
    });
    expect(clearFilters(search).toString()).toBe("tab=x");
    expect(writeFilter(search, closed, [null, null]).has("f.closed")).toBe(false);
  });
});

it("a mark narrows the whole board where a filter stands for its group", () => {
  const bars = {
    id: "bars",
    name: "Bars",
    type: "bar",
    entity: "ent_deal",
    measures: [],
    groups: [{ field: "region" }, { field: "close_date", bucket: "month" }, { field: "stage" }],
  } as const;
  const found = crossFilters(board, bars, ["north", "2026-11", "s1"]);
  expect(found).toEqual([{ filter: region, value: "north" }]);
  expect(crossFilters(board, bars, [null])).toEqual([]);
  expect(crossFilters(board, funnel, ["s1"])).toEqual([]);
});
