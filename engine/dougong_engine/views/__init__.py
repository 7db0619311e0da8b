"""The registry of view types: one line each."""

from dougong_engine.views import calendar, gallery, gantt, grid, kanban
from dougong_engine.views._type import Ground, ViewSpec, ViewType

VIEW_TYPES: dict[str, ViewType] = {
    "grid": grid.VIEW,
    "kanban": kanban.VIEW,
    "calendar": calendar.VIEW,
    "gallery": gallery.VIEW,
    "gantt": gantt.VIEW,
}

__all__ = ["VIEW_TYPES", "Ground", "ViewSpec", "ViewType"]
