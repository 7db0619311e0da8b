"""Cards in columns, one column an option."""

from collections.abc import Iterator
from typing import Literal

from dougong_engine.errors import Problem
from dougong_engine.filters.condition import FieldPath
from dougong_engine.views import _demands
from dougong_engine.views._type import Ground, ViewSpec, ViewType


class Kanban(ViewSpec):
    """`by` is a choice field; `total` is summed in each column's head."""

    type: Literal["kanban"]
    by: FieldPath
    card: tuple[FieldPath, ...]
    total: FieldPath | None = None


def check(kanban: Kanban, ground: Ground) -> Iterator[Problem]:
    """What divides and what is summed."""
    yield from _demands.choice(ground, kanban.by, "by")
    yield from _demands.number(ground, kanban.total, "total")


VIEW = ViewType(name="kanban", spec=Kanban, layout="kanban", phone=True, check=check)
