"""Departments and people that come with samples, so that boards by region and by team have something to show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from dougong.kernel.ids import new_id
from dougong.kernel.workspace import Principal
from dougong.packages.tables import sample_people
from dougong.people.departments.store import DepartmentStore
from dougong.people.directory.store import PeopleStore
from dougong.people.sort_names import sort_name
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database, Session, in_transaction
from dougong.storage.people_tables import department_members, departments, people
from dougong_engine.packages.format import SamplePeople


@dataclass(frozen=True, slots=True)
class Company:
    """Sample name → id of the department or person."""

    departments: dict[str, str]
    people: dict[str, str]


@dataclass(frozen=True, slots=True)
class SampleCompany:
    """Puts sample departments and people in, and takes them away again."""

    database: Database

    async def put_in(self, principal: Principal, app_id: str, wanted: SamplePeople, now: datetime) -> Company:
        """The package's departments and people. None for an installer who may not add people."""
        if not principal.admin and "people" not in principal.abilities:
            return Company({}, {})
        made = Company({one.id: new_id() for one in wanted.departments}, {one.id: new_id() for one in wanted.people})
        ws = principal.workspace_id

        async def work(session: Session) -> None:
            places, directory = DepartmentStore(self.database), PeopleStore(self.database)
            await places.lock(session, ws)
            for number, department in enumerate(wanted.departments):
                row = {"id": made.departments[department.id], "parent_id": None, "leader_id": None, "position": number}
                named = {"name": department.name, "sort_name": sort_name(department.name)}
                await places.insert(session, {"workspace_id": ws, **row, **named})
            for person in wanted.people:
                id = made.people[person.id]
                await directory.insert(session, _person_row(ws, id, person.name, now))
                if person.department is not None:
                    home = made.departments[person.department]
                    await directory.set(session, ws, id, "department_id", home)
                    await directory.join(session, ws, id, [home])
            for kind, ids in (("department", made.departments), ("person", made.people)):
                for id in ids.values():
                    tag = {"workspace_id": ws, "id": id, "kind": kind, "app_id": app_id}
                    await self._run(session, sa.insert(sample_people).values(tag))

        await in_transaction(self.database, work)
        return made

    async def take_away(self, workspace_id: str, app_id: str, *, kept: int) -> None:
        """Sample people and departments go; with records that stay (`kept`) they stay too and are samples no more.

        A person who has been given an account and a department that has other members stay in any case.
        """
        s = sample_people.c
        mine = sa.and_(s.workspace_id == workspace_id, s.app_id == app_id)

        async def work(session: Session) -> None:
            places = DepartmentStore(self.database)
            await places.lock(session, workspace_id)
            if kept == 0:
                ours = sa.select(s.id).where(mine, s.kind == "person")
                p, m = people.c, department_members.c
                gone = sa.select(p.id).where(p.workspace_id == workspace_id, p.id.in_(ours), p.account_id.is_(None))
                found: list[Any] = await self._read(session, gone)
                ids = [str(row[0]) for row in found]
                await self._run(
                    session, sa.delete(department_members).where(m.workspace_id == workspace_id, m.person_id.in_(ids))
                )
                await self._run(session, sa.delete(people).where(p.workspace_id == workspace_id, p.id.in_(ids)))
                for id in await self._empty_departments(session, workspace_id, sa.and_(mine, s.kind == "department")):
                    await places.delete(session, workspace_id, id)
            await self._run(session, sa.delete(sample_people).where(mine))

        await in_transaction(self.database, work)

    async def _empty_departments(
        self, session: Session, workspace_id: str, mine: "sa.ColumnElement[bool]"
    ) -> list[str]:
        d, m, below = departments.c, department_members.c, departments.alias("below").c
        members = sa.exists().where(m.workspace_id == workspace_id, m.department_id == d.id)
        children = sa.exists().where(below.workspace_id == workspace_id, below.parent_id == d.id)
        ours = d.id.in_(sa.select(sample_people.c.id).where(mine))
        empty = sa.select(d.id).where(d.workspace_id == workspace_id, ours, ~members, ~children)
        return [str(row[0]) for row in await self._read(session, empty)]

    async def _read(self, session: Session, select: "sa.Select[Any]") -> list[Any]:
        return await session.fetch(compile_statement(select, self.database.dialect), {})

    async def _run(self, session: Session, statement: "sa.Insert | sa.Delete") -> None:
        await session.execute(compile_statement(statement, self.database.dialect), {})


def _person_row(workspace_id: str, id: str, name: str, now: datetime) -> dict[str, object]:
    return {
        "workspace_id": workspace_id,
        "id": id,
        "account_id": None,
        "name": name,
        "sort_name": sort_name(name),
        "email": None,
        "phone": None,
        "position": None,
        "manager_id": None,
        "department_id": None,
        "epoch": 0,
        "active": True,
        "admin": False,
        "locale": None,
        "created_at": now,
    }
