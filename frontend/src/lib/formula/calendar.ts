import { Decimal } from "./decimal.ts";
import { divided, whole } from "./numbers.ts";
import { type Clock, Moment, PlainDate, require } from "./values.ts";

const DAY_MICROS = 86_400_000_000n;
const FIRST_MICRO = -62_135_596_800_000_000n;
const LAST_MICRO = 253_402_300_799_999_999n;
const LAST_ORDINAL = 3_652_059;
const EPOCH_ORDINAL = 719_163;
const FAR = 1e12;

const MONTHS: Readonly<Record<string, number>> = { y: 12, q: 3, m: 1 };
const DAYS: Readonly<Record<string, number>> = { w: 7, d: 1 };
const MICROS: Readonly<Record<string, bigint>> = { h: 3_600_000_000n, min: 60_000_000n, s: 1_000_000n };

export interface Ymd {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function fromOrdinal(ordinal: number): PlainDate {
  require(ordinal >= 1 && ordinal <= LAST_ORDINAL, "overflow");
  return new PlainDate(ordinal);
}

/** Year, month (1 to 12) and day; JavaScript's proleptic UTC calendar is the one of the server. */
export function ymd(date: PlainDate): Ymd {
  const moment = new Date((date.ordinal - EPOCH_ORDINAL) * 86_400_000);
  return { year: moment.getUTCFullYear(), month: moment.getUTCMonth() + 1, day: moment.getUTCDate() };
}

export function dateOf(year: number, month: number, day: number): PlainDate {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  return fromOrdinal(Math.round(moment.getTime() / 86_400_000) + EPOCH_ORDINAL);
}

/** Monday is 0. */
export const weekdayOf = (date: PlainDate) => (date.ordinal + 6) % 7;

export const shifted = (date: PlainDate, days: Decimal) => fromOrdinal(date.ordinal + whole(days, -FAR, FAR));

export const daysBetween = (start: PlainDate, end: PlainDate) => end.ordinal - start.ordinal;

function fromMicros(micros: bigint): Moment {
  require(micros >= FIRST_MICRO && micros <= LAST_MICRO, "overflow");
  return new Moment(micros);
}

const decimalOf = (count: bigint) => new Decimal(count.toString());

/** So many times 24 hours later, to the microsecond (half-even). */
export function momentShifted(moment: Moment, days: Decimal): Moment {
  const shift = days.times(decimalOf(DAY_MICROS)).toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN);
  return fromMicros(moment.micros + BigInt(shift.toFixed()));
}

export const momentDays = (start: Moment, end: Moment) =>
  divided(decimalOf(end.micros - start.micros), decimalOf(DAY_MICROS));

export const hoursBetween = (start: Moment, end: Moment) =>
  divided(decimalOf(end.micros - start.micros), decimalOf(3_600_000_000n));

