"""What the routes of the market answer, as OpenAPI and the front end know it."""

from typing import Literal, NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from dougong.kernel.shapes import CLOSED
from dougong_engine.packages.format import Relation

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
    """A package with the apps that were made from it; `uploaded`: the workspace put it on its market itself."""

    uploaded: bool
    installed: list[InstallationShown]


@with_config(CLOSED)
class PackagesShown(TypedDict):
    """Everything that the market offers."""

    packages: list[PackageShown]


@with_config(CLOSED)
class PackageUploaded(TypedDict):
    """A package that has come onto the market."""

    id: str
    version: str


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
class PermissionTested(TypedDict):
    """What a role must or must not allow, in words, and what came of it; `void`: what it is about is gone."""

    id: str
    name: str
    role: str
    entity: str
    field: str | None
    record: Relation
    action: str
    allowed: bool
    result: Literal["kept", "broken", "void"]
    message: str | None


@with_config(CLOSED)
class PackagePreview(PackageHead):
    """Everything that a package would bring."""

    entities: list[EntityPreviewed]
    dashboards: list[BoardPreviewed]
    flows: list[FlowPreviewed]
    roles: list[Described]
    slots: list[SlotShown]
    asks: RightsAsked
    tests: list[PermissionTested]


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
