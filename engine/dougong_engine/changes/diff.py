"""The changes that lead from one design to another, matched by stable id."""

from collections.abc import Iterator
from itertools import chain

from dougong_engine.changes.change import (
    AddEntity,
    AddField,
    AddObject,
    AddUnique,
    Change,
    ChangeEntity,
    ChangeField,
    ChangeObject,
    DropEntity,
    DropField,
    DropObject,
    DropUnique,
    OrderFields,
    altered,
    shell,
)
from dougong_engine.design.entity import Entity
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design
from dougong_engine.fields import FieldSpec
from dougong_engine.fields.sub_table import SubTable


def diff(old: Design, new: Design) -> tuple[Change, ...]:
    """Drops first, then changes, then additions; applied in order they turn `old` into `new`."""
    dropped = [one for id, one in sorted(old.objects.items()) if id not in new.objects]
    added = [one for id, one in sorted(new.objects.items()) if id not in old.objects]
    both = [(one, new.objects[id]) for id, one in sorted(old.objects.items()) if id in new.objects]
    return (
        *(DropEntity(one) if isinstance(one, Entity) else DropObject(one) for one in dropped),
        *chain.from_iterable(_object(mine, theirs) for mine, theirs in both),
        *(AddEntity(one) if isinstance(one, Entity) else AddObject(one) for one in added),
    )


def _object(old: DesignObject, new: DesignObject) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, Entity) and isinstance(new, Entity):
        yield from _dropped_uniques(old, new)
        yield from _fields(old.id, None, old.fields, new.fields)
        if shell(old) != shell(new):
            yield ChangeEntity(shell(old), shell(new))
        yield from _added_uniques(old, new)
    else:
        yield ChangeObject(old, new)


def _fields(entity: str, table: str | None, old: tuple[FieldSpec, ...], new: tuple[FieldSpec, ...]) -> Iterator[Change]:
    wanted = {one.id: one for one in new}
    order = [one.id for one in old]
    for at, field in reversed(list(enumerate(old))):
        if field.id not in wanted:
            order.pop(at)
            yield DropField(entity, table, field, at)
    for field in old:
        if field.id in wanted:
            yield from _field(entity, table, field, wanted[field.id])
    for at, field in enumerate(new):
        if field.id not in order:
            place = min(at, len(order))
            order.insert(place, field.id)
            yield AddField(entity, table, field, place)
    if order != [one.id for one in new]:
        yield OrderFields(entity, table, tuple(order), tuple(one.id for one in new))


def _field(entity: str, table: str | None, old: FieldSpec, new: FieldSpec) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, SubTable) and isinstance(new, SubTable):
        mine, theirs = altered(old, fields=()), altered(new, fields=())
        if mine != theirs:
            yield ChangeField(entity, table, mine, theirs)
        yield from _fields(entity, old.id, old.fields, new.fields)
    else:
        yield ChangeField(entity, table, old, new)


def _kept(old: Entity, new: Entity) -> tuple[tuple[str, ...], ...]:
    """Unique sets that stay as they are; none if their order changes, so that applying gives exactly `new`."""
    stay = tuple(one for one in old.uniques if one in new.uniques)
    return stay if stay == tuple(one for one in new.uniques if one in old.uniques) else ()


def _dropped_uniques(old: Entity, new: Entity) -> Iterator[Change]:
    kept = _kept(old, new)
    for at, fields in reversed(list(enumerate(old.uniques))):
        if fields not in kept:
            yield DropUnique(old.id, fields, at)


def _added_uniques(old: Entity, new: Entity) -> Iterator[Change]:
    kept = _kept(old, new)
    for at, fields in enumerate(new.uniques):
        if fields not in kept:
            yield AddUnique(new.id, fields, at)
