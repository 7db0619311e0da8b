import { describe, expect, it } from "vitest";
import type { Conflict, UpgradePreview } from "../upgrade";
import { byObject, mayTake, placeKey, wishOf } from "./choice";

const conflict = (path: readonly string[], changes: Partial<Conflict> = {}): Conflict => ({
  object: "ent_customer",
  kind: "entity",
  name: "Customer",
  path,
  words: path,
  reason: "both_changed",
  base: "a",
  mine: "b",
  theirs: "c",
  records: 0,
  ...changes,
});

const named = conflict(["fields", "level", "name"]);
const held = conflict(["fields", "extra"], { reason: "holds_data", records: 3 });
const other = conflict(["name"], { object: "viw_all", name: "All" });

const preview: UpgradePreview = {
  app: "app_sales",
  from: "1.0.0",
  version: "1.1.0",
  revision: 7,
  level: "safe",
  taken: [],
  kept: [],
  counts: { taken: 0, kept: 0, conflicts: 3 },
  conflicts: [named, held, other],
  slots: [],
  problems: [],
};

describe("choices of an upgrade", () => {
  it("keeps what is here unless the package's side was chosen", () => {
    expect(wishOf(preview, new Set(), {}).theirs).toEqual([]);
    expect(wishOf(preview, new Set([placeKey(named)]), { keeper: "p" })).toEqual({
      revision: 7,
      version: "1.1.0",
      theirs: [{ object: "ent_customer", path: ["fields", "level", "name"] }],
      slots: { keeper: "p" },
      accept_empty: true,
    });
  });

  it("never drops what records hold", () => {
    expect(mayTake(held)).toBe(false);
    expect(wishOf(preview, new Set([placeKey(held)]), {}).theirs).toEqual([]);
  });

  it("shows the places of one object together", () => {
    expect(byObject(preview.conflicts).map((group) => [group.name, group.rows.length])).toEqual([
      ["Customer", 2],
      ["All", 1],
    ]);
  });
});
