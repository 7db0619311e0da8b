import { expect, it } from "vitest";
import { asViewed } from "@/api/design";
import type { EntityDocument } from "@/api/documents";
import { restrictedIn } from "@/field-cells/restricted";
import { deal, field } from "@/testing/sampleDesign";
import { offered } from "@/view-layouts/grid/summaries";
import { askedAt, fieldAt, groupFields, sortable, titleOfRecord } from "./fields";

const masked = (id: string, rest = {}) => field(id, { access: "masked", operators: [], ...rest });
const entity: EntityDocument = {
  ...deal,
  title: "name",
  fields: [
    masked("name"),
    masked("stage", { type: "choice" }),
    masked("buyer", { type: "link", entity_key: "deal" }),
    field("reason"),
  ],
};
const record = {
  id: "1",
  version: 1,
  name: null,
  amount: null,
  restricted: ["name", "amount"],
  masked: { name: "远***技" },
};

it("shows the mask of a restricted cell, and says so where there is none", () => {
  expect(restrictedIn(record, "name")).toBe("远***技");
  expect(restrictedIn(record, "amount")).toBe(true);
  expect(restrictedIn(record, "reason")).toBe(false);
  expect(titleOfRecord(entity, record)).toBe("远***技");
});

it("asks nothing about a masked field, and nothing beyond a masked link", () => {
  expect(fieldAt(entity, {}, "name")?.key).toBe("name");
  expect(askedAt(entity, {}, "name")).toBeUndefined();
  expect(askedAt(entity, {}, "reason")?.key).toBe("reason");
  expect(fieldAt(entity, { deal: entity }, "buyer.reason")).toBeUndefined();
  const name = { key: "name", field: masked("name"), linked: false };
  expect(sortable(name)).toBe(false);
  expect(offered(name)).toEqual([]);
  expect(groupFields(entity)).toEqual([]);
});

it("offers nothing but reading to whoever looks on through other eyes", () => {
  const actions = ["create", "update", "delete", "export"] as const;
  const open: EntityDocument = { ...deal, actions: [...actions], prints: [{ id: "prt_deal", name: "Deal" }] };
  expect(asViewed(open, true)).toMatchObject({ actions: [], prints: [] });
  expect(asViewed(open, false)).toBe(open);
});
