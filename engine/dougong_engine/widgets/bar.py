"""Bars, one a group."""

from typing import Literal

from dougong_engine.widgets._grouped import Grouped
from dougong_engine.widgets._type import WidgetType


class Bar(Grouped):
    type: Literal["bar"]


WIDGET = WidgetType(name="bar", spec=Bar, chart="bar")
