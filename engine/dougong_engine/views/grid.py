"""Rows and columns, edited in place."""

from typing import Annotated, Literal

from pydantic import Field

from dougong_engine.document import Doc
from dougong_engine.filters.condition import FieldPath
from dougong_engine.views._type import ViewSpec, ViewType


class Column(Doc):
    """`width` in CSS pixels."""

    field: FieldPath
    width: Annotated[int, Field(ge=40, le=1000)] = 160
    summary: Literal["", "sum", "average", "count", "min", "max"] = ""


class Grid(ViewSpec):
    """`group` collects rows under headings, counted on the server."""

    type: Literal["grid"]
    columns: tuple[Column, ...]
    group: FieldPath | None = None


VIEW = ViewType(name="grid", spec=Grid, layout="grid", phone=False)
