"""Who makes up most of it: groups in classes A, B and C by their share of the whole."""

from typing import Annotated, Literal

from pydantic import Field

from dougong_engine.metrics.classes import Cutoffs
from dougong_engine.query.query import Group, Measure
from dougong_engine.widgets._grouped import Grouped
from dougong_engine.widgets._type import WidgetType


class Addend(Measure):
    """A measure whose values over the groups add up to that over everything."""

    summary: Literal["count", "sum"]


class Abc(Grouped):
    """One dimension and one measure; all groups are classified, the first `limit` are shown."""

    type: Literal["abc"]
    groups: Annotated[tuple[Group, ...], Field(min_length=1, max_length=1)]
    measures: Annotated[tuple[Addend, ...], Field(min_length=1, max_length=1)]
    cutoffs: Cutoffs = Cutoffs()


WIDGET = WidgetType(name="abc", spec=Abc, chart="abc")
