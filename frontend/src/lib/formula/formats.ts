import { dateOfLocal, floorDiv, localOfDate, ymd } from "./calendar.ts";
import { Decimal } from "./decimal.ts";
import { PLACES } from "./limits.ts";
import { halfUp, numberText, settle } from "./numbers.ts";
import { type Clock, Moment, PlainDate, require, type Scalar } from "./values.ts";

const NUMBER_FORMAT = /^([^#0,.%]*)([#0,]*)(?:\.([#0]*))?(%?)([^#0,.%]*)$/su;
const DATE_PART = /y+|m+|d+|h+|s+|a+|[^ymdhsa]+/giu;
const FORMAT_LENGTH = 100;
const WEEKDAYS = "一二三四五六日";

const padded = (number: number, width: number) => String(number).padStart(width, "0");

export function dateText(date: PlainDate): string {
  const { year, month, day } = ymd(date);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

function timeOf(local: bigint): readonly [number, number, number] {
  const seconds = Number(floorDiv(local - localOfDate(dateOfLocal(local)), 1_000_000n));
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
}

export const clockParts = (clock: Clock, moment: Moment) => timeOf(clock.zone.local(moment.micros));

/** The plain text of a value: canonical number, TRUE/FALSE, ISO date, local `2026-11-22 08:30:00`. */
export function show(clock: Clock, value: Scalar): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "string") return value;
  if (value instanceof PlainDate) return dateText(value);
  if (!(value instanceof Moment)) return numberText(value);
  const local = clock.zone.local(value.micros);
  return `${dateText(dateOfLocal(local))} ${timeOf(local)
    .map((part) => padded(part, 2))
    .join(":")}`;
}

/** The value under a pattern such as `#,##0.00`, `0.0%` or `yyyy-mm-dd hh:mm`. */
export function formatted(clock: Clock, value: Scalar, pattern: string): string {
  require(Array.from(pattern).length <= FORMAT_LENGTH);
  if (value instanceof Decimal) return formattedNumber(value, pattern);
  if (value instanceof PlainDate) return formattedLocal(localOfDate(value), pattern);
  if (value instanceof Moment) return formattedLocal(clock.zone.local(value.micros), pattern);
  return show(clock, value);
}

function formattedNumber(value: Decimal, pattern: string): string {
  const parts = NUMBER_FORMAT.exec(pattern);
  require(parts !== null);
  const [, prefix = "", block = "", fraction = "", percent = "", suffix = ""] = parts;
  require((block.replaceAll(",", "") !== "" || fraction !== "") && fraction.length <= PLACES);
  const scaled = percent === "" ? value : settle(value.times(100));
  const number = halfUp(scaled, new Decimal(fraction.length));
  let [digits = "", places = ""] = number.abs().toFixed(fraction.length).split(".");
  const needed = fraction.split("0").length - 1;
  while (places.length > needed && places.endsWith("0")) places = places.slice(0, -1);
  digits = digits.replace(/^0+/u, "").padStart(block.split("0").length - 1, "0");
  if (block.includes(",")) digits = digits.replace(/(?<=[0-9])(?=(?:[0-9]{3})+$)/gu, ",");
  return `${number.lt(0) ? "-" : ""}${prefix}${digits}${places === "" ? "" : "."}${places}${percent}${suffix}`;
}

function formattedLocal(local: bigint, pattern: string): string {
  const parts = pattern.match(DATE_PART) ?? [];
  return parts
    .map((part, index) => {
      const letter = part.charAt(0).toLowerCase();
      return dateTimePart(local, letter === "m" && isMinute(parts, index) ? "minute" : letter, part);
    })
    .join("");
}

/** `m` means minutes after hours or before seconds, as in Excel. */
function isMinute(parts: readonly string[], index: number): boolean {
  const letters = (slice: readonly string[]) =>
    slice.map((part) => part.charAt(0).toLowerCase()).filter((letter) => "ymdhsa".includes(letter));
  return letters(parts.slice(0, index)).at(-1) === "h" || letters(parts.slice(index + 1))[0] === "s";
}

function dateTimePart(local: bigint, letter: string, part: string): string {
  const date = dateOfLocal(local);
  const { year, month, day } = ymd(date);
  const [hour, minute, second] = timeOf(local);
  const width = Math.min(part.length, 2);
  switch (letter) {
    case "y":
      return part.length > 2 ? padded(year, 4) : padded(year % 100, 2);
    case "a":
      return (part.length > 3 ? "星期" : "") + WEEKDAYS.charAt((date.ordinal + 6) % 7);
    case "m":
      return padded(month, width);
    case "d":
      return padded(day, width);
    case "h":
      return padded(hour, width);
    case "minute":
      return padded(minute, width);
    case "s":
      return padded(second, width);
    default:
      return part;
  }
}

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const UNITS = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿", "万亿", "亿亿"];

/** An amount of money in Chinese capitals: 1005.5 → 壹仟零伍元伍角整. */
export function capitals(amount: Decimal): string {
  const cents = BigInt(
    halfUp(settle(amount.times(100)))
      .abs()
      .toFixed(),
  );
  const yuan = cents / 100n;
  const jiao = Number((cents / 10n) % 10n);
  const fen = Number(cents % 10n);
  let text = yuan > 0n ? `${wholeYuan(yuan)}元` : "";
  if (jiao === 0 && fen === 0) {
    text = `${text === "" ? "零元" : text}整`;
  } else {
    if (jiao > 0) text += `${DIGITS.charAt(jiao)}角`;
    else if (yuan > 0n) text += "零";
    text += fen > 0 ? `${DIGITS.charAt(fen)}分` : "整";
  }
  return amount.lt(0) && cents > 0n ? `负${text}` : text;
}

function wholeYuan(yuan: bigint): string {
  const groups: string[] = [];
  let pendingZero = false;
  let rest = yuan;
  for (let index = 0; rest > 0n; index += 1) {
    const group = Number(rest % 10_000n);
    rest /= 10_000n;
    if (group === 0) {
      pendingZero = true;
      continue;
    }
    const zero = pendingZero && groups.length > 0 ? "零" : "";
    groups.push(`${groupText(group)}${GROUPS[index] ?? ""}${zero}`);
    pendingZero = group < 1000;
  }
  return groups.reverse().join("");
}

/** Four digits; a zero is said once between other digits. */
function groupText(group: number): string {
  let text = "";
  let zero = false;
  for (const power of [3, 2, 1, 0]) {
    const digit = Math.floor(group / 10 ** power) % 10;
    if (digit > 0) {
      text += `${zero && text !== "" ? "零" : ""}${DIGITS.charAt(digit)}${UNITS[power] ?? ""}`;
    }
    zero = digit === 0;
  }
  return text;
}
