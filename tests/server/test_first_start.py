"""The first start makes a workspace and an admin once; the operator can always get back in."""

import asyncio
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from dougong.kernel.problem import Refusal
from dougong.people.service import ADMIN_NAMES, bootstrap, create_workspace, reset_from_console
from dougong.people.sort_names import sort_name
from dougong.storage.driver.port import Database
from dougong.storage.migrate import bring_up_to_date
from dougong.storage.workspaces import workspaces
from support.apps import RunningApp

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


async def test_the_first_start_makes_one_workspace_even_with_two_processes(database: Database) -> None:
    await bring_up_to_date(database)
    made = await asyncio.gather(bootstrap(database, NOW), bootstrap(database, NOW))
    assert sorted(one is None for one in made) == [False, True]
    assert await bootstrap(database, NOW) is None

    def read(connection: sa.Connection) -> list[tuple[int, str]]:
        return [tuple(row) for row in connection.execute(sa.select(workspaces.c.number, workspaces.c.timezone))]

    assert await database.run_sync(read) == [(1, "Asia/Shanghai")]


async def test_the_first_workspace_speaks_the_language_and_keeps_the_time_of_the_settings(database: Database) -> None:
    await bring_up_to_date(database)
    await bootstrap(database, NOW, locale="en", timezone="Europe/Berlin")

    def read(connection: sa.Connection) -> list[tuple[str, str, str]]:
        columns = (workspaces.c.name, workspaces.c.locale, workspaces.c.timezone)
        return [tuple(row) for row in connection.execute(sa.select(*columns))]

    assert await database.run_sync(read) == [("My workspace", "en", "Europe/Berlin")]


async def test_workspaces_are_numbered_in_order(database: Database) -> None:
    await bring_up_to_date(database)
    for number in (1, 2, 3):
        await create_workspace(database, NOW, f"w{number}", f"admin@w{number}.example.org", "en")

    def read(connection: sa.Connection) -> list[int]:
        return sorted(number for (number,) in connection.execute(sa.select(workspaces.c.number)))

    assert await database.run_sync(read) == [1, 2, 3]


def test_the_sort_names_written_down_for_the_first_admin_are_right() -> None:
    assert all(sort_name(name) == sorted_as for name, sorted_as in ADMIN_NAMES.values())


async def test_the_operator_gets_back_in_from_the_console(running: RunningApp) -> None:
    password = await reset_from_console(running.database, NOW, "Admin@First.example.org")
    assert (await running.admin.get("/api/me")).status_code == 401
    assert await running.sign_in("admin@first.example.org", password)
    with pytest.raises(Refusal) as caught:
        await reset_from_console(running.database, NOW, "nobody@example.org")
    assert caught.value.status == 404
