"""Tables and columns of entities, made at publish: only CREATE TABLE, ADD COLUMN and indexes."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from dougong.storage.entity_table import EntityTable
from dougong.storage.physical import Name
from dougong.storage.uniqueness import index_name
from dougong_engine.fields import FieldSpec

if TYPE_CHECKING:
    from alembic.operations import Operations

INDEXED_TYPES = frozenset({"choice", "person", "department", "link", "date", "moment", "auto_number"})
"""Field types by which people find and order records from the first day on."""


def expand(connection: sa.Connection, table: EntityTable, made: Mapping[str, Name]) -> None:
    """Create what `made` names and is not there yet; safe to repeat after a crash."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    operations = Operations(MigrationContext.configure(connection))
    inspector = sa.inspect(connection)
    schema = table.table.schema
    if schema is not None:
        connection.execute(sa.schema.CreateSchema(schema, if_not_exists=True))
    there = set(inspector.get_table_names(schema=schema))
    if table.table.name not in there:
        connection.execute(sa.schema.CreateTable(table.table))
        _index(operations, table.table, "owner", partial=True)
    for side in _sides(table):
        if side.name not in there:
            connection.execute(sa.schema.CreateTable(side))
            _index(operations, side, "value" if "value" in side.c else "record_id", partial=False)
    columns = _columns_there(inspector, table.table) if table.table.name in there else set(table.table.c.keys())
    for place in table.places.values():
        if place.spec.id in made and place.column is not None:
            for column in (place.column, place.fold, place.sort):
                if column is not None and column.name not in columns:
                    operations.add_column(table.table.name, sa.Column(column.name, column.type), schema=schema)
        if place.rows is not None and place.rows.name in there:
            known = _columns_there(inspector, place.rows)
            for column in place.rows.c:
                if column.name not in known:
                    operations.add_column(place.rows.name, sa.Column(column.name, column.type), schema=schema)
    _index_fields(connection, operations, table)


def _columns_there(inspector: sa.Inspector, table: sa.Table) -> set[str]:
    return {one["name"] for one in inspector.get_columns(table.name, schema=table.schema)}


def _sides(table: EntityTable) -> Iterator[sa.Table]:
    for place in table.places.values():
        if place.links is not None:
            yield place.links
        if place.rows is not None:
            yield place.rows


def _index_fields(connection: sa.Connection, operations: "Operations", table: EntityTable) -> None:
    inspector = sa.inspect(connection)
    known = {one["name"] for one in inspector.get_indexes(table.table.name, schema=table.table.schema)}
    for place in table.places.values():
        if place.column is None or place.column.name not in table.table.c:
            continue
        if place.spec.unique and index_name(table.table, place.column.name, "uq") not in known:
            _unique(operations, table.table, (place.column.name,), index_name(table.table, place.column.name, "uq"))
        elif _wants_index(place.spec, table) and index_name(table.table, place.column.name, "ix") not in known:
            _index(operations, table.table, place.column.name, partial=True)
    for fields in table.entity.uniques:
        columns = tuple(one.name for id in fields if (one := table.place(id).column) is not None)
        name = index_name(table.table, "_".join(columns), "uq")
        if name not in known:
            _unique(operations, table.table, columns, name)


def _wants_index(spec: FieldSpec, table: EntityTable) -> bool:
    return spec.type in INDEXED_TYPES or spec.id == table.entity.title


ALIVE = sa.text("deleted_at IS NULL")


def _index(operations: "Operations", table: sa.Table, column: str, *, partial: bool) -> None:
    # With the owner beside the value, counting what somebody may see needs no look at the rows themselves.
    covering = {"postgresql_include": ["owner"]} if partial and column != "owner" else {}
    where: dict[str, Any] = {"postgresql_where": ALIVE, "sqlite_where": ALIVE, **covering} if partial else {}
    operations.create_index(
        index_name(table, column, "ix"), table.name, [column], schema=table.schema, if_not_exists=True, **where
    )


def _unique(operations: "Operations", table: sa.Table, columns: tuple[str, ...], name: str) -> None:
    operations.create_index(
        name,
        table.name,
        list(columns),
        schema=table.schema,
        unique=True,
        if_not_exists=True,
        postgresql_where=ALIVE,
        sqlite_where=ALIVE,
    )
