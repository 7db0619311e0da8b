/** One week's records side by side: each on a lane that is free on all its days. */
import { addDays, type Day, daysBetween } from "@/lib/days";
import type { Span } from "./spans";

export type Placed<T> = {
  readonly item: T;
  /** 0 to 6. */
  readonly column: number;
  readonly columns: number;
  readonly lane: number;
  /** The record began before this week, or goes on after it. */
  readonly fromBefore: boolean;
  readonly goesOn: boolean;
};

type Spanned = { readonly span: Span };

/** Longer ones first on the same day, so that they keep their lane from week to week. */
export function lanesOf<T extends Spanned>(items: readonly T[], monday: Day): readonly Placed<T>[] {
  const sunday = addDays(monday, 6);
  const inside = items
    .filter(({ span }) => span.start <= sunday && span.end >= monday)
    .sort((one, other) =>
      one.span.start !== other.span.start
        ? one.span.start < other.span.start
          ? -1
          : 1
        : other.span.end.localeCompare(one.span.end),
    );
  /** The first free column of each lane. */
  const free: number[] = [];
  return inside.map((item) => {
    const from = Math.max(0, daysBetween(monday, item.span.start));
    const to = Math.min(6, daysBetween(monday, item.span.end));
    const found = free.findIndex((column) => column <= from);
    const lane = found < 0 ? free.length : found;
    free[lane] = to + 1;
    return {
      item,
      column: from,
      columns: to - from + 1,
      lane,
      fromBefore: item.span.start < monday,
      goesOn: item.span.end > sunday,
    };
  });
}

/** How many lie on a day in lanes that are not drawn. */
export const hiddenOn = <T>(placed: readonly Placed<T>[], column: number, lanes: number): number =>
  placed.filter((one) => one.lane >= lanes && one.column <= column && column < one.column + one.columns)
    .length;
