"""Records as rows on a board."""

from typing import Annotated, Literal

from pydantic import Field

from dougong_engine.document import Id
from dougong_engine.filters.condition import Condition, FieldPath
from dougong_engine.query.query import Sort
from dougong_engine.widgets._type import WidgetSpec, WidgetType


class Table(WidgetSpec):
    """The first `limit` records; a click opens one."""

    type: Literal["table"]
    entity: Id
    columns: tuple[FieldPath, ...]
    where: Condition | None = None
    sort: Annotated[tuple[Sort, ...], Field(max_length=3)] = ()
    limit: Annotated[int, Field(ge=1, le=100)] = 20


WIDGET = WidgetType(name="table", spec=Table, chart="table")
