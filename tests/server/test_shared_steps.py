"""New rows of several tables go out as one, a run follows what it writes, and acts of one moment all count."""

import asyncio
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from dougong.kernel.workspace import Principal
from dougong.kernel.zone import clock_at
from dougong.process.act_events import Decision
from dougong.process.acting import Actor
from dougong.process.facts import RecordFacts, load
from dougong.process.writes import Own, StoredWrites
from dougong.records.planning import holder
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.failures import UniqueClash
from dougong.storage.driver.lockstep import Alone, Lockstep, claim
from dougong.storage.driver.port import Database, Session, Step, in_transaction
from dougong_engine.document import Json
from dougong_engine.flows.limits import NO_CAUSE
from support.contracts import contract_office, submitted
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import APPLICATION, flow, ledger_office
from support.notes_table import ADD, RENAME, TITLES, note, ready
from support.notes_table import metadata as notes_metadata
from support.process import Works, decision_log, runs, works
from support.records import entity, f

metadata = sa.MetaData()
labels = sa.Table("labels", metadata, sa.Column("number", sa.BigInteger()), sa.Column("colour", sa.BigInteger()))
PAINT = sa.insert(labels)
COLOURS = sa.select(labels.c.number, labels.c.colour).order_by(labels.c.number)

OPTIONS = [{"id": one, "name": one} for one in "abc"]
WIDE: dict[str, Any] = entity(
    "ent_wide",
    "wide",
    "样样都有",
    [
        f("title", "text"),
        f("note", "long_text"),
        f("qty", "integer"),
        f("fine", "decimal", places=6),
        f("amount", "money"),
        f("rate", "percent"),
        f("vip", "boolean"),
        f("due", "date"),
        f("seen_at", "moment"),
        f("level", "choice", options=OPTIONS),
        f("tags", "multi_choice", options=OPTIONS),
        f("crew", "person", many=True),
        f("mail", "email"),
        f("net", "formula", result="number", expression="{amount} * (1 - {rate})"),
        f("broken", "formula", result="number", expression="1 / {qty}"),
    ],
)
CHANGES: list[dict[str, Json]] = [
    {"title": "甲", "qty": 0, "amount": "12.345", "rate": "0.1", "seen_at": "2026-11-22T14:00:00+08:00"},
    {"qty": 4, "fine": "1.0000005", "vip": True, "due": "2026-11-22", "level": "b", "tags": ["c", "a"]},
    {"title": None, "note": "说明\n二", "amount": None, "tags": [], "mail": "Li@Example.ORG"},
    {"qty": 4},
]


def paint(number: int, colour: int) -> dict[str, object]:
    return {"number": number, "colour": colour}


async def with_tables(database: Database) -> tuple[Step, Step, list[Step]]:  # noqa: F811
    """Two tables with a note in one; the steps that rename it, that clash with it, and that fill both."""
    await database.run_sync(notes_metadata.create_all)
    await database.run_sync(metadata.create_all)
    dialect = database.dialect
    add, insert = ready(ADD, dialect), compile_statement(PAINT, dialect)
    await database.write([(add, note(0))])
    steps: list[Step] = [(add, note(1)), (insert, paint(7, 1)), (add, note(2)), (insert, paint(8, 2))]
    return (ready(RENAME, dialect), {"key": 0, "title": "neu"}), (add, note(0)), steps


async def found(database: Database) -> tuple[list[object], list[object]]:  # noqa: F811
    titles = await database.fetch(compile_statement(TITLES, database.dialect))
    return [*titles], [*await database.fetch(compile_statement(COLOURS, database.dialect))]


async def test_steps_of_several_tables_are_all_done(database: Database) -> None:  # noqa: F811
    rename, _, steps = await with_tables(database)
    await in_transaction(database, lambda session: session.put([*steps[:3], rename, *steps[3:]]))
    assert await found(database) == ([(0, "neu"), (1, "note 1"), (2, "note 2")], [(7, 1), (8, 2)])


async def test_a_clash_among_them_undoes_all(database: Database) -> None:  # noqa: F811
    rename, clash, steps = await with_tables(database)
    with pytest.raises(UniqueClash):
        await in_transaction(database, lambda session: session.put([*steps, rename, clash]))
    assert await found(database) == ([(0, "note 0")], [])


async def test_pieces_in_step_put_their_rows_together(database: Database) -> None:  # noqa: F811
    await with_tables(database)
    add, insert = ready(ADD, database.dialect), compile_statement(PAINT, database.dialect)

    async def work(number: int, session: Session) -> None:
        await session.put([(add, note(number)), (insert, paint(number, number % 3))][: 1 + number % 2])

    async with database.transaction() as session:
        await Lockstep(session).run([partial(work, number) for number in range(1, 30)])
    notes, colours = await found(database)
    assert [row[0] for row in notes] == list(range(30))  # type: ignore[index]  # rows
    assert colours == [(number, number % 3) for number in range(1, 30, 2)]


