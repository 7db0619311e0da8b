"""A workspace whose flows run: the process runtime over an `Office`, with a clock that is moved by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
import sqlalchemy as sa
from fastapi import Request

from dougong.kernel import assets
from dougong.kernel.clock import HandClock
from dougong.kernel.outbox import GiveUp, TryAgain
from dougong.kernel.workspace import Principal
from dougong.packages.installing import Installing
from dougong.packages.market import Market
from dougong.packages.shelf import Shelf
from dougong.packages.store import PackageStore
from dougong.process.act_events import Decision, Verb
from dougong.process.ports import IN_APP, Letter
from dougong.process.service import Process, Surroundings
from dougong.process.tables import decision_log, outbox, run_log, runs, tasks, timers
from dougong.storage.driver.port import Database, Step
from dougong.storage.people_tables import people, role_members
from dougong.storage.side_tables import inbox
from dougong_engine.document import Json
from support.records import NOON, Office, office
from support.small_app import calling, small_app

MOST_ROUNDS = 2_000
"""Enough for the backlog that a killed worker leaves; a loop that feeds itself still ends."""


@dataclass
class Post:
    """Remembers the letters instead of sending them; `broken` channels fail for now, `shut` ones for ever."""

    letters: list[tuple[Letter, str]] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    shut: set[str] = field(default_factory=set)
    hinted: set[str] = field(default_factory=set)

    async def plan(
        self, workspace_id: str, people: Sequence[str], what: str, channels: Sequence[str]
    ) -> Sequence[tuple[str, str]]:
        return [(person, channel) for person in people for channel in channels]

    async def deliver(self, letter: Letter, channel: str) -> None:
        self._take(letter, channel)

    def _take(self, letter: Letter, channel: str) -> None:
        if channel in self.broken:
            raise TryAgain("mail.down")
        if channel in self.shut:
            raise GiveUp("mail.refused")
        self.letters.append((letter, channel))

    def steps(self, letter: Letter, at: datetime) -> Sequence[Step]:
        self._take(letter, IN_APP)
        return ()

    async def hint(self, workspace_id: str, people: Sequence[str]) -> None:
        self.hinted.update(people)

    def told(self, what: str) -> set[tuple[str, str]]:
        """Person and channel of every letter of a kind."""
        return {(one.person_id, channel) for one, channel in self.letters if one.what == what}


@dataclass
class FarSystem:
    """Another system; answers what `answers` holds, in turn, and remembers the keys of the calls."""

    answers: list[Json | Exception] = field(default_factory=list)
    calls: list[tuple[str, str, Json, str]] = field(default_factory=list)

    async def call(
        self, workspace_id: str, method: str, url: str, headers: Mapping[str, str], body: Json, key: str
    ) -> Json:
        self.calls.append((method, url, body, key))
        answer: Json | Exception = self.answers.pop(0) if self.answers else {"status": 200, "body": None}
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass
class OfficeCallers:
    """Takes the header `x-caller` for the name of a person in the office."""

    office: Office

    async def authenticate(self, request: Request) -> Principal | None:
        name = request.headers.get("x-caller", "")
        return await self.office.as_(name) if name in self.office.people else None

    authenticate_cached = authenticate


@dataclass
class Works:
    """An office with its process runtime."""

    office: Office
    clock: HandClock
    post: Post
    far: FarSystem
    process: Process

    @property
    def database(self) -> Database:
        return self.office.database

    async def settle(self) -> None:
        """Works until nothing is left to do at this moment."""
        for _ in range(MOST_ROUNDS):
            if not await self.process.loop.round():
                return
        raise AssertionError("the works do not come to rest")

    async def later(self, **time: float) -> None:
        """Moves the clock and works until nothing is left to do."""
        self.clock.move(timedelta(**time))
        self.office.now = self.clock.now()
        await self.settle()

    async def act(self, name: str, verb: Verb, **decision: Any) -> None:
        """Somebody acts on the task that waits for them, or on their latest one, and everything settles."""
        waiting = await self.open_tasks()
        mine = waiting.get(name)
        if mine is None:
            had = await self.rows(tasks, person_id=self.office.people[name])
            mine = max(one["id"] for one in had)
        await self.process.acts.act(await self.office.as_(name), mine, verb, Decision(**decision))
        await self.settle()

    async def person(self, name: str, *roles: str, manager: str | None = None, admin: bool = False) -> None:
        """A new person with role membership and a manager in the database."""
        await self.office.person(name, *roles, admin=admin, under=manager)
        mine = sa.and_(people.c.workspace_id == self.office.workspace_id, people.c.id == self.office.people[name])
        boss = self.office.people[manager] if manager is not None else None

        def work(connection: sa.Connection) -> None:
            connection.execute(sa.update(people).where(mine).values(manager_id=boss))
            for role in roles:
                row = {"workspace_id": self.office.workspace_id, "role_id": role}
                connection.execute(sa.insert(role_members).values(**row, person_id=self.office.people[name]))

        await self.database.run_sync(work)

    def client(self, name: str) -> httpx.AsyncClient:
        """A client signed in as that person."""
        app = small_app(*self.process.routers(), hot=self.process.hot_routes())
        app.state.authenticator = OfficeCallers(self.office)
        return calling(app, name)

    async def rows(self, table: sa.Table, **where: object) -> list[dict[str, Any]]:
        """Rows of a table as dicts."""

        def work(connection: sa.Connection) -> list[dict[str, Any]]:
            query = sa.select(table).where(*(table.c[name] == value for name, value in where.items()))
            return [dict(row) for row in connection.execute(query).mappings()]

        return await self.database.run_sync(work)

    async def open_tasks(self) -> dict[str, str]:
        """Person's name → task id of everything that waits for somebody."""
        names = {id: name for name, id in self.office.people.items()}
        return {names[one["person_id"]]: one["id"] for one in await self.rows(tasks) if one["how"] is None}


async def works(database: Database) -> Works:
    """An empty workspace with an administrator, and the runtime over it."""
    made = await office(database)
    clock = HandClock(NOON)
    post, far = Post(), FarSystem()
    process = Process(made.writing, made.reading, clock, Surroundings(messenger=post, caller=far))
    return Works(made, clock, post, far, process)


async def with_package(database: Database, package: str) -> Works:
    """The same with a package of the market installed, without samples."""
    made = await works(database)
    service = Installing(
        Shelf(Market(assets.templates()), made.database),
        PackageStore(made.database),
        made.office.publishing,
        made.office.writing,
        made.office.keep_file,
    )
    await service.install(await made.office.as_("admin"), package, samples=False)
    return made


__all__ = [
    "FarSystem",
    "Post",
    "Works",
    "decision_log",
    "inbox",
    "outbox",
    "run_log",
    "runs",
    "tasks",
    "timers",
    "with_package",
    "works",
]
