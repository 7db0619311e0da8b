"""A whole application over an empty database of each kind, and people who are signed in to it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from tempfile import TemporaryDirectory

import httpx
import pytest_asyncio
from fastapi import FastAPI

from dougong.app import create_app, wire
from dougong.kernel.settings import Settings
from dougong.people.service import FirstAdmin, create_workspace
from dougong.people.sign_in.passwords import Passwords
from dougong.storage.driver.port import Database
from dougong.storage.migrate import bring_up_to_date
from dougong_engine.design.role import Role
from support.described import as_described

BASE = "http://dougong.test"
PASSWORD = "correct horse battery"


CSRF = {"x-dougong-csrf": "1"}


@dataclass(slots=True)
class HandRoles:
    """Published roles as a test sets them, by workspace and role id."""

    by_workspace: dict[str, dict[str, Role]] = field(default_factory=dict)

    async def roles(self, workspace_id: str, locale: str | None = None) -> Mapping[str, Role]:
        """The roles of one workspace."""
        return self.by_workspace.get(workspace_id, {})

    def publish(self, workspace_id: str, *roles: Role) -> None:
        """Add or replace roles."""
        self.by_workspace.setdefault(workspace_id, {}).update({role.id: role for role in roles})


@dataclass(slots=True)
class RunningApp:
    """An application with one workspace, its admin and a client signed in as that admin."""

    app: FastAPI
    database: Database
    roles: HandRoles
    workspace_id: str
    admin_id: str
    admin: httpx.AsyncClient
    anonymous: Callable[[], httpx.AsyncClient]
    sign_in: Callable[[str, str], Awaitable[httpx.AsyncClient]]
    new_person: Callable[..., Awaitable[tuple[str, httpx.AsyncClient]]]
    new_workspace: Callable[[str], Awaitable[tuple[FirstAdmin, httpx.AsyncClient]]]


_FOLDER = TemporaryDirectory(prefix="dougong-tests-")
"""Uploads and keys of all tests of a run; not the data folder of whoever runs them in a tree of their own."""


def wide_settings(**changes: object) -> Settings:
    """Settings whose rate limits no test reaches by accident, over a folder that goes away."""
    wide: dict[str, object] = {"requests_per_second_person": 100_000, "requests_per_second_workspace": 100_000}
    return Settings.model_validate({"data_dir": _FOLDER.name, **wide, **changes})


@asynccontextmanager
async def running_app(database: Database, settings: Settings | None = None) -> AsyncIterator[RunningApp]:
    """An application over an empty database; clients are closed at the end, the database stays open."""
    await bring_up_to_date(database)
    roles = HandRoles()
    # Hashing as in production would take most of the tests' time.
    cheap = Passwords(memory_kib=64, rounds=1)
    app = create_app(wire(settings or wide_settings(), database, roles, static=None, passwords=cheap))
    clients: list[httpx.AsyncClient] = []

    def anonymous() -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=app)
        clients.append(
            httpx.AsyncClient(
                transport=transport, base_url=BASE, headers=CSRF, event_hooks={"response": [as_described]}
            )
        )
        return clients[-1]

    async def sign_in(login: str, password: str) -> httpx.AsyncClient:
        client = anonymous()
        answer = await client.post("/api/session", json={"login": login, "password": password})
        assert answer.status_code == 200, answer.text
        if answer.json()["must_change"]:
            body = {"current_password": password, "new_password": PASSWORD}
            changed = await client.post("/api/me/password", json=body)
            assert changed.status_code == 200, changed.text
        return client

    async def new_person(name: str, **members: object) -> tuple[str, httpx.AsyncClient]:
        email = f"{name.encode().hex()}@example.org"
        answer = await admin.post("/api/people", json={"name": name, "email": email, "sign_in": True, **members})
        assert answer.status_code == 201, answer.text
        made = answer.json()
        return made["person"]["id"], await sign_in(email, made["one_time"]["password"])

    async def new_workspace(name: str) -> tuple[FirstAdmin, httpx.AsyncClient]:
        email = f"admin@{name}.example.org"
        made = await create_workspace(database, datetime.now(UTC), name, email, "zh-CN", cheap)
        return made, await sign_in(made.email, made.password)

    async with app.router.lifespan_context(app):
        first, admin = await new_workspace("first")
        yield RunningApp(
            app,
            database,
            roles,
            first.workspace_id,
            first.person_id,
            admin,
            anonymous,
            sign_in,
            new_person,
            new_workspace,
        )
        for client in clients:
            await client.aclose()


@pytest_asyncio.fixture
async def running(database: Database) -> AsyncIterator[RunningApp]:
    """The application on SQLite, then on PostgreSQL."""
    async with running_app(database) as started:
        yield started


@pytest_asyncio.fixture
async def app_client(running: RunningApp) -> httpx.AsyncClient:
    """A client of the application, signed in as admin."""
    return running.admin
