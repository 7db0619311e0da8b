/** From grouped rows to what a chart draws: categories along the axis, one series a measure or second dimension. */
import type { Json } from "@/lib/json";
import type { GroupedAnswer, GroupRow, MeasureSpec } from "../widget";

export type Point = {
  readonly value: number | null;
  readonly exact: string | null;
  readonly groups: readonly Json[];
};
export type Series = { readonly key: string; readonly name: string; readonly points: readonly Point[] };
export type Chart = { readonly categories: readonly string[]; readonly series: readonly Series[] };

/** Decimals travel as text; a pixel needs no more than a float, the exact text is kept for words. */
function pointOf(row: GroupRow | undefined, measure: string, groups: readonly Json[]): Point {
  const exact = row?.measures[measure];
  const text = exact === null || exact === undefined ? null : String(exact);
  const value = text === null ? null : Number(text);
  return { value: value !== null && Number.isFinite(value) ? value : null, exact: text, groups };
}

const counts = new Set(["count", "count_distinct"]);

/** Counts and amounts do not share an axis: only measures like the first are drawn, the data table shows all. */
export const drawnMeasures = (measures: readonly MeasureSpec[]): readonly MeasureSpec[] =>
  measures.filter((one) => counts.has(one.summary) === counts.has(measures[0]?.summary ?? ""));

export function chartOf(
  rows: readonly GroupRow[],
  measures: readonly MeasureSpec[],
  nameOf: (measure: MeasureSpec) => string,
  empty: string,
): Chart {
  const label = (row: GroupRow, at: number) => row.labels[at] || empty;
  const two = rows.some((row) => row.groups.length > 1);
  if (!two) {
    return {
      categories: rows.map((row) => label(row, 0)),
      series: measures.map((measure) => ({
        key: measure.id,
        name: nameOf(measure),
        points: rows.map((row) => pointOf(row, measure.id, row.groups)),
      })),
    };
  }
  const measure = measures[0];
  const categories = [...new Map(rows.map((row) => [JSON.stringify(row.groups[0]), label(row, 0)]))];
  const splits = [...new Map(rows.map((row) => [JSON.stringify(row.groups[1]), label(row, 1)]))];
  const found = new Map(rows.map((row) => [JSON.stringify(row.groups), row]));
  return {
    categories: categories.map(([, name]) => name),
    series: splits.map(([split, name]) => ({
      key: split,
      name,
      points: categories.map(([category]) => {
        const groups = [JSON.parse(category) as Json, JSON.parse(split) as Json];
        return pointOf(found.get(JSON.stringify(groups)), measure?.id ?? "", groups);
      }),
    })),
  };
}

export type Ranked = {
  readonly rank: number;
  readonly name: string;
  readonly exact: string | null;
  /** Of the whole, 0 to 1; undefined where measures do not add up to one. */
  readonly share: number | undefined;
  /** Of the leader, 0 to 1: the length of the bar. */
  readonly length: number;
  readonly groups: readonly Json[];
};

/** Equal values share a rank, and the next rank leaves the gap. */
export function rank({ rows, whole }: GroupedAnswer, measure: string, empty: string): readonly Ranked[] {
  const sorted = rows
    .map((row) => ({ row, point: pointOf(row, measure, row.groups) }))
    .sort((one, other) => (other.point.value ?? -Infinity) - (one.point.value ?? -Infinity));
  const total = Number(whole ?? 0);
  const most = Math.max(0, sorted[0]?.point.value ?? 0);
  let place = 0;
  let last: number | null | undefined;
  return sorted.map(({ row, point }, index) => {
    if (point.value !== last) place = index + 1;
    last = point.value;
    const positive = Math.max(0, point.value ?? 0);
    return {
      rank: place,
      name: row.labels.map((one) => one || empty).join(" · "),
      exact: point.exact,
      share: total > 0 ? positive / total : undefined,
      length: most > 0 ? positive / most : 0,
      groups: row.groups,
    };
  });
}

export type Slice = {
  readonly name: string;
  readonly value: number;
  readonly groups: readonly Json[] | null;
};

/** Beyond the seventh, slices are too thin to be told apart: they are put together with what is not shown. */
export function slices(
  { rows, whole }: GroupedAnswer,
  measure: string,
  words: { empty: string; rest: string },
  most = 7,
) {
  const all: Slice[] = rows
    .map((row) => ({
      name: row.labels[0] || words.empty,
      value: Math.max(0, pointOf(row, measure, row.groups).value ?? 0),
      groups: row.groups as readonly Json[] | null,
    }))
    .filter((slice) => slice.value > 0)
    .sort((one, other) => other.value - one.value);
  const shown = all.reduce((sum, slice) => sum + slice.value, 0);
  const hidden = Math.max(0, Number(whole ?? shown) - shown);
  if (all.length <= most && hidden === 0) return all;
  const rest = all.slice(most - 1).reduce((sum, slice) => sum + slice.value, hidden);
  return [...all.slice(0, most - 1), { name: words.rest, value: rest, groups: null }];
}
