"""Transactions, failures and their names, alike on both databases."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
import sqlalchemy as sa

from dougong.storage.driver.failures import (
    Conflict,
    LockTimeout,
    Retry,
    StatementTimeout,
    StorageFailure,
    Unavailable,
    UniqueClash,
)
from dougong.storage.driver.opening import DriverOptions
from dougong.storage.driver.port import Database, Dialect, Session, Statement, in_transaction
from support.notes_table import (
    ADD,
    BY_ID,
    COUNT,
    RENAME,
    SOME,
    TITLES,
    metadata,
    note,
    note_id,
    notes,
    ready,
)


async def count(database: Database) -> object:
    return (await database.fetch(ready(COUNT, database.dialect)))[0][0]


@pytest.fixture
async def filled(database: Database) -> Database:
    await database.run_sync(metadata.create_all)
    add = ready(ADD, database.dialect)
    await database.write([(add, note(number)) for number in range(10)])
    return database


async def test_a_write_answers_rows_or_how_many_it_touched(filled: Database) -> None:
    rename = sa.update(notes).where(notes.c.number < sa.bindparam("below")).values(title="x")
    outcomes = await filled.write(
        [
            (ready(rename, filled.dialect), {"below": 3}),
            (ready(rename.returning(notes.c.number), filled.dialect), {"below": 2}),
            (ready(rename, filled.dialect), {"below": -5}),
            (ready(COUNT, filled.dialect), {}),
        ]
    )
    assert [outcome.affected for outcome in outcomes] == [3, 2, 0, 1]
    assert sorted(outcomes[1].rows) == [(0,), (1,)]
    assert outcomes[3].rows == [(10,)]


async def test_the_statements_of_a_write_happen_together_or_not_at_all(filled: Database) -> None:
    add = ready(ADD, filled.dialect)
    with pytest.raises(UniqueClash):
        await filled.write([(add, note(11)), (add, note(12)), (add, {**note(13), "number": 5})])
    assert await count(filled) == 10


async def test_a_clash_names_the_unique_index(filled: Database) -> None:
    add = ready(ADD, filled.dialect)
    with pytest.raises(UniqueClash) as by_number:
        await filled.write([(add, {**note(99), "number": 5})])
    assert (by_number.value.index, by_number.value.table) == ("notes_by_number", "notes")
    with pytest.raises(UniqueClash) as by_key:
        await filled.write([(add, {**note(99), "id": note_id(5)})])
    assert by_key.value.index == "notes_pkey"
    async with filled.transaction() as session:
        with pytest.raises(UniqueClash):
            async with session.savepoint():
                await session.execute(add, {**note(99), "number": 5})
    with pytest.raises(UniqueClash) as through_sqlalchemy:
        await filled.run_sync(lambda connection: connection.execute(ADD, {**note(99), "number": 5}).rowcount)
    assert through_sqlalchemy.value.index == "notes_by_number"


async def test_a_clash_on_a_partial_index_over_an_expression_names_it(filled: Database) -> None:
    index = "CREATE UNIQUE INDEX open_titles ON notes (lower(title)) WHERE number > 100"
    await filled.run_sync(lambda connection: connection.exec_driver_sql(index).rowcount)
    add = ready(ADD, filled.dialect)
    await filled.write([(add, note(101, "Same"))])
    with pytest.raises(UniqueClash) as clash:
        await filled.write([(add, note(102, "SAME"))])
    assert (clash.value.index, clash.value.table) == ("open_titles", "notes")


async def test_a_transaction_sees_its_own_writes_and_others_do_not(filled: Database) -> None:
    add, some = ready(ADD, filled.dialect), ready(SOME, filled.dialect)
    async with filled.transaction() as session:
        assert await session.execute(add, note(20)) == 1
        assert await session.many(add, [note(number) for number in (21, 22)]) == 2
        assert await session.fetch(some, {"numbers": [20, 21, 22]}) == [(20,), (21,), (22,)]
        assert await filled.fetch(some, {"numbers": [20, 21, 22]}) == []
    assert await count(filled) == 13


async def test_an_exception_undoes_the_transaction(filled: Database) -> None:
    class Stop(Exception):
        pass

    with pytest.raises(Stop):  # noqa: PT012  # the block is the transaction
        async with filled.transaction() as session:
            await session.execute(ready(ADD, filled.dialect), note(20))
            raise Stop
    assert await count(filled) == 10


async def test_a_savepoint_undoes_only_what_happened_inside_it(filled: Database) -> None:
    add = ready(ADD, filled.dialect)
    async with filled.transaction() as session:
        await session.execute(add, note(20))
        for number in (5, 21):
            try:
                async with session.savepoint():
                    await session.execute(add, note(number + 100))
                    await session.execute(add, {**note(30), "number": number})
            except UniqueClash:
                assert number == 5
    assert await count(filled) == 13


async def test_a_swallowed_failure_dooms_the_transaction_on_both_databases(filled: Database) -> None:
    add = ready(ADD, filled.dialect)
    with pytest.raises(StorageFailure, match="rolled back"):  # noqa: PT012  # the block is the transaction
        async with filled.transaction() as session:
            await session.execute(add, note(20))
            with pytest.raises(UniqueClash):
                await session.execute(add, note(20))
    with pytest.raises(StorageFailure):  # noqa: PT012  # the block is the transaction
        async with filled.transaction() as session:
            with pytest.raises(UniqueClash):
                await session.execute(add, note(5))
            await session.execute(add, note(21))
    assert await count(filled) == 10


async def test_writing_around_an_open_transaction_is_an_error_of_the_program(filled: Database) -> None:
    add = ready(ADD, filled.dialect)
    async with filled.transaction() as session:
        with pytest.raises(RuntimeError, match="use its session"):
            await filled.write([(add, note(20))])
        with pytest.raises(RuntimeError, match="use its session"):
            await filled.run_sync(lambda _connection: None)
        with pytest.raises(RuntimeError, match="use its session"):
            async with filled.transaction():
                pass
    with pytest.raises(RuntimeError, match="has ended"):
        await session.execute(add, note(20))
    await filled.write([(add, note(20))])


async def test_a_transaction_that_is_asked_to_retry_runs_again_from_its_start(filled: Database) -> None:
    rounds: list[int] = []

    async def work(session: Session) -> str:
        await session.execute(ready(ADD, filled.dialect), note(20))
        rounds.append(1)
        if len(rounds) < 3:
            raise Conflict("as if two had waited for each other")
        return "done"

    assert await in_transaction(filled, work) == "done"
    assert (len(rounds), await count(filled)) == (3, 11)

    async def never(session: Session) -> None:
        raise Conflict("again")

    with pytest.raises(Retry):
        await in_transaction(filled, never)


async def test_a_statement_that_runs_too_long_is_stopped(
    filled: Database, open_another: Callable[[DriverOptions], Awaitable[Database]]
) -> None:
    hasty = await open_another(DriverOptions(statement_seconds=0.3))
    endless = sa.text(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) "
        "SELECT count(*) AS c FROM n"
    ).columns(c=sa.BigInteger)
    statement = ready(endless, filled.dialect)
    with pytest.raises(StatementTimeout):
        await hasty.fetch(statement)
    with pytest.raises(StatementTimeout):
        await hasty.write([(ready(ADD, filled.dialect), note(50)), (statement, {})])
    assert await count(hasty) == 10


async def test_a_lock_held_elsewhere_for_too_long_is_said_so(
    filled: Database, open_another: Callable[[DriverOptions], Awaitable[Database]]
) -> None:
    hasty = await open_another(DriverOptions(lock_seconds=0.2))
    rename = ready(RENAME, filled.dialect)
    async with filled.transaction() as session:
        await session.execute(rename, {"key": 1, "title": "mine"})
        with pytest.raises(LockTimeout):
            await hasty.write([(rename, {"key": 1, "title": "yours"})])
    await hasty.write([(rename, {"key": 1, "title": "yours"})])
    assert (await filled.fetch(ready(TITLES, filled.dialect)))[1] == (1, "yours")


async def test_a_read_finds_what_was_just_written(filled: Database) -> None:
    add = ready(ADD, filled.dialect)
    near, far = ready(BY_ID, filled.dialect, bounded=True), ready(BY_ID, filled.dialect)
    for number in range(100, 120):
        await filled.write([(add, note(number))])
        assert len(await filled.fetch(near, {"id": note_id(number)})) == 1
        assert len(await filled.fetch(far, {"id": note_id(number)})) == 1


async def test_reads_cannot_write(filled: Database) -> None:
    added = sa.insert(notes).values(id=sa.bindparam("id")).returning(notes.c.id)
    statements = [ADD, RENAME, added, sa.delete(notes)]
    if filled.dialect is Dialect.POSTGRESQL:
        statements.append(sa.select(sa.delete(notes).returning(notes.c.id).cte()))
    for executable in statements:
        with pytest.raises(RuntimeError, match="this statement writes"):
            await filled.fetch(ready(executable, filled.dialect), note(20) | {"key": 1})
    assert await count(filled) == 10
    assert await filled.write([]) == []


async def test_sql_that_makes_no_sense_is_a_failure_and_harms_nothing(filled: Database) -> None:
    nonsense = Statement("SELEC 1", returns_rows=True)
    with pytest.raises(StorageFailure):
        await filled.fetch(nonsense)
    with pytest.raises(StorageFailure):
        await filled.write([(nonsense, {})])
    assert await count(filled) == 10


async def test_a_closed_database_says_so(filled: Database) -> None:
    await filled.close()
    with pytest.raises(Unavailable):
        await filled.fetch(ready(COUNT, filled.dialect))
    with pytest.raises(Unavailable):
        await filled.write([(ready(ADD, filled.dialect), note(20))])


async def test_listeners_hear_what_is_said_after_they_came(database: Database) -> None:
    heard: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
    first = await database.listen("inbox", lambda payload: heard.put_nowait(("inbox", payload)))
    await database.listen("outbox", lambda payload: heard.put_nowait(("outbox", payload)))
    await database.notify("inbox", "合同 1")
    await database.notify("outbox", "2")
    assert {await heard.get(), await heard.get()} == {("inbox", "合同 1"), ("outbox", "2")}
    first.close()
    first.close()
    await database.notify("inbox", "nobody listens")
    await database.notify("outbox", "3")
    assert await heard.get() == ("outbox", "3")
