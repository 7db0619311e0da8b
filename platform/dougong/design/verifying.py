"""Holds the records that are there against what the next version of an entity demands."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database
from dougong.storage.entity_table import EntityTable, Place
from dougong.storage.schema import Schema
from dougong_engine.errors import Path, Problem


async def verify(
    database: Database, before: Schema, after: Schema, entity_id: str, *, accept_empty: bool
) -> list[Problem]:
    """Values that repeat where they may not, and required fields that are empty; each problem says how many.

    `publish.unique.clash` {fields, values, records}, `publish.required.empty` {field, records}. `accept_empty` lets
    older records keep an empty field that is required from now on.
    """
    if entity_id not in before.tables:
        return []
    old, new = before.table(entity_id), after.table(entity_id)
    found: list[Problem] = []
    for path, places in _uniques(old, new):
        ((values, records),) = await database.fetch(compile_statement(_repeated(new, places), database.dialect), {})
        if values:
            names = "、".join(one.spec.name for one in places)
            params = {"fields": names, "values": int(str(values)), "records": int(str(records))}
            found.append(Problem("publish.unique.clash", (entity_id, *path), params))
    for index, place in () if accept_empty else _required(old, new):
        ((records,),) = await database.fetch(compile_statement(_empty(new, place), database.dialect), {})
        if records:
            params = {"field": place.spec.name, "records": int(str(records))}
            found.append(Problem("publish.required.empty", (entity_id, "fields", index, "required"), params))
    return found


def _uniques(old: EntityTable, new: EntityTable) -> Iterator[tuple[Path, tuple[Place, ...]]]:
    """Sets of places that must be unique from now on and had no index before, with their place in the document."""
    for index, spec in enumerate(new.entity.fields):
        place = new.place(spec.id)
        if not spec.unique or place.column is None:
            continue
        earlier = old.places.get(spec.id)
        same = earlier is not None and earlier.column is not None and earlier.column.name == place.column.name
        if earlier is None or not same or not earlier.spec.unique:
            yield ("fields", index, "unique"), (place,)
    for index, fields in enumerate(new.entity.uniques):
        places = tuple(one for id in fields if (one := new.place(id)).column is not None)
        if not places:
            continue
        columns = [str(one.column) for one in places]
        before = [str(there.column) for id in fields if (there := old.places.get(id)) is not None]
        if fields not in old.entity.uniques or columns != before:
            yield ("uniques", index), places


def _required(old: EntityTable, new: EntityTable) -> Iterator[tuple[int, Place]]:
    for index, spec in enumerate(new.entity.fields):
        earlier = old.places.get(spec.id)
        if spec.required and not spec.computed() and (earlier is None or not earlier.spec.required):
            yield index, new.place(spec.id)


def _repeated(table: EntityTable, places: tuple[Place, ...]) -> "sa.Select[Any]":
    """How many values repeat, and in how many records."""
    columns = [one.column for one in places if one.column is not None]
    wanted = [table.table.c.deleted_at.is_(None), *(one.is_not(None) for one in columns)]
    many = sa.func.count().label("n")
    groups = sa.select(many).select_from(table.table).where(*wanted).group_by(*columns).having(sa.func.count() > 1)
    inner = groups.subquery()
    total: sa.ColumnElement[Any] = sa.cast(sa.func.coalesce(sa.func.sum(inner.c.n), 0), sa.BigInteger)
    selected: list[sa.ColumnElement[Any]] = [sa.func.count().label("c0"), total.label("c1")]
    return sa.select(*selected)


def _empty(table: EntityTable, place: Place) -> "sa.Select[Any]":
    alive = table.table.c.deleted_at.is_(None)
    side = place.links if place.links is not None else place.rows
    if side is not None:
        without = ~sa.exists().where(side.c.record_id == table.table.c.id)
        return sa.select(sa.func.count()).select_from(table.table).where(alive, without)
    assert place.column is not None
    return sa.select(sa.func.count()).select_from(table.table).where(alive, place.column.is_(None))
