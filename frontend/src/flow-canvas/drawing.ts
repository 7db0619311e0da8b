/** From the graph of a flow to what the canvas draws: its nodes, where it begins, where its paths end. */
import { branchPorts, type FlowGraph, type FlowNode, portsOf, straightPort } from "@/lib/flowTree/tree";
import { type Layout, layOut } from "./layout/layout";
import type { Item, Link } from "./layout/ranks";
import { type PortPlace, portKey } from "./words";

/** Where the flow begins; no node has such an id. */
export const START = "@start";

export const CARD_WIDTH = 240;
export const CARD_HEIGHT = 60;
export const CARD_WITH_PROBLEM = 80;
export const LABEL_WIDTH = 200;
const START_SIZE = { width: CARD_WIDTH, height: 36 };
const END_SIZE = { width: 64, height: 24 };

/** An edge as the canvas draws it; `source` null is the way into the flow, no `target` the end of a path. */
export type DrawnEdge = {
  readonly id: string;
  readonly source: string | null;
  readonly port: string;
  readonly target?: string;
};

export type Drawing = {
  readonly layout: Layout;
  readonly edges: ReadonlyMap<string, DrawnEdge>;
  /** Ids of the marks where paths end. */
  readonly ends: readonly string[];
};

export type DrawingOptions = {
  /** True for a card with a third line. */
  readonly tall: (node: FlowNode) => boolean;
  /** True for an edge that says something. */
  readonly labelled: (node: FlowNode, port: string) => boolean;
};

/** Ports whose open end is drawn: straight on and branches; a rejection that leads nowhere simply ends the run. */
const shownWhenOpen = (node: FlowNode): readonly string[] => {
  const straight = straightPort(node);
  return [...(straight === undefined ? [] : [straight]), ...branchPorts(node)];
};

export function drawingOf(graph: FlowGraph, { tall, labelled }: DrawingOptions): Drawing {
  const edges = new Map<string, DrawnEdge>();
  const links: Link[] = [];
  const ends: string[] = [];
  const put = (edge: DrawnEdge, target: string, label: number) => {
    edges.set(edge.id, edge);
    links.push({ id: edge.id, source: edge.source ?? START, target, label });
  };
  if (graph.nodes.some((node) => node.id === graph.start))
    put({ id: `${START}:`, source: null, port: "", target: graph.start }, graph.start, 0);
  const targets = new Map((graph.edges ?? []).map((edge) => [portKey(edge), edge.target]));
  for (const node of graph.nodes) {
    const open = new Set(shownWhenOpen(node));
    for (const port of portsOf(node)) {
      const place: PortPlace = { source: node.id, port };
      const id = portKey(place);
      const target = targets.get(id);
      if (target === undefined && !open.has(port)) continue;
      const label = labelled(node, port) ? LABEL_WIDTH : 0;
      if (target !== undefined) put({ id, ...place, target }, target, label);
      else {
        ends.push(`@end:${id}`);
        put({ id, ...place }, `@end:${id}`, label);
      }
    }
  }
  const items: Item[] = [
    { id: START, ...START_SIZE },
    ...graph.nodes.map((node) => ({
      id: node.id,
      width: CARD_WIDTH,
      height: tall(node) ? CARD_WITH_PROBLEM : CARD_HEIGHT,
    })),
    ...ends.map((id) => ({ id, ...END_SIZE })),
  ];
  return { layout: layOut(items, links), edges, ends };
}
