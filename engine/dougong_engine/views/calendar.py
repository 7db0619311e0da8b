"""Records on the days they happen."""

from collections.abc import Iterator
from typing import Literal

from dougong_engine.errors import Problem
from dougong_engine.filters.condition import FieldPath
from dougong_engine.views import _demands
from dougong_engine.views._type import Ground, ViewSpec, ViewType


class Calendar(ViewSpec):
    """A record lies on the day of `start`, or on every day up to that of `end`; `color` is a choice field; `shows` is
    how much is seen at first."""

    type: Literal["calendar"]
    start: FieldPath
    end: FieldPath | None = None
    card: tuple[FieldPath, ...] = ()
    color: FieldPath | None = None
    shows: Literal["month", "week"] = "month"


def check(calendar: Calendar, ground: Ground) -> Iterator[Problem]:
    """Days and colour."""
    yield from _demands.span(ground, calendar.start, calendar.end)
    yield from _demands.choice(ground, calendar.color, "color")


VIEW = ViewType(name="calendar", spec=Calendar, layout="calendar", phone=True, check=check)
