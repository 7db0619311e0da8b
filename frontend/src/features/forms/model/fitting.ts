/** A value that a rule or a linked record gives, as its field holds it. */
import Decimal from "decimal.js";
import type { FieldDocument } from "@/api/documents";
import type { Json } from "@/lib/json";

/** As many digits as the database keeps. */
const mostDigits = 18;
const usualPlaces: Readonly<Record<string, number>> = { percent: 4 };
const number = /^-?\d+(\.\d+)?$/;

/** Numbers are rounded half-up to the field's places; undefined where there are too many digits. */
export function fitted(field: FieldDocument, value: Json): Json | undefined {
  if (value === null || value === "") return null;
  const digits = String(value);
  if (!["integer", "decimal", "money", "percent"].includes(field.type) || !number.test(digits)) return value;
  const places = field.type === "integer" ? 0 : (field.places ?? usualPlaces[field.type] ?? 2);
  const rounded = new Decimal(digits).toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
  if (rounded.abs().gte(new Decimal(10).pow(mostDigits - places))) return undefined;
  const positive = rounded.isZero() ? new Decimal(0) : rounded;
  return field.type === "integer" ? positive.toNumber() : positive.toFixed(places);
}
