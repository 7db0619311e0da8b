"""What the routes of drafts answer, as OpenAPI and the front end know it."""

from typing import Literal, NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from dougong.kernel.shapes import CLOSED, OPEN, ProblemShown
from dougong_engine.document import Json

Risk = Literal["safe", "backfill", "destructive"]


@with_config(CLOSED)
class DesignRow(TypedDict):
    """An object and the state of its draft."""

    id: str
    kind: str
    app: str | None
    name: str
    version: int | None
    revision: int
    state: Literal["new", "changed", "published"]
    at: str | None
    by: str | None


@with_config(CLOSED)
class DesignRows(TypedDict):
    """Every object of an app, or of all."""

    objects: list[DesignRow]


@with_config(CLOSED)
class Draft(DesignRow):
    """The draft of an object, or what is published while it has none."""

    document: dict[str, Json]


@with_config(CLOSED)
class DraftKept(TypedDict):
    """A saved draft, what does not fit the rest of the design yet, and what should be known but forbids nothing."""

    id: str
    revision: int
    problems: list[ProblemShown]
    warnings: list[ProblemShown]


@with_config(CLOSED)
class DraftGone(TypedDict):
    """The revision after a draft was given up."""

    id: str
    revision: int


@with_config(CLOSED)
class ObjectStarted(TypedDict):
    """A new object as a draft, with the id that it was given."""

    id: str
    revision: int
    document: dict[str, Json]


@with_config(OPEN)
class ChangeShown(TypedDict):
    """A change of the design, how risky it is and why; members of its kind stand beside these."""

    object: str
    change: str
    level: Risk
    reasons: list[dict[str, Json]]


@with_config(CLOSED)
class UseShown(TypedDict):
    """Where the object `by` mentions an object, or a field of it, that goes away or becomes another type."""

    object: str
    field: NotRequired[str]
    by: str
    kind: str
    name: str
    path: list[str | int]


@with_config(CLOSED)
class ObjectUsers(TypedDict):
    """Every place that mentions an object."""

    users: list[UseShown]


@with_config(CLOSED)
class ObjectNamed(TypedDict):
    """What somebody calls an object."""

    kind: str
    name: str


@with_config(CLOSED)
class PublishPreview(TypedDict):
    """What publishing would do: `problems` forbid it, `warnings` do not; `records` counts rows to fill by entity id,
    `uses` says who mentions what goes away. `elsewhere` names the objects of problems that lie in none of these."""

    objects: list[str]
    problems: list[ProblemShown]
    elsewhere: dict[str, ObjectNamed]
    warnings: list[ProblemShown]
    level: Risk
    changes: list[ChangeShown]
    records: dict[str, int]
    uses: list[UseShown]


@with_config(CLOSED)
class PublishedShown(TypedDict):
    """The publication and the new version of each object."""

    publication: str
    versions: dict[str, int]


@with_config(CLOSED)
class VersionRow(TypedDict):
    """When and by whom a version was published."""

    version: int
    at: str | None
    by: str | None


@with_config(CLOSED)
class VersionRows(TypedDict):
    """Newest first."""

    versions: list[VersionRow]


@with_config(CLOSED)
class VersionShown(TypedDict):
    """One version's document."""

    id: str
    version: int
    document: dict[str, Json]
