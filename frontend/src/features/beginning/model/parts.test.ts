import { describe, expect, it } from "vitest";
import { chance } from "@/testing/chance";
import type { Part } from "../api";
import { everyPart, grouped, neededBy, restingOn, tick, titlesOf, withTitles } from "./parts";

const part = (id: string, kind: Part["kind"], ...needs: string[]): Part => ({
  id,
  kind,
  sentence: id,
  needs,
});

const told: readonly Part[] = [
  part("entity:device", "entity"),
  part("field:device.name", "field", "entity:device"),
  part("entity:repair", "entity"),
  part("field:repair.subject", "field", "entity:repair"),
  part("field:repair.device", "link", "entity:repair", "entity:device"),
  part("field:repair.cost", "field", "entity:repair"),
  part("approval:big", "approval", "entity:repair", "field:repair.cost"),
  part("board:all", "board"),
  part("card:all.sum", "card", "board:all", "field:repair.cost"),
];

const entities = [
  { key: "device", title: "name" },
  { key: "repair", title: "subject" },
] as unknown as Parameters<typeof titlesOf>[0];

const parts = withTitles(told, entities);

describe("the parts of a specification", () => {
  it("come with what they need, titles of entities included", () => {
    expect([...tick(parts, new Set(), "approval:big", true)].sort()).toEqual([
      "approval:big",
      "entity:repair",
      "field:repair.cost",
      "field:repair.subject",
    ]);
  });

  it("take with them what rests on them", () => {
    const left = tick(parts, everyPart(parts), "entity:device", false);
    expect([...everyPart(parts)].filter((id) => !left.has(id)).sort()).toEqual([
      "entity:device",
      "field:device.name",
      "field:repair.device",
    ]);
    const costless = tick(parts, everyPart(parts), "field:repair.cost", false);
    expect(["approval:big", "card:all.sum"].some((id) => costless.has(id))).toBe(false);
  });

  it("never leave a part without what it needs, whatever is ticked in which order", () => {
    const random = chance(7);
    let ticked: ReadonlySet<string> = everyPart(parts);
    for (let step = 0; step < 500; step += 1) {
      ticked = tick(parts, ticked, random.pick(parts)?.id ?? "", random.flip());
      for (const id of ticked) for (const need of neededBy(parts, id)) expect(ticked.has(need)).toBe(true);
    }
  });

  it("that need each other stand and fall together", () => {
    const ring = [part("a", "entity", "b"), part("b", "field", "a")];
    expect(neededBy(ring, "a")).toEqual(new Set(["a", "b"]));
    expect(restingOn(ring, "a")).toEqual(new Set(["a", "b"]));
  });

  it("are grouped by what they are about", () => {
    expect(grouped(parts).map((one) => [one.group, one.parts.length])).toEqual([
      ["data", 6],
      ["process", 1],
      ["boards", 2],
    ]);
    expect([...titlesOf(entities)]).toEqual(["field:device.name", "field:repair.subject"]);
  });
});
