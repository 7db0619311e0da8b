"""Every route says who may call it; the list below is what was agreed, and a change of it is seen in review."""

from dougong.app import create_app, described, wire
from support.apps import HandRoles, RunningApp, wide_settings
from support.routes import ANYONE, api_routes, filled, takes_files

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
    assert lax == {
        ("POST", "/api/session"),
        ("DELETE", "/api/session"),
        ("POST", "/api/public/forms/{token}"),
        ("POST", "/api/public/files/{token}"),
        # Reads whose questions are too long for an address.
        ("POST", "/api/records/{entity}/query"),
        ("POST", "/api/groups/{entity}"),
        ("POST", "/api/dashboards/{id}/data"),
        ("POST", "/api/dashboards/{id}/drill"),
    }


async def test_nobody_gets_through_without_a_session(running: RunningApp) -> None:
    client = running.anonymous()
    for method, path, _ in api_routes(running.app):
        if (method, path) in ANYONE:
            continue
        for suffix in SUFFIXES:
            answer = await client.request(method, filled(path) + suffix, json=None if method == "GET" else {})
            allowed = (401, 404, 405, 415) if takes_files(path) or path.startswith("/api/imports") else (401, 404, 405)
            assert answer.status_code in allowed, (method, path, suffix, answer.text)
            assert answer.headers["content-type"].startswith("application/problem+json"), (path, suffix)


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
