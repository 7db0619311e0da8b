"""What only the SQLite driver promises: shared commits, lost transactions, silent owners, full disks."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextvars import Context
from pathlib import Path
from threading import current_thread

import pytest
import sqlalchemy as sa

from dougong.storage.driver.failures import DiskFull, StatementTimeout, StorageFailure
from dougong.storage.driver.port import Dialect, Statement
from dougong.storage.driver.sqlite import SqliteDatabase
from dougong.storage.driver.sqlite_connections import SqliteOptions
from support.databases import no_functions
from support.notes_table import ADD, COUNT, TITLES, metadata, note, notes, ready

ADD_NOTE = ready(ADD, Dialect.SQLITE)
COUNT_NOTES = ready(COUNT, Dialect.SQLITE)
ENDLESS = Statement(
    "INSERT INTO notes (id, number) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT 'x', max(i) FROM n"
)


async def opened(
    tmp_path: Path, register: Callable[[sqlite3.Connection], None] = no_functions, **options: float
) -> SqliteDatabase:
    database = SqliteDatabase(SqliteOptions(tmp_path / "dougong.db", register, **options))  # type: ignore[arg-type]  # **
    await database.run_sync(metadata.create_all)
    return database


async def queue_behind_a_transaction(
    database: SqliteDatabase, batches: list[list[tuple[Statement, dict[str, object]]]]
) -> list[object]:
    """Hold the writer until all batches wait for it, then let them go at once."""
    async with database.transaction() as session:
        await session.fetch(COUNT_NOTES)
        released = asyncio.Event()

        async def write(steps: list[tuple[Statement, dict[str, object]]]) -> object:
            return await database.write(steps)

        loop = asyncio.get_running_loop()
        # A fresh context: these tasks are other requests, not part of this one's transaction.
        tasks = [loop.create_task(write(steps), context=Context()) for steps in batches]
        loop.call_soon(released.set)
        await released.wait()
    return await asyncio.gather(*tasks, return_exceptions=True)


async def test_writes_that_wait_together_share_one_commit(tmp_path: Path) -> None:
    said: list[str] = []
    database = await opened(tmp_path, lambda connection: connection.set_trace_callback(said.append))
    said.clear()
    outcomes = await queue_behind_a_transaction(database, [[(ADD_NOTE, note(number))] for number in range(64)])
    assert all(isinstance(outcome, list) for outcome in outcomes)
    assert await database.fetch(COUNT_NOTES) == [(64,)]
    assert said.count("COMMIT") == 2  # the transaction that held them up, and theirs
    await database.close()


async def test_a_write_that_loses_the_shared_transaction_takes_nobody_along(tmp_path: Path) -> None:
    database = await opened(tmp_path, statement_seconds=0.3)
    batches = [[(ADD_NOTE, note(number))] for number in range(10)]
    batches.insert(5, [(ADD_NOTE, note(77)), (ENDLESS, {})])
    outcomes = await queue_behind_a_transaction(database, batches)
    assert isinstance(outcomes[5], StatementTimeout)
    assert [row[0] for row in await database.fetch(ready(TITLES, Dialect.SQLITE))] == list(range(10))
    await database.close()


async def test_a_full_disk_is_said_so_and_small_writes_go_on(tmp_path: Path) -> None:
    def small(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA max_page_count = 20")

    database = await opened(tmp_path, small)
    big = {**note(50), "title": "x" * 500_000}
    batches = [[(ADD_NOTE, note(1))], [(ADD_NOTE, big)], [(ADD_NOTE, note(2))]]
    outcomes = await queue_behind_a_transaction(database, batches)
    assert isinstance(outcomes[1], DiskFull)
    with pytest.raises(DiskFull):  # noqa: PT012  # the block is the transaction
        async with database.transaction() as session:
            await session.execute(ADD_NOTE, note(3))
            await session.execute(ADD_NOTE, big)
    await database.write([(ADD_NOTE, note(4))])
    assert [row[0] for row in await database.fetch(ready(TITLES, Dialect.SQLITE))] == [1, 2, 4]
    await database.close()


async def test_a_silent_transaction_gives_the_writer_back(tmp_path: Path) -> None:
    database = await opened(tmp_path, idle_transaction_seconds=0.1)
    start = asyncio.Event()

    async def write() -> object:
        await start.wait()
        return await database.write([(ADD_NOTE, note(2))])

    other = asyncio.create_task(write())
    with pytest.raises(StorageFailure, match="idle"):  # noqa: PT012  # the block is the transaction
        async with database.transaction() as session:
            await session.execute(ADD_NOTE, note(1))
            start.set()
            await other
            await session.execute(ADD_NOTE, note(3))
    assert [row[0] for row in await database.fetch(ready(TITLES, Dialect.SQLITE))] == [2]
    await database.close()


async def test_everything_queued_is_answered_before_the_file_is_closed(tmp_path: Path) -> None:
    database = await opened(tmp_path)
    tasks = [asyncio.create_task(database.write([(ADD_NOTE, note(number))])) for number in range(100)]
    await asyncio.sleep(0)
    await database.close()
    assert all(isinstance(outcome, list) for outcome in await asyncio.gather(*tasks))
    with sqlite3.connect(tmp_path / "dougong.db") as connection:
        assert connection.execute("SELECT count(*) FROM notes").fetchone() == (100,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


async def test_a_file_that_cannot_be_opened_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StorageFailure):
        SqliteDatabase(SqliteOptions(tmp_path / "no such folder" / "dougong.db", no_functions))
    (tmp_path / "not a database").write_bytes(b"x" * 8192)
    with pytest.raises(StorageFailure):
        SqliteDatabase(SqliteOptions(tmp_path / "not a database", no_functions))


async def test_batch_changes_of_a_table_delete_no_children(tmp_path: Path) -> None:
    database = await opened(tmp_path)

    def build(connection: sa.Connection) -> int:
        for sql in (
            "CREATE TABLE parents (id integer PRIMARY KEY)",
            "CREATE TABLE children (id integer PRIMARY KEY, parent integer REFERENCES parents ON DELETE CASCADE)",
            "INSERT INTO parents VALUES (1)",
            "INSERT INTO children VALUES (1, 1)",
            "DROP TABLE parents",
        ):
            connection.exec_driver_sql(sql)
        return int(connection.exec_driver_sql("SELECT count(*) FROM children").scalar_one())

    assert await database.run_sync(build) == 1
    await database.close()


async def test_a_long_read_leaves_the_event_loop_to_others_and_a_short_one_needs_no_thread(tmp_path: Path) -> None:
    readers: set[str] = set()

    def note_thread(connection: sqlite3.Connection) -> None:
        readers.add(current_thread().name)

    database = await opened(tmp_path, note_thread)
    await database.write([(ADD_NOTE, note(number)) for number in range(100)])
    readers.clear()
    for _ in range(3):
        await database.fetch(COUNT_NOTES)
    assert readers == {"MainThread"}
    long = ready(sa.select(sa.func.count()).select_from(notes, notes.alias("b"), notes.alias("c")), Dialect.SQLITE)
    for _ in range(3):
        assert await database.fetch(long) == [(1_000_000,)]
    assert len(readers) >= 2 and "MainThread" in readers
    await database.close()
