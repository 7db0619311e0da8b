"""The registry of view types: one line each."""

from dougong_engine.views import grid, kanban
from dougong_engine.views._type import ViewSpec, ViewType

VIEW_TYPES: dict[str, ViewType] = {
    "grid": grid.VIEW,
    "kanban": kanban.VIEW,
}

__all__ = ["VIEW_TYPES", "ViewSpec", "ViewType"]
