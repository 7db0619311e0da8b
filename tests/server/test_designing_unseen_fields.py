"""Who may not see a field builds nothing that shows it, be it hidden from them or masked."""

from dataclasses import dataclass
from typing import Any

import httpx
import pytest_asyncio

from dougong_engine.design.role import Role
from support.apps import RunningApp, running
from support.databases import database, empty_database_url  # noqa: F401  # fixtures

__all__ = ["running"]
SECRET, NAME = "98765.43", "成本价"
FIELDS = [
    {"id": "name", "key": "name", "name": "名称", "type": "text"},
    {"id": "cost", "key": "cost", "name": NAME, "type": "money"},
    {"id": "level", "key": "level", "name": "等级", "type": "text"},
]
TEST = {"field": "cost", "op": "gt", "value": "1"}
GRID: dict[str, Any] = {"type": "grid", "columns": [{"field": "name"}]}
COUNT = {"id": "n", "summary": "count"}
SUM = {"id": "s", "summary": "sum", "field": "cost"}
SHOWN = {"type": "grid", "columns": [{"field": "cost"}]}
SECTION = {"id": "s", "fields": [{"field": "cost"}]}
LOOKUP = {"id": "look", "key": "look", "name": "看", "type": "lookup", "result": "number", "through": "deal"}


