"""Who uses what, and what another type would do to values, asked before anything is published."""

from typing import Any

import httpx
import pytest_asyncio

from dougong_engine.design.role import Role
from support.apps import RunningApp, running
from support.databases import database, empty_database_url  # noqa: F401  # fixtures

__all__ = ["running"]
NAME = {"id": "name", "key": "name", "name": "名称", "type": "text", "required": True}
CODE = {"id": "code", "key": "code", "name": "代码", "type": "text"}
LEVEL = {
    "id": "level",
    "key": "level",
    "name": "等级",
    "type": "choice",
    "options": [{"id": "a", "name": "重要"}, {"id": "b", "name": "一般"}],
}


async def call(client: httpx.AsyncClient, method: str, path: str, body: Any = None, status: int = 200) -> Any:
    answer = await client.request(method, "/api" + path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


async def made(client: httpx.AsyncClient, **members: Any) -> str:
    id = (await call(client, "POST", "/design", {"document": members}, 201))["id"]
    assert isinstance(id, str)
    return id


@pytest_asyncio.fixture
async def customer(running: RunningApp) -> str:
    """A published entity with three customers."""
    admin = running.admin
    app = await made(admin, kind="app", name="客户", key="crm")
    fields = [NAME, CODE, LEVEL]
    id = await made(admin, kind="entity", app=app, name="客户", key="customer", title="name", fields=fields)
    await call(admin, "POST", "/design/publish", {})
    for code, level in (("12", "a"), ("13.0", "b"), ("x1", None)):
        await call(admin, "POST", "/records/customer", {"name": "n", "code": code, "level": level}, 201)
    return id


async def tried(running: RunningApp, id: str, field: str, **to: Any) -> Any:
    body = {"to": {"id": field, "key": field, "name": field, **to}}
    return await call(running.admin, "POST", f"/design/entities/{id}/fields/{field}/conversion", body)


async def test_everybody_who_mentions_a_field_is_named_with_drafts_and_the_entity_itself(
    running: RunningApp, customer: str
) -> None:
    app = (await call(running.admin, "GET", f"/design/{customer}/draft"))["app"]
    sections = [{"id": "one", "fields": [{"field": "code"}, {"field": "name"}]}]
    form = await made(running.admin, kind="form", app=app, name="登记", entity=customer, sections=sections)
    users = await call(running.admin, "GET", f"/design/entities/{customer}/users")
    row = {"by": form, "kind": "form", "app": app, "name": "登记", "places": 1}
    assert users["object"] == [row]
    assert users["fields"]["code"] == [row]
    own = {"by": customer, "kind": "entity", "app": app, "name": "客户", "places": 1}
    assert users["fields"]["name"] == [own, row]
    assert "level" not in users["fields"]
    await call(running.admin, "GET", f"/design/entities/{form}/users", status=404)


async def test_a_field_that_a_form_still_places_is_missed_there_by_name(running: RunningApp, customer: str) -> None:
    draft = await call(running.admin, "GET", f"/design/{customer}/draft")
    sections = [{"id": "one", "fields": [{"field": "code"}]}]
    members = {"app": draft["app"], "name": "登记", "entity": customer, "sections": sections}
    form = await made(running.admin, kind="form", **members)
    await call(running.admin, "POST", "/design/publish", {"ids": [form]})
    document = {**draft["document"], "fields": [one for one in draft["document"]["fields"] if one["id"] != "code"]}
    await call(running.admin, "PUT", f"/design/{customer}/draft", {"revision": draft["revision"], "document": document})
    checked = await call(running.admin, "POST", "/design/check", {"ids": [customer]})
    assert checked["elsewhere"] == {form: {"kind": "form", "name": "登记"}}
    assert {one["path"][0] for one in checked["problems"]} == {form}


async def test_a_conversion_says_how_many_values_it_loses(running: RunningApp, customer: str) -> None:
    wide = await tried(running, customer, "code", type="long_text")
    assert (wide["level"], wide["tried"], wide["lost"], wide["capped"]) == ("backfill", 3, 0, False)
    narrow = await tried(running, customer, "code", type="integer")
    assert (narrow["level"], narrow["tried"], narrow["lost"]) == ("destructive", 3, 1)
    assert [one["code"] for one in narrow["reasons"]] == ["change.field.retyped"]
    named = await tried(running, customer, "level", type="text")
    assert (named["tried"], named["lost"]) == (2, 0)
    fewer = await tried(running, customer, "level", type="choice", options=[LEVEL["options"][0]])
    assert (fewer["tried"], fewer["lost"]) == (2, 1)
    elsewhere = await tried(running, customer, "code", type="photo")
    assert (elsewhere["tried"], elsewhere["lost"]) == (3, 3)


async def test_a_conversion_of_what_is_not_there_or_makes_no_sense_is_refused(
    running: RunningApp, customer: str
) -> None:
    path = f"/design/entities/{customer}/fields"
    await call(running.admin, "POST", f"{path}/none/conversion", {"to": CODE}, 404)
    await call(running.admin, "POST", f"{path}/code/conversion", {"to": {**CODE, "type": "spell"}}, 422)
    await call(running.admin, "POST", f"{path}/code/conversion", {"to": {**CODE, "type": "choice"}}, 422)


async def test_values_that_a_designer_may_not_read_are_not_counted(running: RunningApp, customer: str) -> None:
    admin = running.admin
    app = (await call(admin, "GET", f"/design/{customer}/draft"))["app"]
    grants = [{"entity": customer, "scope": {"rows": "all"}, "fields": {"name": "read"}, "actions": []}]
    role = await made(admin, kind="role", app=app, name="设计", grants=grants, abilities=["design"])
    await call(admin, "POST", "/design/publish", {})
    document = (await call(admin, "GET", f"/design/{role}/draft"))["document"]
    running.roles.publish(running.workspace_id, Role.model_validate(document))
    person, designer = await running.new_person("李雷")
    await call(admin, "PUT", f"/roles/{role}/members", {"people": [person]})
    body = {"to": {**CODE, "type": "choice", "options": [{"id": "a", "name": "12"}]}}
    path = f"/design/entities/{customer}/fields/code/conversion"
    told = await call(designer, "POST", path, body)
    assert (told["tried"], told["lost"], told["readable"]) == (0, 0, False)
    assert (await call(admin, "POST", path, body))["lost"] == 2
