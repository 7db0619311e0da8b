import type { Decimal } from "../decimal.ts";
import * as numbers from "../numbers.ts";
import { ONE, TEN, ZERO } from "../numbers.ts";
import { require } from "../values.ts";
import { num, type Run } from "./run.ts";

/** A function of a number and, perhaps, a second one. */
const two =
  (run: (number: Decimal, second: Decimal) => Decimal, fallback?: Decimal): Run =>
  (args) =>
    run(num(args, 0), num(args, 1, fallback));

const logarithm = (number: Decimal, base: Decimal) => {
  require(number.gt(0) && base.gt(0) && !base.eq(ONE));
  return base.eq(TEN) ? number.log(10) : number.ln().div(base.ln());
};

function clamp(number: Decimal, low: Decimal, high: Decimal): Decimal {
  require(low.lte(high));
  if (number.lt(low)) return low;
  return number.gt(high) ? high : number;
}

function root(number: Decimal): Decimal {
  require(number.gte(0));
  return number.sqrt();
}

function natural(number: Decimal): Decimal {
  require(number.gt(0));
  return number.ln();
}

export const ARITHMETIC: Readonly<Record<string, Run>> = {
  add: two((left, right) => left.plus(right)),
  subtract: two((left, right) => left.minus(right)),
  multiply: two((left, right) => left.times(right)),
  divide: two(numbers.divided),
  negate: (args) => num(args, 0).neg(),
  percent: (args) => num(args, 0).div(100),
  ROUND: two(numbers.halfUp, ZERO),
  ROUNDUP: two(numbers.away, ZERO),
  ROUNDDOWN: two(numbers.towardsZero, ZERO),
  TRUNC: two(numbers.towardsZero, ZERO),
  BANKERSROUND: two(numbers.halfEven, ZERO),
  INT: (args) => num(args, 0).floor(),
  CEILING: two(numbers.ceilingTo, ONE),
  FLOOR: two(numbers.floorTo, ONE),
  MROUND: two(numbers.nearestTo),
  MOD: two(numbers.modulo),
  QUOTIENT: two((dividend, divisor) => numbers.towardsZero(numbers.divided(dividend, divisor))),
  ABS: (args) => num(args, 0).abs(),
  SIGN: (args) => num(args, 0).cmp(ZERO),
  POWER: two(numbers.power),
  SQRT: (args) => root(num(args, 0)),
  EXP: (args) => numbers.exponential(num(args, 0)),
  LN: (args) => natural(num(args, 0)),
  LOG: two(logarithm, TEN),
  CLAMP: (args) => clamp(num(args, 0), num(args, 1), num(args, 2)),
  INTERPOLATE: (args) => numbers.divided(num(args, 0).minus(num(args, 1)), num(args, 2).minus(num(args, 1))),
  PI: () => numbers.PI,
};
