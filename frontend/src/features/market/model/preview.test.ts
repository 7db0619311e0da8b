import { describe, expect, it } from "vitest";
import type { PackagePreview } from "../api";
import { partsOf, samplesOf, unfilled } from "./preview";

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
    { id: "e1", name: "Store", samples: 12 },
    { id: "e2", name: "Visit", samples: 30 },
  ],
  dashboards: [{ id: "d", name: "Board" }],
  flows: [],
  roles: [],
  slots: [{ id: "buyer", name: "Buyer", kind: "person" }],
  asks: { abilities: [], hosts: [] },
};

describe("a package before it is installed", () => {
  it("tells what it brings and leaves out what it does not", () => {
    expect(partsOf(preview)).toEqual([
      { key: "entities", names: ["Store", "Visit"] },
      { key: "dashboards", names: ["Board"] },
    ]);
    expect(samplesOf(preview)).toBe(42);
  });

  it("waits until every slot has somebody", () => {
    expect(unfilled(preview.slots, {}).map((slot) => slot.id)).toEqual(["buyer"]);
    expect(unfilled(preview.slots, { buyer: "p1" })).toEqual([]);
  });
});
