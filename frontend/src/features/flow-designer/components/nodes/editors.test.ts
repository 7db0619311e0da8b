import { describe, expect, it } from "vitest";
import { membersOf, nodeTypes } from "../../model/members";
import { editors } from "./editors";

/** Who a step is: its id and type never change, its name stands above every editor. */
const head = ["id", "name", "type"];

describe("the editors of steps", () => {
  it.each(nodeTypes)("edit every member that the engine reads of %s, each in one place", (type) => {
    const edited = editors[type].flatMap((tab) => tab.members);
    expect([...edited, ...head].sort()).toEqual([...membersOf(type)].sort());
  });

  it("exist for every type that the engine has", async () => {
    const { default: table } = await import("@/lib/flowTree/members.json");
    const parts = ["flow", "notices", "trigger", "assignee", "branch", "action", "timeout", "retry"];
    expect(Object.keys(table).sort()).toEqual([...nodeTypes, ...parts].sort());
  });
});
