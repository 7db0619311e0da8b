/** Named stretches of days as plain dates: today, this month, the last seven days. Weeks begin on Monday. */
import { ConditionProblem } from "./problem";

/** From the first day (inclusive) to the last (exclusive). */
export type Days = { readonly first: string; readonly end: string };

const dayLength = 86_400_000;

const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

export const addDays = (day: string, count: number): string => dayOf(timeOf(day) + count * dayLength);

function firstOfMonth(day: string, step: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + step;
  const year = String(Math.floor(months / 12)).padStart(4, "0");
  return `${year}-${String((months % 12) + 1).padStart(2, "0")}-01`;
}

function unitOf(unit: string, today: string, step: number): Days {
  if (unit === "week") {
    const weekday = (new Date(timeOf(today)).getUTCDay() + 6) % 7;
    const monday = addDays(today, step * 7 - weekday);
    return { first: monday, end: addDays(monday, 7) };
  }
  if (unit === "month") return { first: firstOfMonth(today, step), end: firstOfMonth(today, step + 1) };
  if (unit === "quarter") {
    const intoQuarter = (Number(today.slice(5, 7)) - 1) % 3;
    const first = step * 3 - intoQuarter;
    return { first: firstOfMonth(today, first), end: firstOfMonth(today, first + 3) };
  }
  const intoYear = Number(today.slice(5, 7)) - 1;
  const first = step * 12 - intoYear;
  return { first: firstOfMonth(today, first), end: firstOfMonth(today, first + 12) };
}

const steps: Readonly<Record<string, number>> = { last: -1, this: 0, next: 1 };
const units = ["week", "month", "quarter", "year"];

/** `last_days` and `next_days` take a count and include today. */
export function periodDays(token: string, today: string, count = 0): Days {
  switch (token) {
    case "today":
      return { first: today, end: addDays(today, 1) };
    case "yesterday":
      return { first: addDays(today, -1), end: today };
    case "tomorrow":
      return { first: addDays(today, 1), end: addDays(today, 2) };
    case "last_days":
      return { first: addDays(today, 1 - count), end: addDays(today, 1) };
    case "next_days":
      return { first: today, end: addDays(today, count) };
  }
  const [which = "", ...rest] = token.split("_");
  const unit = rest.join("_");
  const step = steps[which];
  if (step === undefined || !units.includes(unit)) throw new ConditionProblem("filter.period.unknown");
  return unitOf(unit, today, step);
}
