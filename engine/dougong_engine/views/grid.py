"""Rows and columns, edited in place."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from dougong_engine.document import Doc
from dougong_engine.errors import Problem
from dougong_engine.filters.condition import FieldPath
from dougong_engine.views import _demands
from dougong_engine.views._type import Ground, ViewSpec, ViewType


class Column(Doc):
    """`width` in CSS pixels."""

    field: FieldPath
    width: Annotated[int, Field(ge=40, le=1000)] = 160
    summary: Literal["", "sum", "average", "count", "min", "max"] = ""


class Grid(ViewSpec):
    """`group` collects rows under headings, counted on the server; `frozen` first columns stay in sight; `color` is a
    choice field whose colour marks each row."""

    type: Literal["grid"]
    columns: tuple[Column, ...]
    group: FieldPath | None = None
    frozen: Annotated[int, Field(ge=0, le=5)] = 1
    color: FieldPath | None = None


def check(grid: Grid, ground: Ground) -> Iterator[Problem]:
    """The colour."""
    yield from _demands.choice(ground, grid.color, "color")


VIEW = ViewType(name="grid", spec=Grid, layout="grid", phone=False, check=check)
