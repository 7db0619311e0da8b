"""Every route says who may call it; the list below is what was agreed, and a change of it is seen in review."""

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.routing import APIRoute

from dougong.app import create_app, described, wire
from dougong.kernel.routes import HotRoute
from support.apps import HandRoles, RunningApp, wide_settings

PATH_VALUES = {"role_id": "rol_x"}
ANYONE = {("GET", "/api/health"), ("POST", "/api/session")}
NOBODYS_ID = "00000000-0000-7000-8000-000000000000"
SUFFIXES = (
    "",
    "/",
    "//",
    ".json",
    ";x=1",
    "?admin=1",
    "#x",
    "%2e",
    "%00",
    "/..",
    "/.",
    "%2f",
    ".css",
    "/login",
    "\\",
    "%20",
)


def api_routes(app: FastAPI) -> Iterator[tuple[str, str, str]]:
    """(method, path, policy) of every route."""
    for one in app.routes:
        if isinstance(one, APIRoute):
            for method in one.methods:
                yield method, one.path, (one.openapi_extra or {}).get("x-policy", "")
        elif isinstance(one, HotRoute):
            for method in (one.methods or set()) - {"HEAD"}:
                yield method, one.path, str(one.policy)


def filled(path: str) -> str:
    """A path with ids of nobody."""
    for name in [part[1:-1] for part in path.split("/") if part.startswith("{")]:
        path = path.replace("{" + name + "}", PATH_VALUES.get(name, NOBODYS_ID))
    return path


async def test_every_route_declares_its_policy(running: RunningApp) -> None:
    listed = list(api_routes(running.app))
    assert len(listed) == len(running.app.routes)
    assert {(method, path) for method, path, policy in listed if not policy} == set()
    assert {(method, path) for method, path, policy in listed if policy.startswith("anonymous")} == ANYONE


async def test_changing_routes_ask_for_more_than_the_read_scope(running: RunningApp) -> None:
    lax = {
        (method, path)
        for method, path, policy in api_routes(running.app)
        if method != "GET" and policy.endswith(":read")
    }
    assert lax == {("POST", "/api/session"), ("DELETE", "/api/session")}


async def test_nobody_gets_through_without_a_session(running: RunningApp) -> None:
    client = running.anonymous()
    for method, path, _ in api_routes(running.app):
        if (method, path) in ANYONE:
            continue
        for suffix in SUFFIXES:
            answer = await client.request(method, filled(path) + suffix, json=None if method == "GET" else {})
            assert answer.status_code in (401, 404, 405, 422), (method, path, suffix, answer.text)
            assert answer.headers["content-type"].startswith("application/problem+json"), (path, suffix)
            if answer.status_code == 422:
                raise AssertionError(f"{method} {path}{suffix} read the input before asking who calls")


async def test_every_answer_about_a_route_carries_protecting_headers(running: RunningApp) -> None:
    for client in (running.admin, running.anonymous()):
        for path in ("/api/me", "/api/none", "/", "/api/health"):
            headers = (await client.get(path)).headers
            assert headers["x-content-type-options"] == "nosniff"
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert "server" not in headers
            if path.startswith("/api"):
                assert headers["cache-control"] == "no-store"


def test_the_api_is_described_without_a_database() -> None:
    document = described()
    operations = [one for path in document["paths"].values() for one in path.values()]
    assert all(one["x-policy"] for one in operations)
    names = [one["operationId"] for one in operations]
    assert len(names) == len(set(names))


async def test_every_operation_of_the_running_server_is_described(running: RunningApp) -> None:
    document = (await running.admin.get("/api/openapi.json")).json()
    described_ones = {(method.upper(), path) for path, one in document["paths"].items() for method in one}
    assert described_ones == {(method, path) for method, path, _ in api_routes(running.app)}


def test_the_same_parts_make_two_applications(running: RunningApp) -> None:
    parts = wire(wide_settings(), running.database, HandRoles(), static=None)
    assert create_app(parts) is not create_app(parts)
