import { describe, expect, it } from "vitest";
import type { DepartmentRow } from "../api";
import { deviceOf } from "./device";
import { namedFields } from "./rights";
import { moveAmongSiblings, treeLines, within } from "./tree";

const department = (id: string, parent_id: string | null, position: number): DepartmentRow => ({
  id,
  parent_id,
  name: id,
  position,
  leader_id: null,
  members: 0,
});

const tree = [
  department("west", "sales", 1),
  department("sales", null, 0),
  department("finance", null, 1),
  department("east", "sales", 0),
  department("shanghai", "east", 0),
];

describe("the tree of departments", () => {
  it("is shown depth first, siblings in their order", () => {
    expect(treeLines(tree).map(({ department: { id }, depth }) => `${depth} ${id}`)).toEqual([
      "0 sales",
      "1 east",
      "2 shanghai",
      "1 west",
      "0 finance",
    ]);
  });

  it("shows a department at the root when its parent is missing", () => {
    expect(treeLines([department("lost", "gone", 0)]).map((line) => line.depth)).toEqual([0]);
  });

  it("never offers a department below itself as its parent", () => {
    expect([...within(tree, "sales")].sort()).toEqual(["east", "sales", "shanghai", "west"]);
  });

  it("moves among siblings by changing positions only where they change", () => {
    expect(moveAmongSiblings(tree, "west", -1)).toEqual([
      { id: "west", position: 0 },
      { id: "east", position: 1 },
    ]);
    expect(moveAmongSiblings(tree, "east", -1)).toEqual([]);
  });
});

describe("a session", () => {
  it("is told by device and browser", () => {
    expect(deviceOf("Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile wxwork/4.1")).toEqual({
      browser: "WeCom",
      system: "Android",
    });
    expect(deviceOf("")).toEqual({ browser: "", system: "" });
  });
});

it("only fields whose right differs from the rest are named, the strongest first", () => {
  expect(namedFields({ "*": "write", cost: "none", price: "read", name: "write" })).toEqual([
    { right: "read", ids: ["price"] },
    { right: "none", ids: ["cost"] },
  ]);
  expect(namedFields({ name: "read" })).toEqual([{ right: "read", ids: ["name"] }]);
});
