/** The flow as React Flow's nodes; one that did not change stays the same object, so that it is not drawn again. */
import { type NodeHandle, Position } from "@xyflow/react";
import { type CSSProperties, type ReactNode, useMemo, useRef } from "react";
import type { FlowGraph, FlowNode } from "@/lib/flowTree/tree";
import type { DrawnNode } from "./canvasNodes";
import { type Drawing, drawingOf, START } from "./drawing";
import type { Box, Point } from "./layout/layout";
import { namedPorts, openPorts } from "./ports";
import type { FlowTrace, FlowWords } from "./words";

export type CanvasGraph = {
  readonly drawing: Drawing;
  readonly origin: Point;
  readonly nodes: readonly DrawnNode[];
};

export type CanvasGraphOptions = {
  readonly graph: FlowGraph;
  readonly words: FlowWords;
  readonly trace: FlowTrace | undefined;
  readonly start: ReactNode;
  readonly selected: string | undefined;
  /** The card that Tab leads to. */
  readonly entry: string | undefined;
};

/** Said beforehand, so that a card outside the window need not be drawn to be measured. */
const handles = (graph: FlowGraph, node: FlowNode, { width, height }: Size): NodeHandle[] => [
  { type: "target", position: Position.Top, x: 0, y: 0, width, height },
  ...openPorts(graph, node).map(
    (port, place, all): NodeHandle => ({
      id: `port:${port}`,
      type: "source",
      position: Position.Bottom,
      x: ((place + 1) / (all.length + 1)) * width,
      y: height,
    }),
  ),
];

const fixed = { draggable: false, selectable: false, focusable: false } as const;
const plain = { role: undefined, "aria-roledescription": undefined } as const;
type Size = { readonly width: number; readonly height: number };

const still: CSSProperties = { pointerEvents: "all" };

export function useCanvasGraph(options: CanvasGraphOptions): CanvasGraph {
  const { graph, words, trace, start, selected, entry } = options;
  const drawing = useMemo(
    () =>
      drawingOf(graph, { tall: (node) => words.problem?.(node) !== undefined, labelled: namedPorts(graph) }),
    [graph, words],
  );
  const before = useRef<ReadonlyMap<string, DrawnNode>>(new Map());
  const base = useMemo(() => {
    const origin = originOf(drawing);
    const placed = (id: string) => {
      const { x, y, width, height } = drawing.layout.boxes.get(id) ?? nowhere;
      const size = { width, height };
      const position = { x: x - origin.x, y: y - origin.y };
      return { id, position, ...size, measured: size, style: still, domAttributes: plain, ...fixed };
    };
    const nodes: DrawnNode[] = graph.nodes.map((node) => ({
      ...placed(node.id),
      handles: handles(graph, node, drawing.layout.boxes.get(node.id) ?? nowhere),
      type: "card" as const,
      data: {
        node,
        line: words.line?.(node),
        problem: words.problem?.(node),
        mark: trace?.marks.get(node.id),
        picked: false,
        inTabOrder: false,
      },
    }));
    nodes.push({ ...placed(START), handles: [], type: "start", data: { text: start } });
    for (const end of drawing.ends) nodes.push({ ...placed(end), handles: [], type: "end", data: {} });
    const kept = nodes.map((node) => sameNode(before.current.get(node.id), node));
    before.current = new Map(kept.map((node) => [node.id, node]));
    return { origin, nodes: kept };
  }, [graph, drawing, words, trace, start]);
  const nodes = useMemo(
    () =>
      base.nodes.map((one) =>
        one.type === "card" && (one.id === selected || one.id === entry)
          ? { ...one, data: { ...one.data, picked: one.id === selected, inTabOrder: one.id === entry } }
          : one,
      ),
    [base, selected, entry],
  );
  return { drawing, origin: base.origin, nodes };
}

/** The node as it was, if nothing about it has changed. */
function sameNode(before: DrawnNode | undefined, now: DrawnNode): DrawnNode {
  const same =
    before?.position.x === now.position.x &&
    before.position.y === now.position.y &&
    before.height === now.height &&
    sameMembers(before.data, now.data);
  return same ? before : now;
}

function sameMembers(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(other).every(([name, value]) =>
    name === "problem" || name === "mark"
      ? JSON.stringify(one[name]) === JSON.stringify(value)
      : one[name] === value,
  );
}

const nowhere: Box = { x: 0, y: 0, width: 0, height: 0 };

/** The middle of where the flow begins stays in its place, whatever is added beside it. */
function originOf({ layout }: Drawing): Point {
  const { x, y, width } = layout.boxes.get(START) ?? nowhere;
  return { x: x + width / 2, y };
}
