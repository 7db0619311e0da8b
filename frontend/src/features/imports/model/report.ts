/** Problems and unmatched values, brought into an order in which people can deal with them. */
import type { CellProblem, ImportCheck, Unmatched } from "../api";

export type ProblemGroup = {
  readonly key: string;
  readonly column: string;
  readonly code: string;
  readonly message: string;
  readonly count: number;
  readonly rows: readonly { readonly row: number; readonly value: string }[];
};

const shownRows = 5;

/** One group for each column and kind of problem, the largest first, with a few cells as examples. */
export function groupProblems(
  problems: readonly CellProblem[],
  totals: ImportCheck["totals"] = [],
): readonly ProblemGroup[] {
  const counted = new Map(totals.map((one) => [`${one.column}\u0000${one.code}`, one.count]));
  const groups = new Map<string, CellProblem[]>();
  for (const problem of problems) {
    const key = `${problem.column ?? ""}\u0000${problem.code}`;
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  return [...groups]
    .map(([key, found]) => ({
      key,
      column: found[0]?.column ?? "",
      code: found[0]?.code ?? "",
      message: found[0]?.message ?? "",
      count: counted.get(key) ?? found.length,
      rows: found.slice(0, shownRows).map(({ row, value }) => ({ row, value: value ?? "" })),
    }))
    .sort((one, other) => other.count - one.count);
}

export type UnmatchedGroup = {
  readonly key: string;
  readonly column: string;
  readonly field: string;
  readonly rows: number;
  readonly values: readonly Unmatched[];
};

export function groupUnmatched(unmatched: readonly Unmatched[]): readonly UnmatchedGroup[] {
  const groups = new Map<string, Unmatched[]>();
  for (const one of unmatched) {
    const key = `${one.column}\u0000${one.field}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([key, values]) => ({
    key,
    column: values[0]?.column ?? "",
    field: values[0]?.field ?? "",
    rows: values.reduce((sum, one) => sum + one.count, 0),
    values: values.sort((one, other) => other.count - one.count),
  }));
}

/** Rows a second since the start, and seconds that are left at this pace; null while it is too early to say. */
export function pace(done: number, total: number | undefined, started: string | null | undefined, now: Date) {
  const seconds = started ? (now.getTime() - Date.parse(started)) / 1000 : 0;
  if (seconds < 1 || done === 0) return null;
  const rate = done / seconds;
  return {
    rate: Math.round(rate),
    left: total === undefined ? null : Math.ceil(Math.max(0, total - done) / rate),
  };
}
