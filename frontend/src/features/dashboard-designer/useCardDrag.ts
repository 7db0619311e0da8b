/** Carrying a card and pulling its corner: where it would land is worked out in cells and shown once. */
import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { Place } from "./model/documents";
import { fitted } from "./model/layout";

export type DragKind = "move" | "resize";

export type Ghost = { readonly id: string; readonly kind: DragKind; readonly place: Place };

type Held = {
  readonly id: string;
  readonly kind: DragKind;
  readonly from: Place;
  readonly x: number;
  readonly y: number;
  readonly scroll: number;
  started: boolean;
};

export const gap = 12;
export const row = 30;
const threshold = 8;
const edge = 48;
const scrolled = 18;

/** Cells of the grid under a distance in pixels. */
function movedBy(held: Held, dx: number, dy: number, cell: number): Place {
  const across = Math.round(dx / cell);
  const down = Math.round(dy / (row + gap));
  const { x, y, w, h } = held.from;
  return held.kind === "move"
    ? fitted({ x: x + across, y: y + down, w, h })
    : fitted({ x, y, w: Math.min(w + across, 24 - x), h: h + down });
}

export type CardDrag = {
  readonly ghost: Ghost | undefined;
  readonly start: (event: ReactPointerEvent, id: string, kind: DragKind, from: Place) => void;
  /** A drag that has just ended is no click. */
  readonly wasDrag: () => boolean;
};

export function useCardDrag(
  grid: RefObject<HTMLElement | null>,
  onDrop: (id: string, place: Place) => void,
): CardDrag {
  const [ghost, setGhost] = useState<Ghost>();
  const [holding, setHolding] = useState(false);
  const held = useRef<Held>(undefined);
  const latest = useRef<Ghost>(undefined);
  const dragged = useRef(false);
  const drop = useRef(onDrop);
  drop.current = onDrop;

  useEffect(() => {
    if (!holding) return undefined;
    const put = (next: Ghost | undefined) => {
      latest.current = next;
      setGhost((before) => (before && next && samePlace(before.place, next.place) ? before : next));
    };
    const move = (event: PointerEvent) => {
      const at = held.current;
      const element = grid.current;
      if (!at || !element) return;
      const stage = element.closest<HTMLElement>("[data-stage]") ?? element;
      const dx = event.clientX - at.x;
      const dy = event.clientY - at.y + stage.scrollTop - at.scroll;
      at.started ||= Math.hypot(dx, dy) >= threshold;
      if (!at.started) return;
      scrollNear(stage, event.clientY);
      const cell = (element.clientWidth + gap) / 24;
      put({ id: at.id, kind: at.kind, place: movedBy(at, dx, dy, cell) });
    };
    const end = (keeps: boolean) => {
      const found = latest.current;
      dragged.current = held.current?.started ?? false;
      held.current = undefined;
      put(undefined);
      setHolding(false);
      if (keeps && found) drop.current(found.id, found.place);
    };
    const up = () => end(true);
    const cancelled = () => end(false);
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      end(false);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", cancelled);
    window.addEventListener("keydown", press, true);
    return () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", cancelled);
      window.removeEventListener("keydown", press, true);
    };
  }, [holding, grid]);

  return {
    ghost,
    start: (event, id, kind, from) => {
      if (event.button !== 0) return;
      const scroll = grid.current?.closest<HTMLElement>("[data-stage]")?.scrollTop ?? 0;
      held.current = { id, kind, from, x: event.clientX, y: event.clientY, scroll, started: false };
      dragged.current = false;
      setHolding(true);
    },
    wasDrag: () => dragged.current,
  };
}

const samePlace = (one: Place, other: Place): boolean =>
  one.x === other.x && one.y === other.y && one.w === other.w && one.h === other.h;

function scrollNear(stage: HTMLElement, y: number): void {
  const { top, bottom } = stage.getBoundingClientRect();
  if (y > bottom - edge) stage.scrollTop += scrolled;
  else if (y < top + edge) stage.scrollTop -= scrolled;
}
