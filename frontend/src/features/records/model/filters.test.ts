import { describe, expect, it } from "vitest";
import type { CellWords } from "@/field-cells/cell";
import { deal } from "@/testing/sampleDesign";
import { expandable, fieldAt, sortable, withKeys } from "./fields";
import { conditionOf, finished, groupOf, newTest, replacePart, withOperator } from "./filterTree";
import { conditionWords } from "./filterWords";

describe("filters", () => {
  const stage = deal.fields.find((field) => field.id === "stage");
  if (!stage) throw new Error("the sample has a stage");

  it("leave out tests that are not finished and groups without tests", () => {
    const half = { all: [{ field: "stage", op: "is" }, { any: [{ field: "name", op: "contains" }] }] };
    expect(finished(half)).toBeUndefined();
    expect(
      finished({
        all: [
          { field: "stage", op: "is_empty" },
          { field: "name", op: "is" },
        ],
      }),
    ).toEqual({
      all: [{ field: "stage", op: "is_empty" }],
    });
  });

  it("keep the value when another operator can use it", () => {
    const test = { ...newTest(stage), value: "first" };
    expect(withOperator(test, stage, "in")).toEqual({ field: "stage", op: "in", value: ["first"] });
    expect(withOperator(withOperator(test, stage, "in"), stage, "is").value).toBe("first");
    expect(withOperator(test, stage, "is_empty")).toEqual({ field: "stage", op: "is_empty" });
  });

  it("go back to none when the last part is taken out", () => {
    const group = groupOf({ field: "stage", op: "is_empty" });
    expect(conditionOf(replacePart(group, 0, undefined))).toBeUndefined();
  });

  it("name fields by key when they are sent", () => {
    const renamed = { ...deal, fields: deal.fields.map((field) => ({ ...field, key: `k_${field.id}` })) };
    const condition = { all: [{ field: "stage", op: "is", value: { field: "outcome" } }] };
    expect(withKeys(condition, renamed, {})).toEqual({
      all: [{ field: "k_stage", op: "is", value: { field: "k_outcome" } }],
    });
  });

  it("read as a sentence", () => {
    const t = ((key: string, options?: { from?: string; to?: string }) =>
      options?.from ? `${options.from}..${options.to}` : (key.split(".").at(-1) ?? key)) as never;
    const words = { t, language: "en", zone: "UTC", personName: () => undefined } as unknown as CellWords;
    const condition = {
      any: [
        { field: "stage", op: "is", value: "first" },
        { all: [{ field: "amount", op: "between", value: { from: "1", to: "2" } }] },
      ],
    };
    expect(conditionWords(condition, { t, entity: deal, entities: {}, words })).toBe(
      "stage is FIRST or (amount between ¥1.00..¥2.00)",
    );
  });
});

describe("fields of an entity", () => {
  it("are found through links where the linked entity is known", () => {
    const customer = { ...deal, key: "customer" };
    expect(fieldAt(deal, { customer }, "customer.name")).toMatchObject({
      key: "customer.name",
      linked: true,
    });
    expect(fieldAt(deal, {}, "customer.name")).toBeUndefined();
    const link = fieldAt(deal, {}, "customer");
    expect(link && expandable([link])).toEqual(["customer"]);
    const lines = fieldAt(deal, {}, "lines");
    expect(lines && sortable(lines)).toBe(false);
  });
});
