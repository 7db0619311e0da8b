import { describe, expect, it } from "vitest";
import type { FieldDocument } from "@/api/documents";
import { roleOf } from "./fields";
import { emptyWells, taken, toggled, wellOf } from "./wells";

const field = (type: string, more: Partial<FieldDocument> = {}) =>
  ({ id: "f", key: "f", name: "F", type, ...more }) as FieldDocument;

describe("wells", () => {
  it("take a field where it makes sense, and computed ones by their result", () => {
    expect(wellOf(field("money"))).toEqual(["measures", "target"]);
    expect(wellOf(field("percent"))).toEqual(["measures"]);
    expect(wellOf(field("date"))).toEqual(["dimensions"]);
    expect(wellOf(field("formula", { computed: true, result: "number" }))).toEqual(["measures", "target"]);
    expect(wellOf(field("formula", { computed: true, result: "number", display: "percent" }))).toEqual([
      "measures",
    ]);
    expect(wellOf(field("photo"))).toEqual([]);
    expect(roleOf(field("link", { many: true }))).toBeUndefined();
  });

  it("hold a field once, one target, and no more than the recommender takes", () => {
    const one = taken(taken(emptyWells, "amount", "measures"), "amount", "target");
    expect(one).toEqual({ dimensions: [], measures: [], target: ["amount"] });
    expect(taken(one, "cost", "target").target).toEqual(["cost"]);
    const full = ["a", "b", "c", "d", "e", "f"].reduce((wells, path) => taken(wells, path, "measures"), one);
    expect(taken(full, "g", "dimensions")).toBe(full);
    expect(toggled(full, "a", "dimensions").measures).toHaveLength(5);
  });
});
