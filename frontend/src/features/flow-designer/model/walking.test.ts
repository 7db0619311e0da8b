import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { treeOf } from "@/lib/flowTree/treeOf";
import { flowDifferences } from "./differences";
import type { FlowDraft } from "./documents";
import { drawnOf, stepsOf } from "./drawn";
import { blockOf } from "./measure";
import { type Arrow, walk } from "./walking";

const root = resolve(import.meta.dirname, "../../../../..");
const path = "templates_library/sales_management/flows/contract_approval.json";
const flow = JSON.parse(readFileSync(resolve(root, path), "utf8")) as FlowDraft;
const graph = treeOf(flow);
if ("why" in graph) throw new Error(graph.why);
const tree = drawnOf(flow, graph);

const from = (spot: string, arrow: string): string | undefined => {
  const [node = "", port] = spot.split(":");
  const found = walk(tree, port === undefined ? { node } : { node, port }, `Arrow${arrow}` as Arrow);
  return found && (found.port === undefined ? found.node : `${found.node}:${found.port}`);
};

describe("arrow keys on the contract approval", () => {
  it.each([
    ["mark_open", "Down", "by_amount"],
    ["by_amount", "Down", "by_amount:large"],
    ["by_amount:large", "Down", "fork"],
    ["by_amount:large", "Right", "by_amount:small"],
    ["by_amount:small", "Up", "by_amount"],
    ["legal_approval", "Right", "finance_approval"],
    ["finance_approval", "Left", "legal_approval"],
    ["legal_approval", "Up", "fork:legal"],
    ["legal_approval", "Down", "mark_approved"],
    ["mark_open", "Up", undefined],
  ])("%s %s leads to %s", (spot, arrow, wanted) => {
    expect(from(spot, arrow)).toBe(wanted);
  });
});

describe("the lines of a block", () => {
  it("meet under the block's own middle", () => {
    for (const step of stepsOf(tree)) {
      const block = blockOf(step);
      if (!block) continue;
      const middle = block.width / 2;
      expect(block.fork.left).toBeLessThanOrEqual(middle);
      expect(block.fork.left + block.fork.width).toBeGreaterThanOrEqual(middle);
      if (!block.meet) continue;
      expect(block.meet.left).toBeLessThanOrEqual(middle);
      expect(block.meet.left + block.meet.width).toBeGreaterThanOrEqual(middle);
    }
  });
});

describe("how far a draft is ahead", () => {
  const keys = (after: FlowDraft) =>
    flowDifferences(flow, after).map((one) => one.key.replace("flowDesigner:difference.", ""));

  it("is said for each place", () => {
    expect(keys(flow)).toEqual([]);
    expect(flowDifferences(null, flow)).toHaveLength(1);
    expect(keys({ ...flow, name: "Other", overlap: "allow" })).toEqual(["name", "overlap"]);
    const [first, ...rest] = flow.nodes;
    if (!first) throw new Error("no node");
    expect(keys({ ...flow, nodes: [{ ...first, name: "Mark" }, ...rest] })).toEqual(["changed"]);
    expect(keys({ ...flow, edges: flow.edges?.slice(1) ?? [] })).toEqual(["order"]);
  });
});
