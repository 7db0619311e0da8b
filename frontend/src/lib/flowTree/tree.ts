/** The two projections of a flow: the graph that is stored and runs, and the tree that people read from top to bottom. */

import type { JsonObject } from "@/lib/json";

export type FlowNode = JsonObject & { readonly id: string; readonly type: string };

export type FlowEdge = { readonly source: string; readonly port?: string; readonly target: string };

/** What a flow's document says of its graph; one without edges may leave them out. */
export type FlowGraph = {
  readonly start: string;
  readonly nodes: readonly FlowNode[];
  readonly edges?: readonly FlowEdge[];
};

/** Where a sequence goes after its last step: on with what follows its block, to the end of the path, or to a step that is drawn elsewhere. */
export type Out = "next" | "end" | { readonly to: string };

export type Sequence = { readonly steps: readonly Step[]; readonly out: Out };

/**
 * A step with the ways that leave it beside the one straight on: every branch of a condition or a parallel node, else
 * the ports that are used (rejected, error, timeout). `join` is where the branches of a parallel node meet.
 */
export type Step = { readonly node: FlowNode; readonly lanes: readonly Lane[]; readonly join?: FlowNode };

export type Lane = Sequence & { readonly port: string };

/** `endings` are sequences that several paths go to, each named by its first step, in an order in which none goes back. */
export type FlowTree = { readonly main: Sequence; readonly endings: readonly Sequence[] };

/**
 * Why only the canvas can show a flow: its start or an end of an edge is missing (start, edge), paths lead back (loop),
 * nothing leads to a node (unreachable), a join stands outside its parallel node (join).
 */
export type NoTree = {
  readonly why: "start" | "edge" | "loop" | "unreachable" | "join";
  readonly node: string;
};

const BRANCHING: ReadonlySet<string> = new Set(["condition", "parallel"]);
const STRAIGHT_ON: Readonly<Record<string, string>> = { approval: "approved" };

export const isBranching = (node: FlowNode): boolean => BRANCHING.has(node.type);

/** The port that goes straight on; none for a node that branches or ends the run. */
export function straightPort(node: FlowNode): string | undefined {
  if (isBranching(node) || node.type === "stop") return undefined;
  return STRAIGHT_ON[node.type] ?? "";
}

/** The branches of a condition or a parallel node, in their order. */
export function branchPorts(node: FlowNode): readonly string[] {
  const branches = node.branches;
  if (!isBranching(node) || !Array.isArray(branches)) return [];
  return branches.map((branch: JsonObject) => String(branch.id));
}

const SIDE_PORTS: Readonly<Record<string, readonly string[]>> = {
  approval: ["rejected", "timeout"],
  create_record: ["error"],
  update_record: ["error"],
  http_request: ["error"],
  wait: ["timeout"],
};

/** Every port that a path can leave by, the one straight on first. */
export function portsOf(node: FlowNode): readonly string[] {
  const straight = straightPort(node);
  return [
    ...(straight === undefined ? [] : [straight]),
    ...branchPorts(node),
    ...(SIDE_PORTS[node.type] ?? []),
  ];
}
