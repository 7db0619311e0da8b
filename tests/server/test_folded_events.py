"""Events of imports: one row of the inbox for many records, a lower turn, and still each record's own, in order."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dougong.kernel.inbox import Folded, InboxEvent
from dougong.kernel.inbox import folded as folded_payload
from dougong.process.folds import PART, Folds
from dougong.records.reading import Question
from dougong.storage.driver.port import Database, Step
from dougong.storage.statements import Statements
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.importing import Desk
from support.ledger import ENTER, flow, ledger_office, left_over, lines
from support.process import Works, inbox, runs
from support.records import NOON

MANY = 2 * PART + 50
AGAIN = flow(
    "flw_again",
    [{"id": "enter", "type": "create_record", "entity": "ent_ledger", "values": {"number": {"field": "number"}}}],
    trigger={"on": "updated"},
)


class Heard:
    """A consumer that remembers what it was asked about."""

    def __init__(self) -> None:
        self.events: list[InboxEvent] = []

    async def consume(self, event: InboxEvent) -> list[Step]:
        self.events.append(event)
        return []


@pytest.fixture
async def office(database: Database) -> Works:  # noqa: F811
    return await ledger_office(database, ENTER)


async def imported(works: Works, folder: Path, many: int = MANY, *, historical: bool = False) -> tuple[Desk, Any]:
    """So many tickets, numbered from 0."""
    path = folder / "tickets.csv"
    path.write_text("name,number\n" + "".join(f"T{number},{number}\n" for number in range(many)))
    desk = Desk(works.office)
    job = await desk.take("ticket", path)
    assert (await desk.run(job, historical=historical))["progress"]["done"] == many
    return desk, job


async def folded(works: Works) -> list[int]:
    """How many events each folded row holds."""
    return [len(one["payload"]["records"]) for one in await works.rows(inbox, kind="records")]


@given(st.uuids(version=4), st.integers(0, 1_000))
def test_no_event_has_the_id_of_the_row_that_held_it(row: UUID, begun: int) -> None:
    payload = folded_payload((str(number), 1, {"action": "create"}) for number in range(1_000)) | {"next": begun}
    ids = [one.id for one in Folded("ws", str(row), "ent_a", NOON, payload).events()]
    assert len({*ids, str(row)}) == 1_001
    assert ids == sorted(ids) and {one[:28] for one in ids} == {str(row)[:28]}


async def test_an_import_is_one_row_of_the_inbox_and_each_of_its_records_starts_its_flow_once(
    office: Works, tmp_path: Path
) -> None:
    await imported(office, tmp_path)
    assert await folded(office) == [MANY] and await office.rows(inbox, kind="record") == []
    await office.settle()
    assert await lines(office) == dict.fromkeys(range(MANY), 1)
    assert await left_over(office) == (0, 0) and await folded(office) == []


async def test_nobody_waits_behind_an_import(office: Works, tmp_path: Path) -> None:
    await imported(office, tmp_path)
    await office.office.writing.create(await office.office.as_("admin"), "ticket", {"name": "now", "number": 9999})
    await office.process.loop.round()
    assert await lines(office) == {9999: 1}
    await office.settle()
    assert len(await lines(office)) == MANY + 1


async def test_what_somebody_changes_comes_after_the_creation_by_the_import(
    database: Database,  # noqa: F811
    tmp_path: Path,
) -> None:
    works = await ledger_office(database, ENTER, AGAIN)
    desk, _ = await imported(works, tmp_path)
    admin = await desk.principal()
    seventh = Question(filter={"field": "number", "op": "is", "value": 7})
    last = await works.office.reading.page(admin, "ticket", seventh)
    record = str(last.records[0]["id"])
    await works.office.writing.update(admin, "ticket", record, {"number": 8888})
    await works.process.loop.round()
    assert (await lines(works))[8888] == 0
    await works.settle()
    flows = [one["flow_id"] for one in sorted(await works.rows(runs, record_id=record), key=lambda one: str(one["id"]))]
    assert flows == ["flw_enter", "flw_again"]
    assert (await lines(works))[8888] == 2 and len(await works.rows(runs)) == MANY + 1


async def test_past_data_is_consumed_whole_and_starts_nothing(office: Works, tmp_path: Path) -> None:
    heard = Heard()
    await imported(office, tmp_path, historical=True)
    folds = Folds(office.database, Statements(office.database.dialect), [heard])
    assert await folds.next() == MANY
    assert len({one.record_id for one in heard.events}) == len({one.id for one in heard.events}) == MANY
    assert all(one.quiet and one.action == "create" and one.version == 1 for one in heard.events)
    await office.settle()
    assert await folded(office) == [] and await office.rows(runs) == []


async def test_a_fault_in_one_of_them_leaves_the_others_their_turn(office: Works, tmp_path: Path) -> None:
    class Picky(Heard):
        """Cannot bear one record."""

        async def consume(self, event: InboxEvent) -> list[Step]:
            if not self.events:
                self.events.append(event)
            if event.record_id == self.events[0].record_id:
                raise ValueError(event.record_id)
            return []

    await imported(office, tmp_path, historical=True)
    picky = Picky()
    office.process.loop.events.folds.consumers = office.process.loop.events.consumers = (picky,)
    await office.settle()
    assert [(one["record_id"], one["dead"]) for one in await office.rows(inbox)] == [(picky.events[0].record_id, True)]


async def test_undoing_an_import_ends_the_runs_of_its_records(database: Database, tmp_path: Path) -> None:  # noqa: F811
    wait = flow("flw_wait", [{"id": "day", "type": "wait", "hours": "24"}])
    works = await ledger_office(database, wait)
    desk, job = await imported(works, tmp_path, 120)
    await works.settle()
    assert await left_over(works) == (0, 120)
    undone = await desk.undo(job)
    assert undone["progress"]["undone"] == 120 and await folded(works) == [120]
    await works.settle()
    assert await left_over(works) == (0, 0)
