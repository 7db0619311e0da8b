/** What the steps of a run or a trial say about the graph. */
import { branchPorts, type FlowGraph, type FlowNode } from "@/lib/flowTree/tree";
import { type CardMark, type FlowTrace, type MarkState, portKey } from "./words";

/** In the order in which the nodes were entered. */
export type TracedVisit = {
  readonly node: string;
  readonly status: "open" | "done" | "halted" | "failed";
  readonly port: string | null;
};

const states: Readonly<Record<TracedVisit["status"], MarkState>> = {
  open: "current",
  done: "done",
  halted: "halted",
  failed: "failed",
};

/** `over`: no more nodes will be entered, so that the others were passed by. */
export function traceOf(graph: FlowGraph, visits: readonly TracedVisit[], over: boolean): FlowTrace {
  const marks = new Map<string, CardMark>();
  const taken = new Set<string>();
  for (const node of graph.nodes) {
    const here = visits.filter((visit) => visit.node === node.id);
    const state = stateOf(node, here) ?? (over ? "skipped" : undefined);
    if (state) marks.set(node.id, { state });
    for (const port of here.flatMap((visit) => portsTaken(node, visit)))
      taken.add(portKey({ source: node.id, port }));
  }
  return { marks, taken };
}

/** By the last stay; of the paths that meet in a join only one goes on, and the others stop there as they should. */
function stateOf(node: FlowNode, visits: readonly TracedVisit[]): MarkState | undefined {
  if (node.type === "join" && visits.some((visit) => visit.status === "done")) return "done";
  const last = visits.at(-1);
  return last && states[last.status];
}

function portsTaken(node: FlowNode, { status, port }: TracedVisit): readonly string[] {
  if (status !== "done") return [];
  return node.type === "parallel" ? branchPorts(node) : [port ?? ""];
}
