"""What charts over grouped records share."""

from typing import Annotated

from pydantic import Field

from dougong_engine.document import Id
from dougong_engine.filters.condition import Condition
from dougong_engine.query.query import Group, Measure
from dougong_engine.widgets._type import WidgetSpec


class Grouped(WidgetSpec):
    """Measures of an entity's records by up to two dimensions."""

    entity: Id
    groups: Annotated[tuple[Group, ...], Field(max_length=2)] = ()
    measures: Annotated[tuple[Measure, ...], Field(min_length=1, max_length=6)]
    where: Condition | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 50
