import { Decimal, type Rounding } from "./decimal.ts";
import { PLACES, POWER_STEPS, WHOLE_DIGITS } from "./limits.ts";
import { require } from "./values.ts";

export const ZERO = new Decimal(0);
export const ONE = new Decimal(1);
export const TEN = new Decimal(10);
export const PI = new Decimal("3.141592653590");
const TOO_BIG = new Decimal(10).pow(WHOLE_DIGITS);
const SHIFT = new Decimal(10).pow(PLACES);

/** The number rounded half-even to 12 places; an overflow from 10**18 on. */
export function settle(number: Decimal): Decimal {
  require(number.isFinite(), "overflow");
  const settled = number.toDecimalPlaces(PLACES, Decimal.ROUND_HALF_EVEN);
  require(settled.abs().lt(TOO_BIG), "overflow");
  return settled;
}

/** The canonical text of a number: `1200`, `-0.5`. */
export function numberText(number: Decimal): string {
  return number.isZero() ? "0" : number.toFixed();
}

/** The number without its fraction; fails outside low … high. */
export function whole(number: Decimal, low: number, high: number): number {
  const count = number.trunc();
  require(count.gte(low) && count.lte(high));
  return count.toNumber() + 0;
}

/** The quotient rounded half-even to 12 places, once. */
export function divided(dividend: Decimal, divisor: Decimal): Decimal {
  require(!divisor.isZero(), "div0");
  const scaled = dividend.times(SHIFT);
  const quotient = scaled.divToInt(divisor);
  const doubled = scaled.mod(divisor).abs().times(2);
  const size = divisor.abs();
  const odd = !quotient.mod(2).isZero();
  const up = doubled.gt(size) || (doubled.eq(size) && odd);
  const sign = dividend.isNegative() === divisor.isNegative() ? 1 : -1;
  return (up ? quotient.plus(sign) : quotient).div(SHIFT);
}

/** The number at `places` decimals (negative: tens, hundreds …) under a rounding mode of decimal.js. */
function rounded(number: Decimal, places: Decimal, mode: Rounding): Decimal {
  const count = Math.max(-WHOLE_DIGITS, Math.min(PLACES, places.trunc().toNumber()));
  if (count >= 0) return number.toDecimalPlaces(count, mode);
  const unit = TEN.pow(-count);
  return number.div(unit).toDecimalPlaces(0, mode).times(unit);
}

export const halfUp = (number: Decimal, places: Decimal = ZERO) =>
  rounded(number, places, Decimal.ROUND_HALF_UP);
export const halfEven = (number: Decimal, places: Decimal = ZERO) =>
  rounded(number, places, Decimal.ROUND_HALF_EVEN);
export const away = (number: Decimal, places: Decimal = ZERO) => rounded(number, places, Decimal.ROUND_UP);
export const towardsZero = (number: Decimal, places: Decimal = ZERO) =>
  rounded(number, places, Decimal.ROUND_DOWN);

export function floorTo(number: Decimal, step: Decimal = ONE): Decimal {
  require(step.gt(0));
  const rest = number.mod(step);
  return number.minus(rest).minus(rest.lt(0) ? step : ZERO);
}

export function ceilingTo(number: Decimal, step: Decimal = ONE): Decimal {
  require(step.gt(0));
  const rest = number.mod(step);
  return number.minus(rest).plus(rest.gt(0) ? step : ZERO);
}

/** The multiple of `step` nearest to the number; halfway goes away from zero. */
export function nearestTo(number: Decimal, step: Decimal): Decimal {
  const size = number.abs();
  const low = floorTo(size, step);
  const nearest = size.minus(low).times(2).gte(step) ? low.plus(step) : low;
  return number.isNegative() ? nearest.neg() : nearest;
}

/** The remainder with the divisor's sign, as in Excel. */
export function modulo(number: Decimal, divisor: Decimal): Decimal {
  require(!divisor.isZero(), "div0");
  const rest = number.mod(divisor);
  return !rest.isZero() && rest.lt(0) !== divisor.lt(0) ? rest.plus(divisor) : rest;
}

/** e to the `number`; far below zero it is zero. */
export function exponential(number: Decimal): Decimal {
  require(number.lt(42), "overflow");
  return number.gt(-30) ? number.exp() : ZERO;
}

/** Whole exponents by at most 1,000 multiplications of 60 digits. */
export function power(number: Decimal, exponent: Decimal): Decimal {
  if (!exponent.isInteger()) {
    require(number.gt(0));
    return exponential(exponent.times(number.ln()));
  }
  const count = whole(exponent.abs(), 0, POWER_STEPS);
  require(!number.isZero() || count !== 0);
  let result = ONE;
  for (let step = 0; step < count; step += 1) result = result.times(number);
  if (!exponent.lt(0)) return result;
  require(!number.isZero(), "div0");
  return ONE.div(result);
}
