"""Work that shares a transaction ends as it would have ended alone."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa

from dougong.kernel.problem import Refusal, refuse
from dougong.process.batches import FEWEST, Joint
from dougong.records.bulk import Bulk, items_of
from dougong.records.writing import Door
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.gathering import Gathering
from dougong.storage.driver.lockstep import Alone, Lockstep
from dougong.storage.driver.port import Database, Dialect, Session
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import ENTER, flow, ledger_office, left_over, lines
from support.notes_table import ADD, metadata, note, note_id, notes, ready
from support.process import Works, inbox, runs

ONE = sa.select(notes.c.number).where(notes.c.id == sa.bindparam("id"))
SHARED = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
Piece = Callable[[Session], Awaitable[object]]


async def with_notes(database: Database, many: int) -> None:  # noqa: F811
    await database.run_sync(metadata.create_all)
    await database.write([(ready(ADD, database.dialect), note(number)) for number in range(many)])


def add(database: Database, number: int, *, problem: str | None = None, after: bool = False) -> Piece:  # noqa: F811
    """A piece that adds a note and reads it; with a problem it refuses before or after it has written."""

    async def work(session: Session) -> object:
        if problem is not None and not after:
            raise refuse(409, problem)
        await session.many(ready(ADD, database.dialect), [note(number)])
        if problem is not None:
            raise refuse(409, problem)
        return (await session.fetch(ready(ONE, database.dialect), {"id": note_id(number)}))[0][0]

    return work


async def count(database: Database) -> int:  # noqa: F811
    rows = await database.fetch(compile_statement(sa.select(sa.func.count()).select_from(notes), database.dialect))
    return int(str(rows[0][0]))


async def test_pieces_in_step_get_each_their_own_answer(database: Database) -> None:  # noqa: F811
    await with_notes(database, 0)
    async with database.transaction() as session:
        answers = await Lockstep(session).run([add(database, number) for number in range(40)])
    assert answers == list(range(40))
    assert await count(database) == 40


async def test_pieces_of_different_length_all_end(database: Database) -> None:  # noqa: F811
    await with_notes(database, 5)
    read = ready(ONE, database.dialect)

    async def times(session: Session, many: int) -> int:
        found = [await session.fetch(read, {"id": note_id(one)}) for one in range(many)]
        return sum(int(str(rows[0][0])) for rows in found)

    async with database.transaction() as session:
        pieces = [lambda side, many=many: times(side, many) for many in range(6)]
        assert await Lockstep(session).run(pieces) == [0, 0, 1, 3, 6, 10]


async def test_a_piece_that_must_be_undone_ends_the_common_transaction(database: Database) -> None:  # noqa: F811
    await with_notes(database, 0)

    async def careful(session: Session) -> object:
        async with session.savepoint():
            return await add(database, 1, problem="late", after=True)(session)

    try:
        async with database.transaction() as session:
            await Lockstep(session).run([careful, add(database, 2)])
        raise AssertionError("nothing was raised")
    except Alone:
        pass
    assert await count(database) == 0


async def test_joint_work_is_refused_one_by_one(database: Database) -> None:  # noqa: F811
    await with_notes(database, 0)
    joint = Joint(database)
    late = {7: True, 8: False}
    pieces = [
        add(database, number, problem="no" if number in late else None, after=late.get(number, False))
        for number in range(20)
    ]
    tasks = [joint.do(SHARED, str(number), piece) for number, piece in enumerate(pieces)]
    answers: list[Any] = await asyncio.gather(*tasks, return_exceptions=True)
    assert {number for number, one in enumerate(answers) if isinstance(one, Refusal)} == {7, 8}
    assert [one for one in answers if not isinstance(one, Refusal)] == [n for n in range(20) if n not in late]
    assert await count(database) == 18


@dataclass
class Nowhere:
    """A database for pieces that ask it nothing; counts transactions."""

    dialect: Dialect = Dialect.POSTGRESQL
    transactions: int = 0

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        self.transactions += 1
        yield


async def test_few_share_a_transaction_and_do_not_wait_for_one_that_stands() -> None:
    nowhere, begun, free = Nowhere(), asyncio.Event(), asyncio.Event()
    joint = Joint(cast(Database, nowhere))

    async def stands(session: Session) -> str:
        begun.set()
        await free.wait()
        return "free"

    async def answers(session: Session) -> bool:
        return free.is_set()

    slow = asyncio.ensure_future(joint.do(SHARED, "slow", stands))
    await begun.wait()
    many = await asyncio.gather(*(joint.do(SHARED, str(number), answers) for number in range(FEWEST)))
    few = await asyncio.gather(*(joint.do(SHARED, str(number), answers) for number in range(3)))
    assert not any([*many, *few])
    free.set()
    assert await slow == "free"
    assert nowhere.transactions == 3


async def test_reads_of_one_moment_are_answered_each(database: Database) -> None:  # noqa: F811
    await with_notes(database, 10)
    together = Gathering(database)
    read = ready(ONE, database.dialect)
    wanted = [3, 4, 3, 99, 0]
    found = await asyncio.gather(*(together.fetch(read, {"id": note_id(one)}) for one in wanted))
    assert [[row[0] for row in rows] for rows in found] == [[3], [4], [3], [], [0]]


async def tickets(works: Works, rows: list[dict[str, Any]]) -> None:
    admin = await works.office.as_("admin")
    await Bulk(works.office.writing).run(admin, "ticket", items_of({"create": rows}), Door(via="bulk"), whole=True)


async def test_a_write_that_is_refused_keeps_what_the_batch_has_written(database: Database) -> None:  # noqa: F811
    enter = ENTER["nodes"][0]
    mark = {"id": "mark", "type": "update_record", "values": {"name": {"field": "name"}, "number": {"field": "number"}}}
    ledger = {"entity": "ent_ledger", "scope": {"rows": "all"}, "fields": {"*": "write"}, "actions": ["create"]}
    works = await ledger_office(database, flow("flw_half", [enter, mark], ["enter > mark"], rights=[ledger]))
    await tickets(works, [{"name": f"T{number}", "number": number} for number in range(30)])
    await works.settle()
    assert await lines(works) == dict.fromkeys(range(30), 1)
    assert {one["status"] for one in await works.rows(runs)} == {"failed"}
    assert await left_over(works) == (0, 30)


async def test_a_poisoned_event_is_set_aside_and_its_batch_goes_through(database: Database) -> None:  # noqa: F811
    works = await ledger_office(database, ENTER)
    await tickets(works, [{"name": f"T{number}", "number": number} for number in range(30)])
    victim = next(one for one in await works.rows(inbox) if one["kind"] == "record")
    broken = {**victim["payload"], "moves": [["no"]]}

    def spoil(connection: sa.Connection) -> None:
        connection.execute(sa.update(inbox).where(inbox.c.id == victim["id"]).values(payload=broken))

    await database.run_sync(spoil)
    for _ in range(4):
        await works.process.loop.round()
    left = [one for one in await works.rows(inbox) if one["kind"] == "record"]
    assert [(one["id"], one["dead"], one["tries"]) for one in left] == [(victim["id"], True, 3)]
    assert len(await works.rows(runs)) == 29
    assert sum((await lines(works)).values()) == 29


async def test_many_timers_that_are_due_at_once_fire_once_each(database: Database) -> None:  # noqa: F811
    wait = {"id": "day", "type": "wait", "hours": "24"}
    works = await ledger_office(database, flow("flw_wait", [wait, ENTER["nodes"][0]], ["day > enter"]))
    await tickets(works, [{"name": f"T{number}", "number": number} for number in range(250)])
    await works.settle()
    assert await left_over(works) == (0, 250)
    await works.later(hours=25)
    assert await lines(works) == dict.fromkeys(range(250), 1)
    assert await left_over(works) == (0, 0)
