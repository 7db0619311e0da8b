import { describe, expect, it } from "vitest";
import { ApiProblem } from "@/api/problem";
import { microsOf } from "@/lib/condition/values";
import { ianaZone } from "@/lib/formula/zone";
import type { Json } from "@/lib/json";
import { deal, dealForm } from "@/testing/sampleDesign";
import { dropDraft, keepDraft, readDraft } from "./draft";
import type { FormEnvironment } from "./formScene";
import { givenValues } from "./given";
import { placeProblems } from "./problems";
import { formModel, react } from "./react";
import { formOfEntity, startValues } from "./start";
import { changesOf } from "./wire";

const environment: FormEnvironment = {
  clock: { now: microsOf("2026-11-22T18:30:00Z"), zone: ianaZone("Asia/Shanghai") },
  reader: { me: "p1", departments: ["d1"], subordinates: [] },
};
const model = formModel(dealForm, deal.fields);
const filled = (values: Record<string, Json>) => react(model, values, environment);

describe("a form while it is filled in", () => {
  it("shows and requires what a rule names only while the rule holds", () => {
    expect(filled({ outcome: "open" }).fields.get("reason")).toMatchObject({
      visible: false,
      required: false,
    });
    expect(filled({ outcome: "lost" }).fields.get("reason")).toMatchObject({ visible: true, required: true });
  });

  it("sets a value by formula, makes it read-only and says so", () => {
    const state = filled({ amount: "2000" });
    expect(state.values.discount).toBe("200.00");
    expect(state.fields.get("discount")?.readonly).toBe(true);
    expect(state.fields.get("amount")?.messages).toEqual(["large"]);
    expect(filled({ amount: "1000" }).values.discount).toBeUndefined();
  });

  it("computes formulas at once, rows of a sub-table before what sums them up", () => {
    const { values } = filled({
      amount: "100",
      discount: "0.5",
      lines: [
        { price: "1.10", count: "3" },
        { price: "2", count: "2" },
      ],
    });
    expect(values.net).toBe("99.50");
    expect(values.lines).toEqual([
      { price: "1.10", count: "3", sum: "3.30" },
      { price: "2", count: "2", sum: "4.00" },
    ]);
    expect(values.total).toBe("7.30");
  });

  it("ends although two rules set each other's fields", () => {
    const again = {
      ...dealForm,
      rules: [
        {
          id: "one",
          name: "one",
          when: { all: [] },
          // biome-ignore lint/suspicious/noThenProperty: the format's own word; nobody awaits a rule
          then: [{ do: "set", fields: ["amount"], expression: "COALESCE({discount}, 0) + 1" } as const],
        },
        {
          id: "two",
          name: "two",
          when: { all: [] },
          // biome-ignore lint/suspicious/noThenProperty: the format's own word; nobody awaits a rule
          then: [{ do: "set", fields: ["discount"], expression: "{amount} + 1" } as const],
        },
      ],
    };
    expect(() => react(formModel(again, deal.fields), {}, environment)).not.toThrow();
  });

  it("sends only what was changed, references as ids, and nothing hidden or computed", () => {
    const before = { name: "A", customer: { id: "c1", title: "Acme" }, amount: "1.00", net: "1.00" };
    const after = {
      ...before,
      customer: { id: "c2", title: "Beta" },
      reason: "x",
      amount: null,
      net: "9.00",
    };
    expect(changesOf(deal.fields, before, after, new Set(["reason"]))).toEqual({
      customer: "c2",
      amount: null,
    });
    const rows = { lines: [{ id: "r1", price: "1", sum: "1.00" }] };
    expect(changesOf(deal.fields, {}, rows, new Set())).toEqual({ lines: [{ id: "r1", price: "1" }] });
  });
});

describe("a new form", () => {
  it("begins with defaults, tokens resolved for the reader and the workspace's day", () => {
    const fields = [
      { ...deal.fields[0], id: "due", key: "due", type: "date", default: { token: "today", days: 1 } },
      { ...deal.fields[0], id: "owner", key: "owner", type: "person", default: { token: "me" } },
      { ...deal.fields[0], id: "boss", key: "boss", type: "person", default: { token: "my_manager" } },
    ] as typeof deal.fields;
    const form = formOfEntity("e", "E", fields);
    expect(startValues(form, fields, environment)).toEqual({ due: "2026-11-24", owner: "p1" });
  });

  it("takes values from its address, for fields that may have them", () => {
    const search = new URLSearchParams("customer=c1&amount=5&stage=first&net=1");
    expect(givenValues(deal.fields, search)).toEqual({ customer: "c1", stage: "first" });
  });
});

describe("what the server found wrong", () => {
  it("stands at its field, inside sub-tables at its cell, else above the form", () => {
    const problem = new ApiProblem(422, {
      problems: [
        { code: "field.required", path: ["name"], message: "name!" },
        { code: "field.x", path: ["lines", 1, "price"], message: "price!" },
        { code: "unique", path: ["elsewhere"], message: "other!" },
      ],
    });
    const placed = placeProblems(problem, deal.fields);
    expect(placed.atField.get("name")).toBe("name!");
    expect(placed.inside.get("lines/1/price")).toBe("price!");
    expect(placed.others.map((one) => one.message)).toEqual(["other!"]);
  });
});

describe("drafts", () => {
  it("survive on the device until the server has them, and a broken one is no draft", () => {
    const kept = new Map<string, string>();
    const place = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    keepDraft(place, "k", { values: { name: "A" }, at: "2026-11-22T06:00:00Z" });
    expect(readDraft(place, "k")?.values).toEqual({ name: "A" });
    kept.set("k", "{broken");
    expect(readDraft(place, "k")).toBeUndefined();
    dropDraft(place, "k");
    expect(kept.size).toBe(0);
  });
});
