"""What the routes of groups and boards answer, as OpenAPI and the front end know it."""

from typing import NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from dougong.kernel.shapes import CLOSED, OPEN
from dougong_engine.document import Json


@with_config(CLOSED)
class GroupShown(TypedDict):
    """One group: its values, how people read them, its measures by id; `skipped` counts error values by measure."""

    groups: list[Json]
    labels: list[Json]
    measures: dict[str, Json]
    skipped: NotRequired[dict[str, int]]


@with_config(CLOSED)
class GroupsShown(TypedDict):
    """`more`: there are further groups."""

    rows: list[GroupShown]
    more: bool


@with_config(OPEN)
class CardShown(TypedDict):
    """What a card shows, by its type; a card that cannot be answered has a `problem` only."""

    problem: NotRequired[dict[str, Json]]


@with_config(CLOSED)
class BoardShown(TypedDict):
    """The cards asked for, by id."""

    widgets: dict[str, CardShown]


@with_config(CLOSED)
class Drilled(TypedDict):
    """The records behind a mark: the entity's key, a filter by keys; `ids` in order where the filter cannot say it."""

    entity: str
    filter: Json
    ids: NotRequired[list[str]]
