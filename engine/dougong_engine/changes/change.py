"""The changes that a design can go through, each with its inverse."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar, assert_never

from dougong_engine.design.entity import Entity
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design
from dougong_engine.document import Doc
from dougong_engine.fields import FieldSpec
from dougong_engine.fields.sub_table import SubTable

AnyDoc = TypeVar("AnyDoc", bound=Doc)


@dataclass(frozen=True, slots=True)
class AddObject:
    """A new app, form, view, flow, dashboard, metric, role or print template."""

    object: DesignObject

    def inverse(self) -> "Change":
        return DropObject(self.object)


@dataclass(frozen=True, slots=True)
class DropObject:
    object: DesignObject

    def inverse(self) -> "Change":
        return AddObject(self.object)


@dataclass(frozen=True, slots=True)
class ChangeObject:
    """An object that is no entity, before and after."""

    old: DesignObject
    new: DesignObject

    def inverse(self) -> "Change":
        return ChangeObject(self.new, self.old)


@dataclass(frozen=True, slots=True)
class AddEntity:
    """A new entity with all its fields and unique sets."""

    entity: Entity

    def inverse(self) -> "Change":
        return DropEntity(self.entity)


@dataclass(frozen=True, slots=True)
class DropEntity:
    entity: Entity

    def inverse(self) -> "Change":
        return AddEntity(self.entity)


@dataclass(frozen=True, slots=True)
class ChangeEntity:
    """Everything of an entity but fields and unique sets: both values are shells without them."""

    old: Entity
    new: Entity

    def inverse(self) -> "Change":
        return ChangeEntity(self.new, self.old)


@dataclass(frozen=True, slots=True)
class AddField:
    """A field put at position `at` of an entity or, with `table`, of the columns of one of its sub-tables."""

    entity: str
    table: str | None
    field: FieldSpec
    at: int

    def inverse(self) -> "Change":
        return DropField(self.entity, self.table, self.field, self.at)


@dataclass(frozen=True, slots=True)
class DropField:
    entity: str
    table: str | None
    field: FieldSpec
    at: int

    def inverse(self) -> "Change":
        return AddField(self.entity, self.table, self.field, self.at)


@dataclass(frozen=True, slots=True)
class ChangeField:
    """The same field by id, before and after.

    Columns of a sub-table that stays one change by themselves: here both sides have none.
    """

    entity: str
    table: str | None
    old: FieldSpec
    new: FieldSpec

    def inverse(self) -> "Change":
        return replace(self, old=self.new, new=self.old)


@dataclass(frozen=True, slots=True)
class OrderFields:
    """The same fields in another order."""

    entity: str
    table: str | None
    old: tuple[str, ...]
    new: tuple[str, ...]

    def inverse(self) -> "Change":
        return replace(self, old=self.new, new=self.old)


@dataclass(frozen=True, slots=True)
class AddUnique:
    """A set of fields that no two records share, put at position `at`."""

    entity: str
    fields: tuple[str, ...]
    at: int

    def inverse(self) -> "Change":
        return DropUnique(self.entity, self.fields, self.at)


@dataclass(frozen=True, slots=True)
class DropUnique:
    entity: str
    fields: tuple[str, ...]
    at: int

    def inverse(self) -> "Change":
        return AddUnique(self.entity, self.fields, self.at)


Change = (
    AddObject
    | DropObject
    | ChangeObject
    | AddEntity
    | DropEntity
    | ChangeEntity
    | AddField
    | DropField
    | ChangeField
    | OrderFields
    | AddUnique
    | DropUnique
)


def inverse(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that undo these."""
    return tuple(one.inverse() for one in reversed(tuple(changes)))


def shell(entity: Entity) -> Entity:
    """The entity without fields and unique sets."""
    return altered(entity, fields=(), uniques=())


def altered(document: AnyDoc, **members: object) -> AnyDoc:
    """The document with some members replaced; the values must already be of the members' types."""
    return document.model_copy(update=members)


def apply(design: Design, changes: Iterable[Change]) -> Design:
    """The design after the changes; they must fit it, as those of `diff` do."""
    for change in changes:
        design = _applied(design, change)
    return design


def _applied(design: Design, change: Change) -> Design:
    match change:
        case AddObject(object=object) | ChangeObject(new=object):
            return design.replaced(object)
        case DropObject(object=object):
            return design.replaced(without=(object.id,))
        case AddEntity(entity=entity):
            return design.replaced(entity)
        case DropEntity(entity=entity):
            return design.replaced(without=(entity.id,))
        case ChangeEntity(new=new):
            old = _entity(design, new.id)
            return design.replaced(altered(new, fields=old.fields, uniques=old.uniques))
        case AddUnique(entity=id, fields=fields, at=at):
            old = _entity(design, id)
            return design.replaced(altered(old, uniques=(*old.uniques[:at], fields, *old.uniques[at:])))
        case DropUnique(entity=id, at=at):
            old = _entity(design, id)
            return design.replaced(altered(old, uniques=(*old.uniques[:at], *old.uniques[at + 1 :])))
        case AddField() | DropField() | ChangeField() | OrderFields():
            return _with_fields(design, change)
        case _:
            assert_never(change)


def _with_fields(design: Design, change: AddField | DropField | ChangeField | OrderFields) -> Design:
    entity = _entity(design, change.entity)
    if change.table is None:
        return design.replaced(altered(entity, fields=_fields(entity.fields, change)))
    fields = tuple(
        altered(one, fields=_fields(one.fields, change))
        if one.id == change.table and isinstance(one, SubTable)
        else one
        for one in entity.fields
    )
    return design.replaced(altered(entity, fields=fields))


def _fields(
    fields: tuple[FieldSpec, ...], change: AddField | DropField | ChangeField | OrderFields
) -> tuple[FieldSpec, ...]:
    match change:
        case AddField(field=field, at=at):
            return (*fields[:at], field, *fields[at:])
        case DropField(at=at):
            return (*fields[:at], *fields[at + 1 :])
        case ChangeField(new=new):
            return tuple(_changed(one, new) if one.id == new.id else one for one in fields)
        case OrderFields(new=order):
            by_id = {one.id: one for one in fields}
            return tuple(by_id[id] for id in order)
        case _:
            assert_never(change)


def _changed(old: FieldSpec, new: FieldSpec) -> FieldSpec:
    if isinstance(old, SubTable) and isinstance(new, SubTable):
        return altered(new, fields=old.fields)
    return new


def _entity(design: Design, id: str) -> Entity:
    found = design.entity(id)
    if found is None:
        raise ValueError(f"a change names the entity {id!r}, which the design does not have")
    return found
