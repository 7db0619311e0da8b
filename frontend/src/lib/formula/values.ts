import type { Decimal } from "./decimal.ts";
import { RESULT_BYTES } from "./limits.ts";

export type ErrorCode = "div0" | "missing" | "overflow" | "value" | "type" | "steps" | "size";

/** A result that says why there is none; it spreads through operators as in Excel. */
export class FormulaError {
  readonly code: ErrorCode;
  constructor(code: ErrorCode) {
    this.code = code;
  }
}

/** Carries a `FormulaError` up to the nearest IFERROR or out of the formula. */
export class Fault extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

/** A formula that cannot be saved: the code and params of the engine, the offset in code points. */
export class FormulaProblem extends Error {
  readonly code: string;
  readonly at: number;
  readonly params: Readonly<Record<string, unknown>>;
  constructor(code: string, at: number, params: Readonly<Record<string, unknown>> = {}) {
    super(`${code} at ${at}`);
    this.code = code;
    this.at = at;
    this.params = params;
  }
}

/** A calendar day, counted from 0001-01-01, which is day 1. */
export class PlainDate {
  readonly ordinal: number;
  constructor(ordinal: number) {
    this.ordinal = ordinal;
  }
}

/** An instant in microseconds since 1970. */
export class Moment {
  readonly micros: bigint;
  constructor(micros: bigint) {
    this.micros = micros;
  }
}

export type Scalar = string | Decimal | boolean | PlainDate | Moment | null;
export type Item = Scalar | FormulaError;
export type Value = Scalar | readonly Item[];

/** Where and when a formula is evaluated. */
export interface Zone {
  /** Wall-clock microseconds since 1970 at an instant. */
  local(micros: bigint): bigint;
  /** The instant of a wall-clock time; a gap gives the next valid one, an overlap the first. */
  instant(local: bigint): bigint;
}

export interface Clock {
  readonly now: Moment;
  readonly zone: Zone;
}

export function require(condition: boolean, code: ErrorCode = "value"): asserts condition {
  if (!condition) throw new Fault(code);
}

const encoder = new TextEncoder();

export function utf8Size(text: string): number {
  return encoder.encode(text).length;
}

export function boundedText(text: string): string {
  if (text.length * 3 > RESULT_BYTES) require(utf8Size(text) <= RESULT_BYTES, "size");
  return text;
}

/** The parts in one text; its size is known, and refused, before it is built. */
export function joined(parts: readonly string[], separator = ""): string {
  const own = parts.reduce((size, part) => size + utf8Size(part), 0);
  require(own + utf8Size(separator) * Math.max(parts.length - 1, 0) <= RESULT_BYTES, "size");
  return parts.join(separator);
}

/** Texts are compared by code point, as on the server and in the databases. */
export function compareTexts(left: string, right: string): number {
  const one = Array.from(left);
  const other = Array.from(right);
  const shared = Math.min(one.length, other.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = (one[index]?.codePointAt(0) ?? 0) - (other[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
