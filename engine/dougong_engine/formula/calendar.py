"""Arithmetic of days, months and working days; outside the years 1 to 9999 lies an overflow."""

from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from dougong_engine.formula.numbers import CONTEXT, ONE, divided, whole
from dougong_engine.formula.values import Clock, FormulaError, Value, require

DAY_MICROS = 86_400_000_000
_FIRST = date(1, 1, 1).toordinal()
_LAST = date(9999, 12, 31).toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_MICRO = -62_135_596_800_000_000
_LAST_MICRO = 253_402_300_799_999_999
_FAR = 10**12

UNITS = {
    **dict.fromkeys(("y", "year", "years", "年"), "y"),
    **dict.fromkeys(("q", "quarter", "quarters", "季", "季度"), "q"),
    **dict.fromkeys(("m", "month", "months", "月"), "m"),
    **dict.fromkeys(("w", "week", "weeks", "周"), "w"),
    **dict.fromkeys(("d", "day", "days", "天", "日"), "d"),
    **dict.fromkeys(("h", "hour", "hours", "时", "小时"), "h"),
    **dict.fromkeys(("min", "minute", "minutes", "分", "分钟"), "min"),
    **dict.fromkeys(("s", "second", "seconds", "秒"), "s"),
    "ym": "ym",
    "md": "md",
}
"""Every way to write a unit, and the unit that the executors see."""

_MONTHS = {"y": 12, "q": 3, "m": 1}
_DAYS = {"w": 7, "d": 1}
_MICROS = {"h": 3_600_000_000, "min": 60_000_000, "s": 1_000_000}


def from_ordinal(ordinal: int) -> date:
    require(_FIRST <= ordinal <= _LAST, FormulaError.OVERFLOW)
    return date.fromordinal(ordinal)


def shifted(day: date, days: Decimal) -> date:
    """The day so many whole days later; a fraction of a day is cut off."""
    return from_ordinal(day.toordinal() + whole(days, -_FAR, _FAR))


def days_between(start: date, end: date) -> int:
    return end.toordinal() - start.toordinal()


def micros(moment: datetime) -> int:
    """Microseconds since 1970 of an aware moment."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def from_micros(count: int) -> datetime:
    require(_FIRST_MICRO <= count <= _LAST_MICRO, FormulaError.OVERFLOW)
    return _EPOCH + timedelta(microseconds=count)


def moment_shifted(moment: datetime, days: Decimal) -> datetime:
    """The moment so many times 24 hours later, to the microsecond (half-even)."""
    shift = CONTEXT.multiply(days, Decimal(DAY_MICROS)).quantize(ONE, ROUND_HALF_EVEN, CONTEXT)
    return from_micros(micros(moment) + int(shift))


def moment_days(start: datetime, end: datetime) -> Decimal:
    return divided(Decimal(micros(end) - micros(start)), Decimal(DAY_MICROS))


def hours_between(start: datetime, end: datetime) -> Decimal:
    return divided(Decimal(micros(end) - micros(start)), Decimal(_MICROS["h"]))


def made(year: Decimal, month: Decimal, day: Decimal) -> date:
    """The date; months and days beyond their range roll over."""
    count = whole(year, 1, 9999) * 12 + whole(month, -_FAR, _FAR) - 1
    return from_ordinal(_month_start(count).toordinal() + whole(day, -_FAR, _FAR) - 1)


def _month_start(count: int) -> date:
    """The first day of month `count`, counted from year 0."""
    require(12 <= count < 120_000, FormulaError.OVERFLOW)
    return date(count // 12, count % 12 + 1, 1)


def month_end(day: date, months: Decimal) -> date:
    count = day.year * 12 + day.month - 1 + whole(months, -_FAR, _FAR)
    start = _month_start(count)
    return start.replace(day=31) if count == 119_999 else _month_start(count + 1) - timedelta(days=1)


def months_later(day: date, months: Decimal) -> date:
    """The same day of another month, or that month's last day if it has no such day."""
    end = month_end(day, months)
    return end.replace(day=min(day.day, end.day))


def months_between(start: date, end: date) -> int:
    """Full months from start to an end that is not before it."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def difference(start: date, end: date, unit: str) -> int:
    """Full units from start to end, negative when the end is first."""
    if end < start:
        return -difference(end, start, unit)
    months = months_between(start, end)
    match unit:
        case "y" | "q" | "m":
            return months // _MONTHS[unit]
        case "ym":
            return months % 12
        case "md":
            return days_between(months_later(start, Decimal(months)), end)
        case _:
            return days_between(start, end) // _DAYS[unit]


def added(clock: Clock, start: Value, count: Decimal, unit: str) -> date | datetime:
    """Days to months on the wall clock, hours to seconds as lapse of time."""
    assert isinstance(start, date)
    if not isinstance(start, datetime):
        return _date_added(start, count, unit)
    if unit in _MICROS:
        return from_micros(micros(start) + whole(count, -_FAR, _FAR) * _MICROS[unit])
    local = clock.zone.local(start)
    day = _date_added(local.date(), count, unit)
    return clock.zone.instant(datetime.combine(day, local.time()))


def _date_added(day: date, count: Decimal, unit: str) -> date:
    require(unit not in _MICROS)
    if unit in _MONTHS:
        return months_later(day, Decimal(whole(count, -_FAR, _FAR) * _MONTHS[unit]))
    return shifted(day, Decimal(whole(count, -_FAR, _FAR) * _DAYS[unit]))


def workdays(start: date, end: date, holidays: frozenset[date] = frozenset()) -> int:
    """Mondays to Fridays from start to end, both counted, no holidays; negative when the end is first."""
    if end < start:
        return -workdays(end, start, holidays)
    weeks, rest = divmod(days_between(start, end) + 1, 7)
    extra = sum((start.weekday() + offset) % 7 < 5 for offset in range(rest))
    free = sum(start <= day <= end and day.weekday() < 5 for day in holidays)
    return weeks * 5 + extra - free


def workday(start: date, count: Decimal) -> date:
    """The day so many Mondays to Fridays later (earlier if negative)."""
    steps = whole(count, -_FAR, _FAR)
    ordinal = start.toordinal()
    direction = 1 if steps >= 0 else -1
    weeks, rest = divmod(abs(steps), 5)
    weekday = start.weekday()
    if weekday > 4 and steps:
        shift = weekday - 4 if direction > 0 else weekday - 7
        ordinal -= shift
        weekday = 4 if direction > 0 else 0
    ordinal += direction * weeks * 7
    beyond = weekday + rest > 4 if direction > 0 else weekday - rest < 0
    ordinal += direction * (rest + (2 if beyond and rest else 0))
    return from_ordinal(ordinal)
