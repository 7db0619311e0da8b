/** Wire values as things that can be compared: exact numbers, instants in microseconds, days as text. */
import Decimal from "decimal.js";
import { compareTexts, type Zone } from "../formula/values";
import type { Json } from "../json";
import type { Kind } from "./kinds";
import { ConditionProblem } from "./problem";

export type Comparable = string | boolean | bigint | Decimal;

export type ConditionClock = {
  /** Microseconds since 1970. */
  readonly now: bigint;
  readonly zone: Zone;
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const plainDate = /^\d{4}-\d{2}-\d{2}$/;
const fractionalSeconds = /\.(\d{1,9})/;

export const todayOf = (clock: ConditionClock): string =>
  new Date(Number(clock.zone.local(clock.now) / 1000n)).toISOString().slice(0, 10);

export const midnightOf = (day: string, clock: ConditionClock): bigint =>
  clock.zone.instant(BigInt(Date.parse(`${day}T00:00:00Z`)) * 1000n);

/** "2026-11-22T06:00:00.000001Z" in microseconds since 1970. */
export function microsOf(text: string): bigint {
  const fraction = (fractionalSeconds.exec(text)?.[1] ?? "").padEnd(6, "0").slice(0, 6);
  const whole = Date.parse(text.replace(fractionalSeconds, ""));
  if (Number.isNaN(whole)) throw new ConditionProblem("field.moment.malformed");
  return BigInt(whole) * 1000n + BigInt(fraction);
}

export function asDate(raw: Json): string {
  if (typeof raw !== "string" || !plainDate.test(raw) || Number.isNaN(Date.parse(`${raw}T00:00:00Z`))) {
    throw new ConditionProblem("field.date.malformed");
  }
  return raw;
}

export function asDecimal(raw: Json): Decimal {
  if (typeof raw !== "string" && typeof raw !== "number") {
    throw new ConditionProblem("field.decimal.not_number");
  }
  try {
    const number = new Decimal(typeof raw === "string" ? raw.trim() : raw);
    if (!number.isFinite()) throw new ConditionProblem("field.decimal.not_number");
    return number.toDecimalPlaces(6, Decimal.ROUND_HALF_UP);
  } catch {
    throw new ConditionProblem("field.decimal.not_number");
  }
}

export function asId(raw: Json): string {
  const id = typeof raw === "string" ? raw.toLowerCase() : "";
  if (!uuid.test(id)) throw new ConditionProblem("field.reference.malformed");
  return id;
}

/** A record's value at run time; ids of expanded links, people and departments count as their ids. */
export function comparable(raw: Json, kind: Kind): Comparable | readonly Comparable[] | null {
  if (raw === null || raw === undefined || raw === "") return null;
  if (Array.isArray(raw)) return raw.map((one) => idOf(one));
  switch (kind) {
    case "number":
      return asDecimal(raw);
    case "moment":
      return typeof raw === "string" ? microsOf(raw) : null;
    case "boolean":
      return raw === true;
    default:
      return idOf(raw);
  }
}

const idOf = (raw: Json): string => {
  if (typeof raw === "object" && raw !== null && !Array.isArray(raw)) {
    return String((raw as { readonly id?: Json }).id ?? JSON.stringify(raw));
  }
  return String(raw);
};

export const same = (one: Comparable, other: Comparable): boolean =>
  one instanceof Decimal && other instanceof Decimal ? one.eq(other) : one === other;

export function order(one: Comparable, other: Comparable): number {
  if (one instanceof Decimal && other instanceof Decimal) return one.cmp(other);
  if (typeof one === "string" && typeof other === "string") return compareTexts(one, other);
  return one === other ? 0 : one < other ? -1 : 1;
}
