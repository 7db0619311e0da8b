"""Drops what publishes have hidden for longer than 30 days: columns, link tables, and entities that were taken away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import sqlalchemy as sa

from dougong.design.naming import KEPT, PENDING, SHADOW
from dougong.design.publications import RUNNING
from dougong.storage.design_tables import physical_names, publications
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database
from dougong.storage.entity_table import namespace
from dougong.storage.physical import TABLE
from dougong.storage.task_tables import runs
from dougong.storage.workspaces import workspaces
from dougong_engine.kinds import Storage

TABLES = frozenset({Storage.ROWS, Storage.LINKS})
"""What is stored in a table of its own."""

P = physical_names.c


@dataclass(frozen=True, slots=True)
class Item:
    """One generated name; `expired`: nothing has used it for longer than it is kept."""

    item: str
    name: str
    storage: Storage
    expired: bool

    @property
    def table(self) -> bool:
        """Whether it is a table of its own."""
        return self.storage in TABLES

    @property
    def whole(self) -> bool:
        """Whether it is the entity's own table."""
        return self.item in (TABLE, PENDING)

    @property
    def field(self) -> str:
        """The field that it stores, or that the sub-table belongs to whose column it is."""
        return self.item.removeprefix(PENDING).partition(SHADOW)[0].partition(".")[0]


@dataclass(frozen=True, slots=True)
class Contraction:
    """The last step of publishing.

    `beside` are tables whose rows belong to a (workspace, entity) and go with it; those that name a field go with that.
    """

    database: Database
    beside: Sequence[sa.Table]

    async def contract(self, now: datetime) -> int:
        """Drop everything whose time is over; answers how many names went. Safe to repeat after a crash."""
        limit = now - KEPT
        select: sa.Select[Any] = sa.select(P.workspace_id).where(P.hidden_at < limit).distinct()
        found = await self.database.fetch(compile_statement(select, self.database.dialect), {})
        work = [partial(self._workspace, workspace_id=str(row[0]), limit=limit) for row in found]
        return sum([await self.database.run_sync(one) for one in work])

    def _workspace(self, connection: sa.Connection, *, workspace_id: str, limit: datetime) -> int:
        """One workspace in one transaction; a publish that runs meanwhile comes first."""
        mine = workspaces.c.id == workspace_id
        connection.execute(sa.update(workspaces).where(mine).values(number=workspaces.c.number))
        number = connection.execute(sa.select(workspaces.c.number).where(mine)).scalar_one()
        busy = sa.select(publications.c.id).where(
            publications.c.workspace_id == workspace_id, publications.c.state.in_(RUNNING)
        )
        if connection.execute(busy).first() is not None:
            return 0
        schema, prefix = namespace(int(number), connection.dialect.name == "sqlite")
        gone = 0
        for entity_id, items in _items(connection, workspace_id, limit).items():
            if any(one.expired for one in items) and not _used(connection, workspace_id, entity_id):
                gone += self._entity(connection, workspace_id, entity_id, items, _Place(connection, schema, prefix))
        return gone

    def _entity(
        self, connection: sa.Connection, workspace_id: str, entity_id: str, items: Sequence[Item], place: "_Place"
    ) -> int:
        """What has expired of one entity; with its own table everything goes."""
        whole = any(one.whole and one.expired for one in items)
        expired = [one for one in items if one.expired or whole]
        tables = [one.name for one in expired if one.table]
        place.drop_tables(tables)
        gone = sorted(_gone(items))
        for table in self.beside:
            own = sa.and_(table.c.workspace_id == workspace_id, table.c.entity_id == entity_id)
            if whole:
                connection.execute(sa.delete(table).where(own))
            elif gone and "field_id" in table.c:
                connection.execute(sa.delete(table).where(own, table.c.field_id.in_(gone)))
        if not whole:
            kept = [one.name for one in items if one.table and one.name not in tables]
            columns = {one.name for one in expired if not one.table}
            # A column may be live under another item: only names that nothing else uses go.
            place.drop_columns(kept, columns - {one.name for one in items if not one.expired})
        own = sa.and_(P.workspace_id == workspace_id, P.entity_id == entity_id)
        connection.execute(sa.delete(physical_names).where(own, P.item.in_([one.item for one in expired])))
        return len(expired)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a workspace's entity tables lie."""

    connection: sa.Connection
    schema: str | None
    prefix: str

    def drop_tables(self, names: Iterable[str]) -> None:
        for name in names:
            table = sa.Table(self.prefix + name, sa.MetaData(), schema=self.schema)
            self.connection.execute(sa.schema.DropTable(table, if_exists=True))

    def drop_columns(self, tables: Iterable[str], names: Iterable[str]) -> None:
        """Columns with their folded and sortable twins and the indexes over them, in whichever table they lie."""
        from alembic.migration import MigrationContext
        from alembic.operations import Operations

        operations = Operations(MigrationContext.configure(self.connection))
        wanted = {f"{name}{ending}" for name in names for ending in ("", "__fold", "__sort")}
        there = set(sa.inspect(self.connection).get_table_names(schema=self.schema)) if wanted else set()
        for table in sorted({self.prefix + name for name in tables} & there):
            inspector = sa.inspect(self.connection)
            known = {str(one["name"]) for one in inspector.get_columns(table, schema=self.schema)} & wanted
            for index in inspector.get_indexes(table, schema=self.schema) if known else ():
                if known.intersection(str(column) for column in index["column_names"]):
                    operations.drop_index(str(index["name"]), table, schema=self.schema, if_exists=True)
            for column in sorted(known):
                operations.drop_column(table, column, schema=self.schema)


def _items(connection: sa.Connection, workspace_id: str, limit: datetime) -> Mapping[str, list[Item]]:
    """Every generated name by entity."""
    select = sa.select(P.entity_id, P.item, P.name, P.storage, P.hidden_at).where(P.workspace_id == workspace_id)
    found: dict[str, list[Item]] = {}
    for entity, item, name, storage, hidden in connection.execute(select):
        expired = hidden is not None and hidden < limit
        found.setdefault(entity, []).append(Item(item, name, Storage(storage), expired))
    return found


def _gone(items: Iterable[Item]) -> frozenset[str]:
    """Fields of which nothing is left in the shape that has expired."""
    kept = {(one.field, one.storage) for one in items if not one.expired}
    return frozenset(one.field for one in items if one.expired and (one.field, one.storage) not in kept)


def _used(connection: sa.Connection, workspace_id: str, entity_id: str) -> bool:
    """Whether an open run is over records of the entity: it may still read what its version knew."""
    r = runs.c
    open_run = sa.select(r.id).where(r.workspace_id == workspace_id, r.entity_id == entity_id, r.ended_at.is_(None))
    return connection.execute(open_run.limit(1)).first() is not None
