"""Takes back people whom an import made: those that nothing refers to are removed, others are deactivated and named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from dougong.imports.findings import kept
from dougong.imports.job import Job, Line, Mark
from dougong.imports.linking import may_change_people
from dougong.imports.tables import import_rows
from dougong.kernel.problem import Refusal
from dougong.kernel.tables import metadata
from dougong.kernel.workspace import Principal
from dougong.people.directory.schemas import PersonChange
from dougong.people.directory.service import People
from dougong.storage.catalogue import Catalogue
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Database
from dougong.storage.people_tables import department_members, departments, people, reporting_paths
from dougong.storage.schema import Schema
from dougong.storage.types import UuidType
from dougong_engine.errors import Problem
from dougong_engine.imports.cells import fold

WS = sa.bindparam("ws", type_=UuidType())
OWN = (
    people.c.id,
    department_members.c.person_id,
    departments.c.leader_id,
    reporting_paths.c.manager_id,
    reporting_paths.c.person_id,
    import_rows.c.record_id,
)
"""What belongs to a person themselves: it goes with them."""


@dataclass(slots=True)
class Dismissing:
    """The undoing of imports of people."""

    database: Database
    catalogue: Catalogue
    people: People

    async def remove(self, principal: Principal, job: Job, lines: Sequence[Line]) -> list[Mark]:
        """The marks of some rows; each person is taken back in a transaction of their own."""
        may_change_people(principal)
        names = await self._made(job, [line.record_id for line in lines])
        removed = await self._remove(principal, list(names))
        # Somebody whom an earlier row names as a manager was made then, and their own row found them.
        gone = {fold(names[id]) for id in removed}
        marks: list[Mark] = []
        for line in lines:
            problems: Sequence[Problem] = ()
            if line.record_id not in names:
                name = self._name(job, line)
                problems = [] if fold(name) in gone else [Problem("import.kept.known", (), {"name": name})]
            elif line.record_id not in removed:
                problems = await self._deactivate(principal, line.record_id, names[line.record_id])
            marks.append(kept(line, problems, principal.locale) if problems else (line.number, "undone", None))
        return marks

    async def _made(self, job: Job, ids: Sequence[str]) -> dict[str, str]:
        """Those that the import made, with their names: it chose their ids itself."""
        query = sa.select(people.c.id, people.c.name).where(people.c.workspace_id == WS, any_of(people.c.id, "ids"))
        statement = compile_statement(query, self.database.dialect)
        rows = await self.database.fetch(statement, {"ws": job.workspace_id, "ids": list(ids)})
        return {str(id): str(name) for id, name in rows}

    async def _remove(self, principal: Principal, ids: Sequence[str]) -> set[str]:
        """Whoever is left alone once others are gone goes too: a team before its manager."""
        removed: set[str] = set()
        left = set(ids)
        while left and (free := left - await self._referred(principal.workspace_id, left)):
            for id in sorted(free):
                try:
                    await self.people.remove(principal, id)
                except Refusal:
                    continue
                removed.add(id)
            left -= free
        return removed

    async def _referred(self, workspace_id: str, ids: set[str]) -> set[str]:
        schema = await self.catalogue.newest(workspace_id)
        found: set[str] = set()
        for column in columns(schema):
            query = sa.select(column).distinct().where(any_of(column, "ids"))
            if "workspace_id" in column.table.c:
                query = query.where(column.table.c.workspace_id == WS)
            statement = compile_statement(query, self.database.dialect)
            bound = {"ids": sorted(ids), "ws": workspace_id}
            found |= {str(id) for (id,) in await self.database.fetch(statement, bound)}
        return found

    async def _deactivate(self, principal: Principal, id: str, name: str) -> Sequence[Problem]:
        try:
            await self.people.change(principal, id, PersonChange(active=False))
        except Refusal as refusal:
            return refusal.problems
        return [Problem("import.kept.person", (), {"name": name})]

    @staticmethod
    def _name(job: Job, line: Line) -> str:
        place = next(job.column_names.index(one.column) for one in job.mapping.columns if one.field == "name")
        return line.cells[place] or ""


def columns(schema: Schema) -> Iterator["sa.Column[object]"]:
    """Every column of every table that may hold a person's id."""
    tables = list(metadata.sorted_tables)
    for one in schema.tables.values():
        tables.append(one.table)
        for place in one.places.values():
            tables += [side for side in (place.links, place.rows) if side is not None]
    for table in tables:
        for column in table.c:
            if isinstance(column.type, UuidType) and column.name != "workspace_id" and column not in OWN:
                yield column
