"""Tables, columns and indexes of entities, made at publish: only CREATE TABLE, ADD COLUMN and index DDL."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from dougong.storage.entity_table import EntityTable
from dougong.storage.uniqueness import index_name

if TYPE_CHECKING:
    from alembic.operations import Operations

INDEXED_TYPES = frozenset({"choice", "person", "department", "link", "date", "moment", "auto_number"})
"""Field types by which people find and order records from the first day on."""

ALIVE = sa.text("deleted_at IS NULL")
BUILD_LOCK_TIMEOUT = "30s"
"""How long an index that is built beside running work waits for the transactions before it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An index that an entity's table should have; `covering` puts the owner beside the value."""

    name: str
    columns: tuple[str, ...]
    unique: bool = False
    covering: bool = False


def expand(connection: sa.Connection, table: EntityTable) -> frozenset[str]:
    """Create the tables and columns that are not there yet; answers the names of the tables that are new.

    Safe to repeat after a crash. New tables get their indexes at once, older ones by `add_indexes`.
    """
    operations = _operations(connection)
    inspector = sa.inspect(connection)
    schema = table.table.schema
    if schema is not None:
        connection.execute(sa.schema.CreateSchema(schema, if_not_exists=True))
    there = set(inspector.get_table_names(schema=schema))
    made: set[str] = set()
    for side in (table.table, *_sides(table)):
        if side.name in there:
            known = _columns_there(inspector, side)
            for column in side.c:
                if column.name not in known:
                    operations.add_column(side.name, sa.Column(column.name, column.type), schema=schema)
        else:
            connection.execute(sa.schema.CreateTable(side))
            made.add(side.name)
            if side is not table.table:
                column_name = "value" if "value" in side.c else "record_id"
                operations.create_index(
                    index_name(side, column_name, "ix"), side.name, [column_name], schema=schema, if_not_exists=True
                )
    if table.table.name in made:
        for one in wanted_indexes(table):
            _create(operations, table.table, one)
    return frozenset(made)


def add_indexes(connection: sa.Connection, table: EntityTable, *, unique: bool) -> None:
    """The missing unique or other indexes of a table that may hold rows; raises UniqueClash through the driver.

    On PostgreSQL they are built concurrently, outside the transaction of `connection`, so that writes go on.
    """
    wanted = [one for one in wanted_indexes(table) if one.unique is unique]
    if connection.dialect.name == "sqlite":
        known = _indexes_there(connection, table.table)
        for one in wanted:
            if one.name not in known:
                _create(_operations(connection), table.table, one)
        return
    with connection.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as beside:
        known = _indexes_there(beside, table.table)
        broken = _invalid_indexes(beside, table.table)
        missing = [one for one in wanted if one.name not in known or one.name in broken]
        if not missing:
            return
        before = beside.execute(sa.text("SHOW lock_timeout")).scalar_one()
        beside.execute(sa.text(f"SET lock_timeout = '{BUILD_LOCK_TIMEOUT}'"))
        try:
            for one in missing:
                if one.name in broken:
                    _operations(beside).drop_index(one.name, table.table.name, schema=table.table.schema)
                _create(_operations(beside), table.table, one, postgresql_concurrently=True)
        finally:
            beside.execute(sa.text("SELECT set_config('lock_timeout', :value, false)"), {"value": before})


def drop_stale_uniques(connection: sa.Connection, table: EntityTable) -> None:
    """Take away unique indexes that the entity no longer asks for."""
    wanted = {one.name for one in wanted_indexes(table) if one.unique}
    for name in sorted(_indexes_there(connection, table.table)):
        if name.startswith(index_name(table.table, "", "uq")) and name not in wanted:
            _operations(connection).drop_index(name, table.table.name, schema=table.table.schema, if_exists=True)


def wanted_indexes(table: EntityTable) -> Iterator[Wanted]:
    """Every index of an entity's own table."""
    yield Wanted(index_name(table.table, "owner", "ix"), ("owner",))
    for place in table.places.values():
        if place.column is None or place.column.name == "owner":
            continue
        name = place.column.name
        if place.spec.unique:
            yield Wanted(index_name(table.table, name, "uq"), (name,), unique=True)
        elif place.spec.type in INDEXED_TYPES or place.spec.id == table.entity.title:
            yield Wanted(index_name(table.table, name, "ix"), (name,), covering=True)
        if place.sort is not None and place.spec.id == table.entity.title:
            yield Wanted(index_name(table.table, place.sort.name, "ix"), (place.sort.name,), covering=True)
    for fields in table.entity.uniques:
        columns = tuple(one.name for id in fields if (one := table.place(id).column) is not None)
        yield Wanted(index_name(table.table, "_".join(columns), "uq"), columns, unique=True)


def has_order(table: EntityTable, column: str) -> bool:
    """True if an index of living records gives the order of a column."""
    return any(one.columns[0] == column for one in wanted_indexes(table))


def _operations(connection: sa.Connection) -> "Operations":
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    return Operations(MigrationContext.configure(connection))


def _columns_there(inspector: sa.Inspector, table: sa.Table) -> set[str]:
    return {one["name"] for one in inspector.get_columns(table.name, schema=table.schema)}


def _indexes_there(connection: sa.Connection, table: sa.Table) -> set[str]:
    return {str(one["name"]) for one in sa.inspect(connection).get_indexes(table.name, schema=table.schema)}


def _invalid_indexes(connection: sa.Connection, table: sa.Table) -> set[str]:
    """What an interrupted concurrent build left behind: it costs writes and finds nothing."""
    query = sa.text(
        "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        "WHERE i.indrelid = to_regclass(:name) AND NOT i.indisvalid"
    )
    name = f"{table.schema}.{table.name}" if table.schema is not None else table.name
    return set(connection.execute(query, {"name": name}).scalars())


def _sides(table: EntityTable) -> Iterator[sa.Table]:
    for place in table.places.values():
        if place.links is not None:
            yield place.links
        if place.rows is not None:
            yield place.rows


def _create(operations: "Operations", table: sa.Table, one: Wanted, **options: Any) -> None:
    # With the owner behind the value, counting what somebody may see needs no look at the rows themselves. It is a key
    # and no included column: only then does PostgreSQL fold equal entries, and the index is a fifth of the size.
    postgresql = operations.get_bind().dialect.name == "postgresql"
    columns = [*one.columns, *(["owner"] if one.covering and postgresql else [])]
    where: dict[str, Any] = {"postgresql_where": ALIVE, "sqlite_where": ALIVE}
    operations.create_index(
        one.name,
        table.name,
        columns,
        schema=table.schema,
        unique=one.unique,
        if_not_exists=True,
        **where,
        **options,
    )
