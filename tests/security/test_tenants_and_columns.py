"""Nobody writes columns that are not theirs to write, and nobody reaches another workspace by its ids."""

from typing import Any

import httpx
import sqlalchemy as sa
from fastapi.routing import APIRoute

from dougong.kernel.routes import HotRoute
from dougong.tables import metadata
from support.apps import RunningApp
from support.roles import rows, small_role
from support.routes import NOBODYS_ID, filled

# Members that only the platform sets, in the names of columns and in those that a careless model might take.
PRIVILEGED: dict[str, object] = {
    "id": "00000000-0000-7000-8000-000000000001",
    "workspace_id": "00000000-0000-7000-8000-000000000001",
    "person_id": "00000000-0000-7000-8000-000000000001",
    "account_id": "00000000-0000-7000-8000-000000000001",
    "epoch": 0,
    "sort_name": "a",
    "created_at": "2020-01-01T00:00:00Z",
    "password_hash": "x",
    "must_change": False,
    "disabled": False,
    "token_hash": "x",
    "roles": ["rol_x"],
    "abilities": ["people"],
    "is_admin": True,
    "kind": "system",
}
ENTITY = {"key": "x", "name": "x", "title": "x", "fields": [{"key": "x", "name": "x", "type": "text"}]}
VALID: dict[str, dict[str, object]] = {
    "/api/session": {"login": "x", "password": "x"},
    "/api/me": {"locale": "en"},
    "/api/me/password": {"current_password": "x", "new_password": "y"},
    "/api/me/tokens": {"name": "x", "scopes": ["read"]},
    "/api/people": {"name": "x"},
    "/api/people/{person_id}": {"name": "x"},
    "/api/departments": {"name": "x"},
    "/api/departments/{department_id}": {"name": "x"},
    "/api/roles/{role_id}/members": {"people": []},
    "/api/view-as": {"role": "rol_none"},
    "/api/notifications/read-all": {"up_to": NOBODYS_ID},
    "/api/notification-preferences": {"items": []},
    "/api/packages/{id}/install": {"samples": False},
    "/api/apps/{id}/upgrade": {"revision": 1, "version": "1.0.0"},
    "/api/apps/{id}/slots": {"slots": {}},
    "/api/apps/{id}/upgrade/undo": {},
    "/api/apps/{id}/permission-tests": {"tests": []},
    "/api/records/{entity}/{id}/comments": {"text": "x"},
    "/api/groups/{entity}": {"measures": [{"id": "n", "summary": "count"}]},
    "/api/dashboards/{id}/data": {},
    "/api/dashboards/{id}/drill": {"widget": "x"},
    "/api/dashboards/{id}/abc/write": {"widget": "x", "field": "y"},
    "/api/dashboards/{id}/abc/undo": {"widget": "x", "field": "y", "write": NOBODYS_ID},
    "/api/design/prints/sheet": {"document": {"kind": "print"}, "record": NOBODYS_ID},
    "/api/design/boards/recommend": {"entity": "ent_rich", "fields": ["title"]},
    "/api/design/boards/abc/write": {"board": {"kind": "dashboard"}, "widget": "x", "field": "y"},
    "/api/design/boards/abc/undo": {
        "board": {"kind": "dashboard"},
        "widget": "x",
        "field": "y",
        "write": NOBODYS_ID,
    },
    "/api/design/boards/data": {"board": {"kind": "dashboard"}},
    "/api/design/boards/wiring": {"board": {"kind": "dashboard"}, "entity": "ent_rich", "field": "title"},
    "/api/tasks/{task_id}/{verb}": {},
    "/api/tasks/batch": {"action": "approve", "tasks": [NOBODYS_ID]},
    "/api/calendar": {"name": "x", "week": {}},
    "/api/me/delegations": {"to": NOBODYS_ID, "since": "2026-11-22", "until": "2026-11-23"},
    "/api/runs/{run_id}/cancel": {},
    "/api/imports/{job_id}": {"mapping": {"columns": []}},
    "/api/imports/{job_id}/check": {},
    "/api/imports/{job_id}/run": {},
    "/api/exports": {"entity": "x"},
    "/api/design": {"document": {}},
    "/api/design/{id}/draft": {"revision": 0, "document": {}},
    "/api/design/{id}/rollback": {"version": 1},
    "/api/design/begin": {"name": "x"},
    "/api/design/begin/sentence": {"sentence": "x"},
    "/api/design/begin/build": {"spec": {"name": "x", "entities": [ENTITY]}},
    "/api/design/begin/table/{job_id}/build": {"entity": ENTITY, "sources": [{"column": "x", "field": "x"}]},
    "/api/design/check": {},
    "/api/design/entities/{id}/fields/{field}/conversion": {"to": {"id": "x", "key": "x", "name": "x", "type": "text"}},
    "/api/design/publish": {},
    "/api/design/flows/{id}/try": {},
    "/api/forms/{id}/address": {"open": False},
    "/api/personal-views": {"entity": "order", "name": "x", "layout": {}},
    "/api/personal-views/{id}": {"name": "x"},
    "/api/webhooks": {"name": "x", "url": "https://example.org/", "events": ["record.created"]},
    "/api/webhooks/{webhook_id}": {"name": "x"},
}
"""A body that each route takes, by path."""
NOT_ROWS_OF_THE_WORKSPACE = frozenset({"sessions", "login_attempts", "api_tokens"})


