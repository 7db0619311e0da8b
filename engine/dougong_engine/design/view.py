"""A view: which records of an entity, in which shape."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, SerializeAsAny

from dougong_engine.design.object import DesignObject
from dougong_engine.document import Id
from dougong_engine.filters.condition import Condition
from dougong_engine.query.query import Sort
from dougong_engine.typed import OneOf, read_typed
from dougong_engine.views import VIEW_TYPES, ViewSpec

SPECS = {name: one.spec for name, one in VIEW_TYPES.items()}


def _read(raw: object) -> Any:
    return read_typed(raw, SPECS, "view")


AnyLayout = Annotated[SerializeAsAny[ViewSpec], BeforeValidator(_read), OneOf(SPECS)]


class View(DesignObject):
    """`layout` holds what is particular to the type of view; a view never grants data.

    A `locked` view is read as it was made: nobody filters, sorts or groups it for the moment.
    """

    kind: Literal["view"]
    entity: Id
    layout: AnyLayout
    filter: Condition | None = None
    sort: tuple[Sort, ...] = ()
    form: Id | None = None
    locked: bool = False
