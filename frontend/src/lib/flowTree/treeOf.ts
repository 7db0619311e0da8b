/** From the graph to the tree: every node is drawn once, and where paths meet it is said which goes on from there. */

import {
  branchPorts,
  type FlowGraph,
  type FlowTree,
  isBranching,
  type Lane,
  type NoTree,
  type Out,
  portsOf,
  type Sequence,
  type Step,
  straightPort,
} from "./tree";
import { type Wiring, wire } from "./wiring";

/** The tree of a flow, or why it has none. */
export function treeOf(graph: FlowGraph): FlowTree | NoTree {
  const wiring = wire(graph);
  if ("why" in wiring) return wiring;
  const joins = joinsOf(wiring);
  if ("why" in joins) return joins;
  const drawing = new Drawing(wiring, joins.of);
  const main = drawing.sequence(graph.start, undefined);
  return { main, endings: drawing.endings().map((node) => drawing.sequence(node, undefined)) };
}

/** Parallel node → its join, if every path to the join passes the parallel node. */
function joinsOf({ nodes, above, order }: Wiring): { of: Map<string, string> } | NoTree {
  const of = new Map<string, string>();
  for (const id of order) {
    const node = nodes.get(id);
    if (node?.type !== "join") continue;
    const fork = String(node.of);
    let over = above.get(id);
    while (over !== undefined && over !== fork) over = above.get(over);
    if (over === undefined || nodes.get(fork)?.type !== "parallel" || of.has(fork))
      return { why: "join", node: id };
    of.set(fork, id);
  }
  return { of };
}

class Drawing {
  /** Block → the node where its ways meet and that is drawn after it. */
  private readonly meets = new Map<string, string>();
  private readonly joined: ReadonlySet<string>;

  private readonly wiring: Wiring;
  private readonly joins: ReadonlyMap<string, string>;

  constructor(wiring: Wiring, joins: ReadonlyMap<string, string>) {
    this.wiring = wiring;
    this.joins = joins;
    this.joined = new Set(joins.values());
    const shared = wiring.order.filter(
      (node) => (wiring.arriving.get(node) ?? 0) > 1 && !this.joined.has(node),
    );
    for (const block of wiring.order) {
      const met = this.meeting(
        block,
        shared.filter((node) => wiring.above.get(node) === block),
      );
      if (met !== undefined) this.meets.set(block, met);
    }
  }

  /** What several paths go to without its being drawn after a block. */
  endings(): string[] {
    const after = new Set(this.meets.values());
    return this.wiring.order.filter(
      (node) => this.isShared(node) && !after.has(node) && !this.joined.has(node),
    );
  }

  /** The steps from a node on, as far as `until`, which follows the block around them. */
  sequence(from: string | undefined, until: string | undefined, own = true): Sequence {
    const steps: Step[] = [];
    let at = from;
    let mine = own;
    while (at !== undefined && at !== until && (mine || !this.isElsewhere(at))) {
      const step = this.step(at, until);
      steps.push(step);
      const block: string = at;
      at = this.after(step);
      mine = at !== undefined && this.meets.get(block) === at;
      if (at === undefined && step.node.type === "condition") return { steps, out: outOf(step) };
    }
    return { steps, out: this.out(at, until) };
  }

  private out(at: string | undefined, until: string | undefined): Out {
    if (at === undefined) return "end";
    return at === until ? "next" : { to: at };
  }

  private isShared(node: string): boolean {
    return (this.wiring.arriving.get(node) ?? 0) > 1;
  }

  private isElsewhere(node: string): boolean {
    return this.isShared(node) || this.joined.has(node);
  }

  /** The node after a step: straight on, or where its branches meet. */
  private after({ node, join }: Step): string | undefined {
    if (join) return this.wiring.target(join.id, "");
    const straight = straightPort(node);
    return straight === undefined ? this.meets.get(node.id) : this.wiring.target(node.id, straight);
  }

  private step(id: string, until: string | undefined): Step {
    const { nodes, target } = this.wiring;
    const node = nodes.get(id);
    if (node === undefined) throw new Error(`no node ${id}`);
    const join = nodes.get(this.joins.get(id) ?? "");
    const straight = straightPort(node);
    const follows =
      node.type === "parallel"
        ? join?.id
        : straight === undefined
          ? (this.meets.get(id) ?? until)
          : target(id, straight);
    const ports = isBranching(node)
      ? branchPorts(node)
      : portsOf(node).filter((port) => port !== straight && target(id, port) !== undefined);
    const lanes: Lane[] = ports.map((port) => ({ port, ...this.sequence(target(id, port), follows, false) }));
    return { node, lanes, ...(join ? { join } : {}) };
  }

  /** Of the nodes that paths from a block share: the one that is drawn after it. */
  private meeting(block: string, shared: readonly string[]): string | undefined {
    const node = this.wiring.nodes.get(block);
    if (node === undefined || shared.length === 0) return undefined;
    if (node.type === "condition") return this.mostMet(branchPorts(node), block, shared);
    const join = this.joins.get(block);
    const straight = join === undefined ? this.straightOn(block) : this.straightOn(join);
    return shared.find((one) => one === straight);
  }

  /** Where most branches come to by going straight on; of several the first. */
  private mostMet(ports: readonly string[], block: string, shared: readonly string[]): string | undefined {
    const ways = ports.map((port) => this.straightFrom(this.wiring.target(block, port)));
    const met = (node: string) => ways.filter((way) => way.has(node)).length;
    const [first] = [...shared].sort((left, right) => met(right) - met(left));
    return first;
  }

  private straightFrom(start: string | undefined): Set<string> {
    const found = new Set<string>();
    const queue = start === undefined ? [] : [start];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      const node = this.wiring.nodes.get(id);
      if (node === undefined || found.has(id)) continue;
      found.add(id);
      const straight = straightPort(node);
      for (const port of straight === undefined ? branchPorts(node) : [straight]) {
        const next = this.wiring.target(id, port);
        if (next !== undefined) queue.push(next);
      }
    }
    return found;
  }

  private straightOn(id: string): string | undefined {
    const node = this.wiring.nodes.get(id);
    const straight = node === undefined ? undefined : straightPort(node);
    return straight === undefined ? undefined : this.wiring.target(id, straight);
  }
}

/** A sequence that ends with a condition goes on if one of its branches does. */
const outOf = ({ lanes }: Step): Out => (lanes.some((lane) => lane.out === "next") ? "next" : "end");
