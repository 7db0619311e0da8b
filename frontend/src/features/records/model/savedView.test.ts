import { expect, it } from "vitest";
import type { ViewDocument } from "@/api/documents";
import { deal } from "@/testing/sampleDesign";
import { isChanged, membersOf } from "./savedView";

const [first, second] = deal.fields;
const grid = { type: "grid", columns: [{ field: first?.id ?? "" }] } as const;
const view: ViewDocument = {
  id: "viw_all",
  app: "app_x",
  name: "All",
  entity: deal.id,
  layout: grid,
  filter: { field: "a", op: "is_empty" },
  sort: [{ field: first?.id ?? "" }],
};
const asSaved = { filter: undefined, sort: undefined, group: undefined, peek: undefined };

it("a list that nobody has touched is kept as its view says", () => {
  expect(isChanged(asSaved)).toBe(false);
  expect(membersOf(view, asSaved, deal, grid)).toEqual({
    layout: grid,
    filter: view.filter,
    sort: view.sort,
    form: null,
  });
});

it("what the reader added is kept beside the view's own filter, by ids of fields", () => {
  const mine = { field: "b", op: "is", value: "x" };
  const state = {
    ...asSaved,
    filter: mine,
    sort: [{ columnId: second?.key ?? "", direction: "descending" }],
    group: second?.key,
  } as const;
  expect(isChanged(state)).toBe(true);
  expect(membersOf(view, state, deal, grid)).toEqual({
    layout: { ...grid, group: second?.id },
    filter: { all: [view.filter, mine] },
    sort: [{ field: second?.id, descending: true }],
    form: null,
  });
});
