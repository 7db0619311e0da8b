/** The one condition tree of the platform, as documents and requests carry it. */
import type { Json } from "../json";

export type Test = { readonly field: string; readonly op: string; readonly value?: Json };
export type All = { readonly all: readonly Condition[] };
export type Either = { readonly any: readonly Condition[] };
export type Not = { readonly not: Condition };
export type Condition = Test | All | Either | Not;

export const isTest = (condition: Condition): condition is Test => "field" in condition;
export const isAll = (condition: Condition): condition is All => "all" in condition;
export const isEither = (condition: Condition): condition is Either => "any" in condition;

/** The same tree with every test replaced; field paths on the right side are the caller's business. */
export function mapTests(condition: Condition, change: (test: Test) => Test): Condition {
  if (isTest(condition)) return change(condition);
  if (isAll(condition)) return { all: condition.all.map((part) => mapTests(part, change)) };
  if (isEither(condition)) return { any: condition.any.map((part) => mapTests(part, change)) };
  return { not: mapTests(condition.not, change) };
}

export function testsOf(condition: Condition): readonly Test[] {
  if (isTest(condition)) return [condition];
  if (isAll(condition)) return condition.all.flatMap(testsOf);
  if (isEither(condition)) return condition.any.flatMap(testsOf);
  return testsOf(condition.not);
}

/** All of the given conditions; undefined where there is none. */
export function both(...conditions: readonly (Condition | null | undefined)[]): Condition | undefined {
  const real = conditions.filter((one): one is Condition => one !== null && one !== undefined);
  return real.length > 1 ? { all: real } : real[0];
}
