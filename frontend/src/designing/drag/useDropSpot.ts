/** Follows what is dragged over a canvas of sections (`data-group`, side by side: `data-row`) with fields (`data-field`). */
import type { KeyboardCoordinateGetter } from "@dnd-kit/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { type Box, type DropSpot, spotAt, stepsOf } from "./spots";

export type DropFollower = {
  /** Where a drop would land now; drawn as a line. */
  readonly spot: DropSpot | undefined;
  readonly current: () => DropSpot | undefined;
  readonly start: () => void;
  readonly stop: () => void;
  /** Steps of the keyboard: from boundary to boundary. */
  readonly coordinateGetter: KeyboardCoordinateGetter;
};

const boxOf = (element: HTMLElement, id: string, group: string): Box => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return { id, group, left, top, right, bottom };
};

function measured(canvas: string): { readonly groups: readonly Box[]; readonly boxes: readonly Box[] } {
  const groups: Box[] = [];
  const boxes: Box[] = [];
  for (const section of document.querySelectorAll<HTMLElement>(`${canvas} [data-group]`)) {
    const group = section.dataset.group ?? "";
    groups.push({ ...boxOf(section, group, group), row: section.dataset.row !== undefined });
    for (const field of section.querySelectorAll<HTMLElement>("[data-field]")) {
      boxes.push(boxOf(field, field.dataset.field ?? "", group));
    }
  }
  return { groups, boxes };
}

const sameSpot = (one: DropSpot | undefined, other: DropSpot | undefined): boolean =>
  one?.group === other?.group &&
  one?.before === other?.before &&
  one?.beside === other?.beside &&
  one?.line.top === other?.line.top &&
  one?.line.left === other?.line.left;

/** Without `sideways` every drop has a row to itself. */
export function useDropSpot(canvas: string, sideways = true): DropFollower {
  const [spot, setSpot] = useState<DropSpot>();
  const [following, setFollowing] = useState(false);
  const held = useRef<DropSpot>(undefined);
  const step = useRef(-1);
  const point = useRef<{ readonly x: number; readonly y: number }>(undefined);

  const put = useCallback((next: DropSpot | undefined) => {
    if (sameSpot(held.current, next)) return;
    held.current = next;
    setSpot(next);
  }, []);

  useEffect(() => {
    if (!following) return undefined;
    const look = () => {
      if (!point.current) return;
      const { groups, boxes } = measured(canvas);
      put(spotAt(point.current, groups, boxes, sideways));
    };
    const move = (event: PointerEvent) => {
      point.current = { x: event.clientX, y: event.clientY };
      look();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("scroll", look, true);
    return () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("scroll", look, true);
    };
  }, [following, canvas, sideways, put]);

  const coordinateGetter: KeyboardCoordinateGetter = useCallback(
    (event, { currentCoordinates }) => {
      const by = event.code === "ArrowDown" || event.code === "ArrowRight" ? 1 : -1;
      if (!event.code.startsWith("Arrow")) return undefined;
      event.preventDefault();
      const { groups, boxes } = measured(canvas);
      const steps = stepsOf(groups, boxes);
      const at = steps.findIndex((one) => sameSpot(one, held.current));
      const from = at >= 0 ? at : nearest(steps, currentCoordinates.y) - (by > 0 ? 1 : 0);
      step.current = Math.max(0, Math.min(steps.length - 1, from + by));
      const next = steps[step.current];
      put(next);
      return next ? { x: next.line.left, y: next.line.top } : currentCoordinates;
    },
    [canvas, put],
  );

  return {
    spot,
    current: () => held.current,
    start: () => {
      point.current = undefined;
      held.current = undefined;
      setFollowing(true);
    },
    stop: () => {
      held.current = undefined;
      setSpot(undefined);
      setFollowing(false);
    },
    coordinateGetter,
  };
}

const nearest = (steps: readonly DropSpot[], y: number): number =>
  steps.reduce(
    (best, one, at) => (Math.abs(one.line.top - y) < Math.abs((steps[best]?.line.top ?? 0) - y) ? at : best),
    0,
  );
