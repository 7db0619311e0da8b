/** Dates and moments as people read them, always in the workspace's zone unless told otherwise. */

export const defaultZone = "Asia/Shanghai";

/** "2026-11-22T06:00:00Z" → "2026-11-22 14:00" in the given zone. */
export function formatMoment(moment: string, zone = defaultZone): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(moment));
  return parts.replace(",", "");
}

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** Distance from now in words: "3小时前", "in 2 days"; under a minute counts as now. */
export function formatRelative(moment: string, now: Date, language: string): string {
  const seconds = Math.round((Date.parse(moment) - now.getTime()) / 1000);
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(0, "second");
}
