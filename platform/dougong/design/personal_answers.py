"""What the routes of personal views answer, as OpenAPI and the front end know it."""

from typing import Literal, NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from dougong.kernel.shapes import CLOSED
from dougong_engine.document import Json


@with_config(CLOSED)
class SortKept(TypedDict):
    """A path of field ids by which a list is ordered."""

    field: str
    descending: NotRequired[bool]


@with_config(CLOSED)
class PersonalView(TypedDict):
    """A view document with the id of its row; `lost` are fields that the caller may no longer see and what used them
    is left out."""

    format: int
    kind: Literal["view"]
    id: str
    app: str
    name: str
    entity: str
    entity_key: str
    layout: dict[str, Json]
    description: NotRequired[str]
    filter: NotRequired[dict[str, Json]]
    sort: NotRequired[list[SortKept]]
    form: NotRequired[str]
    personal: Literal[True]
    lost: list[str]


@with_config(CLOSED)
class ViewsKept(TypedDict):
    """The caller's own views of an entity, oldest first."""

    views: list[PersonalView]