async def call(client: httpx.AsyncClient, method: str, path: str, body: Any = None, status: int = 200) -> Any:
    answer = await client.request(method, "/api" + path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


async def drafted(client: httpx.AsyncClient, **members: Any) -> str:
    id = (await call(client, "POST", "/design", {"document": members}, 201))["id"]
    assert isinstance(id, str)
    return id


@dataclass
class Desk:
    """Two designers who may not see the cost: from one it is hidden, to the other it is shown masked."""

    running: RunningApp
    designers: dict[str, httpx.AsyncClient]
    app: str
    deal: str
    order: str
    record: str

    def node(self, **node: Any) -> dict[str, Any]:
        """A flow with one node."""
        trigger = {"on": "button", "label": "开始"}
        return {
            "kind": "flow", "name": "流程", "entity": self.deal, "trigger": trigger, "start": "a",
            "nodes": [{"id": "a", "name": "节点", **node}],
        }  # fmt: skip


@pytest_asyncio.fixture
async def desk(running: RunningApp) -> Desk:
    admin = running.admin
    app = await drafted(admin, kind="app", name="客户", key="crm")
    deal = await drafted(admin, kind="entity", app=app, name="商机", key="deal", title="name", fields=FIELDS)
    link = {"id": "deal", "key": "deal", "name": "商机", "type": "link", "entity": deal}
    fields = [{"id": "topic", "key": "topic", "name": "事由", "type": "text"}, link]
    order = await drafted(admin, kind="entity", app=app, name="订单", key="order", title="topic", fields=fields)
    roles: dict[str, str] = {}
    for right in ("none", "masked"):
        every = {"scope": {"rows": "all"}, "actions": ["create", "update"]}
        grants = [
            {"entity": deal, **every, "fields": {"*": "write", "cost": right}},
            {"entity": order, **every, "fields": {"*": "write"}},
        ]
        roles[right] = await drafted(
            admin, kind="role", app=app, name=f"设计{right}", grants=grants, abilities=["design"]
        )
    await call(admin, "POST", "/design/publish", {"confirm": True})
    designers: dict[str, httpx.AsyncClient] = {}
    for right, role in roles.items():
        document = (await call(admin, "GET", f"/design/{role}/draft"))["document"]
        running.roles.publish(running.workspace_id, Role.model_validate(document))
        id, designers[right] = await running.new_person(f"designer-{right}")
        await call(admin, "PUT", f"/roles/{role}/members", {"people": [id]})
    record = (await call(admin, "POST", "/records/deal", {"name": "甲", "cost": SECRET}, 201))["id"]
    return Desk(running, designers, app, deal, order, record)


def built(desk: Desk) -> dict[str, tuple[dict[str, Any], tuple[str | int, ...]]]:
    """What somebody may try to build, and the place at which it shows the field."""
    view = {"kind": "view", "name": "列表", "entity": desk.deal, "layout": GRID}
    card = {"id": "c", "name": "卡", "type": "bar", "entity": desk.deal, "measures": [COUNT]}
    copied = {"values": {"level": {"formula": 'TEXT({cost}, "0")'}}}
    return {
        "a form": (
            {"kind": "form", "name": "表单", "entity": desk.deal, "sections": [SECTION]},
            ("sections", 0, "fields", 0, "field"),
        ),
        "a column": ({**view, "layout": SHOWN}, ("layout", "columns", 0, "field")),
        "a filter": ({**view, "filter": {"all": [TEST]}}, ("filter", "all", 0, "field")),
        "an order": ({**view, "sort": [{"field": "cost"}]}, ("sort", 0, "field")),
        "a group": ({**view, "layout": {**GRID, "group": "cost"}}, ("layout", "group")),
        "a list beyond a link": (
            {**view, "entity": desk.order, "layout": {"type": "grid", "columns": [{"field": "deal.cost"}]}},
            ("layout", "columns", 0, "field"),
        ),
        "a key figure": (
            {"kind": "metric", "name": "成本", "entity": desk.deal, "measure": SUM},
            ("measure", "field"),
        ),
        "a card": (
            {"kind": "dashboard", "name": "看板", "widgets": [{**card, "groups": [{"field": "cost"}]}]},
            ("widgets", 0, "groups", 0, "field"),
        ),
        "a card beyond a link": (
            {
                "kind": "dashboard", "name": "看板",
                "widgets": [{**card, "entity": desk.order, "measures": [{**SUM, "field": "deal.cost"}]}],
            },
            ("widgets", 0, "measures", 0, "field"),
        ),
        "a branch": (
            desk.node(type="condition", branches=[{"id": "x", "name": "x", "when": TEST}, {"id": "y", "name": "y"}]),
            ("nodes", 0, "branches", 0, "when", "field"),
        ),
        "a letter": (
            desk.node(type="notify", to=[{"by": "initiator"}], title="{{cost}}"),
            ("nodes", 0, "title"),
        ),
        "a copy": (desk.node(type="update_record", **copied), ("nodes", 0, "values", "level", "formula")),
        "a call": (desk.node(type="http_request", url="https://far.example/{{cost}}"), ("nodes", 0, "url")),
        "a trigger": (
            {**desk.node(type="stop"), "trigger": {"on": "updated", "where": TEST}},
            ("trigger", "where", "field"),
        ),
    }  # fmt: skip


async def refused(client: httpx.AsyncClient, id: str, place: tuple[str | int, ...], what: str) -> None:
    """Publishing it is refused at that place, and no answer about it knows the value or the name of the field."""
    checked = await call(client, "POST", "/design/check", {"ids": [id]})
    assert ["publish.rights.field", [id, *place]] in [[one["code"], one["path"]] for one in checked["problems"]], what
    answer = await client.post("/api/design/publish", json={"ids": [id], "confirm": True})
    assert answer.status_code == 403, (what, answer.text)
    assert {one["code"] for one in answer.json()["problems"]} == {"publish.rights.field"}, what
    assert SECRET not in answer.text and NAME not in answer.text, what


async def test_nothing_that_shows_the_field_is_published(desk: Desk) -> None:
    attempts = [(client, *one) for one in built(desk).items() for client in desk.designers.values()]
    for client, what, (members, place) in attempts:
        made = await call(client, "POST", "/design", {"document": {"app": desk.app, **members}}, 201)
        saved = await call(client, "PUT", f"/design/{made['id']}/draft", {"revision": 1, "document": made["document"]})
        assert ["publish.rights.field", [*place]] in [[one["code"], one["path"]] for one in saved["problems"]], what
        await refused(client, made["id"], place, what)
        await call(client, "DELETE", f"/design/{made['id']}", status=204)


async def test_no_computed_field_is_made_of_it(desk: Desk) -> None:
    client = desk.designers["masked"]
    open_to_all = {"name": "开", "type": "formula", "result": "number", "declassified": True}
    for id, field, member in (
        (desk.deal, {**open_to_all, "id": "twice", "key": "twice", "expression": "{cost} * 2"}, "expression"),
        (desk.order, {**open_to_all, "id": "dear", "key": "dear", "expression": "{deal.cost}"}, "expression"),
        (desk.order, {**LOOKUP, "field": "cost"}, "field"),
    ):  # fmt: skip
        draft = await call(client, "GET", f"/design/{id}/draft")
        document = {**draft["document"], "fields": [*draft["document"]["fields"], field]}
        kept = await call(client, "PUT", f"/design/{id}/draft", {"revision": draft["revision"], "document": document})
        place = ("fields", len(document["fields"]) - 1, member)
        await refused(client, id, place, field["id"])
        await call(client, "DELETE", f"/design/{id}/draft?revision={kept['revision']}")


async def test_trials_previews_and_proposals_know_nothing_of_it(desk: Desk) -> None:
    client = desk.designers["masked"]
    card = {"id": "c", "name": "卡", "type": "bar", "entity": desk.deal, "measures": [COUNT]}
    board = {"format": 1, "kind": "dashboard", "id": "dsh_new", "app": desk.app, "name": "看板"}
    shown = {**board, "widgets": [{**card, "groups": [{"field": "cost"}]}]}
    tried = await call(client, "POST", "/design/boards/data", {"board": shown})
    assert tried["widgets"]["c"]["problem"]["code"] == "field.hidden"
    asked = {"entity": desk.deal, "fields": ["cost"]}
    proposed = await call(client, "POST", "/design/boards/recommend", asked, 422)
    assert [one["code"] for one in proposed["problems"]] == ["field.hidden"]
    to = {"to": {"id": "cost", "key": "cost", "name": "x", "type": "text"}}
    told = await call(client, "POST", f"/design/entities/{desk.deal}/fields/cost/conversion", to)
    assert (told["tried"], told["readable"]) == (0, False)
    for what, node in {
        "letter": {"type": "notify", "to": [{"by": "initiator"}], "title": "{{cost}}"},
        "copy": {"type": "update_record", "values": {"level": {"formula": 'TEXT({cost}, "0")'}}},
    }.items():
        made = await call(client, "POST", "/design", {"document": {"app": desk.app, **desk.node(**node)}}, 201)
        answer = await client.post(f"/api/design/flows/{made['id']}/try", json={"record": desk.record})
        assert answer.status_code == 200, (what, answer.text)
        assert SECRET not in answer.text and "98,765" not in answer.text and "98765" not in answer.text, what
        await call(client, "DELETE", f"/design/{made['id']}", status=204)
    answer = await client.post(
        "/api/personal-views", json={"entity": "deal", "name": "x", "layout": GRID, "filter": TEST}
    )
    assert answer.status_code == 422, answer.text


async def test_what_is_there_already_stays_while_something_else_is_changed(desk: Desk) -> None:
    admin, client = desk.running.admin, desk.designers["none"]
    columns = [{"field": "name"}, {"field": "cost"}]
    view = await drafted(
        admin, kind="view", app=desk.app, name="列表", entity=desk.deal, layout={"type": "grid", "columns": columns}
    )
    await call(admin, "POST", "/design/publish", {"ids": [view]})
    draft = await call(client, "GET", f"/design/{view}/draft")
    layout = {"type": "grid", "columns": [*reversed(columns), {"field": "level"}]}
    changed = {**draft["document"], "layout": layout}
    await call(client, "PUT", f"/design/{view}/draft", {"revision": draft["revision"], "document": changed})
    await call(client, "POST", "/design/publish", {"ids": [view]})
