/** Pieces of a flow's graph put in and taken out. */
import { type FlowEdge, portsOf } from "@/lib/flowTree/tree";
import type { Line } from "./commands";
import { type FlowDraft, nodeOf } from "./documents";
import { withPart } from "./members";

/** The flow afterwards, or the name of the reason why not. */
export type Put = { readonly flow: FlowDraft } | { readonly why: string };

export const edgesOf = (flow: Pick<FlowDraft, "edges">): readonly FlowEdge[] => flow.edges ?? [];

export const withEdges = (flow: FlowDraft, edges: readonly FlowEdge[]): FlowDraft =>
  withPart("flow", flow, { edges });

const isAt = (edge: FlowEdge, { source, port }: Line): boolean =>
  edge.source === source && (edge.port ?? "") === port;

export const sameLine = (one: Line, other: Line): boolean =>
  one.source === other.source && one.port === other.port;

/** Where a line leads; undefined where its path ends. */
export const targetOfLine = (flow: Pick<FlowDraft, "start" | "edges">, line: Line): string | undefined =>
  line.source === null ? flow.start : edgesOf(flow).find((edge) => isAt(edge, line))?.target;

/** The flow with one line leading there, or nowhere. */
export function withTarget(flow: FlowDraft, line: Line, target: string | null): FlowDraft {
  const { source, port } = line;
  if (source === null) return target === null ? flow : { ...flow, start: target };
  const edges = edgesOf(flow);
  if (target === null)
    return withEdges(
      flow,
      edges.filter((edge) => !isAt(edge, line)),
    );
  const made: FlowEdge = { source, ...(port ? { port } : {}), target };
  const known = edges.some((edge) => isAt(edge, line));
  return withEdges(flow, known ? edges.map((edge) => (isAt(edge, line) ? made : edge)) : [...edges, made]);
}

/** A piece whose nodes are there is put on lines that lead to one place. */
export function joined(flow: FlowDraft, at: readonly Line[], enter: string, leaves: readonly Line[]): Put {
  if (!nodeOf(flow, enter)) return { why: "node" };
  const known = ({ source, port }: Line) => {
    const node = source === null ? undefined : nodeOf(flow, source);
    return source === null || (node !== undefined && portsOf(node).includes(port));
  };
  if (![...at, ...leaves].every(known)) return { why: "line" };
  const targets = new Set(at.map((line) => targetOfLine(flow, line)));
  if (targets.size > 1) return { why: "lines" };
  const [target] = targets;
  let next = flow;
  for (const line of at) next = withTarget(next, line, enter);
  if (at.length === 0) return { flow: next };
  for (const line of leaves) next = withTarget(next, line, target ?? null);
  return { flow: next };
}

/** What led to these nodes leads to `onward`, or nowhere; the nodes and the edges from them are still there. */
export function parted(flow: FlowDraft, nodes: readonly string[], onward: string | null): Put {
  const apart = new Set(nodes);
  if (!nodes.every((id) => nodeOf(flow, id))) return { why: "node" };
  if (flow.nodes.every((node) => apart.has(node.id))) return { why: "lastNode" };
  if (onward !== null && (apart.has(onward) || !nodeOf(flow, onward))) return { why: "node" };
  if (apart.has(flow.start) && onward === null) return { why: "start" };
  const edges = edgesOf(flow).flatMap((edge) => {
    if (apart.has(edge.source) || !apart.has(edge.target)) return [edge];
    return onward === null ? [] : [{ ...edge, target: onward }];
  });
  return {
    flow: { ...withEdges(flow, edges), ...(apart.has(flow.start) && onward ? { start: onward } : {}) },
  };
}
