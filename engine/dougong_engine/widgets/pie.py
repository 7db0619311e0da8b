"""Shares of a whole."""

from typing import Literal

from dougong_engine.widgets._grouped import Grouped
from dougong_engine.widgets._type import WidgetType


class Pie(Grouped):
    type: Literal["pie"]


WIDGET = WidgetType(name="pie", spec=Pie, chart="pie")
