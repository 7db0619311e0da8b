"""Whoever views as another reads only, never more than they may themselves, and only while the view lasts."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from dougong.access.tables import views_as
from dougong.storage.audit import audit
from dougong.storage.driver.compile import compile_statement
from dougong_engine.design.role import Role
from support.apps import RunningApp, running  # noqa: F401  # fixture
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.roles import small_role
from support.routes import api_routes, filled, takes_files

PACKAGE = "dougong.store_sales"
INSPECTOR = "rol_inspector"
LOOKED = {
    ("GET", "/api/apps"),
    ("GET", "/api/entities"),
    ("GET", "/api/entities/{key}"),
    ("GET", "/api/views/{id}"),
    ("GET", "/api/forms/{id}"),
    ("GET", "/api/dashboards/{id}"),
    ("POST", "/api/dashboards/{id}/data"),
    ("POST", "/api/dashboards/{id}/drill"),
    ("POST", "/api/groups/{entity}"),
    ("GET", "/api/lookup/{entity}"),
    ("GET", "/api/records/{entity}"),
    ("POST", "/api/records/{entity}/query"),
    ("GET", "/api/records/{entity}/{id}"),
    ("GET", "/api/records/{entity}/{id}/history"),
    ("GET", "/api/records/{entity}/{id}/comments"),
}
"""Answered with the rights of the other; nothing else is."""
OWN = {
    ("GET", "/api/me"),
    ("GET", "/api/people"),
    ("GET", "/api/people/{person_id}"),
    ("GET", "/api/departments"),
    ("GET", "/api/calendar"),
}
"""Answered as to oneself: the same for everybody, or about whoever looks."""
NOBODYS = "0198f2a0-0000-7000-8000-0000000000ff"


@pytest.fixture
async def stores(running: RunningApp) -> RunningApp:  # noqa: F811
    """The store app with its samples; its roles are known to the sign-in too."""
    answer = await running.admin.post(f"/api/packages/{PACKAGE}/install", json={"samples": True})
    assert answer.status_code == 201, answer.text
    for one in (await running.admin.get("/api/design?app=app_store")).json()["objects"]:
        if one["kind"] == "role":
            draft = await running.admin.get(f"/api/design/{one['id']}/draft")
            running.roles.publish(running.workspace_id, Role.model_validate(draft.json()["document"]))
    return running


async def started(client: httpx.AsyncClient, **wanted: str) -> str:
    answer = await client.post("/api/view-as", json=wanted)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def asked(client: httpx.AsyncClient, view: str | None, method: str, path: str, body: Any = None) -> Any:
    headers = {} if view is None else {"x-dougong-view-as": view}
    return await client.request(method, path, json=body if method != "GET" else None, headers=headers)


async def code(client: httpx.AsyncClient, view: str, path: str = "/api/records/sku") -> str:
    answer = await asked(client, view, "GET", path)
    return "" if answer.is_success else str(answer.json()["code"])


async def holder(stores: RunningApp, name: str, *roles: str) -> tuple[str, httpx.AsyncClient]:
    person, client = await stores.new_person(name)
    for role in roles:
        members = [one["id"] for one in (await stores.admin.get(f"/api/roles/{role}/members")).json()["items"]]
        body = {"people": [*members, person]}
        assert (await stores.admin.put(f"/api/roles/{role}/members", json=body)).status_code == 200
    return person, client


async def author(stores: RunningApp, *grants: dict[str, object]) -> httpx.AsyncClient:
    """Somebody who designs without being an administrator."""
    stores.roles.publish(stores.workspace_id, small_role("rol_author", *grants, abilities=("design",)))
    return (await holder(stores, "作者", "rol_author"))[1]


async def test_a_view_answers_what_the_other_would_read(stores: RunningApp) -> None:
    person, inspector = await holder(stores, "督导", INSPECTOR)
    view = await started(stores.admin, person=person)
    for method, path, body in (
        ("GET", "/api/apps", None),
        ("GET", "/api/entities", None),
        ("GET", "/api/entities/sku", None),
        ("POST", "/api/records/sku/query", {"limit": 5}),
        ("GET", "/api/records/store_visit", None),
    ):
        own = (await asked(inspector, None, method, path, body)).json()
        seen = await asked(stores.admin, view, method, path, body)
        assert seen.json() == own, path
    assert "cost" not in [one["key"] for one in (await inspector.get("/api/entities/sku")).json()["fields"]]


async def test_a_role_shows_its_fields_and_leaves_no_trace_in_the_viewers_own_rights(stores: RunningApp) -> None:
    before = (await stores.admin.get("/api/entities/sku")).json()
    view = await started(stores.admin, role=INSPECTOR)
    for _ in range(2):
        seen = (await asked(stores.admin, view, "GET", "/api/entities/sku")).json()
        assert "cost" not in [one["key"] for one in seen["fields"]]
        rows = (await asked(stores.admin, view, "GET", "/api/records/sku")).json()["records"]
        assert rows and all("cost" not in one for one in rows)
        refused = await asked(stores.admin, view, "POST", "/api/records/sku/query", {"fields": ["cost"]})
        assert refused.status_code in (403, 422), refused.text
        assert (await stores.admin.get("/api/entities/sku")).json() == before
        assert "cost" in (await stores.admin.get("/api/records/sku")).json()["records"][0]


async def test_everything_that_is_not_reading_is_refused(stores: RunningApp) -> None:
    view = await started(stores.admin, role=INSPECTOR)
    open_to_all = {(method, path) for method, path, policy in api_routes(stores.app) if policy.startswith("anonymous")}
    answered = set()
    for method, path, _ in api_routes(stores.app):
        if (method, path) in open_to_all or path == "/api/events":
            continue
        sent: dict[str, Any] = {"files": {"file": b"x"}} if takes_files(path) else {"json": {}}
        answer = await stores.admin.request(
            method, filled(path), headers={"x-dougong-view-as": view}, **({} if method == "GET" else sent)
        )
        if answer.status_code != 403 or answer.json()["code"] != "view_as.refused":
            answered.add((method, path))
    assert answered == LOOKED | OWN
    assert (await asked(stores.admin, view, "GET", "/api/events")).json()["code"] == "view_as.refused"


async def test_only_administrators_view_as_a_person(stores: RunningApp) -> None:
    person, inspector = await holder(stores, "督导", INSPECTOR)
    everything = {"entity": "ent_sku", "scope": {"rows": "all"}, "fields": {"*": "write"}}
    designer = await author(stores, everything)
    refused = await designer.post("/api/view-as", json={"person": person})
    assert (refused.status_code, refused.json()["code"]) == (403, "view_as.person")
    refused = await inspector.post("/api/view-as", json={"role": INSPECTOR})
    assert (refused.status_code, refused.json()["code"]) == (403, "access.ability")
    unknown = await stores.admin.post("/api/view-as", json={"person": NOBODYS})
    assert unknown.status_code == 404
    for body in ({}, {"person": person, "role": INSPECTOR}, {"role": INSPECTOR, "admin": True}):
        assert (await stores.admin.post("/api/view-as", json=body)).status_code == 422


async def test_nobody_sees_more_through_a_role_than_through_their_own(stores: RunningApp) -> None:
    sku = {"entity": "ent_sku", "scope": {"rows": "all"}, "fields": {"*": "read", "cost": "none"}}
    designer = await author(stores, sku)
    refused = await designer.post("/api/view-as", json={"role": INSPECTOR})
    assert (refused.status_code, refused.json()["code"]) == (403, "view_as.beyond")
    stores.roles.publish(stores.workspace_id, small_role("rol_prices", {**sku, "fields": {"*": "read"}}))
    refused = await designer.post("/api/view-as", json={"role": "rol_prices"})
    assert refused.json()["code"] == "view_as.beyond"
    stores.roles.publish(stores.workspace_id, small_role("rol_shelf", {**sku, "fields": {"*": "none", "name": "read"}}))
    view = await started(designer, role="rol_shelf")
    stores.roles.publish(stores.workspace_id, small_role("rol_shelf", {**sku, "fields": {"*": "read"}}))
    assert await code(designer, view) == "view_as.beyond", "a role that was widened meanwhile is asked about again"


async def test_a_view_belongs_to_its_viewer_and_ends(stores: RunningApp) -> None:
    _, other = await stores.new_workspace("second")
    person, colleague = await holder(stores, "同事")
    raised = await stores.admin.patch(f"/api/people/{person}", json={"admin": True})
    assert raised.status_code == 200, raised.text
    view = await started(stores.admin, role=INSPECTOR)
    assert await code(stores.admin, view) == ""
    for client in (other, colleague):
        assert await code(client, view) == "view_as.over"
    for made_up in (NOBODYS, "", "1", "x" * 5_000, f"{view}'", view.upper() + " "):
        assert await code(stores.admin, made_up) == "view_as.over", made_up
    assert (await colleague.delete(f"/api/view-as/{view}")).status_code == 204
    assert await code(stores.admin, view) == "", "nobody else ends it"
    assert (await stores.admin.delete(f"/api/view-as/{view}")).status_code == 204
    assert await code(stores.admin, view) == "view_as.over"


async def test_a_view_is_over_when_its_time_is(stores: RunningApp) -> None:
    view = await started(stores.admin, role=INSPECTOR)
    own = sa.update(views_as).where(views_as.c.workspace_id == stores.workspace_id)
    past = own.values(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    await stores.database.write([(compile_statement(past, stores.database.dialect), {})])
    assert await code(stores.admin, view) == "view_as.over"


async def test_a_viewer_who_may_no_longer_design_sees_nothing_more(stores: RunningApp) -> None:
    sku = {"entity": "ent_sku", "scope": {"rows": "all"}, "fields": {"*": "read"}}
    designer = await author(stores, sku)
    stores.roles.publish(stores.workspace_id, small_role("rol_shelf", sku))
    view = await started(designer, role="rol_shelf")
    assert await code(designer, view, "/api/apps") == ""
    await stores.admin.put("/api/roles/rol_author/members", json={"people": []})
    assert await code(designer, view, "/api/apps") == "access.ability"


async def test_tokens_do_not_view_as_others(stores: RunningApp) -> None:
    view = await started(stores.admin, role=INSPECTOR)
    made = await stores.admin.post("/api/me/tokens", json={"name": "脚本", "scopes": ["read", "write", "admin"]})
    assert made.status_code == 201, made.text
    script = stores.anonymous()
    script.headers["authorization"] = f"Bearer {made.json()['secret']}"
    assert await code(script, view) == "view_as.refused"


async def test_each_look_leaves_a_trace_of_who_looked_as_whom_and_when_it_ended(stores: RunningApp) -> None:
    person, _ = await holder(stores, "督导", INSPECTOR)
    views = [await started(stores.admin, role=INSPECTOR), await started(stores.admin, person=person)]
    await asked(stores.admin, views[0], "GET", "/api/records/sku")
    assert (await stores.admin.delete(f"/api/view-as/{views[0]}")).status_code == 204

    def read(connection: sa.Connection) -> list[tuple[Any, ...]]:
        kinds = audit.c.action.in_(["view_as.started", "view_as.ended"])
        columns = (audit.c.action, audit.c.person_id, audit.c.subject, audit.c.detail)
        return [tuple(one) for one in connection.execute(sa.select(*columns).where(kinds).order_by(audit.c.id))]

    assert await stores.database.run_sync(read) == [
        ("view_as.started", stores.admin_id, f"view_as:{views[0]}", {"role": INSPECTOR, "person": None}),
        ("view_as.started", stores.admin_id, f"view_as:{views[1]}", {"role": None, "person": person}),
        ("view_as.ended", stores.admin_id, f"view_as:{views[0]}", {}),
    ]
