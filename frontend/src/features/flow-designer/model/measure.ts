/** How wide the parts of a tree are, in pixels: known before they are drawn, so that lines meet their cards. */
import { straightPort } from "@/lib/flowTree/tree";
import type { DrawnLane, DrawnSequence, DrawnStep } from "./drawn";

export const cardWidth = 240;
const gap = 24;
/** The way straight on beside others that are drawn in full. */
const straightWidth = 120;
/** A way beside it in which nothing stands. */
const bareWidth = 176;
const laneWidth = cardWidth + 2 * gap;

export type Column = {
  /** Absent for the way straight on. */
  readonly lane?: DrawnLane;
  readonly port: string;
  readonly left: number;
  readonly width: number;
  readonly center: number;
  /** Its path goes on after the block. */
  readonly meets: boolean;
};

export type Block = {
  readonly width: number;
  readonly columns: readonly Column[];
  readonly fork: { readonly left: number; readonly width: number };
  /** Absent where nothing follows. */
  readonly meet?: { readonly left: number; readonly width: number };
};

export const widthOf = (sequence: DrawnSequence): number =>
  Math.max(laneWidth, ...sequence.steps.map((step) => blockOf(step)?.width ?? 0));

/** The lanes of a step side by side; undefined for a step without any. */
export const blockOf = (step: DrawnStep): Block | undefined =>
  step.lanes.length > 0 ? measured(step) : undefined;

function measured({ node, lanes, join, exit }: DrawnStep): Block {
  const straight = straightPort(node);
  const ends = new Set(exit.map((line) => `${line.source}:${line.port}`));
  const leaves = (lane: DrawnLane) =>
    join ? lane.out === "next" : lane.exit.some((line) => ends.has(`${line.source}:${line.port}`));
  let left = 0;
  const place = (port: string, width: number, meets: boolean, lane?: DrawnLane): Column => {
    const column = { port, left, width, center: left + width / 2, meets, ...(lane ? { lane } : {}) };
    left += width;
    return column;
  };
  const columns = [
    ...(straight === undefined ? [] : [place(straight, straightWidth, true)]),
    ...lanes.map((lane) => {
      const bare = straight !== undefined && lane.steps.length === 0;
      return place(lane.port, bare ? bareWidth : widthOf(lane), leaves(lane), lane);
    }),
  ];
  const width = left;
  const met = columns.filter((column) => column.meets).map((column) => column.center);
  const fork = span(columns.map((column) => column.center));
  return {
    width,
    columns,
    fork,
    ...(met.length > 0 && exit.length > 0 ? { meet: span([...met, width / 2]) } : {}),
  };
}

function span(centers: readonly number[]): { readonly left: number; readonly width: number } {
  const left = Math.min(...centers);
  return { left, width: Math.max(...centers) - left };
}
