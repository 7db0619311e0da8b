import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { chance } from "@/testing/chance";
import { flowOf } from "./flowOf";
import { type FlowEdge, type FlowGraph, type FlowNode, type FlowTree, portsOf, type Sequence } from "./tree";
import { treeOf } from "./treeOf";

const root = resolve(import.meta.dirname, "../../../..");

const read = (path: string): FlowGraph => JSON.parse(readFileSync(resolve(root, path), "utf8"));

/** A flow with its nodes and edges in one order, so that only what it says counts. */
const said = ({ start, nodes, edges = [] }: FlowGraph) => ({
  start,
  nodes: [...nodes].sort((left, right) => left.id.localeCompare(right.id)),
  edges: [...edges]
    .map(({ source, port = "", target }) => ({ source, port, target }))
    .sort((left, right) => `${left.source}:${left.port}`.localeCompare(`${right.source}:${right.port}`)),
});

function tree(graph: FlowGraph): FlowTree {
  const found = treeOf(graph);
  if ("why" in found) throw new Error(`${found.why} at ${found.node}`);
  return found;
}

const node = (id: string, type = "notify", more: object = {}): FlowNode => ({ id, type, ...more });
const branches = (...ids: string[]) => ({ branches: ids.map((id) => ({ id })) });

/** Edges written as `source:port > target`. */
const edges = (...lines: string[]): FlowEdge[] =>
  lines.map((line) => {
    const [left = "", target = ""] = line.split(" > ");
    const [source = "", port] = left.split(":");
    return { source, ...(port ? { port } : {}), target };
  });

/** A sequence in one line: `a c{x[b] y[]→end} d`. */
function drawn({ steps, out }: Sequence): string {
  const parts = steps.map(({ node: { id }, lanes, join }) => {
    const ways = lanes.map((lane) => `${lane.port}[${drawn(lane)}]`).join(" ");
    return `${id}${ways ? `{${ways}}` : ""}${join ? ` ${join.id}` : ""}`;
  });
  const on = out === "next" ? [] : [out === "end" ? "." : `→${out.to}`];
  return [...parts, ...on].join(" ");
}

const whole = (graph: FlowGraph) => {
  const { main, endings } = tree(graph);
  return [main, ...endings].map(drawn);
};

const KINDS = ["notify", "approval", "condition", "parallel", "update_record", "wait", "stop"];

/** Any flow whose paths do not lead back and that nothing of which stands apart. */
function anyFlow(seed: number): FlowGraph {
  const { below, pick } = chance(seed);
  const size = 1 + below(14);
  const nodes = Array.from({ length: size }, (_, index) => {
    const type = pick(KINDS) ?? "notify";
    return node(
      `n${index}`,
      type,
      type === "condition" || type === "parallel" ? branches("x", "y", "z") : {},
    );
  });
  const all = nodes.flatMap((from, index) =>
    portsOf(from).flatMap((port) => {
      const to = nodes[index + 1 + below(Math.min(4, size))];
      return to ? [{ source: from.id, ...(port ? { port } : {}), target: to.id }] : [];
    }),
  );
  const reached = new Set(["n0"]);
  for (const { id } of nodes) {
    if (reached.has(id)) for (const edge of all) if (edge.source === id) reached.add(edge.target);
  }
  return {
    start: "n0",
    nodes: nodes.filter(({ id }) => reached.has(id)),
    edges: all.filter(({ source }) => reached.has(source)),
  };
}

type End = readonly [node: string, port: string];

/** A flow built from blocks, with joins where branches of a parallel node meet. */
class Blocks {
  readonly nodes: FlowNode[] = [node("first")];
  readonly edges: FlowEdge[] = [];
  private readonly chance;

  constructor(seed: number) {
    this.chance = chance(seed);
    this.sequence([["first", ""]], 0);
  }

  private sequence(ends: readonly End[], depth: number): readonly End[] {
    let open = ends;
    for (let left = 1 + this.chance.below(3); left > 0; left -= 1) open = this.block(open, depth);
    return open;
  }

  private block(ends: readonly End[], depth: number): readonly End[] {
    const types = depth > 2 ? ["notify"] : ["notify", "approval", "condition", "parallel"];
    const type = this.chance.pick(types) ?? "notify";
    const forked = type === "condition" || type === "parallel";
    const id = this.add(ends, type, forked ? branches("x", "y") : {});
    const lane = (port: string) =>
      this.chance.flip() ? this.sequence([[id, port]], depth + 1) : [[id, port] as const];
    if (type === "notify") return [[id, ""]];
    if (type === "approval") return [[id, "approved"], ...(this.chance.flip() ? lane("rejected") : [])];
    const open = ["x", "y"].flatMap(lane);
    return type === "condition" ? open : [[this.add(open, "join", { of: id }), ""]];
  }

