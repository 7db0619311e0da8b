"""`me` in the conditions of a flow is whoever started the run; a flow that nobody starts may not ask about it."""

from typing import Any

import pytest

from dougong.storage.driver.port import Database
from dougong_engine.design.flow import Flow
from dougong_engine.flows.check import blocks, check
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import APPLICATION, LEDGER, flow, lines
from support.process import Works, works
from support.records import entity, f

TICKET = entity("ent_ticket", "ticket", "工单", [f("name", "text"), f("number", "integer"), f("seller", "person")])
MINE = {"field": "seller", "op": "is", "value": {"token": "me"}}
TEAM = {"field": "seller", "op": "in", "value": {"token": "my_subordinates"}}
SALES: dict[str, Any] = {
    "format": 1,
    "kind": "role",
    "id": "rol_sales",
    "app": "app_test",
    "name": "销售",
    "grants": [
        {"entity": "ent_ticket", "scope": {"rows": "all"}, "fields": {"*": "write"}, "actions": ["create", "update"]}
    ],
}


def whose(when: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Enters the number where the condition holds, and its negative elsewhere."""

    def enter(id: str, value: dict[str, Any]) -> dict[str, Any]:
        return {"id": id, "type": "create_record", "entity": "ent_ledger", "values": {"number": value}}

    branches = [{"id": "yes", "name": "yes", "when": when}, {"id": "no", "name": "no"}]
    nodes = [
        {"id": "whose", "type": "condition", "branches": branches},
        enter("held", {"field": "number"}),
        enter("not", {"formula": "0 - {number}"}),
    ]
    return flow("flw_whose", nodes, ["whose:yes > held", "whose:no > not"], **more)


async def office(database: Database, when: dict[str, Any]) -> Works:  # noqa: F811
    made = await works(database)
    await made.person("mona", "rol_sales")
    await made.person("ivan", "rol_sales", manager="mona")
    await made.office.publish([APPLICATION, TICKET, LEDGER, SALES, whose(when)])
    return made


async def ticket(made: Works, by: str, seller: str, number: int) -> None:
    caller = await made.office.as_(by)
    record = {"name": "T", "number": number, "seller": made.office.people[seller]}
    await made.office.writing.create(caller, "ticket", record)
    await made.settle()


async def test_me_is_who_started_the_run(database: Database) -> None:  # noqa: F811
    made = await office(database, MINE)
    await ticket(made, "ivan", "ivan", 1)
    await ticket(made, "mona", "ivan", 2)
    assert set(await lines(made)) == {1, -2}


async def test_my_subordinates_are_those_of_the_starter_today(database: Database) -> None:  # noqa: F811
    made = await office(database, TEAM)
    await ticket(made, "mona", "ivan", 3)
    await ticket(made, "ivan", "mona", 4)
    assert set(await lines(made)) == {3, -4}


@pytest.mark.parametrize("trigger", [{"on": "schedule", "cron": "0 9 * * *"}, {"on": "webhook"}])
def test_a_flow_that_nobody_starts_is_refused(trigger: dict[str, Any]) -> None:
    found = check(Flow.model_validate(whose(MINE, trigger=trigger)))
    assert [(one.code, one.path) for one in found if blocks(one)] == [
        ("flow.check.condition.personal", ("nodes", 0, "branches", 0, "when"))
    ]
    assert not [one for one in check(Flow.model_validate(whose(MINE))) if blocks(one)]
