"""What only the PostgreSQL driver must survive: killed backends, stale plans, a lost listener."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
import sqlalchemy as sa
from psycopg import sql

from dougong.storage.driver.asyncpg import PostgresDatabase, PostgresOptions
from dougong.storage.driver.failures import ReadOnly, SchemaChanged, Unavailable
from dougong.storage.driver.port import Dialect, Session, Statement, in_transaction
from support.notes_table import ADD, COUNT, RENAME, TITLES, metadata, note, ready
from support.postgres import Cluster, database_name

COUNT_NOTES, ADD_NOTE = ready(COUNT, Dialect.POSTGRESQL), ready(ADD, Dialect.POSTGRESQL)
ALL = Statement("SELECT number, title FROM notes ORDER BY 1", columns=("number", "title"), returns_rows=True)
KILL = """
    SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'dougong' AND pid <> pg_backend_pid()
"""


@pytest.fixture
async def filled(postgres_database_url: Callable[[], str]) -> AsyncIterator[PostgresDatabase]:
    database = PostgresDatabase(PostgresOptions(postgres_database_url(), connections=4))
    await database.run_sync(metadata.create_all)
    await database.write([(ADD_NOTE, note(number)) for number in range(10)])
    yield database
    await database.close()


async def kill_all(database: PostgresDatabase) -> int:
    return await database.run_sync(lambda connection: len(connection.exec_driver_sql(KILL).all()))


async def alter(database: PostgresDatabase, change: str) -> None:
    await database.run_sync(lambda connection: connection.exec_driver_sql(change).rowcount)


async def test_reads_survive_killed_backends_and_writes_say_so_or_happen_once(filled: PostgresDatabase) -> None:
    stop = asyncio.Event()
    accepted: set[int] = set()
    broken = 0
    progress: asyncio.Queue[int] = asyncio.Queue()

    async def read() -> None:
        while not stop.is_set():
            await filled.fetch(COUNT_NOTES)

    async def write(lane: int) -> None:
        nonlocal broken
        number = lane
        while not stop.is_set():
            number += 10
            try:
                await filled.write([(ADD_NOTE, note(number))])
                accepted.add(number)
                progress.put_nowait(number)
            except Unavailable:
                broken += 1

    tasks = [asyncio.create_task(write(lane)) for lane in range(3)]
    killed = 0
    for _ in range(10):
        killed += await kill_all(filled)
        for _ in range(5):
            await progress.get()
    stop.set()
    await asyncio.gather(*tasks)
    stop.clear()
    readers = [asyncio.create_task(read()) for _ in range(2)]
    for _ in range(5):
        killed += await kill_all(filled)
    stop.set()
    await asyncio.gather(*readers)
    assert killed >= 15
    rows = await filled.fetch(ready(TITLES, Dialect.POSTGRESQL))
    assert accepted <= {row[0] for row in rows}
    assert len(rows) == len({row[0] for row in rows})
    assert len(rows) <= 10 + len(accepted) + broken


async def test_a_transaction_whose_backend_is_killed_fails_and_the_next_one_works(filled: PostgresDatabase) -> None:
    with pytest.raises(Unavailable):  # noqa: PT012  # the block is the transaction
        async with filled.transaction() as session:
            await session.execute(ADD_NOTE, note(20))
            await asyncio.get_running_loop().run_in_executor(None, _kill_from_outside, filled)
            await session.execute(ADD_NOTE, note(21))
    async with filled.transaction() as session:
        await session.execute(ADD_NOTE, note(20))
    assert await filled.fetch(COUNT_NOTES) == [(11,)]


def _kill_from_outside(database: PostgresDatabase) -> None:
    url = sa.make_url(database.options.url).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql(KILL)


async def test_a_type_change_breaks_no_read_and_a_transaction_runs_again(filled: PostgresDatabase) -> None:
    # Every connection has the old plan.
    await asyncio.gather(*(filled.fetch(ALL) for _ in range(4)))
    await alter(filled, "ALTER TABLE notes ALTER COLUMN title TYPE varchar(100)")
    for _ in range(8):
        assert len(await filled.fetch(ALL)) == 10

    rounds = 0

    async def work(session: Session) -> int:
        nonlocal rounds
        rounds += 1
        await session.execute(ADD_NOTE, note(20))
        return len(await session.fetch(ALL))

    assert await in_transaction(filled, work) == 11
    await alter(filled, "ALTER TABLE notes ALTER COLUMN title TYPE text")
    await filled.write([(ready(RENAME, Dialect.POSTGRESQL), {"key": 20, "title": "x"})])
    with pytest.raises(SchemaChanged):  # noqa: PT012  # whichever connection still has the old plan
        for _ in range(4):
            async with filled.transaction() as session:
                await session.fetch(ALL)
    assert rounds in {1, 2}
    assert await in_transaction(filled, lambda session: session.fetch(COUNT_NOTES)) == [(11,)]


async def test_a_listener_hears_again_after_its_connection_was_killed(filled: PostgresDatabase) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()
    await filled.listen("inbox", heard.put_nowait)
    await filled.notify("inbox", "one")
    assert await heard.get() == "one"
    await kill_all(filled)
    assert await heard.get() == ""  # something may have been missed: look at the rows
    await filled.notify("inbox", "two")
    assert await heard.get() == "two"


async def test_a_server_that_is_away_is_unavailable_and_comes_back(postgres_cluster: Cluster) -> None:
    missing = PostgresDatabase(PostgresOptions(postgres_cluster.url("no_such_database"), connections=2))
    for _ in range(3):
        with pytest.raises(Unavailable):
            await missing.fetch(COUNT_NOTES)
    postgres_cluster.administer(sql.SQL("CREATE DATABASE no_such_database"))
    assert await missing.now()
    await missing.close()
    postgres_cluster.administer(sql.SQL("DROP DATABASE no_such_database"))


async def test_a_read_only_database_says_so(filled: PostgresDatabase) -> None:
    name = database_name(filled.options.url)
    await alter(filled, f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    await kill_all(filled)
    # The old connections do not know of the setting: reads go on over new ones.
    await asyncio.gather(*(filled.fetch(COUNT_NOTES) for _ in range(20)))
    with pytest.raises(ReadOnly):
        await filled.write([(ADD_NOTE, note(20))])
    assert await filled.fetch(COUNT_NOTES) == [(10,)]


async def test_connections_beyond_the_limit_are_never_opened(filled: PostgresDatabase) -> None:
    await asyncio.gather(*(filled.fetch(COUNT_NOTES) for _ in range(200)))
    used = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'dougong'"
    assert await filled.run_sync(lambda connection: connection.exec_driver_sql(used).scalar_one()) <= 4
