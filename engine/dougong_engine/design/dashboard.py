"""A dashboard: cards on a grid and filters that reach all cards with a matching field."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SerializeAsAny

from dougong_engine.design.object import DesignObject
from dougong_engine.document import Doc, Id, Item
from dougong_engine.filters.condition import FieldPath
from dougong_engine.typed import OneOf, read_typed
from dougong_engine.widgets import WIDGET_TYPES, WidgetSpec

SPECS = {name: one.spec for name, one in WIDGET_TYPES.items()}


def _read(raw: object) -> Any:
    return read_typed(raw, SPECS, "widget")


AnyWidget = Annotated[SerializeAsAny[WidgetSpec], BeforeValidator(_read), OneOf(SPECS)]


class BoardFilter(Item):
    """A filter above the board: `fields` maps entity id → path of the field that it narrows there.

    `off` are cards that it leaves alone although it reaches their entity.
    """

    fields: dict[Id, FieldPath]
    operator: str = "in"
    off: tuple[Id, ...] = ()


class WallPage(Item):
    """Cards that share the screen."""

    widgets: tuple[Id, ...] = ()


class Wall(Doc):
    """A screen on the wall: pages in turn, each for so many seconds; numbers are asked for anew every few minutes.

    Without pages the whole board stands there.
    """

    pages: Annotated[tuple[WallPage, ...], Field(max_length=20)] = ()
    seconds: Annotated[int, Field(ge=5, le=3600)] = 20
    minutes: Annotated[int, Field(ge=1, le=60)] = 5


class Dashboard(DesignObject):
    """`phone` lists widget ids in the order of a narrow screen (as laid out when empty)."""

    kind: Literal["dashboard"]
    widgets: tuple[AnyWidget, ...]
    filters: tuple[BoardFilter, ...] = ()
    phone: tuple[Id, ...] = ()
    wall: Wall = Wall()
