import { describe, expect, it } from "vitest";
import { treeOf } from "@/lib/flowTree/treeOf";
import { longFlow } from "@/testing/longFlow";
import type { FlowCommand } from "./commands";
import { insert, setNode } from "./deeds";
import { type FlowDraft, flowDraftOf } from "./documents";
import { type DrawnTree, drawnOf, stepsOf } from "./drawn";
import { reduceFlow } from "./reduce";
import { sharedTree } from "./sharing";

function drawn(flow: FlowDraft): DrawnTree {
  const found = treeOf(flow);
  if ("why" in found) throw new Error(found.why);
  return drawnOf(flow, found);
}

const flow = longFlow(20);
const before = drawn(flow);
const desk = { flow, tree: before };

/** The tree after a command, built anew and with what it shares with the one before. */
function treeAfter(command: FlowCommand): { readonly anew: DrawnTree; readonly shared: DrawnTree } {
  const outcome = reduceFlow({ [flow.id]: flow }, command);
  const next = "workbench" in outcome ? flowDraftOf(outcome.workbench, flow.id) : undefined;
  if (!next) throw new Error("refused");
  return { anew: drawn(next), shared: sharedTree(before, drawn(next)) };
}

/** Ids of the steps that are other objects than before. */
const fresh = (tree: DrawnTree): readonly string[] => {
  const known = new Set(stepsOf(before));
  return stepsOf(tree)
    .filter((step) => !known.has(step))
    .map((step) => step.node.id);
};

describe("a tree after a change", () => {
  it("is the very same where nothing changed", () => {
    const again = sharedTree(before, drawn({ ...flow }));
    expect(again).toEqual(before);
    expect(again.main).toBe(before.main);
  });

  it("keeps every step but the one that changed and the one around it", () => {
    const { anew, shared } = treeAfter(setNode(desk, "n7_x", { name: "another" }));
    expect(shared).toEqual(anew);
    expect(fresh(shared)).toEqual(["n7", "n7_x"]);
  });

  it("keeps what stands before a new step, and after it all but the next one, which is entered from elsewhere", () => {
    const node = { id: "added", type: "cc", name: "added", to: [] };
    const piece = { nodes: [node], edges: [], enter: "added", leaves: [{ source: "added", port: "" }] };
    const { anew, shared } = treeAfter(insert(desk, [{ source: "n7_x", port: "" }], piece));
    expect(shared).toEqual(anew);
    expect(fresh(shared)).toEqual(["n7", "added", "n8"]);
  });
});
