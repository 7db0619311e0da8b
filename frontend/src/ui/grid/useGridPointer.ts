/** Selecting by pointer, extending, dragging the fill handle, scrolling along at the edges. */
import { type Dispatch, type PointerEvent, type RefObject, useCallback } from "react";
import { headerHeight } from "./gridProps";
import { spread, stretched } from "./model/fill";
import type { GridAction } from "./model/gridState";
import type { Place } from "./model/gridTypes";
import { rangeOf, type Selection } from "./model/selection";
import type { GridEditing, GridLatest } from "./useGridEditing";

const edge = 28;
const pixelsPerFrame = 18;
/** A hand that trembles while clicking drags nothing. */
const slop = 3;

function placeOf(target: Element | null): Place | undefined {
  const cell = target?.closest<HTMLElement>("[data-cell]");
  if (!cell) return undefined;
  return { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}

/** Pointer positions outside the cells count as the nearest cell, so that a drag may overshoot. */
function placeAt(scroller: HTMLElement, x: number, y: number): Place | undefined {
  const box = scroller.getBoundingClientRect();
  const inX = Math.max(box.left + 2, Math.min(x, box.left + scroller.clientWidth - 3));
  const inY = Math.max(box.top + headerHeight + 2, Math.min(y, box.top + scroller.clientHeight - 3));
  return placeOf(document.elementFromPoint(inX, inY));
}

function speed(position: number, low: number, high: number): number {
  if (position < low + edge) return -pixelsPerFrame;
  return position > high - edge ? pixelsPerFrame : 0;
}

/** Follows the pointer until it is released; asks for the place again while the grid scrolls under it. */
function followPointer(scroller: HTMLElement, onPlace: (place: Place) => void, onEnd: () => void): void {
  let x = 0;
  let y = 0;
  let start: { readonly x: number; readonly y: number } | undefined;
  let moved = false;
  let frame = 0;
  const tick = () => {
    const box = scroller.getBoundingClientRect();
    scroller.scrollBy(speed(x, box.left, box.right), speed(y, box.top + headerHeight, box.bottom));
    const place = placeAt(scroller, x, y);
    if (place) onPlace(place);
    frame = requestAnimationFrame(tick);
  };
  const move = (event: globalThis.PointerEvent) => {
    x = event.clientX;
    y = event.clientY;
    start ??= { x, y };
    if (moved || Math.hypot(x - start.x, y - start.y) < slop) return;
    moved = true;
    frame = requestAnimationFrame(tick);
  };
  const end = () => {
    cancelAnimationFrame(frame);
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", end);
    window.removeEventListener("pointercancel", end);
    onEnd();
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", end);
  window.addEventListener("pointercancel", end);
}

export function useGridPointer(
  scroller: RefObject<HTMLDivElement | null>,
  focused: RefObject<boolean>,
  latest: RefObject<GridLatest>,
  dispatch: Dispatch<GridAction>,
  editing: GridEditing,
  finish: () => void,
) {
  const select = useCallback((selection: Selection) => dispatch({ type: "selected", selection }), [dispatch]);

  const dragFill = useCallback(
    (grid: HTMLElement) => {
      const { selection } = latest.current.state;
      if (!selection) return;
      const source = rangeOf(selection);
      let target = source;
      followPointer(
        grid,
        (place) => {
          const next = stretched(source, place);
          if (JSON.stringify(next) === JSON.stringify(target)) return;
          target = next;
          dispatch({ type: "stretching", range: next });
        },
        () => {
          dispatch({ type: "stretching", range: null });
          if (target === source) return;
          void editing.fill(spread(source, target), target);
          select({
            anchor: { row: target.top, column: target.left },
            focus: { row: target.bottom, column: target.right },
          });
        },
      );
    },
    [latest, dispatch, editing, select],
  );

  return useCallback(
    (event: PointerEvent) => {
      const grid = scroller.current;
      const target = event.target as HTMLElement;
      // React hands us events of menus and pickers that are portalled out of a cell; they are not ours.
      if (!grid?.contains(target) || event.button !== 0) return;
      if (target.closest("textarea, input, button, a, [data-editor]")) return;
      if (target.dataset.fillHandle !== undefined) {
        event.preventDefault();
        return dragFill(grid);
      }
      const place = placeOf(target);
      if (!place) return;
      event.preventDefault();
      finish();
      focused.current = true;
      const { selection } = latest.current.state;
      const anchor = event.shiftKey && selection ? selection.anchor : place;
      select({ anchor, focus: place });
      followPointer(
        grid,
        (next) => {
          const current = latest.current.state.selection?.focus;
          if (current && (current.row !== next.row || current.column !== next.column)) {
            select({ anchor, focus: next });
          }
        },
        () => undefined,
      );
    },
    [scroller, focused, latest, select, finish, dragFill],
  );
}
