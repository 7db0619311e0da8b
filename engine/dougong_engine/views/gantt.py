"""Bars along time, with arrows from what must be done first."""

from collections.abc import Iterator
from typing import Literal

from dougong_engine.errors import Problem
from dougong_engine.filters.condition import FieldPath
from dougong_engine.views import _demands
from dougong_engine.views._type import Ground, ViewSpec, ViewType


class Gantt(ViewSpec):
    """A bar reaches from `start` to `end`, a diamond stands where there is no end. `after` is a link to the records of
    the same entity that come first; `card` fields stand beside the names; `shows` is how wide a day is at first."""

    type: Literal["gantt"]
    start: FieldPath
    end: FieldPath | None = None
    after: FieldPath | None = None
    card: tuple[FieldPath, ...] = ()
    color: FieldPath | None = None
    shows: Literal["day", "week", "month"] = "week"


def check(gantt: Gantt, ground: Ground) -> Iterator[Problem]:
    """Days, order and colour."""
    yield from _demands.span(ground, gantt.start, gantt.end)
    yield from _demands.own_link(ground, gantt.after, "after")
    yield from _demands.choice(ground, gantt.color, "color")


VIEW = ViewType(name="gantt", spec=Gantt, layout="gantt", phone=True, check=check)
