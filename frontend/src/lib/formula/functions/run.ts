import { Decimal } from "../decimal.ts";
import { ZERO } from "../numbers.ts";
import {
  type Clock,
  Fault,
  FormulaError,
  type Item,
  Moment,
  PlainDate,
  type Scalar,
  type Value,
} from "../values.ts";

/** What an operation computes from arguments that already obey the rule for empty ones. */
export type Run = (args: readonly Value[], clock: Clock) => Value | number;
export type Thunk = () => Value;
/** An operation that decides itself which of its arguments to evaluate. */
export type LazyRun = (args: readonly Thunk[]) => Value;

export function num(args: readonly Value[], place: number, fallback?: Decimal): Decimal {
  const value = args[place] ?? fallback;
  if (value instanceof Decimal) return value;
  throw new Fault("type");
}

export function text(args: readonly Value[], place: number, fallback?: string): string {
  const value = args[place] ?? fallback;
  if (typeof value === "string") return value;
  throw new Fault("type");
}

export function day(args: readonly Value[], place: number): PlainDate {
  const value = args[place];
  if (value instanceof PlainDate) return value;
  throw new Fault("type");
}

export function moment(args: readonly Value[], place: number): Moment {
  const value = args[place];
  if (value instanceof Moment) return value;
  throw new Fault("type");
}

export const isList = (value: Value | undefined): value is readonly Item[] => Array.isArray(value);

export function list(args: readonly Value[], place: number): readonly Item[] {
  const value = args[place];
  if (isList(value)) return value;
  if (value === null) return [];
  throw new Fault("type");
}

/** One flat list, without empty ones and without list items in error. */
export function present(args: readonly Value[]): readonly Exclude<Scalar, null>[] {
  const found: Exclude<Scalar, null>[] = [];
  for (const value of args.flat()) {
    if (value !== null && !(value instanceof FormulaError)) found.push(value);
  }
  return found;
}

export const total = (items: readonly Decimal[]) => items.reduce((sum, item) => sum.plus(item), ZERO);
