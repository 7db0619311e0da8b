/** The right side of a comparison, resolved: JSON and tokens become values of the field's kind. */
import { isList, isObject, type Json } from "../json";
import type { Kind } from "./kinds";
import { type OperatorName, operators } from "./operators";
import { addDays, periodDays } from "./period";
import { ConditionProblem } from "./problem";
import {
  asDate,
  asDecimal,
  asId,
  type Comparable,
  type ConditionClock,
  microsOf,
  midnightOf,
  todayOf,
} from "./values";

export type Who = "me" | "my_department" | "my_departments" | "my_subordinates";

export type Right =
  | { readonly kind: "nothing" }
  | { readonly kind: "values"; readonly values: readonly Comparable[] }
  | {
      readonly kind: "range";
      readonly low: Comparable | null;
      readonly high: Comparable | null;
      /** The upper bound itself is outside. */
      readonly open: boolean;
    }
  | { readonly kind: "field"; readonly path: string }
  | { readonly kind: "people"; readonly who: Who };

const manyLimit = 1000;
const dateLength = "2026-11-22".length;
const people: readonly string[] = ["me", "my_department", "my_departments", "my_subordinates"];

export function rightSide(raw: Json, name: OperatorName, kind: Kind, clock: ConditionClock): Right {
  switch (operators[name].operand) {
    case "none":
      return { kind: "nothing" };
    case "period":
      return period(raw, kind, clock);
    case "range":
      return range(raw, kind, clock);
    case "many": {
      const who = whoOf(raw);
      if (who) return { kind: "people", who };
      if (!isList(raw) || raw.length > manyLimit) throw new ConditionProblem("filter.value.list");
      return {
        kind: "values",
        values: raw.map((one) => oneValue(one, kind, clock)).filter((one) => one !== null),
      };
    }
    case "one":
      return single(raw, name, kind, clock);
  }
}

function single(raw: Json, name: OperatorName, kind: Kind, clock: ConditionClock): Right {
  if (isObject(raw) && typeof raw.field === "string") return { kind: "field", path: raw.field };
  const who = whoOf(raw);
  if (who) return { kind: "people", who };
  const value = oneValue(raw, kind, clock);
  if (value === null) throw new ConditionProblem("filter.value.missing");
  const end = name === "gt" || name === "lte" ? endOfDay(raw, kind, clock) : undefined;
  if (end === undefined) return { kind: "values", values: [value] };
  return name === "gt"
    ? { kind: "range", low: end, high: null, open: false }
    : { kind: "range", low: null, high: end, open: true };
}

/** Where the day ends that a plain date or `today` means beside a moment: the whole of it, on the wall clock. */
function endOfDay(raw: Json, kind: Kind, clock: ConditionClock): Comparable | undefined {
  if (kind !== "moment") return;
  if (isObject(raw) && raw.token === "today") return midnightOf(addDays(dayOfToken(raw, clock), 1), clock);
  if (typeof raw === "string" && raw.length <= dateLength) {
    return midnightOf(addDays(asDate(raw), 1), clock);
  }
}

function whoOf(raw: Json): Who | undefined {
  const token = isObject(raw) ? raw.token : undefined;
  return typeof token === "string" && people.includes(token) ? (token as Who) : undefined;
}

function range(raw: Json, kind: Kind, clock: ConditionClock): Right {
  if (!isObject(raw) || Object.keys(raw).some((key) => key !== "from" && key !== "to")) {
    throw new ConditionProblem("filter.value.range");
  }
  const end = (name: "from" | "to") => oneValue(raw[name] ?? null, kind, clock);
  const last = endOfDay(raw.to ?? null, kind, clock);
  return { kind: "range", low: end("from"), high: last ?? end("to"), open: last !== undefined };
}

function period(raw: Json, kind: Kind, clock: ConditionClock): Right {
  const count = isObject(raw) ? (raw.count ?? 0) : 0;
  const valid = typeof count === "number" && Number.isInteger(count) && count >= 0 && count <= 3660;
  if (!isObject(raw) || typeof raw.token !== "string" || !valid) {
    throw new ConditionProblem("filter.value.period");
  }
  const { first, end } = periodDays(raw.token, todayOf(clock), count);
  if (kind !== "moment") return { kind: "range", low: first, high: end, open: true };
  return { kind: "range", low: midnightOf(first, clock), high: midnightOf(end, clock), open: true };
}

function oneValue(raw: Json, kind: Kind, clock: ConditionClock): Comparable | null {
  if (raw === null || raw === undefined) return null;
  if (isObject(raw) && "token" in raw) return relative(raw, kind, clock);
  switch (kind) {
    case "number":
      return asDecimal(raw);
    case "date":
      return asDate(raw);
    case "moment":
      return typeof raw === "string" && raw.length > dateLength
        ? microsOf(raw)
        : midnightOf(asDate(raw), clock);
    case "boolean":
      if (typeof raw !== "boolean") throw new ConditionProblem("filter.value.boolean");
      return raw;
    case "record":
      return asId(raw);
    default:
      if (typeof raw !== "string" || raw.length > 2000) throw new ConditionProblem("filter.value.text");
      return raw;
  }
}

type Token = { readonly [key: string]: Json };

const hoursOf = ({ days, hours }: Token): number => Number(days ?? 0) * 24 + Number(hours ?? 0);

const dayOfToken = (raw: Token, clock: ConditionClock): string =>
  addDays(todayOf(clock), Math.floor(hoursOf(raw) / 24));

function relative(raw: Token, kind: Kind, clock: ConditionClock): Comparable {
  const [days, hours] = [raw.days ?? 0, raw.hours ?? 0];
  for (const shift of [days, hours]) {
    if (typeof shift !== "number" || !Number.isInteger(shift) || Math.abs(shift) > 100_000) {
      throw new ConditionProblem("filter.value.token");
    }
  }
  if (raw.token === "today" && kind === "date") return dayOfToken(raw, clock);
  if (raw.token === "today" && kind === "moment") return midnightOf(dayOfToken(raw, clock), clock);
  if (raw.token === "now" && kind === "moment") return clock.now + BigInt(hoursOf(raw)) * 3_600_000_000n;
  throw new ConditionProblem("filter.value.token");
}
