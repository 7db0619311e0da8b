"""What the routes of the design answer, as OpenAPI and the front end know it."""

from typing import Literal, NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from dougong.kernel.shapes import CLOSED, OPEN, Named
from dougong_engine.design.record_page import BlockKind
from dougong_engine.design.role import Action
from dougong_engine.document import Json


@with_config(CLOSED)
class MenuEntry(TypedDict):
    """A page of an app: `opens` is the view, form or dashboard; `entity` the key of what it lists."""

    id: str
    name: str
    icon: str
    opens: str
    kind: Literal["view", "form", "dashboard"]
    entity: NotRequired[str]
    layout: NotRequired[str]


@with_config(CLOSED)
class MenuGroup(TypedDict):
    """Pages that serve one job."""

    id: str
    name: str
    items: list[MenuEntry]


@with_config(CLOSED)
class AppShown(TypedDict):
    """An app with the pages that the caller may open."""

    id: str
    key: str
    name: str
    icon: str
    color: str
    description: str
    menu: list[MenuGroup]


@with_config(CLOSED)
class AppsShown(TypedDict):
    """In the order of installation."""

    apps: list[AppShown]


@with_config(CLOSED)
class EntityNamed(TypedDict):
    """An entity of which the caller may see something."""

    id: str
    key: str
    name: str
    app: str
    icon: str


@with_config(CLOSED)
class EntitiesNamed(TypedDict):
    """All of them."""

    entities: list[EntityNamed]


@with_config(OPEN)
class FieldShown(TypedDict):
    """A field and what the caller may do with it; members that only its type has stand beside these."""

    id: str
    key: str
    name: str
    type: str
    help: str
    required: bool
    unique: bool
    default: NotRequired[Json]
    widget: str
    cell: str
    kind: str
    operators: list[str]
    computed: bool
    access: Literal["masked", "read", "write"]
    entity_key: NotRequired[str]
    fields: NotRequired[list["FieldShown"]]


@with_config(CLOSED)
class EvidenceShown(TypedDict):
    """What a stage asks for: a field of this entity, or records of `entity` that link here `through` a field."""

    id: str
    name: str
    kind: Literal["filled", "files", "records", "condition"]
    field: str | None
    entity: str | None
    through: str | None


@with_config(CLOSED)
class StageShown(TypedDict):
    """A stage: the option that stands for it, how long a record should stay, what it asks for."""

    option: str
    limit_hours: int | None
    evidence: list[EvidenceShown]


@with_config(CLOSED)
class GateShown(TypedDict):
    """A gate on the choice field with the key `field`."""

    id: str
    field: str | None
    stages: list[StageShown]
    back: bool


@with_config(CLOSED)
class ViewNamed(TypedDict):
    """A view by its id, with its layout."""

    id: str
    name: str
    type: str


@with_config(CLOSED)
class RelatedShown(TypedDict):
    """Records of another entity whose link `field` leads here; keys."""

    entity: str
    field: str
    name: str


@with_config(CLOSED)
class SortShown(TypedDict):
    """Empty values come last either way."""

    field: str
    descending: bool


@with_config(CLOSED)
class ListedShown(TypedDict):
    """Records of `entity`, whose key is `entity_key`; paths of fields by id."""

    entity: str
    entity_key: str
    through: str | None
    columns: list[str]
    sort: list[SortShown]


@with_config(CLOSED)
class BlockShown(TypedDict):
    """A part of a record's page; `field` is the id of the record's own link whose records are listed."""

    id: str
    kind: BlockKind
    name: str
    field: str | None
    records: ListedShown | None


@with_config(CLOSED)
class PageShown(TypedDict):
    """The page of a record without what the caller may not see; `facts` are ids of fields."""

    form: str | None
    facts: list[str]
    main: list[BlockShown]
    side: list[BlockShown]


@with_config(CLOSED)
class EntityShown(TypedDict):
    """An entity as far as the caller's rights go; `title` is the key of the field by which people know a record.

    Without a `page` its records have the page that all records have.
    """

    id: str
    key: str
    app: str
    name: str
    icon: str
    title: str | None
    fields: list[FieldShown]
    gates: list[GateShown]
    actions: list[Action]
    forms: list[Named]
    views: list[ViewNamed]
    related: list[RelatedShown]
    prints: list[Named]
    page: NotRequired[PageShown]
