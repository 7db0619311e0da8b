import { describe, expect, it } from "vitest";
import type { FlowGraph } from "@/lib/flowTree/tree";
import { namedPorts, openPorts } from "./ports";

const approval = (id: string, members = {}) => ({ id, type: "approval", ...members });
const graph: FlowGraph = {
  start: "boss",
  nodes: [
    approval("boss"),
    approval("law", { timeouts: [{ after_hours: "24", do: "branch" }] }),
    approval("old"),
  ],
  edges: [
    { source: "boss", port: "approved", target: "law" },
    { source: "law", port: "approved", target: "old" },
    { source: "law", port: "rejected", target: "boss" },
    { source: "old", port: "timeout", target: "boss" },
  ],
};
const [boss, law, old] = graph.nodes;

describe("ports", () => {
  it("are named where a node has ways aside, the only way on is not", () => {
    const named = namedPorts(graph);
    expect(boss && named(boss, "approved")).toBe(false);
    expect(law && [named(law, "approved"), named(law, "rejected")]).toEqual([true, true]);
  });

  it("offer time running out only where it can run out, or where an edge already leaves by it", () => {
    const offered = [boss, law, old].map((node) => node && openPorts(graph, node).includes("timeout"));
    expect(offered).toEqual([false, true, true]);
  });
});
