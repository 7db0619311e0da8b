/** A calendar as lines of text that people can read, change and paste. */
import type { Calendar, Shift } from "../api";

/** "09:00-12:00, 13:00-18:00"; empty for a day off. */
export const hoursText = (shifts: readonly Shift[] = []): string =>
  shifts.map((one) => `${one.from.slice(0, 5)}-${one.to.slice(0, 5)}`).join(", ");

/** The shifts of such a text; undefined where it is none. */
export function shiftsOf(text: string): readonly Shift[] | undefined {
  const parts = text
    .normalize("NFKC")
    .split(/[,;、]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const found = parts.map((part) => /^(\d{1,2}:\d{2})\s*[-–~]\s*(\d{1,2}:\d{2})$/.exec(part));
  if (found.some((one) => one === null)) return undefined;
  return found.map((one) => ({ from: time(one?.[1] ?? ""), to: time(one?.[2] ?? "") }));
}

const time = (text: string): string => `${text.padStart(5, "0")}:00`;

const dayLine = /^(\d{4}-\d{2}-\d{2})(?:\s+(.*))?$/;

/** One "2026-10-01 name" a line. */
export const holidaysText = (calendar: Calendar): string =>
  Object.entries(calendar.holidays ?? {})
    .sort()
    .map(([day, name]) => `${day} ${name}`.trim())
    .join("\n");

export const workdaysText = (calendar: Calendar): string =>
  Object.entries(calendar.workdays ?? {})
    .sort()
    .map(([day, shifts]) => `${day} ${hoursText(shifts)}`.trim())
    .join("\n");

/** Day → what stands behind it; the first line that is no day otherwise. */
export function daysOf(text: string): Readonly<Record<string, string>> | { readonly wrong: string } {
  const days: Record<string, string> = {};
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line === "") continue;
    const found = dayLine.exec(line);
    if (!found?.[1]) return { wrong: line };
    days[found[1]] = found[2] ?? "";
  }
  return days;
}
