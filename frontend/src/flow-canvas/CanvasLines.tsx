import { type ReactFlowState, useStore, ViewportPortal } from "@xyflow/react";
import { memo, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FlowGraph, FlowNode } from "@/lib/flowTree/tree";
import type { CanvasEditing } from "./CanvasContext";
import { type Drawing, type DrawnEdge, LABEL_WIDTH } from "./drawing";
import style from "./FlowCanvas.module.css";
import { LABEL_HEIGHT, type Line, type Point, pathOf } from "./layout/layout";
import { namedPorts, portName } from "./ports";
import type { FlowTrace, FlowWords } from "./words";

export type CanvasLinesProps = {
  readonly graph: FlowGraph;
  readonly drawing: Drawing;
  /** Where the drawing begins; everything is placed from there. */
  readonly origin: Point;
  readonly words: FlowWords;
  readonly trace?: FlowTrace | undefined;
  readonly Plus?: CanvasEditing["Plus"];
};

type DrawnLine = {
  readonly line: Line;
  readonly edge: DrawnEdge;
  /** Where it leaves; none for the way into the flow. */
  readonly node: FlowNode | undefined;
  readonly way: "taken" | "left" | undefined;
};

const FIELD = 320;

const at = ({ x, y }: Point): string => `translate(-50%, -50%) translate(${x}px, ${y}px)`;

/** The lines between the cards in one drawing, with their sentences and buttons above them. */
export const CanvasLines = memo(function CanvasLines(props: CanvasLinesProps) {
  const { graph, drawing, origin, trace } = props;
  const { layout, edges } = drawing;
  const lines = useMemo(() => {
    const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    return layout.lines.flatMap((line): DrawnLine[] => {
      const edge = edges.get(line.id);
      if (!edge) return [];
      const way = !trace ? undefined : edge.source === null || trace.taken.has(edge.id) ? "taken" : "left";
      return [{ line, edge, node: nodes.get(edge.source ?? ""), way }];
    });
  }, [graph, layout, edges, trace]);
  return (
    <ViewportPortal>
      <div className={style.lines} style={{ transform: `translate(${-origin.x}px, ${-origin.y}px)` }}>
        <svg className={style.drawing} width={layout.width + 2} height={layout.height + 2} aria-hidden="true">
          {lines.map(({ line, edge, way }) => (
            <g key={line.id} data-way={way} data-back={line.back || undefined}>
              <path className={style.line} d={pathOf(line.points)} />
              {edge.target === undefined ? null : <path className={style.arrow} d={arrowOf(line)} />}
            </g>
          ))}
        </svg>
        <LineWords {...props} lines={lines} />
      </div>
    </ViewportPortal>
  );
});

/** Only those in view or near it: a large flow has hundreds. */
function LineWords(props: CanvasLinesProps & { readonly lines: readonly DrawnLine[] }) {
  const { graph, origin, lines, Plus } = props;
  const tell = useEdgeWords(props);
  const named = useMemo(() => namedPorts(graph), [graph]);
  const [left = 0, top = 0, right = 0, bottom = 0] = useStore(fieldsInView).split(" ").map(Number);
  const inView = ({ x, y }: Point) => {
    const [column, row] = [(x - origin.x) / FIELD, (y - origin.y) / FIELD];
    return column >= left && column <= right && row >= top && row <= bottom;
  };
  const seen = lines.filter(({ line }) => inView(line.label) || inView(line.button));
  return (
    <>
      {seen.map(({ line, edge, node, way }) =>
        node && named(node, edge.port) ? (
          <div
            key={line.id}
            className={style.label}
            data-way={way}
            style={{ width: LABEL_WIDTH, height: LABEL_HEIGHT, transform: at(line.label) }}
          >
            <span>{tell(node, edge.port)}</span>
          </div>
        ) : null,
      )}
      {Plus
        ? seen.map(({ line, edge }) => (
            <div key={line.id} className={style.plus} style={{ transform: at(line.button) }}>
              <Plus source={edge.source} port={edge.port} />
            </div>
          ))
        : null}
    </>
  );
}

/** The window in steps of a few hundred points, so that it changes seldom while the drawing is moved. */
function fieldsInView({ transform: [x, y, zoom], width, height }: ReactFlowState): string {
  const from = (offset: number) => Math.floor(-offset / zoom / FIELD) - 1;
  const to = (offset: number, size: number) => Math.ceil((size - offset) / zoom / FIELD) + 1;
  return [from(x), from(y), to(x, width), to(y, height)].join(" ");
}

function useEdgeWords({ words }: CanvasLinesProps) {
  const { t } = useTranslation("flowCanvas");
  return (node: FlowNode, port: string) => words.edge?.(node, port) ?? portName(t, node, port);
}

/** Edges end from above. */
function arrowOf({ points }: Line): string {
  const tip = points.at(-1) ?? { x: 0, y: 0 };
  return `M${tip.x - 4} ${tip.y - 7}L${tip.x} ${tip.y - 1}L${tip.x + 4} ${tip.y - 7}Z`;
}
