/** Carries a command out on a flow; whatever it does not touch stays the very same object. */
import type { Outcome, Reduce } from "@/designing/model/command";
import { insertBefore, moveBefore, replaceById } from "@/designing/model/lists";
import { withDocument } from "@/designing/model/workbench";
import { type FlowEdge, type FlowNode, isBranching } from "@/lib/flowTree/tree";
import type { CommandOf, FlowCommand, FlowDeed } from "./commands";
import { type Branch, branchesOf, type FlowDraft, flowDraftOf, nodeOf } from "./documents";
import { edgesOf, joined, type Put, parted, targetOfLine, withEdges, withTarget } from "./graph";
import { withPart } from "./members";

type Step<Name extends FlowDeed> = (flow: FlowDraft, command: CommandOf<Name>) => Outcome | FlowDraft;

const refused = (key: string): Outcome => ({ refused: { key: `flowDesigner:refused.${key}` } });

const answer = (put: Put): Outcome | FlowDraft => ("why" in put ? refused(put.why) : put.flow);

const blank = (text: unknown): boolean => typeof text === "string" && text.trim() === "";

const withNode = (flow: FlowDraft, node: FlowNode): FlowDraft => ({
  ...flow,
  nodes: replaceById(flow.nodes, node),
});

const withBranches = (flow: FlowDraft, node: FlowNode, branches: readonly Branch[]): FlowDraft =>
  withNode(flow, { ...node, branches: branches as unknown as FlowNode["branches"] } as FlowNode);

const steps: { readonly [Name in FlowDeed]: Step<Name> } = {
  "flow.set": (flow, { members }) =>
    blank(members.name) ? refused("blank") : withPart("flow", flow, members as Partial<FlowDraft>),
  "graph.put": (flow, { graph }) =>
    graph.nodes.some((node) => node.id === graph.start)
      ? withPart("flow", flow, graph as Partial<FlowDraft>)
      : refused("start"),
  "piece.insert": (flow, { nodes, edges, at, enter, leaves }) => {
    const ids = new Set([...flow.nodes, ...nodes].map((node) => node.id));
    if (ids.size < flow.nodes.length + nodes.length) return refused("nodeTwice");
    const before = at[0] ? (targetOfLine(flow, at[0]) ?? null) : null;
    const grown = withEdges({ ...flow, nodes: insertBefore(flow.nodes, nodes, before, (node) => node.id) }, [
      ...edgesOf(flow),
      ...edges,
    ]);
    return answer(joined(grown, at, enter, leaves));
  },
  "piece.remove": (flow, { nodes, onward }) => {
    const put = parted(flow, nodes, onward);
    if ("why" in put) return refused(put.why);
    const gone = new Set(nodes);
    return {
      ...put.flow,
      nodes: flow.nodes.filter((node) => !gone.has(node.id)),
      ...edgesKept(put.flow, (edge) => !gone.has(edge.source)),
    };
  },
  "piece.move": (flow, { nodes, onward, at, enter, leaves }) => {
    const moved = new Set(nodes);
    if (at.length === 0 || at.some((line) => line.source !== null && moved.has(line.source)))
      return refused("inside");
    if (!moved.has(enter)) return refused("node");
    const put = parted(flow, nodes, onward);
    if ("why" in put) return refused(put.why);
    return answer(joined(put.flow, at, enter, leaves));
  },
  "node.set": (flow, { node: id, members }) => {
    const node = nodeOf(flow, id);
    if (!node) return refused("node");
    if (blank(members.name)) return refused("blank");
    const next = withPart(node.type, node, { ...members, id, type: node.type } as Partial<FlowNode>);
    return withNode(flow, next);
  },
  "branch.add": (flow, { node: id, branch, before, target }) => {
    const node = nodeOf(flow, id);
    if (!node || !isBranching(node)) return refused("node");
    const branches = branchesOf(node);
    if (branches.some((one) => one.id === branch.id)) return refused("branchTwice");
    if (target !== null && !nodeOf(flow, target)) return refused("node");
    const next = withBranches(
      flow,
      node,
      insertBefore(branches, [branch], before, (one) => one.id),
    );
    return withTarget(next, { source: id, port: branch.id }, target);
  },
  "branch.set": (flow, { node: id, branch, members }) => {
    const node = nodeOf(flow, id);
    const found = node && branchesOf(node).find((one) => one.id === branch);
    if (!node || !found) return refused("branch");
    if (blank(members.name)) return refused("blank");
    const next = withPart("branch", found, { ...members, id: branch });
    return withBranches(flow, node, replaceById(branchesOf(node), next));
  },
  "branch.move": (flow, { node: id, branch, before }) => {
    const node = nodeOf(flow, id);
    if (!node || !branchesOf(node).some((one) => one.id === branch)) return refused("branch");
    return withBranches(flow, node, moveBefore(branchesOf(node), branch, before));
  },
  "branch.remove": (flow, { node: id, branch, nodes }) => {
    const node = nodeOf(flow, id);
    if (!node || !branchesOf(node).some((one) => one.id === branch)) return refused("branch");
    if (nodes.includes(id)) return refused("inside");
    if (branchesOf(node).length < 3) return refused("lastBranches");
    const put = parted(flow, nodes, null);
    if ("why" in put) return refused(put.why);
    const gone = new Set(nodes);
    const left = withBranches(
      { ...put.flow, nodes: flow.nodes.filter((one) => !gone.has(one.id)) },
      node,
      branchesOf(node).filter((one) => one.id !== branch),
    );
    const stays = (edge: FlowEdge) =>
      !gone.has(edge.source) && !(edge.source === id && (edge.port ?? "") === branch);
    return { ...left, ...edgesKept(left, stays) };
  },
  "edge.put": (flow, { source, port, target }) => {
    if (!nodeOf(flow, source) || (target !== null && !nodeOf(flow, target))) return refused("node");
    return withTarget(flow, { source, port }, target);
  },
  "start.put": (flow, { node }) => (nodeOf(flow, node) ? { ...flow, start: node } : refused("node")),
};

const edgesKept = (flow: FlowDraft, stays: (edge: FlowEdge) => boolean) =>
  flow.edges ? { edges: flow.edges.filter(stays) } : {};

export const reduceFlow: Reduce<FlowCommand> = (workbench, command) => {
  const flow = flowDraftOf(workbench, command.flow);
  const step = steps[command.do] as Step<FlowDeed> | undefined;
  if (!flow || !step) return refused("flow");
  const outcome = step(flow, command as CommandOf<FlowDeed>);
  return "refused" in outcome || "workbench" in outcome
    ? (outcome as Outcome)
    : { workbench: withDocument(workbench, outcome) };
};