async def test_two_pieces_may_not_claim_the_same(database: Database) -> None:  # noqa: F811
    async def work(session: Session) -> None:
        claim(session, "run")

    async with database.transaction() as session:
        with pytest.raises(Alone):
            await Lockstep(session).run([work, work])
        await work(session)
        await work(session)


async def test_decisions_of_one_moment_about_one_run_all_count(database: Database) -> None:  # noqa: F811
    made = await contract_office(database)
    await submitted(made)
    waiting = await made.open_tasks()
    decisions = {"gina": {}, "finn": {}, "lea": {"fields": {"legal_opinion": "同意"}}}
    acts = [
        made.process.acts.act(await made.office.as_(name), waiting[name], "approve", Decision(**given))
        for name, given in decisions.items()
    ]
    await asyncio.gather(*acts)
    await made.settle()
    (run,) = await made.rows(runs)
    entries = sorted((one["number"], one["act"]) for one in await made.rows(decision_log))
    assert entries == [(1, "submit"), (2, "approve"), (3, "approve"), (4, "approve")]
    assert (run["status"], run["outcome"], run["entries"]) == ("finished", "approved", 4)


async def wide(database: Database) -> tuple[Works, Principal, str]:  # noqa: F811
    made = await works(database)
    await made.office.publish([APPLICATION, WIDE])
    admin = await made.office.as_("admin")
    record = await made.office.writing.create(admin, "wide", {"title": "x", "qty": 3, "amount": "5", "rate": "0.5"})
    return made, admin, str(record["id"])


async def test_what_a_run_knows_of_its_record_follows_each_write(database: Database) -> None:  # noqa: F811
    made, admin, id = await wide(database)
    writing = made.office.writing
    schema = await made.office.catalogue.newest(made.office.workspace_id)
    clock = clock_at(writing.stage.now(), schema.timezone)

    async def known(session: Session) -> RecordFacts:
        return await load(session, database.dialect, RecordFacts(schema, "ent_wide", clock), id, ())

    async def work(session: Session) -> None:
        facts = await known(session)
        own = Own(facts, "ent_wide", id, frozenset({("title",)}))
        writes = StoredWrites(session, writing, schema, id, clock, own)
        for change in CHANGES:
            await writes.update(Actor(admin, holder(admin), "flow"), "ent_wide", id, change, NO_CAUSE)
            assert not facts.stale
            assert (facts.values, facts.current) == ((now := await known(session)).values, now.current)
        made_id = writes.new_id()
        await writes.create(Actor(admin, holder(admin), "flow"), "ent_wide", made_id, {"title": "neu"}, NO_CAUSE)
        assert facts.stale, "sums over other records may have changed with it"

    await in_transaction(database, work)


async def test_somebody_elses_change_meanwhile_is_kept(database: Database) -> None:  # noqa: F811
    made, admin, id = await wide(database)
    writing = made.office.writing
    schema = await made.office.catalogue.newest(made.office.workspace_id)
    clock = clock_at(writing.stage.now(), schema.timezone)
    facts = await load(database, database.dialect, RecordFacts(schema, "ent_wide", clock), id, ())
    await writing.update(admin, "wide", id, {"note": "von jemandem"})

    async def work(session: Session) -> int | None:
        writes = StoredWrites(session, writing, schema, id, clock, Own(facts, "ent_wide", id, frozenset()))
        return await writes.update(Actor(admin, holder(admin), "flow"), "ent_wide", id, {"qty": 9}, NO_CAUSE)

    assert await in_transaction(database, work) == 3
    record = await made.office.reading.get(admin, "wide", id)
    assert (record["note"], record["qty"], record["version"]) == ("von jemandem", 9, 3)
    assert facts.values[("note",)] == "von jemandem"


async def test_the_second_flow_of_an_event_sees_what_the_first_has_done(database: Database) -> None:  # noqa: F811
    first = flow("flw_a", [{"id": "up", "type": "update_record", "values": {"number": {"formula": "{number} + 1"}}}])
    second = flow("flw_b", [{"id": "up", "type": "update_record", "values": {"number": {"formula": "{number} * 10"}}}])
    made = await ledger_office(database, first, second)
    admin = await made.office.as_("admin")
    record: dict[str, Any] = await made.office.writing.create(admin, "ticket", {"name": "T", "number": 2})
    await made.settle()
    assert (await made.office.reading.get(admin, "ticket", str(record["id"])))["number"] == 30


async def test_the_answer_of_a_write_is_the_record_as_it_is_read(database: Database) -> None:  # noqa: F811
    made, admin, id = await wide(database)
    await made.person("li", admin=True)
    later = await made.office.as_("li")
    made.office.now += timedelta(minutes=1)
    answer = await made.office.writing.update(later, "wide", id, {"qty": 8})
    read = await made.office.reading.get(admin, "wide", id)
    assert answer.keys() == read.keys()
    assert answer["updated_by"] == read["updated_by"] == later.person_id
    assert answer["updated_at"] == "2026-11-20T04:01:00Z"
    new: dict[str, Any] = await made.office.writing.create(later, "wide", {"title": "y"})
    assert new.keys() == (await made.office.reading.get(admin, "wide", str(new["id"]))).keys()
