"""The contract of a dashboard widget type."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from dougong_engine.document import Doc, Id


class WidgetSpec(Doc):
    """A card on a board; `x`, `y`, `w`, `h` in cells of a 24-column grid."""

    id: Id
    type: str
    name: str
    x: Annotated[int, Field(ge=0, le=23)] = 0
    y: Annotated[int, Field(ge=0)] = 0
    w: Annotated[int, Field(ge=1, le=24)] = 6
    h: Annotated[int, Field(ge=1, le=60)] = 4


@dataclass(frozen=True, slots=True)
class WidgetType:
    """A card as data; `chart` names the component of the front end."""

    name: str
    spec: type[WidgetSpec]
    chart: str
