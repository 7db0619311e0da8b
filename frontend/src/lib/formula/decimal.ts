import { Decimal as Library } from "decimal.js";

/** Sixty digits, half-even: enough for every product of two settled numbers, so rounding happens once. */
export const Decimal = Library.clone({
  precision: 60,
  rounding: Library.ROUND_HALF_EVEN,
  toExpNeg: -200,
  toExpPos: 200,
});
export type Decimal = Library;
export type Rounding = Library.Rounding;
