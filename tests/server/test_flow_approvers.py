"""Before a flow is published its author sees, by name, for whom it finds nobody to decide."""

from typing import Any

from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import APPLICATION, LEDGER, TICKET, flow
from support.process import Works, works
from support.trials import designer, redrawn

BOSS: dict[str, Any] = {"id": "boss", "type": "approval", "assignees": [{"by": "manager"}]}
LAW: dict[str, Any] = {"id": "law", "type": "approval", "assignees": [{"by": "role", "role": "rol_law"}]}
ROLE: dict[str, Any] = {"format": 1, "kind": "role", "id": "rol_law", "app": "app_test", "name": "法务", "grants": []}


async def staffed(database: Database) -> Works:  # noqa: F811
    made = await works(database)
    nodes = [BOSS, LAW]
    await made.office.publish([APPLICATION, TICKET, LEDGER, ROLE, flow("flw_law", nodes, ["boss:approved > law"])])
    await made.person("mona")
    for number in range(25):
        await made.person(f"ivan {number:02}", manager="mona" if number < 2 else None)
    return made


async def test_those_without_an_approver_are_counted_and_the_first_named_with_the_reason(
    database: Database,  # noqa: F811
) -> None:
    made = await staffed(database)
    answer = (await designer(made).post("/api/design/flows/flw_law/approvers")).json()
    assert answer["initiators"] == 27
    boss, law = answer["nodes"]
    assert (boss["missing"], len(boss["first"]), boss["stuck"], boss["open"]) == (25, 20, 0, False)
    assert {one["person"]["name"] for one in boss["first"]}.isdisjoint({"ivan 00", "ivan 01"})
    assert boss["first"][0]["reasons"][0]["message"] == "发起人没有第 1 级上级"
    assert boss["departments"] == [{"department": None, "count": 25}]
    assert (law["missing"], law["first"][0]["reasons"][0]["message"]) == (27, "角色“法务”还没有成员")


async def test_publishing_is_warned_of_it_but_not_held_up(database: Database) -> None:  # noqa: F811
    made = await staffed(database)
    await redrawn(made, "flw_law", name="法务审批")
    client = designer(made)
    preview = (await client.post("/api/design/check", json={})).json()
    assert preview["problems"] == []
    told = {tuple(one["path"]): one for one in preview["warnings"]}
    boss = told["flw_law", "nodes", 0, "assignees"]
    assert (boss["code"], boss["params"]["count"]) == ("flow.check.people.nobody", 25)
    assert len(boss["params"]["initiators"]) == 20
    assert (await client.post("/api/design/publish", json={})).status_code == 200


async def test_a_saved_draft_says_what_should_be_known(database: Database) -> None:  # noqa: F811
    made = await staffed(database)
    client = designer(made)
    draft = (await client.get("/api/design/flw_law/draft")).json()
    raising = [{"id": "raise", "name": "x", "type": "update_record", "values": {"number": 1}}]
    document = {**draft["document"], "trigger": {"on": "updated"}, "nodes": raising, "edges": [], "start": "raise"}
    body = {"revision": draft["revision"], "document": document}
    kept = (await client.put("/api/design/flw_law/draft", json=body)).json()
    assert [one["code"] for one in kept["warnings"]] == ["flow.check.trigger.self"]
    assert kept["problems"] == []


async def test_only_designers_of_flows_may_ask(database: Database) -> None:  # noqa: F811
    made = await staffed(database)
    client = designer(made)
    assert (await client.post("/api/design/flows/ent_ticket/approvers")).json()["code"] == "flow.unknown"
    assert (await client.post("/api/design/flows/flw_none/approvers")).status_code == 404
