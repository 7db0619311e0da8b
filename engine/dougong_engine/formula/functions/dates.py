"""Dates and moments. Dates know no zone; the parts of a moment are those of the workspace's wall clock."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from dougong_engine.formula import calendar
from dougong_engine.formula.functions._function import Function, Python, operation
from dougong_engine.formula.numbers import ONE, ZERO, whole
from dougong_engine.formula.values import Clock, Value

_DATE_UNITS = "unit:y|q|m|w|d|ym|md"
_STEP_UNITS = "unit:y|q|m|w|d|h|min|s"


def _weekday(day: date, first: Decimal = ONE) -> int:
    """1: Sunday is 1; 2: Monday is 1; 3: Monday is 0, as in Excel."""
    match whole(first, 1, 3):
        case 1:
            return day.isoweekday() % 7 + 1
        case 2:
            return day.isoweekday()
        case _:
            return day.weekday()


def to_date(clock: Clock, moment: datetime) -> date:
    return clock.zone.local(moment).date()


def midnight(clock: Clock, day: date) -> datetime:
    return clock.zone.instant(datetime.combine(day, datetime.min.time()))


def _moment(clock: Clock, day: date, hour: Decimal = ZERO, minute: Decimal = ZERO, second: Decimal = ZERO) -> datetime:
    local = datetime.combine(day, datetime.min.time()) + timedelta(
        hours=whole(hour, 0, 23), minutes=whole(minute, 0, 59), seconds=whole(second, 0, 59)
    )
    return clock.zone.instant(local)


def _workdays(start: date, end: date, holidays: Value = None) -> int:
    given = holidays if isinstance(holidays, tuple) else ()
    return calendar.workdays(start, end, frozenset(day for day in given if isinstance(day, date)))


def _row(
    name: str,
    alias: str,
    specs: str,
    result: str,
    python: Python,
    zh: str,
    en: str,
    sql: bool = False,
    zoned: bool = False,
) -> Function:
    return Function(name, tuple(alias.split()), "date", zh, en, operation(specs, result, python, sql=sql, zoned=zoned))


DATES = (
    _row(
        "TODAY",
        "今天",
        "",
        "date",
        lambda clock: clock.today,
        "今天的日期（工作区时区）。",
        "Today's date in the workspace's zone.",
        sql=True,
        zoned=True,
    ),
    _row(
        "NOW",
        "现在 此刻",
        "",
        "moment",
        lambda clock: clock.now,
        "此刻。",
        "This moment.",
        sql=True,
        zoned=True,
    ),
    _row(
        "DATE",
        "日期",
        "number number number",
        "date",
        calendar.made,
        "由年、月、日得到日期；超出的月和日顺延。",
        "The date of a year, month and day; months and days beyond their range roll over.",
        sql=True,
    ),
    _row("YEAR", "年份 年", "date", "number", lambda day: day.year, "年份。", "The year.", sql=True),
    _row(
        "MONTH",
        "月份 月",
        "date",
        "number",
        lambda day: day.month,
        "月份，1 到 12。",
        "The month, 1 to 12.",
        sql=True,
    ),
    _row(
        "DAY",
        "日 几号",
        "date",
        "number",
        lambda day: day.day,
        "几号，1 到 31。",
        "The day of the month.",
        sql=True,
    ),
    _row(
        "QUARTER",
        "季度",
        "date",
        "number",
        lambda day: (day.month + 2) // 3,
        "季度，1 到 4。",
        "The quarter, 1 to 4.",
        sql=True,
    ),
    _row(
        "WEEKDAY",
        "星期几 星期",
        "date number?",
        "number",
        _weekday,
        "星期几：方式 1（默认）星期日为 1，方式 2 星期一为 1，方式 3 星期一为 0。",
        "Day of the week: 1 (default) Sunday is 1, 2 Monday is 1, 3 Monday is 0.",
        sql=True,
    ),
    _row(
        "ISOWEEKNUM",
        "周数 第几周",
        "date",
        "number",
        lambda day: day.isocalendar().week,
        "ISO 周数，1 到 53。",
        "The ISO week, 1 to 53.",
        sql=True,
    ),
    _row(
        "DAYS",
        "相差天数",
        "date date",
        "number",
        lambda end, start: calendar.days_between(start, end),
        "从第二个日期到第一个日期的天数（顺序同 Excel）。",
        "Days from the second date to the first (the order of Excel).",
        sql=True,
    ),
    _row(
        "DATEDIF",
        "天数差 日期差",
        f"date date {_DATE_UNITS}?",
        "number",
        lambda start, end, unit="d": calendar.difference(start, end, unit),
        "从开始到结束的整单位数：y 年、q 季、m 月、w 周、d 天（默认）、ym 不计年的月、md 不计月的天；结束在前则为负。",
        "Full units from start to end: y, q, m, w, d (default), ym months beyond years, md days beyond months.",
        sql=True,
    ),
    _row(
        "EDATE",
        "几月后",
        "date number",
        "date",
        calendar.months_later,
        "若干个月之后的同一天；没有这一天则取月末。",
        "The same day some months later, or that month's end.",
        sql=True,
    ),
    _row(
        "EOMONTH",
        "月末",
        "date number?",
        "date",
        lambda day, months=ZERO: calendar.month_end(day, months),
        "若干个月之后（默认 0）那个月的最后一天。",
        "The last day of the month, some months later (default 0).",
        sql=True,
    ),
    _row(
        "SOMONTH",
        "月初",
        "date number?",
        "date",
        lambda day, months=ZERO: calendar.month_end(day, months).replace(day=1),
        "若干个月之后（默认 0）那个月的第一天。",
        "The first day of the month, some months later (default 0).",
        sql=True,
    ),
    _row(
        "DATEADD",
        "日期加 时间加",
        f"when number {_STEP_UNITS}",
        "same",
        calendar.added,
        "日期或时间加若干单位：y 年、q 季、m 月、w 周、d 天；时间还可用 h 时、min 分、s 秒。",
        "Adds units to a date or moment: y, q, m, w, d; for moments also h, min, s.",
        zoned=True,
    ),
    _row(
        "HOURS",
        "相差小时",
        "moment moment",
        "number",
        calendar.hours_between,
        "从开始时间到结束时间的小时数，带小数。",
        "Hours from the first moment to the second, with decimals.",
    ),
    _row(
        "HOUR",
        "小时",
        "moment",
        "number",
        lambda clock, moment: clock.zone.local(moment).hour,
        "小时，0 到 23。",
        "The hour, 0 to 23.",
        zoned=True,
    ),
    _row(
        "MINUTE",
        "分钟",
        "moment",
        "number",
        lambda clock, moment: clock.zone.local(moment).minute,
        "分钟，0 到 59。",
        "The minute, 0 to 59.",
        zoned=True,
    ),
    _row(
        "SECOND",
        "秒",
        "moment",
        "number",
        lambda clock, moment: clock.zone.local(moment).second,
        "秒，0 到 59。",
        "The second, 0 to 59.",
        zoned=True,
    ),
    _row(
        "TODATE",
        "转日期",
        "moment",
        "date",
        to_date,
        "时间在工作区时区中的日期。",
        "The date of a moment in the workspace's zone.",
        sql=True,
        zoned=True,
    ),
    _row(
        "DATETIME",
        "日期时间 转时间",
        "date number? number? number?",
        "moment",
        _moment,
        "日期加时、分、秒（默认零点）。",
        "The moment of a date, hour, minute and second (default midnight).",
        zoned=True,
    ),
    _row(
        "NETWORKDAYS",
        "工作日数 工作日天数",
        "date date date[]?",
        "number",
        _workdays,
        "两个日期之间星期一至星期五的天数（含首尾），减去第三个列表中的假日。",
        "Mondays to Fridays between two dates, both counted, without the holidays of a list.",
    ),
    _row(
        "WORKDAY",
        "几个工作日后",
        "date number",
        "date",
        calendar.workday,
        "若干个工作日（星期一至星期五）之后的日期。",
        "The date some working days (Monday to Friday) later.",
    ),
)
