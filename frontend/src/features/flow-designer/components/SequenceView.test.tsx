import { act, render } from "@testing-library/react";
import { useMemo } from "react";
import { describe, expect, it } from "vitest";
import { treeOf } from "@/lib/flowTree/treeOf";
import { longFlow } from "@/testing/longFlow";
import { DeskContext, DeskRefContext, type FlowDesk } from "../DeskContext";
import type { FlowDraft } from "../model/documents";
import { type DrawnTree, drawnOf } from "../model/drawn";
import { sharedTree } from "../model/sharing";
import { useLatestDesk } from "../useLatestDesk";
import { SequenceView } from "./SequenceView";

/** Names of cards and heads in the order in which they were drawn. */
let drawings: string[] = [];

const told = {
  line: (node: { readonly id: string }) => {
    drawings.push(node.id);
    return "";
  },
  lane: (node: { readonly id: string }, port: string) => {
    drawings.push(`${node.id}:${port}`);
    return "";
  },
} as unknown as FlowDesk["told"];

function deskOf(flow: FlowDraft, before: FlowDesk | undefined, more: Partial<FlowDesk> = {}): FlowDesk {
  const found = treeOf(flow);
  const tree: DrawnTree | undefined =
    "why" in found ? undefined : sharedTree(before?.tree, drawnOf(flow, found));
  const selection = { kind: "flow" } as const;
  return {
    flow,
    tree,
    told,
    selection,
    problems: new Map(),
    trace: undefined,
    ...more,
  } as unknown as FlowDesk;
}

function Tree({ desk }: { readonly desk: FlowDesk }) {
  const latest = useLatestDesk(desk);
  const sequence = useMemo(() => desk.tree?.main, [desk]);
  return (
    <DeskContext value={desk}>
      <DeskRefContext value={latest}>
        {sequence ? <SequenceView sequence={sequence} after="start" /> : null}
      </DeskRefContext>
    </DeskContext>
  );
}

const flow = longFlow(12);
const first = deskOf(flow, undefined);

/** What is drawn again when the desk becomes another one. */
function drawnAgain(next: FlowDesk): readonly string[] {
  drawings = [];
  const { rerender, unmount } = render(<Tree desk={first} />);
  expect(new Set(drawings).size).toBe(12 * 5);
  drawings = [];
  act(() => rerender(<Tree desk={next} />));
  unmount();
  return drawings;
}

const changed = (id: string, members: object): FlowDraft => ({
  ...flow,
  nodes: flow.nodes.map((node) => (node.id === id ? { ...node, ...members } : node)),
});

describe("the tree of a flow with 36 steps draws again", () => {
  it("nothing, where the desk changed in what no card shows", () => {
    expect(drawnAgain(deskOf({ ...flow, name: "other" }, first))).toEqual([]);
  });

  it("the card that was chosen, and no other", () => {
    expect(drawnAgain(deskOf(flow, first, { selection: { kind: "node", id: "n7_y" } }))).toEqual(["n7_y"]);
    const branch = { kind: "branch", node: "n7", id: "x" } as const;
    expect(drawnAgain(deskOf(flow, first, { selection: branch }))).toEqual(["n7:x"]);
  });

  it("the card of the step that was changed", () => {
    expect(drawnAgain(deskOf(changed("n5_x", { name: "other" }), first))).toEqual(["n5_x"]);
  });

  it("the card that has got a problem", () => {
    const problem = { key: "p", tone: "danger" as const, text: "wrong", path: [] };
    const problems = new Map([["n9", [problem]]]);
    expect(drawnAgain(deskOf(flow, first, { problems }))).toEqual(["n9"]);
  });

  it("nothing but the new step, wherever it was put", () => {
    const added = { id: "added", type: "cc", name: "added" };
    const edges = (flow.edges ?? []).map((edge) =>
      edge.source === "n6_x" ? { ...edge, target: "added" } : edge,
    );
    const next: FlowDraft = {
      ...flow,
      nodes: [...flow.nodes, added],
      edges: [...edges, { source: "added", target: "n7" }],
    };
    expect(drawnAgain(deskOf(next, first))).toEqual(["added"]);
  });
});
