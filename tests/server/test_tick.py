"""The tick wakes what waits for time, in one process of a deployment; housekeeping goes on when a part of it fails."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta

from dougong.process.ports import Chore
from dougong.process.service import Process, Surroundings
from dougong.process.tick import LEADERSHIP, Waking, ticking, wake
from dougong.storage.driver.opening import DriverOptions, open_database
from dougong.storage.driver.port import Database, Dialect
from dougong.storage.sqlite_functions import register
from dougong.worker import working_platform
from support.apps import wide_settings
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import ENTER, flow, ledger_office, lines
from support.process import Works

HOUR = timedelta(hours=1)
PATIENCE = 30
EVERY_CHORE = {"sessions", "uploads", "deliveries", "repeats", "checkpoints", "contraction", "exports"}


@asynccontextmanager
async def at_work(works: Works) -> AsyncIterator[None]:
    """The loop runs as long as the block."""
    running = asyncio.create_task(works.process.loop.run(asyncio.Event()))
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_what_is_woken_is_rung_at_once_and_again_after_its_interval(database: Database) -> None:  # noqa: F811
    listening = await database.listen("process", lambda _: None)
    often = Waking("often", timedelta(milliseconds=20), asyncio.Event())
    rarely = Waking("rarely", HOUR, asyncio.Event())
    async with asyncio.timeout(PATIENCE):
        with ticking(database, [often, rarely]):
            await rarely.bell.wait()
            rarely.bell.clear()
            for _ in range(3):
                await often.bell.wait()
                often.bell.clear()
    assert not rarely.bell.is_set()
    listening.close()


async def test_one_process_leads_until_its_connection_is_gone(
    database: Database,  # noqa: F811
    empty_database_url: str,  # noqa: F811
) -> None:
    if database.dialect is Dialect.SQLITE:
        assert await database.leads(LEADERSHIP)
        return
    other = await open_database(empty_database_url, register, DriverOptions())
    assert not await database.leads(LEADERSHIP), "nobody leads who hears nothing"
    for one in (database, other):
        await one.listen("process", lambda _: None)
    assert await database.leads(LEADERSHIP)
    assert await database.leads(LEADERSHIP)
    assert not await other.leads(LEADERSHIP)
    waking = Waking("second", HOUR, asyncio.Event())
    await wake(other, waking)
    assert not waking.bell.is_set()
    await database.close()
    async with asyncio.timeout(PATIENCE):
        while not await other.leads(LEADERSHIP):
            await other.now()
    await other.close()


async def test_chores_are_done_while_one_of_them_fails(database: Database) -> None:  # noqa: F811
    works = await ledger_office(database, flow("flw_none", [ENTER["nodes"][0]]))
    done = asyncio.Event()

    async def fail(_now: datetime) -> None:
        raise RuntimeError("no")

    async def look(now: datetime) -> None:
        assert now == works.clock.now()
        done.set()

    around = replace(works.process.around, chores=(Chore("broken", HOUR, fail), Chore("look", HOUR, look)))
    works.process = Process(works.office.writing, works.office.reading, works.clock, around)
    async with at_work(works):
        await done.wait()


async def test_a_timer_fires_without_anybody_ringing(database: Database) -> None:  # noqa: F811
    wait = {"id": "day", "type": "wait", "hours": "24"}
    works = await ledger_office(database, flow("flw_wait", [wait, ENTER["nodes"][0]], ["day > enter"]))
    await works.office.writing.create(await works.office.as_("admin"), "ticket", {"name": "T1", "number": 1})
    await works.settle()
    works.clock.move(timedelta(hours=25))
    works.office.now = works.clock.now()
    async with at_work(works):
        while not await lines(works):
            await database.now()
    assert await lines(works) == {1: 1}


async def test_the_platform_keeps_house(database: Database) -> None:  # noqa: F811
    around: Surroundings = working_platform(wide_settings(), database).process.around
    assert {one.name for one in around.chores} == EVERY_CHORE
    assert all(one.every >= HOUR for one in around.chores)
    assert len(around.parts) == 1
