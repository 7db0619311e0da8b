"""A run as its page tells it: why each branch was taken, what each effect did, never beyond the viewer's rights."""

from dataclasses import replace
from typing import Any

from dougong.kernel.workspace import Principal
from dougong.storage.driver.port import Database
from support.contracts import contract_office, submitted
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.ledger import APPLICATION, LEDGER, READER, TICKET, flow
from support.process import Works, works

BRANCHES = [
    {"id": "big", "name": "大额", "when": {"any": [{"field": "number", "op": "gt", "value": 10}]}},
    {"id": "small", "name": "其余"},
]
NODES: list[dict[str, Any]] = [
    {"id": "size", "type": "condition", "branches": BRANCHES},
    {"id": "enter", "type": "create_record", "entity": "ent_ledger", "values": {"number": {"field": "number"}}},
    {"id": "raise", "type": "update_record", "values": {"number": {"formula": "{number} + 1"}}},
    {"id": "tell", "type": "notify", "to": [{"by": "initiator"}], "channels": ["in_app", "mail"], "title": "{{name}}"},
]
EDGES = ["size:big > enter", "size:small > tell", "enter > raise", "raise > tell"]


async def made(database: Database) -> Works:  # noqa: F811
    works_ = await works(database)
    trigger = {"on": "created", "where": {"field": "name", "op": "starts_with", "value": "T"}}
    await works_.office.publish([APPLICATION, TICKET, LEDGER, READER, flow("flw_size", NODES, EDGES, trigger=trigger)])
    return works_


async def ticket(works_: Works, number: int) -> str:
    admin = await works_.office.as_("admin")
    record = await works_.office.writing.create(admin, "ticket", {"name": "T1", "number": number})
    await works_.settle()
    return str(record["id"])


async def run_of(works_: Works, name: str) -> dict[str, Any]:
    client = works_.client(name)
    (run,) = (await client.get("/api/runs")).json()["runs"]
    return dict((await client.get(f"/api/runs/{run['id']}")).json())


def steps(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["node"]: one for one in document["path"]}


async def test_each_condition_shows_both_sides_and_each_effect_what_it_wrote_or_sent(
    database: Database,  # noqa: F811
) -> None:
    works_ = await made(database)
    works_.post.shut.add("mail")
    id = await ticket(works_, 12)
    document = await run_of(works_, "admin")
    path = steps(document)
    (branch,) = path["size"]["branches"]
    assert (branch["name"], branch["result"]) == ("大额", True)
    assert branch["tests"] == [
        {"left": "number", "op": "gt", "within": ["any"], "value": "12", "right": "10", "result": True}
    ]
    (entered,) = path["enter"]["effects"]
    assert (entered["type"], entered["status"], entered["entity"]["key"]) == ("create_record", "done", "ledger")
    assert {"key": "number", "name": "number", "before": "", "after": "12"} in entered["changes"]
    (raised,) = path["raise"]["effects"]
    assert raised["record"] == {"id": id, "title": "T1"}
    assert [(one["before"], one["after"]) for one in raised["changes"]] == [("12", "13")]
    told = {one["channel"]: (one["status"], one["people"][0]["name"]) for one in path["tell"]["effects"]}
    assert told == {"in_app": ("done", "admin"), "mail": ("failed", "admin")}
    assert "judged" not in {one["kind"] for one in document["log"]}


async def test_the_last_branch_shows_why_those_before_it_were_not_taken(database: Database) -> None:  # noqa: F811
    works_ = await made(database)
    await ticket(works_, 3)
    first, last = steps(await run_of(works_, "admin"))["size"]["branches"]
    assert (first["result"], first["tests"][0]["result"]) == (False, False)
    assert (last["result"], last["tests"]) == (True, [])


async def test_values_are_shown_by_the_rights_of_the_moment_they_are_read(database: Database) -> None:  # noqa: F811
    works_ = await made(database)
    await works_.person("wanda", "rol_reader")
    id = await ticket(works_, 987_654_321)  # long enough to stand in no id by chance
    (run,) = (await works_.client("admin").get("/api/runs")).json()["runs"]
    wanda = await works_.office.as_("wanda")
    seen = await works_.process.run_documents.document(_looks_after_flows(wanda), run["id"])
    path = steps(seen)
    assert path["size"]["branches"][0]["tests"] == [
        {"left": "number", "op": "gt", "within": ["any"], "restricted": True}
    ]
    assert path["raise"]["effects"][0]["record"] == {"id": id, "title": "T1"}
    assert path["raise"]["effects"][0]["changes"] == []
    assert "record" not in path["enter"]["effects"][0]
    assert "987654321" not in str(seen["path"]) + str(seen["log"])


async def test_a_failure_tells_no_value_of_the_record_to_those_who_may_not_read_it(
    database: Database,  # noqa: F811
) -> None:
    works_ = await made(database)
    other = flow("flw_bad", [{"id": "bad", "type": "update_record", "values": {"number": {"field": "name"}}}])
    await works_.office.publish([other])
    admin = await works_.office.as_("admin")
    await works_.office.writing.create(admin, "ticket", {"name": "secret", "number": 1})
    await works_.settle()
    await works_.person("wanda")
    runs = (await works_.client("admin").get("/api/runs", params={"flow": "flw_bad"})).json()["runs"]
    wanda = _looks_after_flows(await works_.office.as_("wanda"))
    seen = await works_.process.run_documents.document(wanda, runs[0]["id"])
    (failure,) = seen["failures"]
    assert failure["message"] and failure["node"] == "bad"
    assert "secret" not in str(seen)


async def test_an_approver_sees_the_conditions_through_the_fields_of_the_node(database: Database) -> None:  # noqa: F811
    works_ = await contract_office(database)
    await submitted(works_)
    task = (await works_.open_tasks())["lea"]
    run = (await works_.client("lea").get(f"/api/tasks/{task}")).json()["run"]
    path = steps((await works_.client("lea").get(f"/api/runs/{run}")).json())
    (taken, *_) = path["by_amount"]["branches"]
    assert taken["tests"][0]["value"] == "¥600,000.00"


def _looks_after_flows(principal: Principal) -> Principal:
    return replace(principal, abilities=frozenset({"audit"}))
