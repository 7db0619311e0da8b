"""Named stretches of days: today, this month, the last seven days."""

from datetime import date, timedelta

from dougong_engine.errors import invalid

Days = tuple[date, date]
"""From the first day (inclusive) to the last (exclusive)."""


def days(token: str, today: date, count: int = 0) -> Days:
    """The days that a period token names, seen from `today`; weeks begin on Monday.

    `last_days` and `next_days` take `count` and include today.
    """
    day = timedelta(days=1)
    match token:
        case "today":
            return today, today + day
        case "yesterday":
            return today - day, today
        case "tomorrow":
            return today + day, today + 2 * day
        case "last_days":
            return today - (count - 1) * day, today + day
        case "next_days":
            return today, today + count * day
        case _:
            return _calendar(token, today)


def _calendar(token: str, today: date) -> Days:
    which, _, unit = token.partition("_")
    step = {"last": -1, "this": 0, "next": 1}.get(which)
    if step is None or unit not in ("week", "month", "quarter", "year"):
        raise invalid("filter.period.unknown", period=token)
    return _unit(unit, today, step)


def _unit(unit: str, today: date, step: int) -> Days:
    match unit:
        case "week":
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
            return monday, monday + timedelta(weeks=1)
        case "month":
            return _month(today, step), _month(today, step + 1)
        case "quarter":
            first = today.replace(day=1, month=(today.month - 1) // 3 * 3 + 1)
            return _month(first, 3 * step), _month(first, 3 * step + 3)
        case _:
            return date(today.year + step, 1, 1), date(today.year + step + 1, 1, 1)


def _month(day: date, step: int) -> date:
    years, month = divmod(day.month - 1 + step, 12)
    return date(day.year + years, month + 1, 1)
