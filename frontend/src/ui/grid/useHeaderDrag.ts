/** Dragging a column header to another place, or its edge to another width. Both have entries in the column's menu too. */
import { type PointerEvent, type RefObject, useCallback, useState } from "react";

export type HeaderDrag =
  | { readonly kind: "resize"; readonly id: string; readonly width: number }
  /** `before` is the column that it would stand before; null is the end. */
  | { readonly kind: "move"; readonly id: string; readonly before: string | null; readonly at: number };

const startsMoving = 6;

type Drop = { readonly before: string | null; readonly at: number };

function dropAt(header: HTMLElement, x: number): Drop {
  const cells = Array.from(header.querySelectorAll<HTMLElement>("[data-header]"));
  const origin = header.getBoundingClientRect().left;
  for (const cell of cells) {
    const box = cell.getBoundingClientRect();
    if (x < box.left + box.width / 2) return { before: cell.dataset.header ?? null, at: box.left - origin };
  }
  const last = cells.at(-1)?.getBoundingClientRect();
  return { before: null, at: (last?.right ?? origin) - origin };
}

export function useHeaderDrag(
  header: RefObject<HTMLElement | null>,
  onResize: (id: string, width: number) => void,
  onMove: (id: string, before: string | null) => void,
) {
  const [drag, setDrag] = useState<HeaderDrag>();

  const follow = useCallback(
    (move: (event: globalThis.PointerEvent) => void, end: (kept: boolean) => void) => {
      const stop = (kept: boolean) => {
        window.removeEventListener("pointermove", move);
        window.removeEventListener("pointerup", up);
        window.removeEventListener("keydown", key, true);
        setDrag(undefined);
        end(kept);
      };
      const up = () => stop(true);
      const key = (event: KeyboardEvent) => event.key === "Escape" && stop(false);
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", up);
      window.addEventListener("keydown", key, true);
    },
    [],
  );

  const startResize = useCallback(
    (event: PointerEvent, id: string, width: number) => {
      event.preventDefault();
      event.stopPropagation();
      const from = event.clientX;
      let wanted = width;
      follow(
        (moved) => {
          wanted = Math.max(56, width + moved.clientX - from);
          setDrag({ kind: "resize", id, width: wanted });
        },
        (kept) => kept && wanted !== width && onResize(id, wanted),
      );
    },
    [follow, onResize],
  );

  const startMove = useCallback(
    (event: PointerEvent, id: string) => {
      if (event.button !== 0) return;
      const from = event.clientX;
      let drop: Drop | undefined;
      follow(
        (moved) => {
          if (!header.current || (!drop && Math.abs(moved.clientX - from) < startsMoving)) return;
          drop = dropAt(header.current, moved.clientX);
          setDrag({ kind: "move", id, ...drop });
        },
        (kept) => kept && drop && drop.before !== id && onMove(id, drop.before),
      );
    },
    [follow, header, onMove],
  );

  return { drag, startResize, startMove };
}
