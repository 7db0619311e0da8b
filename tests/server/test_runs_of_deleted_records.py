"""A deleted record takes its open runs with it, and its restoration does not bring them back."""

from dougong.records.trash import Trash
from dougong.records.writing import Door
from dougong.storage.driver.port import Database
from support.contracts import contract_office, submitted
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import APPLICATION, LEDGER, TICKET, flow, lines
from support.process import Works, decision_log, runs, tasks, timers, works


async def test_open_runs_end_as_cancelled_with_the_reason_and_their_tasks_close(database: Database) -> None:  # noqa: F811
    made = await contract_office(database)
    id = await submitted(made)
    run = (await made.client("ivan").get(f"/api/records/contract/{id}/runs")).json()["runs"][0]["id"]
    admin = await made.office.as_("admin")
    await made.office.writing.remove(admin, "contract", id)
    await made.settle()
    (row,) = await made.rows(runs)
    assert (row["status"], row["outcome"]) == ("finished", "cancelled")
    assert await made.open_tasks() == {}
    assert {one["how"] for one in await made.rows(tasks)} == {"cancelled"}
    assert [one for one in await made.rows(timers) if one["fired_at"] is None] == []
    last = max(await made.rows(decision_log), key=lambda one: int(one["number"]))
    assert (last["act"], last["by"], last["entry"]["why"]) == ("cancel", admin.person_id, "record_deleted")
    told = (await made.client("ivan").get(f"/api/runs/{run}")).json()
    assert (told["timeline"][-1]["act"], told["timeline"][-1]["why"]) == ("cancel", "record_deleted")
    assert told["status"] == "finished"


async def test_a_restored_record_stays_without_them_and_nothing_fires_late(database: Database) -> None:  # noqa: F811
    made = await _waiting(database)
    admin = await made.office.as_("admin")
    record = await made.office.writing.create(admin, "ticket", {"name": "T", "number": 4})
    id = str(record["id"])
    await made.office.writing.update(admin, "ticket", id, {"number": 5})
    await made.settle()
    await made.office.writing.remove(admin, "ticket", id)
    await made.settle()
    await Trash(made.office.writing).restore(admin, "ticket", id, Door())
    await made.settle()
    await made.later(hours=30)
    found = sorted(str(one["outcome"]) for one in await made.rows(runs))
    assert found == ["cancelled"]
    assert await lines(made) == {}


async def test_what_a_deletion_itself_starts_goes_on(database: Database) -> None:  # noqa: F811
    enter = {"id": "enter", "type": "create_record", "entity": "ent_ledger", "values": {"number": 9}}
    nodes = [{"id": "day", "type": "wait", "hours": "24"}, enter]
    gone = flow("flw_gone", nodes, ["day > enter"], trigger={"on": "deleted"})
    made = await works(database)
    await made.office.publish([APPLICATION, TICKET, LEDGER, gone])
    admin = await made.office.as_("admin")
    record = await made.office.writing.create(admin, "ticket", {"name": "T", "number": 4})
    await made.settle()
    await made.office.writing.remove(admin, "ticket", str(record["id"]))
    await made.settle()
    await made.later(hours=25)
    assert await lines(made) == {9: 1}


async def _waiting(database: Database) -> Works:  # noqa: F811
    enter = {"id": "enter", "type": "create_record", "entity": "ent_ledger", "values": {"number": {"field": "number"}}}
    made = await works(database)
    waiting = flow(
        "flw_wait",
        [{"id": "day", "type": "wait", "hours": "24"}, enter],
        ["day > enter"],
        trigger={"on": "updated", "fields": ["number"]},
    )
    await made.office.publish([APPLICATION, TICKET, LEDGER, waiting])
    return made
