"""What the routes of installed apps answer, as OpenAPI and the front end know it."""

from typing import Annotated, Literal, NotRequired

from pydantic import Field, with_config
from typing_extensions import TypedDict

from dougong.kernel.shapes import CLOSED, Named, ProblemShown
from dougong.packages.answers import PermissionTested, SlotShown
from dougong_engine.document import Json
from dougong_engine.packages.merge import Reason


@with_config(CLOSED)
class SlotFilled(SlotShown):
    """A slot of an installed app: the person, the flows that ask them, and what is wrong with it."""

    person: Named | None
    flows: list[str]
    problem: ProblemShown | None


@with_config(CLOSED)
class RoleAsked(TypedDict):
    """A role that flows of an installed app ask, and how many people hold it."""

    id: str
    name: str
    members: int
    flows: list[str]
    problem: ProblemShown | None


@with_config(CLOSED)
class PeopleOfApp(TypedDict):
    """Who stands behind an installed app; `left` names flows that were changed by hand and keep whom they name."""

    slots: list[SlotFilled]
    roles: list[RoleAsked]
    left: NotRequired[list[str]]


@with_config(CLOSED)
class PermissionsTested(TypedDict):
    """All permission tests of an app, held against its roles as they are now."""

    tests: list[PermissionTested]


@with_config(CLOSED)
class DifferenceShown(TypedDict):
    """A place in an object: `words` is its path with names in the stead of ids."""

    object: str
    kind: str
    name: str
    path: list[str]
    words: list[str]
    before: Json
    after: Json


@with_config(CLOSED)
class ConflictShown(TypedDict):
    """A place where somebody has to choose; `records` counts those that hold data in it."""

    object: str
    kind: str
    name: str
    path: list[str]
    words: list[str]
    reason: Reason
    base: Json
    mine: Json
    theirs: Json
    records: int


@with_config(CLOSED)
class UpgradeCounts(TypedDict):
    """All places, also those that are not listed."""

    taken: int
    kept: int
    conflicts: int


@with_config(CLOSED)
class UpgradePreview(TypedDict):
    """What an upgrade takes, keeps and asks; `revision` and `version` go back with the choice."""

    app: str
    # `from` is a word of the language.
    from_version: Annotated[str, Field(alias="from")]
    version: str
    revision: int
    level: Literal["safe", "backfill", "destructive"]
    taken: list[DifferenceShown]
    kept: list[DifferenceShown]
    counts: UpgradeCounts
    conflicts: list[ConflictShown]
    slots: list[SlotShown]
    problems: list[ProblemShown]


@with_config(CLOSED)
class Upgraded(TypedDict):
    """The version that the app has now, and how many objects were written and removed for it."""

    version: str
    objects: int
    removed: NotRequired[int]


@with_config(CLOSED)
class EntityCounted(TypedDict):
    """An entity and how many records it has."""

    id: str
    name: str
    records: int


@with_config(CLOSED)
class AppUse(TypedDict):
    """An object of the app, and the object of another app that mentions it."""

    object: str
    name: str
    by: str
    kind: str
    by_name: str
    app: str


@with_config(CLOSED)
class RemovalPreview(TypedDict):
    """What uninstalling takes away: objects by kind, open runs; it can be undone for so many `days`."""

    app: str
    name: str
    entities: list[EntityCounted]
    objects: dict[str, int]
    runs: int
    used_by: list[AppUse]
    days: int


@with_config(CLOSED)
class RemovedApp(TypedDict):
    """An app that was uninstalled, and until when it can come back."""

    app: str
    name: str
    removed_at: str
    until: str


@with_config(CLOSED)
class RemovedApps(TypedDict):
    """The newest first."""

    apps: list[RemovedApp]


@with_config(CLOSED)
class AppRestored(TypedDict):
    """How many objects came back."""

    objects: int
