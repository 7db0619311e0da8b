import { Decimal } from "../decimal.ts";
import { compareTexts, Fault, FormulaError, Moment, PlainDate, type Value } from "../values.ts";
import type { LazyRun, Run, Thunk } from "./run.ts";

/** Equality as `=` has it: total; an empty text equals an empty value. */
export function same(left: Value, right: Value): boolean {
  const one = left === "" ? null : left;
  const other = right === "" ? null : right;
  if (one === null || other === null) return one === other;
  return order(one, other) === 0;
}

/** Negative, zero or positive for two present values of one kind. */
export function order(left: Value, right: Value): number {
  if (left instanceof Decimal && right instanceof Decimal) return left.cmp(right);
  if (left instanceof PlainDate && right instanceof PlainDate) return left.ordinal - right.ordinal;
  if (left instanceof Moment && right instanceof Moment) {
    return left.micros < right.micros ? -1 : Number(left.micros > right.micros);
  }
  if (typeof left === "string" && typeof right === "string") return compareTexts(left, right);
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  throw new Fault("type");
}

export const blank = (value: Value) =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** An order in which nothing stands before or after an empty value. */
const ordered =
  (decide: (difference: number) => boolean): Run =>
  ([left = null, right = null]) =>
    left !== null && right !== null && decide(order(left, right));

const at = (args: readonly Thunk[], place: number): Value => args[place]?.() ?? null;

function failed(value: Thunk): FormulaError | null {
  try {
    value();
    return null;
  } catch (fault) {
    if (!(fault instanceof Fault) || fault.code === "steps") throw fault;
    return new FormulaError(fault.code);
  }
}

const switched: LazyRun = ([subject, ...rest]) => {
  const value = subject?.() ?? null;
  for (let index = 0; index + 1 < rest.length; index += 2) {
    if (same(value, at(rest, index))) return at(rest, index + 1);
  }
  return rest.length % 2 === 1 ? at(rest, rest.length - 1) : null;
};

const coalesced: LazyRun = (args) => {
  for (const argument of args) {
    const value = argument();
    if (!blank(value)) return value;
  }
  return null;
};

const caught: LazyRun = ([value, otherwise]) => {
  try {
    return value?.() ?? null;
  } catch (fault) {
    if (!(fault instanceof Fault) || fault.code === "steps") throw fault;
    return otherwise?.() ?? null;
  }
};

export const LAZY: Readonly<Record<string, LazyRun>> = {
  IF: (args) => (at(args, 0) === true ? at(args, 1) : at(args, 2)),
  SWITCH: switched,
  AND: (args) => args.every((argument) => argument() === true),
  OR: (args) => args.some((argument) => argument() === true),
  IFERROR: caught,
  ISERROR: ([value]) => value !== undefined && failed(value) !== null,
  COALESCE: coalesced,
};

export const LOGIC: Readonly<Record<string, Run>> = {
  NOT: ([condition]) => condition !== true,
  XOR: (args) => args.filter((condition) => condition === true).length % 2 === 1,
  ISBLANK: ([value = null]) => blank(value),
  BLANK: () => null,
  equal: ([left = null, right = null]) => same(left, right),
  unequal: ([left = null, right = null]) => !same(left, right),
  less: ordered((difference) => difference < 0),
  less_equal: ordered((difference) => difference <= 0),
  greater: ordered((difference) => difference > 0),
  greater_equal: ordered((difference) => difference >= 0),
};