  private add(ends: readonly End[], type: string, more: object): string {
    const id = `n${this.nodes.length}`;
    this.nodes.push(node(id, type, more));
    for (const [source, port] of ends) this.edges.push({ source, ...(port ? { port } : {}), target: id });
    return id;
  }
}

const blocks = (seed: number): FlowGraph => {
  const { nodes, edges: lines } = new Blocks(seed);
  return { start: "first", nodes, edges: lines };
};

describe("the tree of a flow", () => {
  it("says the same as the graph, for every flow whose paths do not lead back", () => {
    for (let seed = 1; seed <= 3000; seed += 1) {
      const graph = anyFlow(seed);
      expect(said(flowOf(tree(graph))), `seed ${seed}`).toEqual(said(graph));
    }
  });

  it("is the same after it was written and read again", () => {
    for (let seed = 1; seed <= 1000; seed += 1) {
      for (const graph of [anyFlow(seed), blocks(seed)]) {
        const once = tree(graph);
        expect(tree(flowOf(once)), `seed ${seed}`).toEqual(once);
        expect(said(flowOf(once)), `seed ${seed}`).toEqual(said(graph));
      }
    }
  });

  it("needs no shared ending where blocks lie inside each other", () => {
    for (let seed = 1; seed <= 1000; seed += 1)
      expect(tree(blocks(seed)).endings, `seed ${seed}`).toEqual([]);
  });

  it("exists for every flow that is shipped", () => {
    const shipped = globSync("templates_library/*/flows/*.json", { cwd: root });
    expect(shipped.length).toBeGreaterThan(4);
    for (const path of shipped) expect(said(flowOf(tree(read(path)))), path).toEqual(said(read(path)));
  });

  it("draws the contract approval as people tell it", () => {
    expect(whole(read("templates_library/sales_management/flows/contract_approval.json"))).toEqual([
      "mark_open by_amount{large[fork{legal[legal_approval] finance[finance_approval] " +
        "general[general_approval{rejected[→mark_rejected]}]} together] " +
        "small[manager_approval{rejected[→mark_rejected]}]} mark_approved tell_approved .",
      "mark_rejected tell_rejected rejected_end .",
    ]);
  });

  it("goes on after a condition where its branches meet, and in the branch where they do not", () => {
    const nodes = [node("c", "condition", branches("x", "y")), node("a"), node("m"), node("z")];
    expect(whole({ start: "c", nodes, edges: edges("c:x > a", "a > m", "c:y > m", "m > z") })).toEqual([
      "c{x[a] y[]} m z .",
    ]);
    expect(whole({ start: "c", nodes, edges: edges("c:x > a", "a > m", "m > z") })).toEqual([
      "c{x[a m z .] y[.]} .",
    ]);
  });

  it("draws an approval's ways beside the one straight on only where they are used", () => {
    const nodes = [node("a", "approval"), node("b", "approval"), node("r")];
    expect(whole({ start: "a", nodes, edges: edges("a:approved > b", "a:rejected > r", "r > b") })).toEqual([
      "a{rejected[r]} b .",
    ]);
  });
});

describe("a flow without a tree says why", () => {
  const two = [node("a", "approval"), node("b", "approval")];

  it.each([
    ["loop", edges("a:approved > b", "b:rejected > a"), "a"],
    ["unreachable", [], "b"],
    ["edge", edges("a:approved > b", "a:approved > b"), "a"],
    ["edge", edges("a:sideways > b"), "a"],
    ["edge", edges("a:approved > c"), "a"],
  ])("%s", (why, lines, where) => {
    expect(treeOf({ start: "a", nodes: two, edges: lines })).toEqual({ why, node: where });
  });

  it("start and join", () => {
    expect(treeOf({ start: "z", nodes: two, edges: [] })).toEqual({ why: "start", node: "z" });
    const apart = [node("a"), node("j", "join", { of: "a" })];
    expect(treeOf({ start: "a", nodes: apart, edges: edges("a > j") })).toEqual({ why: "join", node: "j" });
  });

  it("a long flow is no deep one", () => {
    const nodes = Array.from({ length: 3000 }, (_, index) => node(`n${index}`));
    const lines = nodes.slice(1).map(({ id }, index) => ({ source: `n${index}`, target: id }));
    expect(tree({ start: "n0", nodes, edges: lines }).main.steps).toHaveLength(3000);
  });
});
