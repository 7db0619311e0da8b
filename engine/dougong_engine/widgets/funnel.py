"""Stages of a gate: count, amount, conversion, dwell and the records that are stuck."""

from typing import Annotated, Literal

from pydantic import Field

from dougong_engine.document import Id
from dougong_engine.filters.condition import Condition, FieldPath
from dougong_engine.widgets._type import WidgetSpec, WidgetType


class Funnel(WidgetSpec):
    """`gate` of `entity`; `amount` is summed per stage; `drill` are dimensions to go down by (region, team, person)."""

    type: Literal["funnel"]
    entity: Id
    gate: Id
    amount: FieldPath | None = None
    where: Condition | None = None
    drill: Annotated[tuple[FieldPath, ...], Field(max_length=3)] = ()


WIDGET = WidgetType(name="funnel", spec=Funnel, chart="funnel")
