"""Many at once: group commit, cancelled callers, tables that change under traffic, on both databases."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import pytest
import sqlalchemy as sa

from dougong.storage.driver.failures import InvalidValue, LockTimeout, StorageFailure, Unavailable, UniqueClash
from dougong.storage.driver.opening import DriverOptions
from dougong.storage.driver.port import Database, Dialect, Session, Statement, in_transaction
from support.notes_table import ADD, COUNT, RENAME, TITLES, metadata, note, notes, ready


@pytest.fixture
async def filled(database: Database) -> Database:
    await database.run_sync(metadata.create_all)
    add = ready(ADD, database.dialect)
    await database.write([(add, note(number)) for number in range(10)])
    return database


def echo(dialect: Dialect) -> Statement:
    """Answers the number it was asked with, after a moment of work."""
    if dialect is Dialect.POSTGRESQL:
        return Statement(
            "SELECT $1::bigint, pg_sleep(0.001 * ($1::bigint % 4))",
            names=("n",),
            template=(None,),
            slots=((0, "n", None),),
            returns_rows=True,
        )
    return Statement(
        "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 2000) SELECT ?, max(i) FROM c",
        names=("n",),
        template=(None,),
        slots=((0, "n", None),),
        returns_rows=True,
    )


async def test_one_failing_write_of_many_at_once_hurts_no_other(filled: Database) -> None:
    add = ready(ADD, filled.dialect)

    def steps(number: int) -> list[tuple[Statement, dict[str, object]]]:
        if number % 16 == 5:
            return [(add, note(1000 + number)), (add, {**note(2000 + number), "number": 3})]
        return [(add, note(1000 + number)), (add, note(2000 + number))]

    outcomes = await asyncio.gather(*(filled.write(steps(number)) for number in range(64)), return_exceptions=True)
    failed = [number for number, outcome in enumerate(outcomes) if isinstance(outcome, BaseException)]
    assert failed == [5, 21, 37, 53]
    assert all(isinstance(outcomes[number], UniqueClash) for number in failed)
    stored = {row[0] for row in await filled.fetch(ready(TITLES, filled.dialect))}
    kept = [number for number in range(64) if number not in failed]
    assert stored == {*range(10), *(1000 + number for number in kept), *(2000 + number for number in kept)}


async def test_twenty_writers_and_a_slow_reader_meet_no_lock(filled: Database) -> None:
    rename = ready(RENAME, filled.dialect)
    slow = ready(
        sa.select(sa.func.count()).select_from(notes, notes.alias("b"), notes.alias("c"), notes.alias("d")),
        filled.dialect,
    )

    async def write(writer: int) -> None:
        for turn in range(20):
            if turn % 5 == 0:
                async with filled.transaction() as session:
                    await session.execute(rename, {"key": writer % 10, "title": f"{writer}.{turn}"})
            else:
                await filled.write([(rename, {"key": writer % 10, "title": f"{writer}.{turn}"})])

    async def read() -> None:
        for _ in range(20):
            assert await filled.fetch(slow) == [(10_000,)]

    await asyncio.gather(read(), *(write(writer) for writer in range(20)))
    titles = [str(row[1]) for row in await filled.fetch(ready(TITLES, filled.dialect))]
    assert all(title.endswith(".19") for title in titles)


async def test_a_cancelled_caller_never_leaves_its_answer_to_another(filled: Database) -> None:
    chance = random.Random(20261122)
    ask, add = echo(filled.dialect), ready(ADD, filled.dialect)
    written: list[int] = []

    async def read(number: int) -> None:
        ((answer, _),) = await filled.fetch(ask, {"n": number})
        assert answer == number

    async def write(number: int) -> None:
        await filled.write([(add, note(number))])
        written.append(number)

    async def transact(number: int) -> None:
        async with filled.transaction() as session:
            await session.execute(add, note(number))
            ((answer, _),) = await session.fetch(ask, {"n": number})
            assert answer == number
        written.append(number)

    cancelled, number = 0, 100
    while cancelled < 1000:
        tasks = []
        for _ in range(30):
            number += 1
            tasks.append(asyncio.create_task(chance.choice([read, read, write, transact])(number)))
        for task in chance.sample(tasks, 22):
            for _ in range(chance.randrange(3)):
                await asyncio.sleep(0)
            if chance.random() < 0.1:
                await asyncio.wait([chance.choice(tasks)], timeout=0.001)
            cancelled += task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            assert outcome is None or isinstance(outcome, asyncio.CancelledError), outcome
    await asyncio.gather(*(read(number) for number in range(100)))
    stored = {row[0] for row in await filled.fetch(ready(TITLES, filled.dialect))}
    assert set(written) <= stored


async def test_a_column_is_added_under_traffic(filled: Database) -> None:
    rename, titles = ready(RENAME, filled.dialect), ready(TITLES, filled.dialect)
    stop = asyncio.Event()

    async def work(number: int) -> int:
        turns = 0
        while not stop.is_set():
            await filled.write([(rename, {"key": number, "title": str(turns)})])
            assert len(await filled.fetch(titles)) == 10
            turns += 1
        return turns

    workers = [asyncio.create_task(work(number)) for number in range(5)]
    for column in range(5):
        await filled.run_sync(
            lambda connection, name=f"f_{column}": (
                connection.exec_driver_sql(f"ALTER TABLE notes ADD COLUMN {name} text").rowcount
            )
        )
        await filled.fetch(titles)
    stop.set()
    assert min(await asyncio.gather(*workers)) >= 1


async def test_waiting_for_a_place_ends_with_a_clear_failure_and_leaves_nothing_behind(
    filled: Database, open_another: Callable[[DriverOptions], Awaitable[Database]]
) -> None:
    narrow = await open_another(DriverOptions(connections=2, readers=2, acquire_seconds=0.2, lock_seconds=0.2))
    add, count = ready(ADD, filled.dialect), ready(COUNT, filled.dialect)
    release, inside = asyncio.Event(), asyncio.Semaphore(0)

    async def occupy() -> None:
        async with narrow.transaction() as session:
            await session.fetch(count)
            inside.release()
            await release.wait()

    holders = [asyncio.create_task(occupy()) for _ in range(2 if filled.dialect is Dialect.POSTGRESQL else 1)]
    for _ in holders:
        await inside.acquire()
    if filled.dialect is Dialect.POSTGRESQL:
        with pytest.raises(Unavailable, match="no connection became free"):
            await narrow.fetch(count)
    impatient = [asyncio.create_task(narrow.write([(add, note(number))])) for number in range(50, 60)]
    await asyncio.sleep(0)
    for task in impatient[:5]:
        task.cancel()
    await asyncio.sleep(0)
    release.set()
    outcomes = await asyncio.gather(*impatient, return_exceptions=True)
    assert [isinstance(outcome, asyncio.CancelledError) for outcome in outcomes] == [True] * 5 + [False] * 5
    assert all(isinstance(outcome, list) for outcome in outcomes[5:]), outcomes[5:]
    await asyncio.gather(*holders)
    assert await filled.fetch(count) == [(15,)]


async def test_racing_updates_of_one_version_have_one_winner(filled: Database) -> None:
    claim = sa.update(notes).where(notes.c.number == 1, notes.c.title == "note 1").values(title=sa.bindparam("who"))
    statement = ready(claim, filled.dialect)
    rounds = await asyncio.gather(*(filled.write([(statement, {"who": str(racer)})]) for racer in range(32)))
    assert sorted(outcome.affected for (outcome,) in rounds) == [0] * 31 + [1]


async def test_work_in_a_thread_keeps_the_rules_of_a_transaction(filled: Database) -> None:
    def fail(connection: sa.Connection) -> None:
        connection.execute(ADD, note(20))
        connection.exec_driver_sql("CREATE TABLE half_made (a text)")
        raise LockTimeout("stop here")

    with pytest.raises(LockTimeout):
        await filled.run_sync(fail)
    assert await filled.fetch(ready(COUNT, filled.dialect)) == [(10,)]
    names = await filled.run_sync(lambda connection: sa.inspect(connection).get_table_names())
    assert names == ["notes"]


async def test_bad_values_among_many_rows_undo_only_their_savepoint(filled: Database) -> None:
    add = ready(ADD, filled.dialect)

    async def work(session: Session) -> list[int]:
        refused = []
        for start in (100, 200):
            rows = [note(number) for number in range(start, start + 50)]
            if start == 200:
                rows[20]["number"] = 2**70
            try:
                async with session.savepoint():
                    assert await session.many(add, rows) == 50
            except (InvalidValue, StorageFailure):
                refused.append(start)
        return refused

    assert await in_transaction(filled, work) == [200]
    assert await filled.fetch(ready(COUNT, filled.dialect)) == [(60,)]
