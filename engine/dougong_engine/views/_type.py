"""The contract of a view type."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dougong_engine.document import Doc
from dougong_engine.errors import Problem
from dougong_engine.fields import FieldSpec


class ViewSpec(Doc):
    """The settings of a layout."""

    type: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What a layout is laid over: the entity and the fields that its paths end at (None for a path to nowhere)."""

    entity: str
    field: Callable[[str], FieldSpec | None]


@dataclass(frozen=True, slots=True)
class ViewType:
    """A way to show records as data; `layout` names the component of the front end.

    `check(settings, ground)` answers which fields cannot serve as the layout wants them; paths begin at the layout.
    """

    name: str
    spec: type[ViewSpec]
    layout: str
    phone: bool
    check: Callable[[Any, Ground], Iterator[Problem]]
