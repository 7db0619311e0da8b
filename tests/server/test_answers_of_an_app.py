"""An installed app with its samples, asked everything that answers JSON: the clients hold each answer to its schema."""

from typing import Any

import httpx
import pytest

from support.apps import RunningApp, running  # noqa: F401  # fixture
from support.databases import database, empty_database_url  # noqa: F401  # fixtures

SALES = "dougong.sales_management"
STAGE = {"groups": [{"field": "stage"}], "measures": [{"id": "count", "summary": "count"}]}


class Asking:
    """A client that expects success."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def __call__(self, method: str, path: str, **more: Any) -> Any:
        answer = await self.client.request(method, f"/api{path}", **more)
        assert answer.is_success, (method, path, answer.text)
        return answer.json() if answer.content else None


@pytest.fixture
async def ask(running: RunningApp) -> Asking:  # noqa: F811
    ask = Asking(running.admin)
    await ask("POST", f"/packages/{SALES}/install", json={"samples": True})
    return ask


async def test_the_design_is_answered_as_described(ask: Asking) -> None:
    (app,) = (await ask("GET", "/apps"))["apps"]
    await ask("GET", f"/packages/{SALES}")
    await ask("GET", "/packages")
    await ask("GET", "/apps/app_sales/openapi.json")
    await ask("GET", "/openapi.json")
    await ask("GET", "/apps/app_sales/permission-tests")
    for entity in (await ask("GET", "/entities"))["entities"]:
        shown = await ask("GET", f"/entities/{entity['key']}")
        for form in shown["forms"]:
            await ask("GET", f"/forms/{form['id']}")
    for entry in [one for group in app["menu"] for one in group["items"]]:
        await ask("GET", f"/{entry['kind']}s/{entry['opens']}")
        if entry["kind"] == "dashboard":
            board = await ask("POST", f"/dashboards/{entry['opens']}/data", json={})
            assert board["widgets"]


async def test_records_and_their_stories_are_answered_as_described(ask: Asking) -> None:
    page = await ask("GET", "/records/opportunity?count=1")
    one = page["records"][0]["id"]
    place = f"/records/opportunity/{one}"
    await ask("PATCH", place, json={"name": "换了名字"})
    assert len((await ask("GET", f"{place}/history"))["entries"]) == 2
    await ask("POST", f"{place}/comments", json={"text": "请补充报价单"})
    assert (await ask("GET", f"{place}/comments"))["comments"]
    assert (await ask("GET", "/lookup/opportunity"))["records"]
    assert (await ask("POST", "/groups/opportunity", json=STAGE))["rows"]
    await ask("DELETE", place)
    assert (await ask("GET", "/trash/opportunity"))["records"]
    await ask("POST", f"{place}/restore")
    wishes = {"create": [{"name": "甲"}, {"name": "乙", "no_such_field": 1}], "delete": [one]}
    results = (await ask("POST", "/records/opportunity/bulk", json=wishes))["results"]
    assert any("problem" in result for result in results)
    await ask("POST", "/apps/app_sales/remove-samples", json={})


async def test_an_own_view_is_answered_as_described(ask: Asking) -> None:
    layout = {"type": "grid", "columns": [{"field": "name"}]}
    kept = {"entity": "customer", "name": "我的", "layout": layout, "sort": [{"field": "name", "descending": True}]}
    view = await ask("POST", "/personal-views", json=kept)
    await ask("PATCH", f"/personal-views/{view['id']}", json={"name": "我的客户"})
    await ask("GET", f"/personal-views/{view['id']}")
    assert (await ask("GET", "/personal-views?entity=customer"))["views"]


async def test_imports_and_exports_are_answered_as_described(ask: Asking) -> None:
    file = {"file": ("customers.csv", "客户名称,负责人\n远山科技,无此人\n".encode(), "text/csv")}
    job = await ask("POST", "/imports", data={"entity": "customer"}, files=file)
    place = f"/imports/{job['id']}"
    await ask("PATCH", place, json={"mapping": job["mapping"]})
    await ask("POST", f"{place}/check", json={})
    await ask("GET", "/imports")
    await ask("POST", f"{place}/cancel")
    await ask("GET", f"{place}/refused")
    assert (await ask("GET", place))["status"] == "cancelled"
    export = await ask("POST", "/exports", json={"entity": "customer"})
    await ask("GET", f"/exports/{export['id']}")
    await ask("GET", "/exports")


async def test_an_account_s_own_pages_are_answered_as_described(ask: Asking) -> None:
    await ask("PATCH", "/me", json={"locale": "en"})
    for path in ("/me", "/me/tokens", "/me/sessions", "/me/delegations", "/notification-preferences", "/calendar"):
        await ask("GET", path)
