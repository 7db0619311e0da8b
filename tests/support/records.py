"""A workspace with a small sales design and people in it, built straight on the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

import dougong.tables  # noqa: F401  # fills the catalogue of tables
from dougong.design.publishing import Publishing
from dougong.files.binding import FileBinding
from dougong.files.store import FileRows, StoredFile
from dougong.kernel.ids import new_id
from dougong.kernel.tables import metadata
from dougong.kernel.workspace import Principal
from dougong.records.planning import Plannings
from dougong.records.reading import Reading
from dougong.records.scene import Stage
from dougong.records.writing import Writing
from dougong.storage import people_tables, workspaces
from dougong.storage.catalogue import Catalogue
from dougong.storage.driver.port import Database
from dougong_engine.design.objects import read_object
from dougong_engine.document import Json

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


@dataclass
class Office:
    """A workspace under test: its people by name and the services over it."""

    database: Database
    workspace_id: str
    people: dict[str, str] = field(default_factory=dict)
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    admins: set[str] = field(default_factory=set)
    languages: dict[str, str] = field(default_factory=dict)
    now: datetime = NOON

    def __post_init__(self) -> None:
        self.catalogue = Catalogue(self.database)
        self.stage = Stage(self.database, self.catalogue, Plannings(), lambda: self.now)
        self.reading = Reading(self.stage)
        self.file_rows = FileRows(self.database)
        self.writing = Writing(self.stage, FileBinding(self.file_rows))
        self.publishing = Publishing(self.database, self.catalogue)

    async def keep_file(self, principal: Principal, name: str, data: bytes) -> str:
        """An upload of somebody, without its content."""
        file = StoredFile(new_id(), name, "image/png", len(data), "0" * 64, principal.person_id, self.now, {}, None)
        await self.file_rows.add(self.workspace_id, file)
        return file.id

    async def as_(self, name: str) -> Principal:
        """That person as a caller."""
        p, w = people_tables.people, workspaces.workspaces

        def epoch(connection: sa.Connection) -> int:
            query = (
                sa.select(p.c.epoch + w.c.epoch).join(w, w.c.id == p.c.workspace_id).where(p.c.id == self.people[name])
            )
            return int(connection.execute(query).scalar_one())

        return Principal(
            workspace_id=self.workspace_id,
            person_id=self.people[name],
            account_id=None,
            name=name,
            roles=self.roles.get(name, ()),
            admin=name in self.admins,
            abilities=frozenset(),
            epoch=await self.database.run_sync(epoch),
            locale=self.languages.get(name, "zh-CN"),
            kind="session",
        )

    async def speaks(self, name: str, locale: str) -> None:
        """That person reads in another language from now on."""
        self.languages[name] = locale
        p = people_tables.people
        mine = sa.and_(p.c.workspace_id == self.workspace_id, p.c.id == self.people[name])
        await self.database.run_sync(
            lambda connection: connection.execute(sa.update(p).where(mine).values(locale=locale))
        )

    async def person(self, name: str, *roles: str, admin: bool = False, under: str | None = None) -> None:
        """A new person with roles, reporting to somebody."""
        self.people[name] = id_ = new_id()
        self.roles[name] = roles
        if admin:
            self.admins.add(name)
        row = {
            "workspace_id": self.workspace_id,
            "id": id_,
            "name": name,
            "sort_name": name,
            "active": True,
            "admin": admin,
            "created_at": NOON,
        }

        def work(connection: sa.Connection) -> None:
            connection.execute(sa.insert(people_tables.people).values(row))
            if under is not None:
                path = {"workspace_id": self.workspace_id, "manager_id": self.people[under], "person_id": id_}
                connection.execute(sa.insert(people_tables.reporting_paths).values(path))

        await self.database.run_sync(work)

    async def publish(self, objects: Sequence[Mapping[str, Json]]) -> None:
        """Publish design objects."""
        read = [read_object(dict(one)) for one in objects]
        await self.publishing.publish(self.workspace_id, None, read, self.now)


async def office(database: Database) -> Office:
    """An empty workspace with an administrator called admin."""
    workspace_id = new_id()

    def work(connection: sa.Connection) -> None:
        metadata.create_all(connection)
        row = {"id": workspace_id, "number": 1, "name": "测试", "created_at": NOON}
        connection.execute(sa.insert(workspaces.workspaces).values(row))

    await database.run_sync(work)
    made = Office(database, workspace_id)
    await made.person("admin", admin=True)
    return made


def entity(id: str, key: str, name: str, fields: list[dict[str, Any]], **settings: Any) -> dict[str, Any]:
    """A short way to write an entity document."""
    return {
        "format": 1,
        "kind": "entity",
        "id": id,
        "app": "app_test",
        "name": name,
        "key": key,
        "title": fields[0]["id"],
        "fields": fields,
        **settings,
    }


def f(id: str, type: str, name: str | None = None, **settings: Any) -> dict[str, Any]:
    """A short way to write a field document."""
    return {"id": id, "key": id, "name": name or id, "type": type, **settings}


APP = {"format": 1, "kind": "app", "id": "app_test", "app": "app_test", "name": "测试", "key": "test"}
