import type { Zone } from "./values.ts";

const MILLI = 1000n;

/** A zone of the IANA database, by the browser's own tables. */
export function ianaZone(name: string): Zone {
  const format = new Intl.DateTimeFormat("en-u-ca-iso8601-hc-h23", {
    timeZone: name,
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const local = (micros: bigint) => micros + offsetAt(format, micros);
  return { local, instant: (wall) => instantOf(local, wall) };
}

/** Microseconds to add to an instant to get the wall clock. */
function offsetAt(format: Intl.DateTimeFormat, micros: bigint): bigint {
  const seconds = micros / 1_000_000n - (micros % 1_000_000n < 0n ? 1n : 0n);
  const parts = new Map(format.formatToParts(Number(seconds) * 1000).map((part) => [part.type, part.value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  const wall = new Date(0);
  const year = parts.get("era")?.startsWith("B") === true ? 1 - part("year") : part("year");
  wall.setUTCFullYear(year, part("month") - 1, part("day"));
  wall.setUTCHours(part("hour") % 24, part("minute"), part("second"));
  return BigInt(wall.getTime()) * MILLI - seconds * 1_000_000n;
}

/** Searches by the offsets a day before and after: the earlier of two matches, the end of a gap for none. */
function instantOf(local: (micros: bigint) => bigint, wall: bigint): bigint {
  const day = 86_400_000_000n;
  const before = local(wall - day) - (wall - day);
  const after = local(wall + day) - (wall + day);
  const early = wall - before;
  if (local(early) === wall) return early;
  const late = wall - after;
  if (local(late) === wall) return late;
  let [low, high] = early < late ? [early, late] : [late, early];
  while (high - low > 1_000_000n) {
    const middle = (low + high) / 2n;
    if (local(middle) < wall) low = middle;
    else high = middle;
  }
  return (high / 1_000_000n) * 1_000_000n;
}
