"""From three chosen fields to classes written into a field, over HTTP, as the board builder does it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from dougong.storage.driver.port import Database
from support.apps import RunningApp, running_app
from support.deals import able_database  # noqa: F401  # fixture

SALES = "dougong.sales_management"


@pytest.fixture
async def running(able_database: Database) -> AsyncIterator[RunningApp]:  # noqa: F811
    async with running_app(able_database) as found:
        body = {"samples": True}
        done = await found.admin.post(f"/api/packages/{SALES}/install", json=body, timeout=60)
        assert done.status_code == 201, done.text
        yield found


async def test_chosen_fields_become_a_classification_that_is_written_into_a_new_field(running: RunningApp) -> None:
    async def ask(method: str, path: str, **more: Any) -> Any:
        answer = await running.admin.request(method, f"/api{path}", **more)
        assert answer.is_success, (method, path, answer.text)
        return answer.json()

    entities = {one["key"]: one["id"] for one in (await ask("GET", "/entities"))["entities"]}
    asked = {"entity": entities["opportunity"], "fields": ["customer", "amount"]}
    best = (await ask("POST", "/design/boards/recommend", json=asked))["proposals"]
    assert best[0]["widget"]["type"] == "abc"
    board = {"format": 1, "kind": "dashboard", "id": "dsh_new", "app": "app_sales", "name": "x"}
    unsaved = {"board": {**board, "widgets": [best[0]["widget"]]}}
    shown = (await ask("POST", "/design/boards/data", json=unsaved))["widgets"]["abc"]
    assert "problem" not in shown, shown
    assert shown["rows"][0]["class"] == "A"
    wired = await ask("POST", "/design/boards/wiring", json={**unsaved, "entity": asked["entity"], "field": "customer"})
    assert (wired["reached"], wired["cards"]) == (1, 1)
    made = await ask("POST", "/design", json={"document": unsaved["board"]})
    await ask("POST", "/design/publish", json={"ids": [made["id"]]})
    customer = await ask("GET", f"/design/{entities['customer']}/draft")
    options = [{"id": one, "name": one.upper()} for one in "abc"]
    field = {"id": "grade", "key": "grade", "name": "ABC 分类", "type": "choice", "options": options}
    document = {**customer["document"], "fields": [*customer["document"]["fields"], field]}
    saved = {"revision": customer["revision"], "document": document}
    await ask("PUT", f"/design/{entities['customer']}/draft", json=saved)
    await ask("POST", "/design/publish", json={"ids": [entities["customer"]]})
    place, into = f"/dashboards/{made['id']}/abc", {"widget": "abc", "field": "grade"}
    written = await ask("POST", f"{place}/write", json=into)
    assert (written["done"], written["left"]) == (written["total"], [])
    back = await ask("POST", f"{place}/undo", json={**into, "write": written["write"]})
    assert (back["done"], back["left"]) == (written["total"], [])


async def test_only_people_who_may_design_build_boards(running: RunningApp) -> None:
    _, seller = await running.new_person("李雷")
    for path, body in (
        ("recommend", {"entity": "ent_opportunity", "fields": ["customer"]}),
        ("data", {"board": {}}),
        ("wiring", {"board": {}, "entity": "ent_opportunity", "field": "customer"}),
    ):
        answer = await seller.post(f"/api/design/boards/{path}", json=body)
        assert answer.status_code == 403, answer.text


async def test_saving_a_board_warns_of_cards_that_a_filter_could_reach(running: RunningApp) -> None:
    count = {"id": "n", "summary": "count"}
    cards = [
        {"id": one, "name": one, "type": "bar", "entity": f"ent_{one}", "measures": [count]}
        for one in ("customer", "opportunity")
    ]
    filters = [{"id": "who", "name": "负责人", "fields": {"ent_customer": "owner"}}]
    board = {"format": 1, "kind": "dashboard", "id": "dsh_new", "app": "app_sales", "name": "x", "widgets": cards}
    made = (await running.admin.post("/api/design", json={"document": board})).json()
    saved = {"revision": 1, "document": {**made["document"], "filters": filters}}
    answer = await running.admin.put(f"/api/design/{made['id']}/draft", json=saved)
    assert answer.status_code == 200, answer.text
    (warning,) = answer.json()["warnings"]
    assert (warning["code"], warning["params"]["widget"]) == ("board.filter.unwired", "opportunity")
