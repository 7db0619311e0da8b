"""A masked value is shown in part and can be used for nothing else: no question, file or answer gives it away."""

from dataclasses import dataclass
from typing import Any

import httpx
import pytest_asyncio

from dougong_engine.design.role import Role
from support.apps import RunningApp, running
from support.databases import database, empty_database_url  # noqa: F401  # fixtures

__all__ = ["running"]
PHONE, EMAIL, CODE, SALARY = "13812348000", "zhang.li@example.com", "330102199001011234", "98765.43"
SECRETS = ("81234", "zhang.li", "102199001011", "98765")
"""What of them no answer may hold."""
MASKS = {"phone": "138****8000", "email": "z***@example.com", "code": "330***234", "salary": "***"}
FIELDS = [
    {"id": "name", "key": "name", "name": "名称", "type": "text"},
    {"id": "phone", "key": "phone", "name": "电话", "type": "phone"},
    {"id": "email", "key": "email", "name": "邮箱", "type": "email"},
    {"id": "code", "key": "code", "name": "证件号", "type": "text", "unique": True},
    {"id": "salary", "key": "salary", "name": "工资", "type": "money"},
    {"id": "dial", "key": "dial", "name": "拨号", "type": "formula", "result": "text", "expression": "{phone}"},
]
LOOKUP = {"type": "lookup", "result": "text", "through": "person", "field": "phone"}
CONTACT = [
    {"id": "topic", "key": "topic", "name": "事由", "type": "text"},
    {"id": "person", "key": "person", "name": "客户", "type": "link", "entity": "ent_person"},
    {"id": "number", "key": "number", "name": "号码", **LOOKUP},
]
CARD = {"id": "list", "name": "名单", "type": "table", "columns": ["name", "phone"], "sort": [{"field": "salary"}]}
TOTAL = {"id": "sum", "name": "合计", "type": "bar", "measures": [{"id": "s", "summary": "sum", "field": "salary"}]}
SEEN = {"*": "read", "phone": "masked", "email": "masked", "code": "masked", "salary": "masked"}


