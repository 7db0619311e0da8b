/** Which part of a drawing is in the window. */
import type { Layout, Point } from "./layout/layout";

export type View = Point & { readonly zoom: number };

const MARGIN = 32;
const READABLE = 0.6;

type Size = { readonly width: number; readonly height: number };

/** All of it; `origin` is the point of the drawing that stands at 0, 0. */
export function fittingView(layout: Layout, origin: Point, { width, height }: Size): View {
  const zoom = Math.min(
    1,
    (width - 2 * MARGIN) / Math.max(1, layout.width),
    (height - 2 * MARGIN) / Math.max(1, layout.height),
  );
  return {
    zoom,
    x: width / 2 - (layout.width / 2 - origin.x) * zoom,
    y: Math.max(MARGIN, (height - layout.height * zoom) / 2) + origin.y * zoom,
  };
}

/** What is seen first: the whole drawing if that can be read, else its beginning as large as its breadth allows. */
export function openingView(layout: Layout, origin: Point, size: Size): View {
  const whole = fittingView(layout, origin, size);
  if (whole.zoom >= READABLE) return whole;
  const across = (size.width - 2 * MARGIN) / Math.max(1, layout.width);
  if (across < READABLE) return { zoom: READABLE, x: size.width / 2, y: MARGIN };
  const zoom = Math.min(1, across);
  return { zoom, x: size.width / 2 - (layout.width / 2 - origin.x) * zoom, y: MARGIN };
}

/** How far the view has to go so that a box stands wholly in it; nothing if it does. */
export function shiftInto(view: View, box: Point & Size, size: Size): View {
  const left = view.x + box.x * view.zoom;
  const top = view.y + box.y * view.zoom;
  return {
    zoom: view.zoom,
    x: view.x + into(left, box.width * view.zoom, size.width),
    y: view.y + into(top, box.height * view.zoom, size.height),
  };
}

function into(from: number, length: number, room: number): number {
  if (from < MARGIN) return MARGIN - from;
  const over = from + length - (room - MARGIN);
  return over > 0 ? -over : 0;
}

/** A way from view to view: hundreds of cards come a few in each frame instead of all at once. */
export const gently = (): { readonly duration: number } =>
  matchMedia("(prefers-reduced-motion: reduce)").matches ? { duration: 0 } : { duration: 300 };
