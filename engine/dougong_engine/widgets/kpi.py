"""One number, with its level."""

from typing import Literal

from dougong_engine.document import Id
from dougong_engine.widgets._type import WidgetSpec, WidgetType


class Kpi(WidgetSpec):
    """Shows a metric; its bands colour the card."""

    type: Literal["kpi"]
    metric: Id


WIDGET = WidgetType(name="kpi", spec=Kpi, chart="kpi")
