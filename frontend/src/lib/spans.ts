/** Lengths of time in whole units, largest first. */

export type Span = { readonly days: number; readonly hours: number; readonly minutes: number };

const ofMinutes = (minutes: number): Span => ({
  days: Math.floor(minutes / 1440),
  hours: Math.floor((minutes % 1440) / 60),
  minutes: minutes % 60,
});

export const spanBetween = (from: string, to: Date): Span =>
  ofMinutes(Math.max(0, Math.floor((to.getTime() - Date.parse(from)) / 60_000)));

export const spanOfHours = (hours: number): Span => ofMinutes(Math.max(0, Math.round(hours * 60)));

export type SpanPart = { readonly unit: "days" | "hours" | "minutes"; readonly count: number };

/** At most two units, as people say it: 1 day 4 hours, 3 hours 20 minutes, 0 minutes. */
export function partsOfSpan({ days, hours, minutes }: Span): readonly SpanPart[] {
  const all: readonly SpanPart[] = [
    { unit: "days", count: days },
    { unit: "hours", count: hours },
    { unit: "minutes", count: minutes },
  ];
  const first = all.findIndex((part) => part.count > 0);
  if (first < 0) return [{ unit: "minutes", count: 0 }];
  return all.slice(first, first + 2).filter((part) => part.count > 0);
}
