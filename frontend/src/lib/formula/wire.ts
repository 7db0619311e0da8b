import { dateOf, dateOfLocal } from "./calendar.ts";
import { Decimal } from "./decimal.ts";
import { dateText } from "./formats.ts";
import { numberText } from "./numbers.ts";
import type { Kind } from "./types.ts";
import { FormulaError, type Item, Moment, PlainDate, type Scalar, type Value } from "./values.ts";

const MOMENT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?(Z|[+-]\d{2}:\d{2})$/u;

/** JSON as the API carries it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export function momentOf(text: string): Moment {
  const parts = MOMENT.exec(text);
  if (parts === null) throw new RangeError(`not a moment: ${text}`);
  const [, seconds = "", fraction = "", zone = "Z"] = parts;
  return new Moment(BigInt(Date.parse(`${seconds}${zone}`)) * 1000n + BigInt(fraction.padEnd(6, "0")));
}

/** A wire value of a field as a value of formulas. */
export function fromWire(json: Json, kind: Kind): Value {
  if (Array.isArray(json)) return json.map((item: Json) => scalar(item, kind));
  return scalar(json, kind);
}

function scalar(json: Json, kind: Kind): Scalar {
  if (kind === "number" && (typeof json === "string" || typeof json === "number")) return new Decimal(json);
  if (kind === "date" && typeof json === "string") {
    const [year = 0, month = 0, day = 0] = json.split("-").map(Number);
    return dateOf(year, month, day);
  }
  if (kind === "moment" && typeof json === "string") return momentOf(json);
  return typeof json === "string" || typeof json === "boolean" ? json : null;
}

/** A result as the API would write it; an error as null. */
export function toWire(value: Value | FormulaError): Json {
  if (value instanceof FormulaError) return null;
  if (Array.isArray(value)) return value.map((item: Item) => toWire(item));
  if (value instanceof Decimal) return numberText(value);
  if (value instanceof PlainDate) return dateText(value);
  if (value instanceof Moment) return momentText(value);
  return value as string | boolean | null;
}

function momentText(moment: Moment): string {
  const fraction = ((moment.micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const seconds = (moment.micros - fraction) / 1_000_000n;
  const date = dateText(dateOfLocal(moment.micros));
  const time = new Date(Number(seconds) * 1000).toISOString().slice(-13, -5);
  const digits = fraction === 0n ? "" : `.${String(fraction).padStart(6, "0").replace(/0+$/u, "")}`;
  return `${date}T${time}${digits}Z`;
}
