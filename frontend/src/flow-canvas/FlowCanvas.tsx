import { ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FlowGraph } from "@/lib/flowTree/tree";
import { CanvasContext, type CanvasDeeds, type CanvasEditing, type Linking } from "./CanvasContext";
import { CanvasLines } from "./CanvasLines";
import { CanvasTools, LinkingBanner } from "./CanvasTools";
import { CardMenu } from "./CardMenu";
import { useCanvasGraph } from "./canvasGraph";
import { type DrawnNode, NODE_TYPES } from "./canvasNodes";
import style from "./FlowCanvas.module.css";
import { FlowList } from "./FlowList";
import { fittingView, gently, openingView } from "./openingView";
import { sizeOf, useCardFocus } from "./useCardFocus";
import { nextCard } from "./walk";
import type { FlowTrace, FlowWords } from "./words";

export type FlowCanvasProps = {
  readonly graph: FlowGraph;
  readonly words: FlowWords;
  /** What starts the flow, in words. */
  readonly start?: ReactNode;
  readonly trace?: FlowTrace | undefined;
  readonly selected?: string | undefined;
  readonly onSelect?: (id: string | undefined) => void;
  /** Enter on a card. */
  readonly onOpen?: (id: string) => void;
  /** The card under the pointer or with the focus. */
  readonly onFocused?: (id: string | undefined) => void;
  readonly edit?: CanvasEditing | undefined;
};

/** Any flow as a drawing, laid out by itself: for what a tree cannot say, and for the path of a run. */
export function FlowCanvas(props: FlowCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

const noEdges: never[] = [];
const closest = { minZoom: 0.05, maxZoom: 1.5 };

function Canvas({
  graph,
  words,
  start,
  trace,
  selected,
  onSelect,
  onOpen,
  onFocused,
  edit,
}: FlowCanvasProps) {
  const { t } = useTranslation("flowCanvas");
  const [listed, setListed] = useState(false);
  const [linking, setLinking] = useState<Linking>();
  const [dragging, setDragging] = useState(false);
  const [menu, setMenu] = useState<{ readonly id: string; readonly anchor: HTMLElement }>();
  const root = useRef<HTMLDivElement>(null);
  const known = new Set(graph.nodes.map((node) => node.id));
  const flow = useReactFlow();
  const { entry, reach, noteFocus, keepEntryInView } = useCardFocus(root, graph, selected);
  const text = start ?? t("start");
  const { drawing, origin, nodes } = useCanvasGraph({ graph, words, trace, start: text, selected, entry });

  const link = (target: string) => {
    if (!linking) return;
    setLinking(undefined);
    if (target !== linking.source) edit?.onConnect(linking.source, linking.port, target);
  };
  const now: CanvasDeeds = {
    select: (id) => (linking ? link(id) : onSelect?.(id)),
    press: (id, event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const next = nextCard(drawing.layout.boxes, id, event.key, (one) => known.has(one));
      if (next) reach(next, drawing.layout.boxes.get(next), origin);
      else if (event.key === "Escape" && linking) setLinking(undefined);
      else if (event.key === "Escape") onSelect?.(undefined);
      else if (event.key === "Enter" && onOpen && !linking) onOpen(id);
      else if ((event.key === "Delete" || event.key === "Backspace") && edit) edit.onRemove(id);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    contextMenu: (id, event) => {
      if (!edit) return;
      event.preventDefault();
      setMenu({ id, anchor: event.currentTarget });
    },
    openMenu: (id, anchor) => setMenu({ id, anchor }),
    focused: (id) => {
      if (id) noteFocus(id);
      onFocused?.(id);
    },
  };
  const deeds = useSteady(now);
  const editable = edit !== undefined;
  const shared = useMemo(() => ({ graph, deeds, editable }), [graph, deeds, editable]);
  return (
    <CanvasContext value={shared}>
      <div
        ref={root}
        className={style.canvas}
        data-flow-canvas=""
        data-linking={linking ? "" : undefined}
        data-dragging={dragging || undefined}
      >
        {listed ? (
          <div className={style.table}>
            <FlowList graph={graph} words={words} trace={trace} onSelect={deeds.select} />
          </div>
        ) : (
          <ReactFlow<DrawnNode>
            nodes={nodes as DrawnNode[]}
            edges={noEdges}
            nodeTypes={NODE_TYPES}
            {...closest}
            aria-label={t("canvas")}
            onInit={() => void flow.setViewport(openingView(drawing.layout, origin, sizeOf(root.current)))}
            onMoveEnd={keepEntryInView}
            onlyRenderVisibleElements
            nodesDraggable={false}
            nodesConnectable={editable}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            disableKeyboardA11y
            deleteKeyCode={null}
            selectionKeyCode={null}
            multiSelectionKeyCode={null}
            panActivationKeyCode={null}
            zoomOnDoubleClick={false}
            panOnScroll
            proOptions={{ hideAttribution: true }}
            onPaneClick={() => (linking ? setLinking(undefined) : onSelect?.(undefined))}
            onConnectStart={() => setDragging(true)}
            onConnectEnd={() => setDragging(false)}
            isValidConnection={({ source, target }) => source !== target && known.has(target)}
            onConnect={({ source, sourceHandle, target }) =>
              edit?.onConnect(source, (sourceHandle ?? "").replace("port:", ""), target)
            }
          >
            <CanvasLines
              graph={graph}
              drawing={drawing}
              origin={origin}
              words={words}
              trace={trace}
              Plus={edit?.Plus}
            />
          </ReactFlow>
        )}
        {linking ? (
          <LinkingBanner from={nameOf(graph, linking.source)} onCancel={() => setLinking(undefined)} />
        ) : null}
        <CanvasTools
          listed={listed}
          onList={setListed}
          onFit={() =>
            void flow.setViewport(fittingView(drawing.layout, origin, sizeOf(root.current)), gently())
          }
        />
        {menu && edit && known.has(menu.id) ? (
          <CardMenu
            graph={graph}
            id={menu.id}
            anchor={menu.anchor}
            edit={edit}
            onLink={(port) => setLinking({ source: menu.id, port })}
            onClose={() => setMenu(undefined)}
          />
        ) : null}
      </div>
    </CanvasContext>
  );
}

const nameOf = (graph: FlowGraph, id: string): string =>
  String(graph.nodes.find((node) => node.id === id)?.name ?? id);

/** The same functions for as long as the canvas stands, so that no card is drawn again for them. */
function useSteady(now: CanvasDeeds): CanvasDeeds {
  const latest = useRef(now);
  latest.current = now;
  return useMemo(
    () => ({
      select: (id) => latest.current.select(id),
      press: (id, event) => latest.current.press(id, event),
      contextMenu: (id, event) => latest.current.contextMenu(id, event),
      openMenu: (id, anchor) => latest.current.openMenu(id, anchor),
      focused: (id) => latest.current.focused(id),
    }),
    [],
  );
}
