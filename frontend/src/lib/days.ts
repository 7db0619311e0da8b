/** Plain dates ("2026-11-22") as days: counted, moved and laid in weeks that begin on Monday. */
import { formatMoment } from "./moments";

export type Day = string;

const size = 86_400_000;
const number = (day: Day): number => Math.round(Date.parse(`${day}T00:00:00Z`) / size);
const day = (count: number): Day => new Date(count * size).toISOString().slice(0, 10);

export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

export const addDays = (from: Day, count: number): Day => day(number(from) + count);

/** How many days later the second is. */
export const daysBetween = (from: Day, to: Day): number => number(to) - number(from);

/** Monday is 0. */
export const weekday = (one: Day): number => (((number(one) + 3) % 7) + 7) % 7;

export const weekStart = (one: Day): Day => addDays(one, -weekday(one));

export const monthStart = (one: Day): Day => `${one.slice(0, 8)}01`;

export function addMonths(one: Day, count: number): Day {
  const [year = 0, month = 1] = one.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 10);
}

/** The Mondays of the weeks that a month touches. */
export function weeksOf(one: Day): readonly Day[] {
  const first = weekStart(monthStart(one));
  const last = addDays(addMonths(one, 1), -1);
  const count = Math.floor(daysBetween(first, last) / 7) + 1;
  return Array.from({ length: count }, (_, at) => addDays(first, at * 7));
}

export const daysFrom = (first: Day, count: number): readonly Day[] =>
  Array.from({ length: count }, (_, at) => addDays(first, at));

/** The day that it is now in a zone. */
export const dayNow = (zone: string, now: Date = new Date()): Day =>
  formatMoment(now.toISOString(), zone).slice(0, 10);

/** A day in the reader's language: parts as Intl names them. */
export const dayWords = (one: Day, language: string, parts: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language, { ...parts, timeZone: "UTC" }).format(new Date(`${one}T00:00:00Z`));
