import { Decimal } from "../decimal.ts";
import { divided, ONE, settle, whole, ZERO } from "../numbers.ts";
import { FormulaError, type Item, require, type Value } from "../values.ts";
import { blank, order, same } from "./logic.ts";
import { list, num, present, type Run, total } from "./run.ts";

const numbersOf = (args: readonly Value[]) =>
  present(args).filter((item): item is Decimal => item instanceof Decimal);

const ascending = (items: readonly Decimal[]) => [...items].sort((one, other) => one.cmp(other));
const itemAt = (items: readonly Decimal[], index: number) => items[index] ?? ZERO;

const average = (items: readonly Decimal[]) =>
  items.length > 0 ? divided(total(items), new Decimal(items.length)) : null;

function median(items: readonly Decimal[]): Decimal | null {
  if (items.length === 0) return null;
  const sorted = ascending(items);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return itemAt(sorted, middle);
  return divided(itemAt(sorted, middle - 1).plus(itemAt(sorted, middle)), new Decimal(2));
}

/** Of a sample (n - 1), each step rounded as any other number is. */
function deviation(items: readonly Decimal[]): Decimal {
  require(items.length > 1, "div0");
  const mean = settle(divided(total(items), new Decimal(items.length)));
  const squares = items.map((item) => settle(item.minus(mean).pow(2)));
  return settle(divided(total(squares), new Decimal(items.length - 1))).sqrt();
}

const extreme =
  (better: (difference: number) => boolean): Run =>
  (args) => {
    const [first, ...rest] = present(args);
    if (first === undefined) return null;
    return rest.reduce((best, item) => (better(order(item, best)) ? item : best), first);
  };

const equals = (item: Item, wanted: Value) => !(item instanceof FormulaError) && same(item, wanted);

/** The numbers of the third list at the places where the first equals the second argument. */
function matching(args: readonly Value[]): readonly Decimal[] {
  const items = list(args, 0);
  const results = list(args, 2);
  require(items.length === results.length);
  return numbersOf([results.filter((_, index) => equals(items[index] ?? null, args[1] ?? null))]);
}

/** Row by row; a row with an empty or broken factor adds nothing. */
function sumProduct(left: readonly Item[], right: readonly Item[]): Decimal {
  require(left.length === right.length);
  return left.reduce<Decimal>((sum, one, index) => {
    const other = right[index];
    return one instanceof Decimal && other instanceof Decimal ? sum.plus(settle(one.times(other))) : sum;
  }, ZERO);
}

function ranked(args: readonly Value[]): readonly [readonly Decimal[], number] {
  const sorted = ascending(numbersOf([list(args, 0)]));
  return [sorted, whole(num(args, 1), 1, sorted.length)];
}

export const STATISTICS: Readonly<Record<string, Run>> = {
  SUM: (args) => total(numbersOf(args)),
  AVERAGE: (args) => average(numbersOf(args)),
  COUNT: (args) => present(args).filter((value) => !blank(value)).length,
  MIN: extreme((difference) => difference < 0),
  MAX: extreme((difference) => difference > 0),
  PRODUCT: (args) => {
    const items = numbersOf(args);
    return items.length === 0 ? null : items.reduce((product, item) => settle(product.times(item)), ONE);
  },
  MEDIAN: (args) => median(numbersOf(args)),
  STDEV: (args) => deviation(numbersOf(args)),
  LARGE: (args) => {
    const [sorted, position] = ranked(args);
    return itemAt(sorted, sorted.length - position);
  },
  SMALL: (args) => {
    const [sorted, position] = ranked(args);
    return itemAt(sorted, position - 1);
  },
  COUNTIF: (args) => list(args, 0).filter((item) => equals(item, args[1] ?? null)).length,
  SUMIF: (args) => total(matching(args)),
  AVERAGEIF: (args) => average(matching(args)),
  SUMPRODUCT: (args) => sumProduct(list(args, 0), list(args, 1)),
};
