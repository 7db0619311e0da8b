"""A task is a row scope: whoever holds one reads and edits exactly its node's fields, with no role at all."""

from typing import Any

import pytest

from dougong.kernel.problem import Refusal
from dougong.process.acting import held_at, task_rights
from dougong.records.reading import Question
from dougong.storage.driver.port import Database
from dougong_engine.access.plan import TaskRows
from dougong_engine.design.flow import Flow
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import APPLICATION, LEDGER, flow
from support.process import Works, tasks, works
from support.records import entity, f

TICKET = entity("ent_ticket", "ticket", "工单", [f("name", "text"), f("number", "integer"), f("secret", "text")])


async def asking(database: Database, **settings: Any) -> tuple[Works, str, str]:  # noqa: F811
    """Two tickets, the first of which waits for ann, who has no role; answers both ids."""
    works_ = await works(database)
    await works_.person("ann")
    fields = {"number": "edit", "secret": "hidden"}
    people = [{"by": "person", "people": [works_.office.people["ann"]]}]
    ask = {"id": "ask", "type": "approval", "assignees": people, "fields": fields, **settings}
    only = {"on": "created", "where": {"field": "number", "op": "is", "value": 1}}
    await works_.office.publish([APPLICATION, TICKET, LEDGER, flow("flw_ask", [ask], trigger=only)])
    admin = await works_.office.as_("admin")
    ids = []
    for number in (1, 2):
        row = {"name": f"T{number}", "number": number, "secret": "hush"}
        ids.append(str((await works_.office.writing.create(admin, "ticket", row))["id"]))
    await works_.settle()
    return works_, ids[0], ids[1]


async def seen(works_: Works, name: str) -> list[dict[str, Any]]:
    page = await works_.office.reading.page(await works_.office.as_(name), "ticket", Question())
    return [dict(one) for one in page.records]


async def refused(works_: Works, id: str, **fields: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        await works_.office.writing.update(await works_.office.as_("ann"), "ticket", id, fields)
    return refusal.value.problems[0].code


async def test_the_holder_of_a_task_reads_and_edits_the_fields_of_its_node_and_nothing_else(
    database: Database,  # noqa: F811
) -> None:
    works_, mine, other = await asking(database)
    (record,) = await seen(works_, "ann")
    assert (record["id"], record["name"], record["number"]) == (mine, "T1", 1)
    assert "secret" not in record
    ann = await works_.office.as_("ann")
    with pytest.raises(Refusal):
        await works_.office.reading.get(ann, "ticket", other)
    changed = await works_.office.writing.update(ann, "ticket", mine, {"number": 7})
    assert changed["number"] == 7
    assert "secret" not in changed
    assert await refused(works_, mine, name="other") == "access.field"
    assert await refused(works_, mine, secret="told") == "access.field"
    with pytest.raises(Refusal):
        await works_.office.writing.remove(ann, "ticket", mine)


async def test_afterwards_the_record_may_be_read_and_no_longer_edited(database: Database) -> None:  # noqa: F811
    works_, mine, _ = await asking(database)
    await works_.act("ann", "approve")
    assert [one["id"] for one in await seen(works_, "ann")] == [mine]
    assert await refused(works_, mine, number=9) == "access.action"


async def test_a_node_may_end_reading_with_the_task(database: Database) -> None:  # noqa: F811
    works_, _, _ = await asking(database, read_after=False)
    assert len(await seen(works_, "ann")) == 1
    await works_.act("ann", "approve")
    assert await seen(works_, "ann") == []


async def test_the_rights_of_a_transferred_task_go_to_its_new_holder_at_once(database: Database) -> None:  # noqa: F811
    works_, mine, _ = await asking(database)
    await works_.person("bob")
    with pytest.raises(Refusal):
        await seen(works_, "bob")
    await works_.act("ann", "transfer", to=works_.office.people["bob"])
    bob = await works_.office.as_("bob")
    assert (await works_.office.writing.update(bob, "ticket", mine, {"number": 5}))["number"] == 5
    assert await refused(works_, mine, number=9) == "access.action"


async def test_a_copy_lets_its_reader_see_the_fields_of_the_node_and_change_none(
    database: Database,  # noqa: F811
) -> None:
    works_, mine, _ = await asking(database)
    await works_.person("bob")
    await works_.act("ann", "cc", people=[works_.office.people["bob"]])
    (record,) = await seen(works_, "bob")
    assert record["id"] == mine and "secret" not in record
    with pytest.raises(Refusal):
        await works_.office.writing.update(await works_.office.as_("bob"), "ticket", mine, {"number": 5})


async def test_what_a_task_adds_to_its_holder_is_the_scope_of_the_task_and_never_every_row(
    database: Database,  # noqa: F811
) -> None:
    works_, _, _ = await asking(database)
    ann, office = await works_.office.as_("ann"), works_.office
    schema = await office.catalogue.newest(office.workspace_id)
    asked = schema.design.get(Flow, "flw_ask")
    assert asked is not None
    access = office.stage.plannings.of(schema).access(task_rights(asked, 1, "ask", ann), "ent_ticket")
    assert all(isinstance(one, TaskRows) for one in access.scopes)
    assert not access.everywhere(frozenset(range(len(access.scopes))))
    (held,) = (await office.stage.scene(ann)).who.held
    assert held == held_at(asked, 1, "ask"), "the same for a decision as for every other statement"


async def test_a_second_task_at_the_same_node_changes_nobody_s_epoch(database: Database) -> None:  # noqa: F811
    works_, _, _ = await asking(database)
    before = (await works_.office.as_("ann")).epoch
    admin = await works_.office.as_("admin")
    await works_.office.writing.create(admin, "ticket", {"name": "T3", "number": 1})
    await works_.settle()
    assert len(await works_.rows(tasks)) == 2
    assert (await works_.office.as_("ann")).epoch == before
    assert len(await seen(works_, "ann")) == 2
