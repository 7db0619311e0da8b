"""Two worker processes on one PostgreSQL database: every event and every click has one winner."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

import support.worker_child
from dougong.kernel.problem import Refusal
from dougong.process.act_events import Decision
from dougong.records.bulk import Bulk, items_of
from dougong.records.writing import Door
from dougong.storage.driver.port import Database
from support.databases import database  # noqa: F401  # fixture
from support.ledger import ENTER, flow, ledger_office, left_over, lines, waiting_events
from support.process import Works, decision_log, tasks, timers

EVENTS = int(os.environ.get("DOUGONG_CHAOS_EVENTS", "1000"))
CLICKS = 4


@pytest.fixture
def empty_database_url(postgres_database_url: "object") -> str:
    """PostgreSQL only: SQLite has one process."""
    assert callable(postgres_database_url)
    return str(postgres_database_url())


@asynccontextmanager
async def workers(count: int, url: str, folder: Path) -> AsyncIterator[list[Process]]:
    """Worker processes that have begun to work; they end with the block."""
    made = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            str(Path(support.worker_child.__file__)),
            url,
            str(folder),
            stdout=asyncio.subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for _ in range(count)
    ]
    for one in made:
        assert one.stdout is not None
        assert (await one.stdout.readline()).strip() == b"works"
    yield made
    for one in made:
        if one.returncode is None:
            one.send_signal(signal.SIGKILL)
            await one.wait()


async def drained(works: Works, open_timers: "sa.ColumnElement[bool] | None" = None) -> None:
    """Returns when no event waits, or no such timer; the workers do the work."""

    def fire(connection: sa.Connection) -> int:
        return int(connection.execute(sa.select(sa.func.count()).select_from(timers).where(open_timers)).scalar_one())

    async with asyncio.timeout(240):
        while await (waiting_events(works) if open_timers is None else works.database.run_sync(fire)):
            await asyncio.wait([asyncio.ensure_future(asyncio.Event().wait())], timeout=0.2)


async def test_two_workers_share_many_events_and_none_is_done_twice(
    database: Database,  # noqa: F811
    empty_database_url: str,
    tmp_path: Path,
) -> None:
    works = await ledger_office(database, ENTER)
    admin = await works.office.as_("admin")
    rows = [{"name": f"T{number}", "number": number} for number in range(EVENTS)]
    await Bulk(works.office.writing).run(admin, "ticket", items_of({"create": rows}), Door(via="bulk"), whole=True)
    async with workers(2, empty_database_url, tmp_path):
        await drained(works)
    assert await lines(works) == dict.fromkeys(range(EVENTS), 1)
    assert await left_over(works) == (0, 0)


async def test_a_worker_that_stops_in_the_middle_leaves_its_work_to_the_other(
    database: Database,  # noqa: F811
    empty_database_url: str,
    tmp_path: Path,
) -> None:
    works = await ledger_office(database, ENTER)
    admin = await works.office.as_("admin")
    async with workers(2, empty_database_url, tmp_path) as both:
        for number in range(100):
            await works.office.writing.create(admin, "ticket", {"name": f"T{number}", "number": number})
            if number == 30:
                both[0].send_signal(signal.SIGSTOP)
            if number == 60:
                both[0].send_signal(signal.SIGKILL)
        await drained(works)
    assert await lines(works) == dict.fromkeys(range(100), 1)


async def test_two_workers_fire_many_timers_and_each_once(
    database: Database,  # noqa: F811
    empty_database_url: str,
    tmp_path: Path,
) -> None:
    wait = {"id": "day", "type": "wait", "hours": "24"}
    works = await ledger_office(database, flow("flw_wait", [wait, ENTER["nodes"][0]], ["day > enter"]))
    admin = await works.office.as_("admin")
    rows = [{"name": f"T{number}", "number": number} for number in range(EVENTS)]
    await Bulk(works.office.writing).run(admin, "ticket", items_of({"create": rows}), Door(via="bulk"), whole=True)
    await works.settle()
    due = sa.update(timers).values(due_at=works.clock.now() - timedelta(days=3650))
    await works.database.run_sync(lambda connection: connection.execute(due))
    async with workers(2, empty_database_url, tmp_path):
        await drained(works, timers.c.fired_at.is_(None))
        await drained(works)
    assert await lines(works) == dict.fromkeys(range(EVENTS), 1)
    assert await left_over(works) == (0, 0)


async def test_a_task_that_several_click_at_once_is_decided_once(database: Database) -> None:  # noqa: F811
    ask = {"id": "ask", "type": "approval", "assignees": [{"by": "initiator"}]}
    works = await ledger_office(database, flow("flw_ask", [ask]))
    admin = await works.office.as_("admin")
    for number in range(50):
        await works.office.writing.create(admin, "ticket", {"name": f"T{number}", "number": number})
    await works.settle()
    waiting = [one["id"] for one in await works.rows(tasks)]
    assert len(waiting) == 50

    refusals: list[str] = []

    async def click(task: str) -> bool:
        try:
            await works.process.acts.act(admin, task, "approve", Decision())
        except Refusal as refusal:
            refusals.append(refusal.problems[0].code)
            return False
        return True

    clicks = await asyncio.gather(*(click(one) for one in waiting for _ in range(CLICKS)))
    assert sum(clicks) == len(waiting)
    assert set(refusals) == {"approval.already_decided"}
    approvals = [one for one in await works.rows(decision_log) if one["act"] == "approve"]
    assert len(approvals) == len(waiting)
