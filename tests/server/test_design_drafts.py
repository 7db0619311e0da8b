"""Drafts, checks, publishing and versions through the API, on both databases."""

from typing import Any

import httpx
import pytest_asyncio

from support.apps import RunningApp, running
from support.databases import database, empty_database_url  # noqa: F401  # fixtures

__all__ = ["running"]
NAME = {"id": "name", "key": "name", "name": "名称", "type": "text", "required": True}
AMOUNT = {"id": "amount", "key": "amount", "name": "金额", "type": "money"}


class Author:
    """Somebody who designs, through the API only."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def call(self, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        answer = await self.client.request(method, "/api" + path, json=body)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    async def make(self, kind: str, **members: Any) -> dict[str, Any]:
        made = await self.call("POST", "/design", {"document": {"kind": kind, **members}}, 201)
        assert isinstance(made, dict)
        return made

    async def save(self, object_id: str, status: int = 200, revision: int | None = None, **members: Any) -> Any:
        """Change members of the newest draft."""
        draft = await self.call("GET", f"/design/{object_id}/draft")
        document = {**draft["document"], **members}
        at = draft["revision"] if revision is None else revision
        return await self.call("PUT", f"/design/{object_id}/draft", {"revision": at, "document": document}, status)

    async def publish(self, *ids: str, status: int = 200, **consent: bool) -> Any:
        return await self.call("POST", "/design/publish", {"ids": list(ids) or None, **consent}, status)


@pytest_asyncio.fixture
async def author(running: RunningApp) -> Author:
    return Author(running.admin)


async def shop(author: Author) -> tuple[str, str]:
    """A published app with one entity `order`; answers both ids."""
    app = (await author.make("app", name="商店", key="shop"))["id"]
    made = await author.make("entity", app=app, name="订单", key="order", title="name", fields=[NAME, AMOUNT])
    await author.publish()
    return app, made["id"]


async def test_an_app_is_designed_and_published_from_nothing(author: Author) -> None:
    app, order = await shop(author)
    assert app.startswith("app_")
    assert order.startswith("ent_")
    listed = (await author.call("GET", f"/design?app={app}"))["objects"]
    assert {one["id"]: (one["kind"], one["version"], one["state"]) for one in listed} == {
        app: ("app", 1, "published"),
        order: ("entity", 1, "published"),
    }
    record = await author.call("POST", "/records/order", {"name": "a", "amount": "1.50"}, 201)
    assert record["amount"] == "1.50"


async def test_a_new_object_gets_a_free_key_and_what_its_kind_needs(author: Author) -> None:
    app, _ = await shop(author)
    again = await author.make("entity", app=app, name="订单", key="order")
    assert again["document"]["key"] == "order_2"
    assert [one["key"] for one in again["document"]["fields"]] == ["name"]
    assert (await author.make("entity", app=app, name="人", key="people"))["document"]["key"] == "people_2"
    unnamed = await author.make("entity", app=app, name="合同")
    assert unnamed["document"]["key"] == "entity"
    await author.call("POST", "/design", {"document": {"kind": "spell", "name": "x"}}, 422)
    await author.call("POST", "/design", {"document": {"kind": "entity", "app": "app_none", "name": "x"}}, 404)


async def test_a_stale_save_is_a_merge_offer_and_changes_nothing(author: Author) -> None:
    _, order = await shop(author)
    first = await author.save(order, name="第一")
    refused = await author.save(order, 409, revision=first["revision"] - 1, name="第二")
    assert refused["code"] == "design.draft.stale"
    assert refused["current"]["name"] == "第一"
    assert refused["yours"]["name"] == "第二"
    assert refused["revision"] == first["revision"]
    assert (await author.call("GET", f"/design/{order}/draft"))["document"]["name"] == "第一"


async def test_a_draft_is_no_design_until_it_is_published(author: Author) -> None:
    _, order = await shop(author)
    await author.save(order, name="采购单")
    draft = await author.call("GET", f"/design/{order}/draft")
    assert (draft["state"], draft["version"], draft["name"]) == ("changed", 1, "采购单")
    assert (await author.call("GET", "/entities/order"))["name"] == "订单"
    assert (await author.publish(order))["versions"] == {order: 2}
    assert (await author.call("GET", "/entities/order"))["name"] == "采购单"
    refused = await author.publish(order, status=422)
    assert refused["code"] == "publish.nothing"


async def test_a_discarded_draft_gives_way_to_what_is_published(author: Author) -> None:
    app, order = await shop(author)
    saved = await author.save(order, name="采购单")
    await author.call("DELETE", f"/design/{order}/draft?revision={saved['revision'] - 1}", status=409)
    await author.call("DELETE", f"/design/{order}/draft?revision={saved['revision']}")
    assert (await author.call("GET", f"/design/{order}/draft"))["document"]["name"] == "订单"
    new = await author.make("entity", app=app, name="合同")
    await author.call("DELETE", f"/design/{new['id']}/draft?revision=1")
    await author.call("GET", f"/design/{new['id']}/draft", status=404)


async def test_a_draft_that_is_no_document_of_the_object_is_refused_with_its_places(author: Author) -> None:
    _, order = await shop(author)
    refused = await author.save(order, 422, fields=[NAME, {**AMOUNT, "type": "spell"}], colour="red")
    assert ["fields", 1] in [one["path"][:2] for one in refused["problems"]]
    assert ["colour"] in [one["path"] for one in refused["problems"]]
    assert (await author.save(order, 422, id="ent_other"))["code"] == "design.draft.other"
    assert (await author.save(order, 422, app="app_other"))["code"] == "design.draft.app"
    assert (await author.call("GET", f"/design/{order}/draft"))["revision"] == 1


async def test_a_draft_that_does_not_fit_is_kept_with_its_problems_but_not_published(author: Author) -> None:
    _, order = await shop(author)
    broken = {"id": "sum", "key": "sum", "name": "和", "type": "formula", "result": "number", "expression": "{gone}"}
    saved = await author.save(order, fields=[NAME, AMOUNT, broken])
    assert saved["problems"][0]["path"][:2] == ["fields", 2]
    assert (await author.call("POST", "/design/check", {"ids": [order]}))["problems"]
    refused = await author.publish(order, status=422)
    assert refused["problems"][0]["path"][0] == order
    assert (await author.call("GET", f"/design/{order}/draft"))["state"] == "changed"


async def test_a_check_tells_the_changes_their_risk_and_who_uses_what_goes(author: Author) -> None:
    app, order = await shop(author)
    await author.call("POST", "/records/order", {"name": "a"}, 201)
    view = {"entity": order, "layout": {"type": "grid", "columns": [{"field": "name"}, {"field": "amount"}]}}
    made = await author.make("view", app=app, name="全部", **view)
    await author.publish(made["id"])
    total = {**AMOUNT, "id": "twice", "key": "twice", "name": "两倍", "type": "formula", "result": "number"}
    await author.save(order, fields=[NAME, {**total, "expression": "1 + 1"}])
    found = await author.call("POST", "/design/check", {})
    assert found["objects"] == [order]
    assert found["level"] == "destructive"
    assert {one["change"]: one["level"] for one in found["changes"]} == {
        "drop_field": "destructive",
        "add_field": "backfill",
    }
    assert found["records"] == {order: 1}
    assert [(one["field"], one["by"]) for one in found["uses"]] == [("amount", made["id"])]
    assert found["problems"][0]["path"][0] == made["id"]
    assert all(one["message"] for one in found["problems"])


async def test_what_loses_data_is_published_only_when_that_is_confirmed(author: Author) -> None:
    _, order = await shop(author)
    record = await author.call("POST", "/records/order", {"name": "a", "amount": "2.00"}, 201)
    await author.save(order, fields=[NAME])
    refused = await author.publish(order, status=409)
    assert (refused["code"], refused["changes"][0]["field"]["id"]) == ("publish.unconfirmed", "amount")
    await author.publish(order, confirm=True)
    assert "amount" not in await author.call("GET", f"/records/order/{record['id']}")
    versions = (await author.call("GET", f"/design/{order}/versions"))["versions"]
    assert [one["version"] for one in versions] == [2, 1]
    old = await author.call("GET", f"/design/{order}/versions/1")
    assert [one["id"] for one in old["document"]["fields"]] == ["name", "amount"]
    back = await author.call("POST", f"/design/{order}/rollback", {"version": 1})
    assert back["versions"] == {order: 3}
    assert (await author.call("GET", f"/records/order/{record['id']}"))["amount"] == "2.00"
    await author.call("POST", f"/design/{order}/rollback", {"version": 9}, 404)


async def test_several_drafts_go_live_together_or_not_at_all(author: Author) -> None:
    app, order = await shop(author)
    item = (await author.make("entity", app=app, name="明细", key="item"))["id"]
    link = {"id": "item", "key": "item", "name": "明细", "type": "link", "entity": item}
    await author.save(order, fields=[NAME, AMOUNT, link])
    await author.publish(order, status=422)
    assert (await author.publish(order, item))["versions"] == {item: 1, order: 2}


async def test_an_object_goes_only_when_nobody_uses_it(author: Author) -> None:
    app, order = await shop(author)
    view = await author.make(
        "view", app=app, name="全部", entity=order, layout={"type": "grid", "columns": [{"field": "name"}]}
    )
    users = (await author.call("GET", f"/design/{order}/users"))["users"]
    assert {one["by"] for one in users} >= {view["id"]}, "drafts are users too"
    await author.publish(view["id"])
    refused = await author.call("DELETE", f"/design/{order}?confirm=true", status=409)
    assert (refused["code"], {one["by"] for one in refused["uses"]}) == ("design.in_use", {view["id"]})
    await author.call("DELETE", f"/design/{view['id']}", status=204)
    await author.call("DELETE", f"/design/{order}", status=409)
    await author.call("DELETE", f"/design/{order}?confirm=true", status=204)
    await author.call("GET", "/entities/order", status=404)
    await author.call("GET", f"/design/{order}/draft", status=404)
    await author.call("POST", f"/design/{order}/rollback", {"version": 1})
    assert (await author.call("GET", "/entities/order"))["name"] == "订单"


async def test_a_draft_saved_while_its_publish_ran_stays_a_draft(author: Author) -> None:
    _, order = await shop(author)
    await author.save(order, name="一")
    await author.save(order, name="二")
    await author.call("POST", f"/design/{order}/rollback", {"version": 1})
    draft = await author.call("GET", f"/design/{order}/draft")
    assert (draft["document"]["name"], draft["state"], draft["version"]) == ("二", "changed", 2)


async def test_nobody_designs_without_the_ability_or_in_another_workspace(
    running: RunningApp,
    author: Author,
) -> None:
    app, order = await shop(author)
    _, worker = await running.new_person("worker")
    _, stranger = await running.new_workspace("second")
    calls = [
        ("GET", f"/design?app={app}", None),
        ("POST", "/design", {"document": {"kind": "app", "name": "x"}}),
        ("POST", "/design/check", {}),
        ("POST", "/design/publish", {}),
        ("DELETE", f"/design/{order}?confirm=true", None),
        ("GET", f"/design/{order}/draft", None),
        ("PUT", f"/design/{order}/draft", {"revision": 1, "document": {}}),
        ("DELETE", f"/design/{order}/draft?revision=1", None),
        ("GET", f"/design/{order}/versions", None),
        ("GET", f"/design/{order}/versions/1", None),
        ("POST", f"/design/{order}/rollback", {"version": 1}),
    ]
    for method, path, body in calls:
        assert (await Author(worker).call(method, path, body, 403))["code"] == "access.ability"
        if order in path:
            await Author(stranger).call(method, path, body, 404)
    assert (await Author(stranger).call("GET", f"/design?app={app}"))["objects"] == []
    await Author(stranger).publish(order, status=404)


async def test_unknown_and_malformed_ids_are_refused(author: Author) -> None:
    await author.call("GET", "/design/ent_none/draft", status=404)
    await author.call("POST", "/design/check", {"ids": ["ent_none"]}, 404)
    for bad in ("Ent_X", "ent%20x", "1"):
        await author.call("GET", f"/design/{bad}/draft", status=422)
    await author.call("GET", "/design/ent_none/versions/0", status=422)


async def test_a_huge_document_is_refused_before_it_is_read(author: Author) -> None:
    _, order = await shop(author)
    await author.call("PUT", f"/design/{order}/draft", {"revision": 1, "document": {"x": "y" * 2_000_000}}, 413)
    many = [{**AMOUNT, "id": f"f{number}", "key": f"f{number}"} for number in range(2000)]
    refused = await author.save(order, 422, fields=[NAME, *many])
    assert refused["code"] == "design.draft.large"
