"""An entity: its fields, its checks and its stage gates."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, SerializeAsAny

from dougong_engine.design.object import DesignObject
from dougong_engine.design.record_page import RecordPage
from dougong_engine.document import Doc, Id, Item, Key, Label
from dougong_engine.fields import FIELD_TYPES, FieldSpec
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.fields.text import Text
from dougong_engine.filters.condition import Condition
from dougong_engine.kinds import Storage
from dougong_engine.typed import OneOf, read_typed

SPECS = {name: one.spec for name, one in FIELD_TYPES.items()}


def _read(raw: object) -> Any:
    if isinstance(raw, dict) and raw.get("type") == "sub_table" and isinstance(raw.get("fields"), list | tuple):
        raw = {**raw, "fields": tuple(read_typed(one, SPECS, "field") for one in raw["fields"])}
    return read_typed(raw, SPECS, "field")


AnyField = Annotated[SerializeAsAny[FieldSpec], BeforeValidator(_read), OneOf(SPECS)]


class Evidence(Item):
    """What must be there before a record may leave a stage.

    filled: `field` is not empty · files: `field` holds at least `least` files · records: at least `least` records of
    `entity` whose link `through` points here (and match `where`) · condition: `where` holds for the record itself.
    """

    kind: Literal["filled", "files", "records", "condition"]
    field: Id | None = None
    least: Annotated[int, Field(ge=1)] = 1
    entity: Id | None = None
    through: Id | None = None
    where: Condition | None = None


class Stage(Doc):
    """One step of a gate; a record that stays longer than `limit_hours` is stuck."""

    option: Id
    evidence: tuple[Evidence, ...] = ()
    limit_hours: int | None = None


class Gate(Doc):
    """Stages in their order on a choice field: no step may be skipped, none left without its evidence.

    `done` says when the last stage counts as passed (for example outcome = won): it then needs its evidence too.
    `back` allows a return to an earlier stage.
    """

    id: Id
    field: Id
    stages: tuple[Stage, ...]
    done: Condition | None = None
    back: bool = True


class Check(Item):
    """A rule that every saved record keeps: `expression` is a formula that must be true where `when` holds."""

    expression: str
    when: Condition | None = None
    message: Label
    fields: tuple[Id, ...] = ()


class Entity(DesignObject):
    """`title` is the field by which people know a record; `uniques` are sets of fields that no two records share.

    Without a `page` its records have the page that all records have.
    """

    kind: Literal["entity"]
    key: Key
    title: Id
    fields: tuple[AnyField, ...]
    uniques: tuple[tuple[Id, ...], ...] = ()
    checks: tuple[Check, ...] = ()
    gates: tuple[Gate, ...] = ()
    icon: str = ""
    page: RecordPage | None = None

    def field(self, id: str) -> FieldSpec | None:
        """The field with that id, system fields included."""
        return self._by_id.get(id)

    def field_by_key(self, key: str) -> FieldSpec | None:
        """The field with that key, system fields included."""
        return self._by_key.get(key)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """As Pydantic's; what this entity has worked out about its fields is not true of the copy."""
        copied = super().model_copy(update=update, deep=deep)
        for name in ("_by_id", "_by_key", "writable"):
            copied.__dict__.pop(name, None)
        return copied

    # Every write asks for fields many times. In reverse, since the first of two equal names counts.
    @cached_property
    def _by_id(self) -> dict[str, FieldSpec]:
        return {one.id: one for one in reversed((*self.fields, *SYSTEM_FIELDS))}

    @cached_property
    def _by_key(self) -> dict[str, FieldSpec]:
        return {one.key: one for one in reversed((*self.fields, *SYSTEM_FIELDS))}

    @cached_property
    def writable(self) -> Mapping[str, FieldSpec]:
        """The fields that somebody may give a value to, by key."""
        return {
            key: one
            for key, one in self._by_key.items()
            if not one.computed() and (one.id not in SYSTEM_IDS or one.id in WRITABLE_SYSTEM)
        }


def _system(id: str, name: str, type: str, **settings: Any) -> FieldSpec:
    return SPECS[type].model_validate({"id": id, "key": id, "name": name, "type": type, **settings})


class RecordId(Text):
    """A record's own id: compared as a whole."""

    def storage(self) -> Storage:
        return Storage.UUID

    def operators(self) -> tuple[str, ...]:
        return ("is", "is_not", "in", "not_in")


SYSTEM_FIELDS: tuple[FieldSpec, ...] = (
    RecordId(id="id", key="id", name="编号", type="text"),
    _system("version", "版本", "integer"),
    _system("owner", "负责人", "person"),
    _system("created_at", "创建时间", "moment"),
    _system("created_by", "创建人", "person"),
    _system("updated_at", "修改时间", "moment"),
    _system("updated_by", "修改人", "person"),
)
"""Fields of every record; of these only `owner` may be written."""

SYSTEM_IDS = frozenset(one.id for one in SYSTEM_FIELDS)
WRITABLE_SYSTEM = frozenset({"owner"})
TAKEN_KEYS = SYSTEM_IDS | {"restricted", "masked"}
"""Members that records have already, or have where a reader may not see everything."""

__all__ = [
    "SYSTEM_FIELDS",
    "SYSTEM_IDS",
    "TAKEN_KEYS",
    "WRITABLE_SYSTEM",
    "AnyField",
    "Check",
    "Entity",
    "Evidence",
    "Gate",
    "Stage",
    "SubTable",
]
