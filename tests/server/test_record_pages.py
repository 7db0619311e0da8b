"""The page of a record, asked for over HTTP by people who may see less than its author."""

from typing import Any

import pytest_asyncio

from dougong.design.browsing import Browsing
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import APP, Office, entity, f, office

ORDERS = {"entity": "ent_order", "through": "customer", "columns": ["name", "cost", "customer.grade"]}
HISTORY: dict[str, Any] = {"id": "t", "kind": "history", "name": "动态与变更"}
PAGE: dict[str, Any] = {
    "facts": ["grade", "credit", "owner"],
    "main": [
        {"id": "d", "kind": "details"},
        {"id": "o", "kind": "related", "records": {**ORDERS, "sort": [{"field": "cost", "descending": True}]}},
    ],
}
VISITS = {"entity": "ent_visit", "through": "customer"}
CUSTOMER = entity("ent_customer", "customer", "客户", [f("name", "text"), f("grade", "text"), f("credit", "money")])
LINK = f("customer", "link", entity="ent_customer", inverse="客户的订单")
ORDER = entity("ent_order", "order", "订单", [f("name", "text"), f("cost", "money"), LINK])
VISIT = entity("ent_visit", "visit", "拜访", [f("name", "text"), f("customer", "link", entity="ent_customer")])


def grant(of: str, **fields: str) -> dict[str, Any]:
    return {"entity": of, "scope": {"rows": "all"}, "fields": fields}


def role(id: str, *grants: dict[str, Any]) -> dict[str, Any]:
    return {"format": 1, "kind": "role", "id": id, "app": "app_test", "name": id, "grants": list(grants)}


@pytest_asyncio.fixture
async def desk(database: Database) -> Office:  # noqa: F811  # the fixture
    made = await office(database)
    side = [HISTORY, {"id": "v", "kind": "related", "records": VISITS}]
    few = role("rol_few", grant("ent_customer", name="read", grade="read"), grant("ent_order", name="read"))
    blind = role("rol_blind", grant("ent_customer", name="read"), grant("ent_visit", name="read"))
    some = role(
        "rol_some",
        grant("ent_customer", name="read", grade="read", owner="read"),
        grant("ent_order", name="read", customer="read"),
    )
    customer: dict[str, Any] = {**CUSTOMER, "page": {**PAGE, "side": side}}
    await made.publish([APP, customer, ORDER, VISIT, few, some, blind])
    await made.person("admin", admin=True)
    for name in ("few", "some", "blind"):
        await made.person(name, f"rol_{name}")
    return made


async def page(desk: Office, name: str, key: str = "customer") -> Any:
    return (await Browsing(desk.stage).entity(await desk.as_(name), key)).get("page")


async def test_an_entity_without_a_page_says_so(desk: Office) -> None:
    assert await page(desk, "admin", "order") is None


async def test_who_may_see_everything_gets_the_page_as_it_was_made(desk: Office) -> None:
    shown = await page(desk, "admin")
    assert shown["facts"] == ["grade", "credit", "owner"]
    assert [one["kind"] for one in shown["main"]] == ["details", "related"]
    orders = shown["main"][1]
    assert orders["name"] == "客户的订单"
    assert orders["records"]["entity_key"] == "order"
    assert orders["records"]["columns"] == ["name", "cost", "customer.grade"]
    assert orders["records"]["sort"] == [{"field": "cost", "descending": True}]
    assert [(one["id"], one["name"]) for one in shown["side"]] == [("t", "动态与变更"), ("v", "拜访")]


async def test_fields_and_lists_beyond_the_readers_rights_are_left_out(desk: Office) -> None:
    shown = await page(desk, "some")
    assert shown["facts"] == ["grade", "owner"]
    assert shown["main"][1]["records"]["columns"] == ["name", "customer.grade"]
    assert shown["main"][1]["records"]["sort"] == []
    assert [one["id"] for one in shown["side"]] == ["t"]
    for hidden in ("credit", "cost", "ent_visit"):
        assert hidden not in str(shown)


async def test_a_list_whose_link_is_hidden_is_left_out(desk: Office) -> None:
    assert [one["id"] for one in (await page(desk, "few"))["main"]] == ["d"]
    blind = await page(desk, "blind")
    assert (blind["facts"], [one["id"] for one in blind["side"]]) == (["owner"], ["t"])
