import { Decimal } from "../decimal.ts";
import { show } from "../formats.ts";
import { RESULT_BYTES } from "../limits.ts";
import { numberText, ONE, whole } from "../numbers.ts";
import { FormulaError, type Item, joined, Moment, PlainDate, require, type Scalar } from "../values.ts";
import { blank, same } from "./logic.ts";
import { list, num, present, type Run, text } from "./run.ts";

/** One text per value, so that lists can be compared through sets. */
function keyOf(value: Scalar): string {
  if (value instanceof Moment) return String(value.micros);
  if (value instanceof PlainDate) return String(value.ordinal);
  return value instanceof Decimal ? numberText(value) : String(value);
}

/** Each value once, where it stands first. */
function distinct(items: readonly Item[]): readonly Scalar[] {
  const found = new Map<string, Scalar>();
  for (const item of present([items])) {
    const key = keyOf(item);
    if (item !== "" && !found.has(key)) found.set(key, item);
  }
  return [...found.values()];
}

const keys = (items: readonly Item[]) => new Set(present([items]).map(keyOf));

/** Counted from 1, from the end if negative; empty where there is none. */
function itemAt(items: readonly Item[], position: number): Scalar {
  const found = present([items]);
  require(position !== 0);
  return (position > 0 ? found[position - 1] : found.at(position)) ?? null;
}

const has = (items: readonly Item[], wanted: Scalar) => present([items]).some((item) => same(item, wanted));

function split(value: string, separator: string): readonly string[] {
  require(separator !== "" && Array.from(value).length <= RESULT_BYTES);
  return value
    .split(separator)
    .map((part) => part.replace(/^ +| +$/gu, ""))
    .filter((part) => part !== "");
}

export const LISTS: Readonly<Record<string, Run>> = {
  JOIN: (args, clock) =>
    joined(
      present([list(args, 0)])
        .map((item) => show(clock, item))
        .filter((part) => part !== ""),
      text(args, 1, "、"),
    ),
  COUNTBLANK: (args) => list(args, 0).filter((item) => !(item instanceof FormulaError) && blank(item)).length,
  UNIQUECOUNT: (args) => distinct(list(args, 0)).length,
  UNIQUE: (args) => distinct(list(args, 0)),
  FIRST: (args) => itemAt(list(args, 0), 1),
  LAST: (args) => itemAt(list(args, 0), -1),
  ITEM: (args) => itemAt(list(args, 0), whole(num(args, 1, ONE), -1e6, 1e6)),
  HAS: (args) => has(list(args, 0), (args[1] ?? null) as Scalar),
  HASANY: (args) => {
    const known = keys(list(args, 0));
    return [...keys(list(args, 1))].some((wanted) => known.has(wanted));
  },
  HASALL: (args) => {
    const known = keys(list(args, 0));
    return [...keys(list(args, 1))].every((wanted) => known.has(wanted));
  },
  SPLIT: (args) => split(text(args, 0), text(args, 1)),
};
