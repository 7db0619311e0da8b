/** One card of a canvas is in the tab order; arrows lead to the others, wherever they stand. */
import { useReactFlow } from "@xyflow/react";
import { type RefObject, useCallback, useState } from "react";
import type { FlowGraph } from "@/lib/flowTree/tree";
import type { Box, Point } from "./layout/layout";
import { shiftInto } from "./openingView";

export const sizeOf = (element: HTMLElement | null) => ({
  width: element?.clientWidth ?? 0,
  height: element?.clientHeight ?? 0,
});

const cardIn = (root: HTMLElement | null, id: string) =>
  root?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`);

export function useCardFocus(
  root: RefObject<HTMLElement | null>,
  graph: FlowGraph,
  selected: string | undefined,
) {
  const flow = useReactFlow();
  const [last, setLast] = useState<string>();
  const there = (id: string | undefined) => graph.nodes.some((node) => node.id === id);
  const entry = [last, selected, graph.start].find(there) ?? graph.nodes[0]?.id;

  /** Brings a card into view and gives it the focus; one outside the window is drawn first. */
  const reach = (id: string, box: Box | undefined, origin: Point) => {
    if (!box) return;
    const place = { ...box, x: box.x - origin.x, y: box.y - origin.y };
    const view = flow.getViewport();
    const next = shiftInto(view, place, sizeOf(root.current));
    setLast(id);
    const focus = () => cardIn(root.current, id)?.focus({ preventScroll: true });
    if (next.x === view.x && next.y === view.y) return focus();
    void flow.setViewport(next).then(() => requestAnimationFrame(() => requestAnimationFrame(focus)));
  };
  /** What Tab leads to is always drawn: when its card has left the window, another one takes its place. */
  const keepEntryInView = useCallback(() => {
    const cards = [...(root.current?.querySelectorAll<HTMLElement>("[data-card]") ?? [])];
    setLast((before) =>
      cards.some((card) => card.dataset.card === before) ? before : cards[0]?.dataset.card,
    );
  }, [root]);
  return { entry, reach, noteFocus: setLast, keepEntryInView };
}
