import { dateOf, ymd } from "../calendar.ts";
import { Decimal } from "../decimal.ts";
import { capitals, formatted, show } from "../formats.ts";
import { RESULT_BYTES } from "../limits.ts";
import { ONE, whole } from "../numbers.ts";
import { joined, type PlainDate, require, type Scalar, utf8Size, type Value } from "../values.ts";
import { isList, num, type Run, text } from "./run.ts";

const MANY = 1e18;
const SPACES = /[ \t\r\n\u00a0\u3000]+/gu;
const OUTER = /^[ \t\r\n\u00a0\u3000]+|[ \t\r\n\u00a0\u3000]+$/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what CLEAN removes
const CONTROLS = /[\x00-\x1f\x7f]/gu;
const NUMERIC = /^([+-]?)((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?)(%?)$/u;
const WRITTEN = /^([0-9]{4})(?:-|\/|\.|年)([0-9]{1,2})(?:-|\/|\.|月)([0-9]{1,2})日?$/u;

const count = (number: Decimal) => whole(number, 0, MANY);
const position = (number: Decimal) => whole(number, 1, MANY) - 1;
const points = (value: string) => Array.from(value);

function right(value: string, size: number): string {
  const characters = points(value);
  return characters.slice(Math.max(characters.length - size, 0)).join("");
}

/** Where the needle stands, counted from 1. */
function find(needle: string, value: string, start: Decimal): number {
  const first = position(start);
  const characters = points(value);
  require(first <= characters.length);
  const found = characters.slice(first).join("").indexOf(needle);
  require(found >= 0);
  return first + points(characters.slice(first).join("").slice(0, found)).length + 1;
}

/** Lower case without a change of length. */
const folded = (value: string) =>
  points(value)
    .map((character) => {
      const lower = character.toLowerCase();
      return points(lower).length === 1 ? lower : character;
    })
    .join("");

function substitute(value: string, old: string, next: string): string {
  if (old === "") return value;
  const parts = value.split(old);
  require(utf8Size(value) + (parts.length - 1) * (utf8Size(next) - utf8Size(old)) <= RESULT_BYTES, "size");
  return parts.join(next);
}

function replaced(value: string, first: number, size: number, next: string): string {
  const characters = points(value);
  return joined([characters.slice(0, first).join(""), next, characters.slice(first + size).join("")]);
}

function repeated(value: string, times: number): string {
  require(utf8Size(value) * times <= RESULT_BYTES, "size");
  return value.repeat(times);
}

function padded(value: string, width: number, fill: string): string {
  const missing = width - points(value).length;
  require(points(fill).length === 1);
  return missing > 0 ? joined([repeated(fill, missing), value]) : value;
}

/** Where a mark starts and ends. */
function marked(value: string, mark: string): readonly [number, number] {
  const found = mark === "" ? -1 : value.indexOf(mark);
  require(found >= 0);
  return [found, found + mark.length];
}

function numberOf(written: string): Decimal | null {
  const bare = written.replace(OUTER, "");
  if (bare === "") return null;
  const parts = points(bare).length <= 60 ? NUMERIC.exec(bare) : null;
  require(parts !== null);
  const [, sign = "", digits = "", percent = ""] = parts;
  require(digits !== "");
  const number = new Decimal((sign === "-" ? "-" : "") + digits.replaceAll(",", ""));
  return percent === "" ? number : number.div(100);
}

function dateValue(written: string): PlainDate | null {
  const bare = written.replace(OUTER, "");
  if (bare === "") return null;
  const parts = WRITTEN.exec(bare);
  require(parts !== null);
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  require(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= 31);
  require(new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate() >= day);
  const date = dateOf(year, month, day);
  require(ymd(date).day === day);
  return date;
}

const shown: Run = ([value = null], clock) => (isList(value) ? "" : show(clock, value));
const scalar = (value: Value | undefined): Scalar => (value === undefined || isList(value) ? null : value);

export const TEXTS: Readonly<Record<string, Run>> = {
  number_text: shown,
  boolean_text: shown,
  date_text: shown,
  moment_text: shown,
  CONCATENATE: (args) => joined(args.map((_, place) => text(args, place))),
  LEN: (args) => points(text(args, 0)).length,
  LEFT: (args) =>
    points(text(args, 0))
      .slice(0, count(num(args, 1, ONE)))
      .join(""),
  RIGHT: (args) => right(text(args, 0), count(num(args, 1, ONE))),
  MID: (args) => {
    const first = position(num(args, 1));
    return points(text(args, 0))
      .slice(first, first + count(num(args, 2)))
      .join("");
  },
  FIND: (args) => find(text(args, 0), text(args, 1), num(args, 2, ONE)),
  SEARCH: (args) => find(folded(text(args, 0)), folded(text(args, 1)), num(args, 2, ONE)),
  CONTAINS: (args) => text(args, 0).includes(text(args, 1)),
  STARTSWITH: (args) => text(args, 0).startsWith(text(args, 1)),
  ENDSWITH: (args) => text(args, 0).endsWith(text(args, 1)),
  SUBSTITUTE: (args) => substitute(text(args, 0), text(args, 1), text(args, 2)),
  REPLACE: (args) => replaced(text(args, 0), position(num(args, 1)), count(num(args, 2)), text(args, 3)),
  TRIM: (args) => text(args, 0).replace(SPACES, " ").replace(/^ | $/gu, ""),
  CLEAN: (args) => text(args, 0).replace(CONTROLS, ""),
  UPPER: (args) => text(args, 0).toUpperCase(),
  LOWER: (args) => text(args, 0).toLowerCase(),
  REPT: (args) => repeated(text(args, 0), count(num(args, 1))),
  PADLEFT: (args) => padded(text(args, 0), count(num(args, 1)), text(args, 2, "0")),
  TEXTBEFORE: (args) => text(args, 0).slice(0, marked(text(args, 0), text(args, 1))[0]),
  TEXTAFTER: (args) => text(args, 0).slice(marked(text(args, 0), text(args, 1))[1]),
  EXACT: (args) => text(args, 0) === text(args, 1),
  VALUE: (args) => numberOf(text(args, 0)),
  TEXT: (args, clock) => formatted(clock, scalar(args[0]), text(args, 1)),
  RMB: (args) => capitals(num(args, 0)),
  DATEVALUE: (args) => dateValue(text(args, 0)),
};
