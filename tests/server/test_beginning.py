"""Beginning an app with nothing but a name, through the API, on both databases."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import pytest_asyncio

from dougong.design.draft_rows import DraftRows
from dougong_engine.design.role import Role
from support.apps import RunningApp, running
from support.databases import database, empty_database_url  # noqa: F401  # fixtures

__all__ = ["running"]
BLANK = {"name": "设备", "app_name": "设备管理"}


class Beginner:
    """Somebody who begins apps, through the API only."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def call(self, method: str, path: str, body: Any = None, status: int = 200, **headers: str) -> Any:
        answer = await self.client.request(method, "/api" + path, json=body, headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    async def blank(self, status: int = 201, **members: Any) -> Any:
        return await self.call("POST", "/design/begin", {**BLANK, **members}, status)


def of_kind(begun: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one for one in begun["objects"] if one["kind"] == kind]


@pytest_asyncio.fixture
async def beginner(running: RunningApp) -> Beginner:
    return Beginner(running.admin)


async def test_a_name_is_enough_for_an_app_that_takes_records(beginner: Beginner) -> None:
    begun = await beginner.blank()
    assert begun["publication"] is not None
    (entity,) = of_kind(begun, "entity")
    assert (entity["name"], entity["key"]) == ("设备", "she_bei")
    assert [one["name"] for one in of_kind(begun, "app")] == ["设备管理"]
    record = await beginner.call("POST", "/records/she_bei", {"name": "叉车"}, 201)
    assert record["name"] == "叉车"
    (app,) = [one for one in (await beginner.call("GET", "/apps"))["apps"] if one["id"] == begun["app"]]
    assert [item["opens"] for group in app["menu"] for item in group["items"]] == [of_kind(begun, "view")[0]["id"]]
    form = await beginner.call("GET", f"/forms/{of_kind(begun, 'form')[0]['id']}")
    assert [one["field"] for one in form["sections"][0]["fields"]] == ["name"]


@pytest.mark.parametrize(("approval", "steps"), [("none", []), ("one", ["manager"]), ("two", ["manager", "head"])])
async def test_an_approval_is_begun_with_it(beginner: Beginner, approval: str, steps: list[str]) -> None:
    begun = await beginner.blank(approval=approval)
    names = {"manager": "直属主管审批", "head": "部门负责人审批"}
    found = []
    for flow in of_kind(begun, "flow"):
        assert flow["name"] == "设备审批"
        document = (await beginner.call("GET", f"/design/{flow['id']}/draft"))["document"]
        found += [node["name"] for node in document["nodes"] if node["type"] == "approval"]
    assert found == [names[one] for one in steps]
    await beginner.call("POST", "/records/she_bei", {"name": "叉车"}, 201)


async def test_drafts_are_left_as_drafts_and_published_by_whoever_wants(beginner: Beginner) -> None:
    begun = await beginner.blank(publish=False)
    assert begun["publication"] is None
    states = {one["id"]: one["state"] for one in (await beginner.call("GET", "/design"))["objects"]}
    assert {states[one["id"]] for one in begun["objects"]} == {"new"}
    await beginner.call("POST", "/records/she_bei", {"name": "叉车"}, 404)
    await beginner.call("POST", "/design/publish", {"ids": [one["id"] for one in begun["objects"]]})
    await beginner.call("POST", "/records/she_bei", {"name": "叉车"}, 201)


async def test_an_app_grows_by_another_entity_and_keeps_what_it_has(beginner: Beginner) -> None:
    first = await beginner.blank()
    second = await beginner.call("POST", "/design/begin", {"name": "设备", "app": first["app"]}, 201)
    assert of_kind(second, "entity")[0]["key"] == "she_bei_2"
    assert second["app"] == first["app"]
    (app,) = [one for one in (await beginner.call("GET", "/apps"))["apps"] if one["id"] == first["app"]]
    opened = [item["opens"] for group in app["menu"] for item in group["items"]]
    assert opened == [of_kind(first, "view")[0]["id"], of_kind(second, "view")[0]["id"]]
    drafted = await beginner.call("POST", "/design/begin", {"name": "人", "app": first["app"], "publish": False}, 201)
    states = {one["id"]: one["state"] for one in (await beginner.call("GET", "/design"))["objects"]}
    assert states[first["app"]] == "changed"
    assert states[of_kind(drafted, "entity")[0]["id"]] == "new"
    refused = await beginner.call("POST", "/design/begin", {"name": "车", "app": first["app"]}, 409)
    assert refused["code"] == "beginning.draft"
    await beginner.call("POST", "/design/begin", {"name": "车", "app": "app_none"}, 404)


async def test_drafts_are_kept_together_or_not_at_all(running: RunningApp, beginner: Beginner) -> None:
    begun = await beginner.blank()
    draft = await beginner.call("GET", f"/design/{begun['app']}/draft")
    new = {**draft["document"], "id": "app_new", "app": "app_new", "key": "new"}
    rows, now = DraftRows(running.database), datetime.now(UTC)
    for revision, kept in ((draft["revision"] + 1, False), (draft["revision"], True)):
        changed = [(begun["app"], revision, draft["document"])]
        assert await rows.keep(running.workspace_id, [new], changed, running.admin_id, now) is kept
        assert ("app_new" in {one["id"] for one in (await beginner.call("GET", "/design"))["objects"]}) is kept


async def test_the_same_key_begins_once(beginner: Beginner) -> None:
    once = await beginner.call("POST", "/design/begin", BLANK, 201, **{"idempotency-key": "one"})
    again = await beginner.call("POST", "/design/begin", BLANK, 201, **{"idempotency-key": "one"})
    assert once == again
    other = await beginner.call("POST", "/design/begin", BLANK, 201, **{"idempotency-key": "two"})
    assert other["app"] != once["app"]
    apps = {one["id"]: one["key"] for one in (await beginner.call("GET", "/apps"))["apps"]}
    assert apps == {once["app"]: "she_bei_guan_li", other["app"]: "she_bei_guan_li_2"}


async def test_a_designer_holds_the_role_over_what_they_began_and_over_nothing_else(
    running: RunningApp, beginner: Beginner
) -> None:
    others = await beginner.blank()
    designers = Role(format=1, kind="role", id="rol_designers", app="app_x", name="设计者", abilities=("design",))
    running.roles.publish(running.workspace_id, designers)
    person, client = await running.new_person("李雷")
    await beginner.call("PUT", "/roles/rol_designers/members", {"people": [person]})
    designer = Beginner(client)

    async def follow(begun: dict[str, Any]) -> None:
        document = (await beginner.call("GET", f"/design/{begun['role']}/draft"))["document"]
        running.roles.publish(running.workspace_id, Role.model_validate(document))

    begun = await designer.call("POST", "/design/begin", {"name": "合同", "key": "contract"}, 201)
    await follow(begun)
    assert (await designer.call("POST", "/records/contract", {"name": "a"}, 201))["name"] == "a"
    await designer.call("POST", "/records/she_bei", {"name": "叉车"}, 403)
    grown = await designer.call("POST", "/design/begin", {"name": "附件", "key": "paper", "app": begun["app"]}, 201)
    assert grown["role"] == begun["role"]
    await follow(grown)
    await designer.call("POST", "/records/paper", {"name": "b"}, 201)
    assert (await designer.call("POST", "/design/begin", {"name": "x", "app": others["app"]}, 201))["role"] not in (
        begun["role"],
        others["role"],
    )
    await designer.call("POST", "/records/she_bei", {"name": "叉车"}, 403)


async def test_nobody_begins_without_the_ability(running: RunningApp) -> None:
    _, client = await running.new_person("韩梅梅")
    stranger = Beginner(client)
    await stranger.blank(403)
    await stranger.call("GET", "/design/begin", None, 403)
    await stranger.call("POST", "/design/begin/sentence", {"sentence": "x"}, 403)
    await stranger.call("POST", "/design/begin/build", {"spec": {}}, 403)
    answer = await client.post("/api/design/begin/table", files={"file": ("a.csv", b"a\n1\n")})
    assert answer.status_code == 403
    assert await running.admin.get("/api/imports") is not None
