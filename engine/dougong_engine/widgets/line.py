"""A line over time or another order."""

from typing import Literal

from dougong_engine.widgets._grouped import Grouped
from dougong_engine.widgets._type import WidgetType


class Line(Grouped):
    type: Literal["line"]


WIDGET = WidgetType(name="line", spec=Line, chart="line")
