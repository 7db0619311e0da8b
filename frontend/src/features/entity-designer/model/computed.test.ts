import { describe, expect, it } from "vitest";
import type { EntityDraft } from "@/designing/fields/documents";
import { entityDraft } from "@/testing/formWorkbench";
import { newComputed, offeredComputed, rowSources, sourceKey, summable } from "./computed";
import { firstEvidence, offeredKinds, withKind } from "./evidence";
import { formulaWords } from "./formulaWords";
import { fateOf, offeredTypes, retyped } from "./retyping";
import { keyDeed } from "./tableKeys";
import { kindCounts } from "./userWords";

const deal = entityDraft as unknown as EntityDraft;
const customer: EntityDraft = {
  ...deal,
  id: "ent_customer",
  key: "customer",
  name: "Customer",
  fields: [
    { id: "name", key: "name", name: "Name", type: "text" },
    {
      id: "lines",
      key: "lines",
      name: "Lines",
      type: "sub_table",
      fields: [{ id: "price", key: "price", name: "Price", type: "money" }],
    },
  ],
};
const linked: EntityDraft = {
  ...deal,
  fields: [
    ...deal.fields,
    { id: "buyer", key: "buyer", name: "Buyer", type: "link", entity: "ent_customer" },
  ],
};
const names = { option: (one: number) => `option ${one}`, column: "column", linked: "ent_deal" };

describe("computed fields", () => {
  it("are offered where there is something to compute them from", () => {
    expect(offeredComputed(deal, [customer])).toEqual([]);
    expect(offeredComputed(linked, [customer])).toEqual(["lookup"]);
    expect(offeredComputed(customer, [linked])).toEqual(["rollup"]);
    expect(newComputed(linked, [customer], "lookup", "L")).toMatchObject({
      through: "buyer",
      field: "name",
      result: "text",
    });
  });

  it("sum up rows here and records that link here", () => {
    const sources = rowSources(customer, [linked]);
    expect(sources.map(sourceKey)).toEqual(["rows.lines", "ent_deal.buyer"]);
    expect(summable(sources[1]?.fields ?? [], "sum").map((one) => one.id)).toEqual(["amount"]);
    expect(summable(sources[1]?.fields ?? [], "count")).toEqual([]);
  });

  it("are told in names", () => {
    const field = { id: "f", key: "f", name: "F", type: "formula", expression: "{amount} & {buyer.name}" };
    expect(formulaWords(field, linked, [customer])).toEqual({ text: "Amount & Buyer.Name" });
    expect(
      formulaWords({ ...field, type: "lookup", through: "buyer", field: "name" }, linked, [customer]),
    ).toEqual({
      text: "Buyer.Name",
    });
    const rollup = {
      ...field,
      type: "rollup",
      summary: "sum",
      entity: "ent_deal",
      through: "buyer",
      field: "amount",
    };
    expect(formulaWords(rollup, customer, [linked])).toEqual({
      key: "sum",
      params: { source: "Deal · Buyer", column: "Amount" },
    });
    expect(formulaWords(deal.fields[0] as EntityDraft["fields"][number], deal, [])).toBeUndefined();
  });
});

describe("another type", () => {
  it("says what becomes of values", () => {
    expect([fateOf("text", "long_text"), fateOf("text", "integer"), fateOf("text", "photo")]).toEqual([
      "whole",
      "partly",
      "anew",
    ]);
  });

  it("keeps what both types have and leaves the title one by which records are known", () => {
    expect(retyped(deal, "amount", "decimal", names)).toMatchObject({
      id: "amount",
      key: "amount",
      type: "decimal",
      places: 2,
    });
    expect(retyped(deal, "level", "multi_choice", names)?.options).toBe(deal.fields[2]?.options);
    expect(retyped(deal, "name", "long_text", names)).toMatchObject({ required: true });
    expect(offeredTypes(deal, deal.fields[0] as EntityDraft["fields"][number])).not.toContain("sub_table");
  });
});

describe("evidence", () => {
  it("is whole in every kind that is offered", () => {
    expect(offeredKinds(deal, [])).toEqual(["filled", "condition"]);
    expect(offeredKinds(customer, [linked])).toEqual(["filled", "records", "condition"]);
    expect(withKind({ id: "e", name: "E" }, "records", customer, [linked])).toMatchObject({
      entity: "ent_deal",
      through: "buyer",
    });
    expect(firstEvidence(deal, [], "e", "E")).toEqual({
      id: "e",
      name: "E",
      kind: "filled",
      field: "amount",
    });
  });
});

describe("keys on the table", () => {
  const press = (key: string, altKey = false, ctrlKey = false) => ({ key, altKey, ctrlKey, metaKey: false });

  it("walk, move, open, insert, copy and remove", () => {
    expect(keyDeed(press("ArrowDown"), "name", deal)).toEqual({ do: "select", field: "amount" });
    expect(keyDeed(press("ArrowUp"), "name", deal)).toBeUndefined();
    expect(keyDeed(press("ArrowDown", true), "name", deal)).toMatchObject({ do: "run", field: "name" });
    expect(keyDeed(press("d", false, true), "name", deal)).toEqual({ do: "duplicate", field: "name" });
    expect(["Enter", "/", "Delete", "Escape"].map((key) => keyDeed(press(key), "name", deal)?.do)).toEqual([
      "open",
      "insert",
      "remove",
      "none",
    ]);
  });
});

it("users are counted by kind in the order in which people meet them", () => {
  const user = (by: string, kind: string) => ({ by, kind, app: "app_sales", name: by, places: 1 });
  expect(kindCounts([user("r", "role"), user("f", "form"), user("g", "form")])).toEqual([
    { kind: "form", count: 2 },
    { kind: "role", count: 1 },
  ]);
});
