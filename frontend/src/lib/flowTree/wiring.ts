/** A flow's graph made ready for questions: who leads where, in which order, and what every path to a node passes. */

import { type FlowGraph, type FlowNode, type NoTree, portsOf } from "./tree";

export type Wiring = {
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly target: (node: string, port: string) => string | undefined;
  /** Nodes so that every edge leads onwards. */
  readonly order: readonly string[];
  /** How many edges lead to a node. */
  readonly arriving: ReadonlyMap<string, number>;
  /** The last node that every path to a node passes before it. */
  readonly above: ReadonlyMap<string, string>;
};

type Ways = ReadonlyMap<string, ReadonlyMap<string, string>>;

export function wire(graph: FlowGraph): Wiring | NoTree {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const ways = waysOf(graph, nodes);
  if (!(ways instanceof Map)) return ways as NoTree;
  if (!nodes.has(graph.start)) return { why: "start", node: graph.start };
  const order = ordered(graph.start, ways);
  if (!Array.isArray(order)) return order as NoTree;
  const reached = new Set(order);
  const lost = graph.nodes.find((node) => !reached.has(node.id));
  if (lost) return { why: "unreachable", node: lost.id };
  const arriving = new Map<string, number>();
  for (const { target } of graph.edges ?? []) arriving.set(target, (arriving.get(target) ?? 0) + 1);
  const target = (node: string, port: string) => ways.get(node)?.get(port);
  return { nodes, target, order, arriving, above: dominators(order, ways) };
}

function waysOf(graph: FlowGraph, nodes: ReadonlyMap<string, FlowNode>): Ways | NoTree {
  const ways = new Map<string, Map<string, string>>();
  for (const node of graph.nodes) {
    if (ways.has(node.id)) return { why: "edge", node: node.id };
    ways.set(node.id, new Map());
  }
  for (const { source, port = "", target } of graph.edges ?? []) {
    const node = nodes.get(source);
    const known = node !== undefined && nodes.has(target) && portsOf(node).includes(port);
    if (!known || ways.get(source)?.has(port)) return { why: "edge", node: source };
    ways.get(source)?.set(port, target);
  }
  return ways;
}

/** Depth first, without calling itself: a long flow is no deep one. */
function ordered(start: string, ways: Ways): string[] | NoTree {
  const done: string[] = [];
  const state = new Map<string, "open" | "done">();
  const stack = [start];
  for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
    if (state.get(node) === undefined) {
      state.set(node, "open");
      for (const next of ways.get(node)?.values() ?? []) {
        if (state.get(next) === "open") return { why: "loop", node: next };
        if (!state.has(next)) stack.push(next);
      }
      continue;
    }
    if (state.get(node) === "open") {
      state.set(node, "done");
      done.push(node);
    }
    stack.pop();
  }
  return done.reverse();
}

function dominators(order: readonly string[], ways: Ways): Map<string, string> {
  const place = new Map(order.map((node, index) => [node, index]));
  const above = new Map<string, string>();
  const common = (left: string, right: string): string => {
    let [one, other] = [left, right];
    while (one !== other) {
      const later = (place.get(one) ?? 0) > (place.get(other) ?? 0);
      if (later) one = above.get(one) ?? one;
      else other = above.get(other) ?? other;
    }
    return one;
  };
  for (const node of order) {
    for (const next of ways.get(node)?.values() ?? []) {
      const before = above.get(next);
      above.set(next, before === undefined ? node : common(before, node));
    }
  }
  return above;
}