/** Floor division for negative moments too. */
export function floorDiv(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

export function dateOfLocal(local: bigint): PlainDate {
  return fromOrdinal(Number(floorDiv(local, DAY_MICROS)) + EPOCH_ORDINAL);
}

export const localOfDate = (date: PlainDate) => BigInt(date.ordinal - EPOCH_ORDINAL) * DAY_MICROS;

export const today = (clock: Clock) => dateOfLocal(clock.zone.local(clock.now.micros));

/** The first day of month `count`, counted from year 0. */
function monthStart(count: number): PlainDate {
  require(count >= 12 && count < 120_000, "overflow");
  return dateOf(Math.floor(count / 12), (count % 12) + 1, 1);
}

export function made(year: Decimal, month: Decimal, day: Decimal): PlainDate {
  const count = whole(year, 1, 9999) * 12 + whole(month, -FAR, FAR) - 1;
  return fromOrdinal(monthStart(count).ordinal + whole(day, -FAR, FAR) - 1);
}

export function monthEnd(date: PlainDate, months: Decimal): PlainDate {
  const { year, month } = ymd(date);
  const count = year * 12 + month - 1 + whole(months, -FAR, FAR);
  const start = monthStart(count);
  return fromOrdinal(count === 119_999 ? start.ordinal + 30 : monthStart(count + 1).ordinal - 1);
}

export function monthBegin(date: PlainDate, months: Decimal): PlainDate {
  const end = monthEnd(date, months);
  return fromOrdinal(end.ordinal - ymd(end).day + 1);
}

/** The same day of another month, or that month's last day if it has no such day. */
export function monthsLater(date: PlainDate, months: Decimal): PlainDate {
  const end = monthEnd(date, months);
  const last = ymd(end).day;
  return fromOrdinal(end.ordinal - last + Math.min(ymd(date).day, last));
}

function monthsBetween(start: PlainDate, end: PlainDate): number {
  const one = ymd(start);
  const other = ymd(end);
  return (other.year - one.year) * 12 + other.month - one.month - (other.day < one.day ? 1 : 0);
}

/** Full units from start to end, negative when the end is first. */
export function difference(start: PlainDate, end: PlainDate, unit: string): number {
  if (end.ordinal < start.ordinal) return -difference(end, start, unit);
  const months = monthsBetween(start, end);
  if (unit === "ym") return months % 12;
  if (unit === "md") return daysBetween(monthsLater(start, new Decimal(months)), end);
  const perUnit = MONTHS[unit];
  if (perUnit !== undefined) return Math.floor(months / perUnit);
  return Math.floor(daysBetween(start, end) / (DAYS[unit] ?? 1));
}

/** Days to months on the wall clock, hours to seconds as lapse of time. */
export function added(clock: Clock, start: PlainDate | Moment, count: Decimal, unit: string) {
  if (start instanceof PlainDate) return dateAdded(start, count, unit);
  const micros = MICROS[unit];
  if (micros !== undefined) return fromMicros(start.micros + BigInt(whole(count, -FAR, FAR)) * micros);
  const local = clock.zone.local(start.micros);
  const day = dateOfLocal(local);
  const moved = dateAdded(day, count, unit);
  return new Moment(clock.zone.instant(local - localOfDate(day) + localOfDate(moved)));
}

function dateAdded(date: PlainDate, count: Decimal, unit: string): PlainDate {
  require(!(unit in MICROS));
  const steps = whole(count, -FAR, FAR);
  const months = MONTHS[unit];
  if (months === undefined) return shifted(date, new Decimal(steps * (DAYS[unit] ?? 1)));
  return monthsLater(date, new Decimal(steps * months));
}

/** Mondays to Fridays from start to end, both counted, no holidays; negative when the end is first. */
export function workdays(start: PlainDate, end: PlainDate, holidays: ReadonlySet<number>): number {
  if (end.ordinal < start.ordinal) return -workdays(end, start, holidays);
  const count = daysBetween(start, end) + 1;
  let found = Math.floor(count / 7) * 5;
  for (let offset = 0; offset < count % 7; offset += 1) {
    if ((weekdayOf(start) + offset) % 7 < 5) found += 1;
  }
  for (const ordinal of holidays) {
    if (ordinal >= start.ordinal && ordinal <= end.ordinal && (ordinal + 6) % 7 < 5) found -= 1;
  }
  return found;
}

/** The day so many Mondays to Fridays later (earlier if negative). */
export function workday(start: PlainDate, count: Decimal): PlainDate {
  const steps = whole(count, -FAR, FAR);
  const forward = steps >= 0;
  const rest = Math.abs(steps) % 5;
  let ordinal = start.ordinal;
  let weekday = weekdayOf(start);
  if (weekday > 4 && steps !== 0) {
    ordinal -= forward ? weekday - 4 : weekday - 7;
    weekday = forward ? 4 : 0;
  }
  const beyond = forward ? weekday + rest > 4 : weekday - rest < 0;
  const days = Math.floor(Math.abs(steps) / 5) * 7 + rest + (beyond && rest > 0 ? 2 : 0);
  return fromOrdinal(ordinal + (forward ? days : -days));
}

/** The ISO week, 1 to 53: the week of the year's first Thursday is the first. */
export function isoWeek(date: PlainDate): number {
  const thursday = date.ordinal - weekdayOf(date) + 3;
  const year = new Date((thursday - EPOCH_ORDINAL) * 86_400_000).getUTCFullYear();
  const moment = new Date(0);
  moment.setUTCFullYear(year, 0, 1);
  const first = Math.round(moment.getTime() / 86_400_000) + EPOCH_ORDINAL;
  return Math.floor((thursday - first) / 7) + 1;
}