async def snapshot(running: RunningApp, workspace_id: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a workspace in every table, seen and used moments left out."""

    def read(connection: sa.Connection) -> dict[str, list[tuple[object, ...]]]:
        kept: dict[str, list[tuple[object, ...]]] = {}
        for name, table in metadata.tables.items():
            if "workspace_id" in table.c and name not in NOT_ROWS_OF_THE_WORKSPACE:
                statement = sa.select(table).where(table.c.workspace_id == workspace_id)
                kept[name] = sorted((tuple(row) for row in connection.execute(statement)), key=repr)
        return kept

    return await running.database.run_sync(read)


def body_routes(running: RunningApp) -> list[tuple[str, str]]:
    """(method, path) of the routes that take a body."""
    described = [
        (method, one.path)
        for one in running.app.routes
        if isinstance(one, APIRoute) and one.body_field is not None
        for method in one.methods
    ]
    return described + [
        (method, one.path)
        for one in running.app.routes
        if isinstance(one, HotRoute) and _is_closed(one.operation)
        for method in one.methods or ()
    ]


def _is_closed(operation: dict[str, Any]) -> bool:
    """Whether the members of its body are all listed; those of a record are the fields of its entity."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return content.get("schema", {}).get("additionalProperties") is False


async def test_privileged_members_are_refused_on_every_route_with_a_body(running: RunningApp) -> None:
    person, client = await running.new_person("王芳")
    before = await snapshot(running, running.workspace_id)
    routes = body_routes(running)
    assert {path for _, path in routes} == set(VALID), "a new route with a body belongs into this test"
    for method, path in routes:
        address = filled(
            path.replace("{person_id}", person)
            .replace("/{id}/install", "/sales/install")
            .replace("/apps/{id}", "/apps/app_x")
            .replace("{entity}", "order")
            .replace("/design/{id}", "/design/ent_x")
            .replace("/forms/{id}", "/forms/frm_x")
            .replace("/design/entities/{id}/fields/{field}", "/design/entities/ent_x/fields/x")
            .replace("/design/flows/{id}", "/design/flows/flw_x")
            .replace("/dashboards/{id}", "/dashboards/dsh_x")
            .replace("{verb}", "approve")
        )
        for name, value in PRIVILEGED.items():
            refused = await running.admin.request(method, address, json={**VALID[path], name: value})
            assert refused.status_code == 422, (method, path, name, refused.text)
            assert {"code": "input.unknown", "path": [name]}.items() <= refused.json()["problems"][0].items()
    assert await snapshot(running, running.workspace_id) == before
    assert (await client.get("/api/me")).json()["admin"] is False


async def test_ids_of_another_workspace_are_ids_of_nobody(running: RunningApp) -> None:
    role = small_role("rol_x", rows("all"))
    other, foreign_admin = await running.new_workspace("second")
    running.roles.publish(other.workspace_id, role)
    running.roles.publish(running.workspace_id, role)
    theirs = await _rows_of(foreign_admin)
    before = await snapshot(running, other.workspace_id)
    requests: list[tuple[str, str, object]] = [
        ("GET", f"/api/people/{theirs['person']}", None),
        ("PATCH", f"/api/people/{theirs['person']}", {"name": "mine"}),
        ("PATCH", f"/api/people/{theirs['person']}", {"active": False}),
        ("POST", f"/api/people/{theirs['person']}/password", None),
        ("PATCH", f"/api/departments/{theirs['department']}", {"name": "mine"}),
        ("DELETE", f"/api/departments/{theirs['department']}", None),
        ("DELETE", f"/api/me/tokens/{theirs['token']}", None),
        ("DELETE", f"/api/me/sessions/{theirs['session']}", None),
        ("GET", f"/api/access/why?person={theirs['person']}&entity=ent_order", None),
    ]
    for method, path, body in requests:
        answer = await running.admin.request(method, path, json=body)
        assert answer.status_code == 404, (method, path, answer.text)
    pointing: list[tuple[str, str, object]] = [
        ("POST", "/api/people", {"name": "x", "manager_id": theirs["person"]}),
        ("POST", "/api/people", {"name": "x", "department_id": theirs["department"]}),
        ("POST", "/api/people", {"name": "x", "departments": [theirs["department"]]}),
        ("POST", "/api/departments", {"name": "x", "parent_id": theirs["department"]}),
        ("POST", "/api/departments", {"name": "x", "leader_id": theirs["person"]}),
        ("PUT", "/api/roles/rol_x/members", {"people": [theirs["person"]]}),
    ]
    for method, path, body in pointing:
        answer = await running.admin.request(method, path, json=body)
        assert answer.status_code == 422, (method, path, answer.text)
    listed = (await running.admin.get("/api/people", params={"department": theirs["department"]})).json()
    assert listed["items"] == []
    assert theirs["person"] not in (await running.admin.get("/api/people")).text
    assert theirs["department"] not in (await running.admin.get("/api/departments")).text
    assert await snapshot(running, other.workspace_id) == before


async def test_an_address_with_an_account_elsewhere_is_not_taken_over(running: RunningApp) -> None:
    other, _ = await running.new_workspace("second")
    body = {"name": "x", "email": other.email, "sign_in": True}
    refused = await running.admin.post("/api/people", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "person.email.taken")


async def test_a_session_opens_only_workspaces_of_its_account(running: RunningApp) -> None:
    other, _ = await running.new_workspace("second")
    body = {"login": "admin@first.example.org", "password": "correct horse battery", "workspace": other.workspace_id}
    refused = await running.anonymous().post("/api/session", json=body)
    assert (refused.status_code, refused.json()["code"]) == (401, "session.credentials")


async def _rows_of(client: httpx.AsyncClient) -> dict[str, str]:
    person = await client.post("/api/people", json={"name": "x", "email": "x@second.example.org", "sign_in": True})
    department = await client.post("/api/departments", json={"name": "x"})
    token = await client.post("/api/me/tokens", json={"name": "x", "scopes": ["read"]})
    sessions = await client.get("/api/me/sessions")
    return {
        "person": person.json()["person"]["id"],
        "department": department.json()["id"],
        "token": token.json()["token"]["id"],
        "session": sessions.json()["items"][0]["id"],
    }