async def call(client: httpx.AsyncClient, method: str, path: str, body: Any = None, status: int = 200) -> Any:
    answer = await client.request(method, "/api" + path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content and "json" in answer.headers["content-type"] else answer.text


async def drafted(client: httpx.AsyncClient, **members: Any) -> str:
    id = (await call(client, "POST", "/design", {"document": members}, 201))["id"]
    assert isinstance(id, str)
    return id


@dataclass
class World:
    """Somebody at a desk who may see a part of what the admin sees."""

    running: RunningApp
    clerk: httpx.AsyncClient
    app: str
    record: str
    contact: str
    board: str


@pytest_asyncio.fixture
async def world(running: RunningApp) -> World:
    admin = running.admin
    app = await drafted(admin, kind="app", name="客户", key="crm")
    person = await drafted(admin, kind="entity", app=app, name="客户", key="person", title="name", fields=FIELDS)
    linked = [{**one, "entity": person} if one["type"] == "link" else one for one in CONTACT]
    contact = await drafted(admin, kind="entity", app=app, name="联系", key="contact", title="topic", fields=linked)
    everything: dict[str, Any] = {"scope": {"rows": "all"}, "actions": ["create", "update", "export", "import"]}
    grants = [
        {"entity": person, **everything, "fields": SEEN},
        {"entity": contact, **everything, "fields": {"*": "read"}},
    ]
    role = await drafted(admin, kind="role", app=app, name="前台", grants=grants)
    cards = [{**one, "entity": person} for one in (CARD, TOTAL)]
    board = await drafted(admin, kind="dashboard", app=app, name="看板", widgets=cards)
    await call(admin, "POST", "/design/publish", {})
    document = (await call(admin, "GET", f"/design/{role}/draft"))["document"]
    running.roles.publish(running.workspace_id, Role.model_validate(document))
    values = {"name": "张丽", "phone": PHONE, "email": EMAIL, "code": CODE, "salary": SALARY}
    made = (await call(admin, "POST", "/records/person", values, 201))["id"]
    await call(admin, "PATCH", f"/records/person/{made}", {"salary": "98765.42"})
    talk = (await call(admin, "POST", "/records/contact", {"topic": "回访", "person": made}, 201))["id"]
    id, clerk = await running.new_person("clerk")
    await call(admin, "PUT", f"/roles/{role}/members", {"people": [id]})
    return World(running, clerk, app, made, talk, board)


async def test_a_masked_value_is_null_and_restricted_and_its_mask_stands_beside(world: World) -> None:
    record = await call(world.clerk, "GET", f"/records/person/{world.record}")
    assert record["masked"] == MASKS
    assert set(record["restricted"]) == set(MASKS)
    assert all(record[key] is None for key in MASKS)
    assert record["name"] == "张丽" and "dial" not in record
    (row,) = (await call(world.clerk, "POST", "/records/person/query", {"fields": ["name", "phone"]}))["records"]
    assert row["masked"] == {"phone": MASKS["phone"]}
    whole = await call(world.running.admin, "GET", f"/records/person/{world.record}")
    assert whole["phone"] == PHONE and "masked" not in whole


async def test_a_masked_value_beyond_a_link_is_masked_too(world: World) -> None:
    body = {"fields": ["topic", "person.phone", "person.salary", "number"], "expand": ["person"]}
    (row,) = (await call(world.clerk, "POST", "/records/contact/query", body))["records"]
    assert row["masked"] == {"person.phone": MASKS["phone"], "person.salary": "***", "number": MASKS["phone"]}
    assert row["person.phone"] is None and row["number"] is None
    assert "number" not in await call(world.clerk, "GET", f"/records/contact/{world.contact}")


PROBES: dict[str, tuple[str, str, Any]] = {
    "a filter": ("POST", "/records/person/query", {"filter": {"field": "phone", "op": "is", "value": PHONE}}),
    "a filter by part": (
        "POST",
        "/records/person/query",
        {"filter": {"field": "code", "op": "contains", "value": "1"}},
    ),
    "a filter by emptiness": ("POST", "/records/person/query", {"filter": {"field": "salary", "op": "is_empty"}}),
    "a filter beyond a link": (
        "POST",
        "/records/contact/query",
        {"filter": {"field": "person.phone", "op": "starts_with", "value": "138"}},
    ),
    "a filter by what looks it up": (
        "POST",
        "/records/contact/query",
        {"filter": {"field": "number", "op": "is", "value": PHONE}},
    ),
    "a filter by what is computed": (
        "POST",
        "/records/person/query",
        {"filter": {"field": "dial", "op": "is", "value": PHONE}},
    ),
    "a comparison": (
        "POST",
        "/records/person/query",
        {"filter": {"field": "name", "op": "is_not", "value": {"field": "code"}}},
    ),
    "an order": ("POST", "/records/person/query", {"sort": ["-salary"]}),
    "an order beyond a link": ("POST", "/records/contact/query", {"sort": ["person.salary"]}),
    "a jump": ("POST", "/records/person/query", {"sort": ["salary"], "at": 1, "limit": 0}),
    "a count": (
        "POST",
        "/records/person/query",
        {"filter": {"field": "salary", "op": "gt", "value": 1}, "limit": 0, "count": True},
    ),
    "a group": (
        "POST",
        "/groups/person",
        {"groups": [{"field": "phone"}], "measures": [{"id": "n", "summary": "count"}]},
    ),
    "a sum": ("POST", "/groups/person", {"measures": [{"id": "n", "summary": "sum", "field": "salary"}]}),
    "a count of values": (
        "POST",
        "/groups/contact",
        {"measures": [{"id": "n", "summary": "count_distinct", "field": "person.code"}]},
    ),
    "an export by it": ("GET", "/records/person/export?sort=-salary", None),
}


async def test_nothing_can_be_asked_about_a_masked_value(world: World) -> None:
    for probe, (method, path, body) in PROBES.items():
        answer = await world.clerk.request(method, f"/api{path}", json=body)
        assert answer.status_code == 422, (probe, answer.text)
        assert answer.json()["problems"][0]["code"] == "field.hidden", probe
        assert not [one for one in SECRETS if one in answer.text], probe


async def test_no_answer_holds_more_than_the_mask(world: World) -> None:
    record = f"/records/person/{world.record}"
    asked = [
        ("GET", record, None),
        ("GET", "/records/person?fields=name,phone,email,code,salary", None),
        ("GET", f"{record}/history", None),
        ("GET", "/records/person/export", None),
        ("GET", "/records/person/export?fields=code,phone,salary,email", None),
        ("GET", f"/records/contact/{world.contact}?expand=person", None),
        ("GET", "/search?q=13812348000", None),
        ("GET", "/search?q=zhang", None),
        ("GET", "/entities/person", None),
        ("PATCH", record, {"name": "张莉"}),
        ("PATCH", record, {"code": "330102199001011234"}),
        ("POST", "/records/person", {"name": "x", "code": CODE}),
    ]
    for method, path, body in asked:
        answer = await world.clerk.request(method, f"/api{path}", json=body)
        assert not [one for one in SECRETS if one in answer.text], (path, answer.text)
    assert (await call(world.clerk, "GET", "/search?q=13812348000"))["items"] == []
    history = await call(world.clerk, "GET", f"{record}/history")
    assert not {key for one in history["entries"] for key in one["changes"]} & set(MASKS)


async def test_an_export_holds_the_mask_in_place_of_the_value(world: World) -> None:
    text = await call(world.clerk, "GET", "/records/person/export?fields=name,phone,email,code,salary")
    assert text.splitlines()[1] == ",".join(("张丽", *MASKS.values()))


async def test_a_masked_field_is_written_by_nobody_and_no_clash_tells_its_value(world: World) -> None:
    record = f"/records/person/{world.record}"
    taken = await call(world.clerk, "PATCH", record, {"code": CODE}, 403)
    free = await call(world.clerk, "PATCH", record, {"code": "1"}, 403)
    assert [one["code"] for one in taken["problems"]] == ["access.field"]
    assert taken["problems"] == free["problems"]
    made = [await call(world.clerk, "POST", "/records/person", {"code": one}, 403) for one in (CODE, "2")]
    assert [one["problems"] for one in made] == [made[0]["problems"]] * 2


async def test_the_form_language_says_that_a_field_is_masked_and_cannot_be_asked_about(world: World) -> None:
    fields = {one["key"]: one for one in (await call(world.clerk, "GET", "/entities/person"))["fields"]}
    assert {fields[key]["access"] for key in MASKS} == {"masked"}
    assert all(fields[key]["operators"] == [] for key in MASKS)
    assert fields["name"]["access"] == "read" and "dial" not in fields


async def test_a_board_lists_masks_and_adds_nothing_up(world: World) -> None:
    answer = await world.clerk.post(f"/api/dashboards/{world.board}/data", json={})
    assert answer.status_code == 200, answer.text
    cards = answer.json()["widgets"]
    assert [one["masked"] for one in cards["list"]["records"]] == [{"phone": MASKS["phone"]}]
    assert cards["sum"]["problem"]["code"] == "field.hidden"
    assert not [one for one in SECRETS if one in answer.text]


async def test_programs_are_told_of_masks_and_of_no_such_value(world: World) -> None:
    described = await call(world.clerk, "GET", f"/apps/{world.app}/openapi.json")
    record = described["components"]["schemas"]["person"]["properties"]
    assert set(record["masked"]["properties"]) == set(MASKS)
    assert not set(record) & set(MASKS) and "dial" not in record
