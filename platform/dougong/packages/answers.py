"""What the routes of the market answer, as OpenAPI and the front end know it."""

from typing import Annotated, Literal, NotRequired

from pydantic import Field, with_config
from typing_extensions import TypedDict

from dougong.kernel.shapes import CLOSED, ProblemShown
from dougong_engine.document import Json
from dougong_engine.packages.merge import Reason

SlotKind = Literal["person", "department"]


@with_config(CLOSED)
class PackageHead(TypedDict):
    """A package in the caller's language."""

    id: str
    version: str
    name: str
    summary: str
    description: str
    publisher: str
    icon: str
    color: str


@with_config(CLOSED)
class InstallationShown(TypedDict):
    """An app made from a package: the version it can be upgraded to, and whether its last upgrade can be undone."""

    app: str
    version: str
    installed_at: str
    upgraded: bool
    newer: str | None


@with_config(CLOSED)
class PackageShown(PackageHead):
    """A package with the apps that were made from it."""

    installed: list[InstallationShown]


@with_config(CLOSED)
class PackagesShown(TypedDict):
    """Everything that the market offers."""

    packages: list[PackageShown]


@with_config(CLOSED)
class PartPreviewed(TypedDict):
    """A field of an entity or a step of a flow."""

    id: str
    name: str
    type: str


@with_config(CLOSED)
class EntityPreviewed(TypedDict):
    """An entity with a few of its sample rows, each with one text for each of `columns`."""

    id: str
    name: str
    samples: int
    fields: list[PartPreviewed]
    columns: list[str]
    rows: list[list[str]]


@with_config(CLOSED)
class CardPreviewed(TypedDict):
    """A card on a grid of 24 columns."""

    id: str
    name: str
    type: str
    x: int
    y: int
    w: int
    h: int


@with_config(CLOSED)
class BoardPreviewed(TypedDict):
    """A dashboard with the places of its cards."""

    id: str
    name: str
    description: str
    cards: list[CardPreviewed]


@with_config(CLOSED)
class FlowPreviewed(TypedDict):
    """A flow with its steps in the order in which a run may reach them."""

    id: str
    name: str
    description: str
    steps: list[PartPreviewed]


@with_config(CLOSED)
class Described(TypedDict):
    """A role and what it is for."""

    id: str
    name: str
    description: str


@with_config(CLOSED)
class SlotShown(TypedDict):
    """Whom somebody who installs has to name."""

    id: str
    name: str
    kind: SlotKind
    description: NotRequired[str]


@with_config(CLOSED)
class RightsAsked(TypedDict):
    """Abilities that a package's roles have, and hosts that its flows call."""

    abilities: list[str]
    hosts: list[str]


@with_config(CLOSED)
class PackagePreview(PackageHead):
    """Everything that a package would bring."""

    entities: list[EntityPreviewed]
    dashboards: list[BoardPreviewed]
    flows: list[FlowPreviewed]
    roles: list[Described]
    slots: list[SlotShown]
    asks: RightsAsked


@with_config(CLOSED)
class InstalledShown(TypedDict):
    """The new app, and how many objects and sample records it has."""

    app: str
    objects: int
    samples: int


@with_config(CLOSED)
class SamplesRemoved(TypedDict):
    """Sample records that were taken away, and those that stayed because somebody had edited them."""

    removed: int
    kept: int


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
    exportable: bool
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
