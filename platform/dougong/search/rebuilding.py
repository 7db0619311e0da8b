"""Makes every search document anew from the records, and the index over them.

For damage, and for records that no event has ever told of.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from dougong.search.ddl import rebuild_index
from dougong.search.indexing import searchable
from dougong.search.store import SearchRows
from dougong.storage.catalogue import Catalogue
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database, Step
from dougong.storage.entity_table import EntityTable
from dougong.storage.workspaces import workspaces

AT_ONCE = 500
FIRST = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """Goes through all records of a database; may run beside the server, which meanwhile finds less."""

    database: Database
    catalogue: Catalogue
    rows: SearchRows

    async def run(self) -> int:
        """Answers of how many records there are documents now."""
        every = compile_statement(sa.select(workspaces.c.id), self.database.dialect)
        done = 0
        for (workspace,) in await self.database.fetch(every):
            done += await self._workspace(str(workspace))
        await self.database.run_sync(rebuild_index)
        return done

    async def _workspace(self, workspace_id: str) -> int:
        schema = await self.catalogue.newest(workspace_id)
        await self.database.write(self.rows.take_workspace_steps(workspace_id))
        return sum([await self._entity(workspace_id, table) for table in schema.tables.values()])

    async def _entity(self, workspace_id: str, table: EntityTable) -> int:
        ids = searchable(table)
        if not ids:
            return 0
        t = table.table
        columns = [t.c[column.name] for one in ids if (column := table.place(one).column) is not None]
        select = (
            sa.select(t.c.id, *columns)
            .where(t.c.deleted_at.is_(None), t.c.id > sa.bindparam("after", type_=t.c.id.type))
            .order_by(t.c.id)
            .limit(sa.literal_column(str(AT_ONCE)))
        )
        statement = compile_statement(select, self.database.dialect)
        after, done = FIRST, 0
        while some := await self.database.fetch(statement, {"after": after}):
            steps: list[Step] = []
            for id, *values in some:
                texts = {one: value if isinstance(value, str) else None for one, value in zip(ids, values, strict=True)}
                steps += self.rows.put_steps(workspace_id, table.entity.id, str(id), texts)
            await self.database.write(steps)
            after, done = str(some[-1][0]), done + len(some)
        return done
