"""How many records hold data in a place of an entity's document that a new package no longer has."""

from typing import Any

import sqlalchemy as sa

from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database
from dougong.storage.entity_table import EntityTable, Place
from dougong.storage.schema import Schema
from dougong_engine.packages.merge import Conflict


async def holding(database: Database, schema: Schema, conflict: Conflict) -> int:
    """Records with a value in the place; for a place that is no field or option, all records of the entity."""
    table = schema.tables.get(conflict.object)
    if table is None:
        return 0
    rows = await database.fetch(compile_statement(_count(table, conflict.path), database.dialect), {})
    return int(str(rows[0][0]))


def _count(table: EntityTable, path: tuple[str, ...]) -> "sa.Select[Any]":
    match path:
        case ("fields", field):
            return _filled(table, table.places.get(field))
        case ("fields", field, "fields", column):
            place = table.places.get(field)
            inner = place.columns.get(column) if place is not None else None
            if place is not None and place.rows is not None and inner is not None and inner.column is not None:
                return sa.select(sa.func.count()).select_from(place.rows).where(inner.column.is_not(None))
        case ("fields", field, "options", option):
            place = table.places.get(field)
            if place is not None and place.column is not None:
                return _all(table).where(place.column == option)
            if place is not None and place.links is not None:
                return sa.select(sa.func.count()).select_from(place.links).where(place.links.c.value == option)
        case _:
            pass
    return _all(table)


def _filled(table: EntityTable, place: Place | None) -> "sa.Select[Any]":
    if place is not None and place.spec.computed():
        return _all(table).where(sa.false())
    if place is not None and place.column is not None:
        return _all(table).where(place.column.is_not(None))
    side = place.links if place is not None and place.links is not None else place.rows if place is not None else None
    return sa.select(sa.func.count()).select_from(side) if side is not None else _all(table)


def _all(table: EntityTable) -> "sa.Select[Any]":
    return sa.select(sa.func.count()).select_from(table.table)
