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


@with_config(CLOSED)
class Told(TypedDict):
    """A problem or a reason by its code, with its sentence in the caller's language."""

    code: str
    path: list[str | int]
    params: dict[str, Json]
    message: str


@with_config(CLOSED)
class ProposalShown(TypedDict):
    """A card ready to be put on a board; `metric` is the one to be made first where none exists yet."""

    widget: dict[str, Json]
    metric: dict[str, Json] | None
    because: Told


@with_config(CLOSED)
class ProposalsShown(TypedDict):
    """Best first, three at most."""

    proposals: list[ProposalShown]


@with_config(CLOSED)
class WireShown(TypedDict):
    """A card and the path by which a filter reaches it, or why it does not."""

    widget: str
    entity: str | None
    path: str | None
    why: Told | None


@with_config(CLOSED)
class WiringShown(TypedDict):
    """`reached` of `cards` cards; `fields` for the filter, by entity."""

    reached: int
    cards: int
    fields: dict[str, str]
    wires: list[WireShown]


@with_config(CLOSED)
class LeftAlone(TypedDict):
    """A record that kept its value, and why."""

    id: str
    problem: dict[str, Json]


@with_config(CLOSED)
class PartWritten(TypedDict):
    """One part of writing classes, or of taking them back: ask again with `write` and `after` until that is null.

    `done` of `total` records were gone through so far; `total` is null while taking back.
    """

    write: str
    done: int
    total: int | None
    left: list[LeftAlone]
    after: str | None
