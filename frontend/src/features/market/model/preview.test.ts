import { describe, expect, it } from "vitest";
import type { PackagePreview } from "../api";
import { samplesOf, unfilled } from "./preview";

const preview: PackagePreview = {
  id: "acme.visits",
  version: "1.0.0",
  name: "Visits",
  summary: "",
  description: "",
  publisher: "",
  icon: "",
  color: "",
  entities: [
    { id: "e1", name: "Store", samples: 12, fields: [], columns: [], rows: [] },
    { id: "e2", name: "Visit", samples: 30, fields: [], columns: [], rows: [] },
  ],
  dashboards: [{ id: "d", name: "Board", description: "", cards: [] }],
  flows: [],
  roles: [],
  slots: [
    { id: "buyer", name: "Buyer", kind: "person" },
    { id: "home", name: "Home", kind: "department" },
  ],
  asks: { abilities: [], hosts: [] },
  tests: [],
};

describe("a package before it is installed", () => {
  it("tells how many sample rows it brings", () => {
    expect(samplesOf(preview)).toBe(42);
  });

  it("waits until every department is named; people may be the installer", () => {
    expect(unfilled(preview.slots, {}).map((slot) => slot.id)).toEqual(["home"]);
    expect(unfilled(preview.slots, { home: "d1" })).toEqual([]);
  });
});
