import { expect, it } from "vitest";
import type { FlowGraph } from "@/lib/flowTree/tree";
import { traceOf } from "./trace";

const graph: FlowGraph = {
  start: "check",
  nodes: [
    { id: "check", type: "condition", branches: [{ id: "big" }, { id: "small" }] },
    { id: "fork", type: "parallel", branches: [{ id: "one" }, { id: "two" }] },
    { id: "meet", type: "join", of: "fork" },
    { id: "boss", type: "approval" },
  ],
};

it("says where a run stands, which lines it took, and what it passed by once it is over", () => {
  const visits = [
    { node: "initiator", status: "done", port: null },
    { node: "check", status: "done", port: "big" },
    { node: "fork", status: "done", port: null },
    { node: "meet", status: "done", port: "" },
    { node: "meet", status: "halted", port: null },
  ] as const;
  const states = (over: boolean) =>
    [...traceOf(graph, visits, over).marks].map(([id, { state }]) => `${id} ${state}`);
  expect(states(false)).toEqual(["check done", "fork done", "meet done"]);
  expect(states(true)).toEqual(["check done", "fork done", "meet done", "boss skipped"]);
  expect([...traceOf(graph, visits, true).taken]).toEqual(["check:big", "fork:one", "fork:two", "meet:"]);
});

it("goes by the last stay at a node", () => {
  const stays = [
    { node: "boss", status: "halted", port: null },
    { node: "boss", status: "open", port: null },
  ] as const;
  expect(traceOf(graph, stays, false).marks.get("boss")).toEqual({ state: "current" });
});
