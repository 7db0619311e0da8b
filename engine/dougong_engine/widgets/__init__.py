"""The registry of dashboard widget types: one line each."""

from dougong_engine.widgets import abc, bar, funnel, kpi, leaderboard, line, pie, table
from dougong_engine.widgets._type import WidgetSpec, WidgetType

WIDGET_TYPES: dict[str, WidgetType] = {
    "kpi": kpi.WIDGET,
    "bar": bar.WIDGET,
    "line": line.WIDGET,
    "pie": pie.WIDGET,
    "funnel": funnel.WIDGET,
    "table": table.WIDGET,
    "leaderboard": leaderboard.WIDGET,
    "abc": abc.WIDGET,
}

__all__ = ["WIDGET_TYPES", "WidgetSpec", "WidgetType"]
