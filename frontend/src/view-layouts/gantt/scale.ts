/** How wide a day is, how many of them are seen, and where the lines of the time above them stand. */
import { addDays, addMonths, type Day, daysBetween, monthStart, weekStart } from "@/lib/days";

export const scales = ["day", "week", "month"] as const;
export type Scale = (typeof scales)[number];

type Measure = {
  /** CSS pixels. */
  readonly day: number;
  readonly days: number;
  /** Where the shown stretch begins, seen from the day that the reader chose. */
  readonly begin: (anchor: Day) => Day;
  readonly step: number;
};

export const measures: Readonly<Record<Scale, Measure>> = {
  day: { day: 36, days: 42, begin: (anchor) => addDays(weekStart(anchor), -7), step: 14 },
  week: { day: 14, days: 140, begin: (anchor) => addDays(weekStart(anchor), -28), step: 56 },
  month: { day: 4, days: 731, begin: (anchor) => addMonths(monthStart(anchor), -6), step: 182 },
};

/** Left edge and width of a stretch of days in pixels, cut to what is shown. */
export function place(first: Day, days: number, width: number, from: Day, to: Day) {
  const left = Math.max(0, daysBetween(first, from));
  const right = Math.min(days, daysBetween(first, to) + 1);
  return { left: left * width, width: Math.max(0, right - left) * width };
}

export type Mark = { readonly day: Day; readonly left: number; readonly width: number };

/** Stretches between the first days that `next` leads to: months above, days or weeks below. */
export function marksOf(first: Day, days: number, width: number, next: (day: Day) => Day): readonly Mark[] {
  const end = addDays(first, days);
  const marks: Mark[] = [];
  for (let day = first; day < end; ) {
    const after = next(day);
    const last = after < end ? after : end;
    marks.push({ day, left: daysBetween(first, day) * width, width: daysBetween(day, last) * width });
    day = after;
  }
  return marks;
}

export const nextMonth = (day: Day): Day => addMonths(day, 1);
export const nextYear = (day: Day): Day => `${Number(day.slice(0, 4)) + 1}-01-01`;
export const nextWeek = (day: Day): Day => addDays(weekStart(day), 7);
export const nextDay = (day: Day): Day => addDays(day, 1);
