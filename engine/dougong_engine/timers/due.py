"""When something falls due, in plain or in working time, and why then."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from dougong_engine.errors import invalid
from dougong_engine.flows.effect import StartTimer
from dougong_engine.formula.values import Zone
from dougong_engine.timers.calendar import Calendar

MOST_DAYS = 3700
"""So far ahead a calendar is searched."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """`at` is aware UTC; `calendar` the version that was used, None for plain time; `skipped` maps each day that was
    passed over to its holiday's name, '' for a day off."""

    at: datetime
    calendar: int | None = None
    skipped: dict[date, str] = field(default_factory=dict)


def due(timer: StartTimer, now: datetime, calendar: Calendar, zone: Zone) -> Due:
    """When a timer that is set now falls due. Raises `timer.calendar.closed` for a calendar without working time."""
    if timer.due is not None:
        return Due(timer.due)
    span = timedelta(seconds=float((timer.hours or 0) * 3600))
    if not timer.working:
        later = now + span if timer.days is None else _plain_days(now, timer.days, zone)
        return Due(later)
    at = working_days(now, timer.days, calendar, zone) if timer.days else working(now, span, calendar, zone)
    return Due(at, calendar.version, skipped(now, at, calendar, zone))


def working(start: datetime, span: timedelta, calendar: Calendar, zone: Zone) -> datetime:
    """The instant when so much working time has passed; none at all means the first working instant."""
    left = span
    for begin, end in _open(start, calendar, zone):
        if left <= end - begin:
            return begin + left
        left -= end - begin
    raise invalid("timer.calendar.closed", calendar=calendar.name)


def working_days(start: datetime, days: int, calendar: Calendar, zone: Zone) -> datetime:
    """The same time of day on the n-th working day after this one, moved into that day's hours if it lies outside."""
    local = zone.local(start)
    left = days
    for offset in range(1, MOST_DAYS):
        day = local.date() + offset * DAY
        shifts = calendar.shifts(day)
        left -= bool(shifts)
        if left == 0:
            clock = min(max(local.time(), shifts[0].begin), shifts[-1].end)
            return zone.instant(datetime.combine(day, clock))
    raise invalid("timer.calendar.closed", calendar=calendar.name)


def worked(start: datetime, end: datetime, calendar: Calendar, zone: Zone) -> timedelta:
    """How much working time lies between two instants; nothing if the end is not after the start."""
    total = timedelta()
    for begin, close in _open(start, calendar, zone):
        if begin >= end:
            break
        total += min(close, end) - begin
    return total


def _open(start: datetime, calendar: Calendar, zone: Zone) -> Iterator[tuple[datetime, datetime]]:
    """The working hours from an instant on, as instants; a clock change shortens or lengthens them truly."""
    first = zone.local(start).date()
    for offset in range(MOST_DAYS):
        day = first + offset * DAY
        for shift in calendar.shifts(day):
            begin = zone.instant(datetime.combine(day, shift.begin))
            end = zone.instant(datetime.combine(day, shift.end))
            if end > start and end > begin:
                yield max(begin, start).astimezone(UTC), end


def _plain_days(start: datetime, days: int, zone: Zone) -> datetime:
    """The same wall-clock time some days later, also across a clock change."""
    return zone.instant(zone.local(start) + days * DAY)


def skipped(start: datetime, end: datetime, calendar: Calendar, zone: Zone) -> dict[date, str]:
    """The days between two instants on which nobody works: the holiday's name, empty for a day off."""
    found: dict[date, str] = {}
    day, last = zone.local(start).date(), zone.local(end).date()
    while day < last:
        if not calendar.shifts(day):
            found[day] = calendar.holidays.get(day, "")
        day += DAY
    return found
