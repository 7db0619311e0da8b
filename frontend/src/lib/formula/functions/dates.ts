import * as calendar from "../calendar.ts";
import type { Decimal } from "../decimal.ts";
import { clockParts } from "../formats.ts";
import { ONE, whole, ZERO } from "../numbers.ts";
import { type Clock, Fault, Moment, PlainDate } from "../values.ts";
import { day, list, moment, num, type Run, text } from "./run.ts";

/** 1: Sunday is 1; 2: Monday is 1; 3: Monday is 0, as in Excel. */
function weekday(date: PlainDate, first: Decimal): number {
  const monday = calendar.weekdayOf(date);
  switch (whole(first, 1, 3)) {
    case 1:
      return ((monday + 1) % 7) + 1;
    case 2:
      return monday + 1;
    default:
      return monday;
  }
}

const toDate: Run = (args, clock) => calendar.dateOfLocal(clock.zone.local(moment(args, 0).micros));

function instant(clock: Clock, date: PlainDate, seconds: number): Moment {
  return new Moment(clock.zone.instant(calendar.localOfDate(date) + BigInt(seconds) * 1_000_000n));
}

const momentOf: Run = (args, clock) => {
  const hours = whole(num(args, 1, ZERO), 0, 23);
  const minutes = whole(num(args, 2, ZERO), 0, 59);
  return instant(clock, day(args, 0), (hours * 60 + minutes) * 60 + whole(num(args, 3, ZERO), 0, 59));
};

const added: Run = (args, clock) => {
  const start = args[0];
  if (!(start instanceof PlainDate) && !(start instanceof Moment)) throw new Fault("type");
  return calendar.added(clock, start, num(args, 1), text(args, 2));
};

const holidays = (args: Parameters<Run>[0]) =>
  new Set(list([args[2] ?? null], 0).flatMap((item) => (item instanceof PlainDate ? [item.ordinal] : [])));

export const DATES: Readonly<Record<string, Run>> = {
  date_plus: (args) => calendar.shifted(day(args, 0), num(args, 1)),
  date_minus: (args) => calendar.shifted(day(args, 0), num(args, 1).neg()),
  date_difference: (args) => calendar.daysBetween(day(args, 1), day(args, 0)),
  moment_plus: (args) => calendar.momentShifted(moment(args, 0), num(args, 1)),
  moment_minus: (args) => calendar.momentShifted(moment(args, 0), num(args, 1).neg()),
  moment_difference: (args) => calendar.momentDays(moment(args, 1), moment(args, 0)),
  moment_date: toDate,
  date_moment: (args, clock) => instant(clock, day(args, 0), 0),
  TODAY: (_, clock) => calendar.today(clock),
  NOW: (_, clock) => clock.now,
  DATE: (args) => calendar.made(num(args, 0), num(args, 1), num(args, 2)),
  YEAR: (args) => calendar.ymd(day(args, 0)).year,
  MONTH: (args) => calendar.ymd(day(args, 0)).month,
  DAY: (args) => calendar.ymd(day(args, 0)).day,
  QUARTER: (args) => Math.floor((calendar.ymd(day(args, 0)).month + 2) / 3),
  WEEKDAY: (args) => weekday(day(args, 0), num(args, 1, ONE)),
  ISOWEEKNUM: (args) => calendar.isoWeek(day(args, 0)),
  DAYS: (args) => calendar.daysBetween(day(args, 1), day(args, 0)),
  DATEDIF: (args) => calendar.difference(day(args, 0), day(args, 1), text(args, 2, "d")),
  EDATE: (args) => calendar.monthsLater(day(args, 0), num(args, 1)),
  EOMONTH: (args) => calendar.monthEnd(day(args, 0), num(args, 1, ZERO)),
  SOMONTH: (args) => calendar.monthBegin(day(args, 0), num(args, 1, ZERO)),
  DATEADD: added,
  HOURS: (args) => calendar.hoursBetween(moment(args, 0), moment(args, 1)),
  HOUR: (args, clock) => clockParts(clock, moment(args, 0))[0],
  MINUTE: (args, clock) => clockParts(clock, moment(args, 0))[1],
  SECOND: (args, clock) => clockParts(clock, moment(args, 0))[2],
  TODATE: toDate,
  DATETIME: momentOf,
  NETWORKDAYS: (args) => calendar.workdays(day(args, 0), day(args, 1), holidays(args)),
  WORKDAY: (args) => calendar.workday(day(args, 0), num(args, 1)),
};
