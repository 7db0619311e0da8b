"""Another site's page cannot act with our cookie, whatever it sends."""

import httpx
import pytest

from dougong.kernel.http.rules import HttpRules
from support.apps import BASE, PASSWORD, RunningApp
from support.routes import changing_routes, takes_files

FOREIGN = ("https://evil.example", "http://dougong.test.evil.example", "null", "http://dougong.test:81", "file://")
# What a form or a script may send to any site without asking it first.
SIMPLE_TYPES = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")


def code(answer: httpx.Response) -> str:
    return str(answer.json()["code"])


async def test_a_cookie_alone_changes_nothing(running: RunningApp) -> None:
    del running.admin.headers["x-dougong-csrf"]
    for method, path in changing_routes(running.app):
        if path == "/api/session" and method == "POST":
            continue
        # Nobody acts there by a cookie: what counts is the token in the address, which a foreign page does not know.
        if path.startswith("/api/public/"):
            continue
        sent = {"files": {"file": b"x"}} if takes_files(path) else {"json": {}}
        refused = await running.admin.request(method, path, **sent)
        assert (refused.status_code, code(refused)) == (403, "session.csrf"), (method, path)
    assert (await running.admin.get("/api/me")).status_code == 200


@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_foreign_origin_is_refused_on_every_changing_route(running: RunningApp, origin: str) -> None:
    for method, path in changing_routes(running.app):
        refused = await running.admin.request(method, path, json={}, headers={"origin": origin})
        assert (refused.status_code, code(refused)) == (403, "session.origin"), (method, path)
    assert (await running.admin.get("/api/me")).status_code == 200


async def test_a_foreign_page_cannot_sign_somebody_in(running: RunningApp) -> None:
    body = {"login": "admin@first.example.org", "password": PASSWORD}
    for headers in (
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ):
        refused = await running.anonymous().post("/api/session", json=body, headers=headers)
        assert (refused.status_code, code(refused)) == (403, "session.origin")
        assert "set-cookie" not in refused.headers


async def test_our_own_pages_pass(running: RunningApp) -> None:
    for headers in ({"origin": BASE}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {}):
        assert (await running.admin.patch("/api/me", json={"locale": None}, headers=headers)).status_code == 200


@pytest.mark.parametrize(
    "kind", [*SIMPLE_TYPES, "", "application/jsonp", "text/json", "application/json; charset=utf-16"]
)
async def test_bodies_of_other_types_are_refused_on_every_changing_route(running: RunningApp, kind: str) -> None:
    body = b'{"name": "x", "login": "x", "password": "x"}'
    for method, path in changing_routes(running.app):
        if takes_files(path) and kind.startswith("multipart"):
            continue
        refused = await running.admin.request(method, path, content=body, headers={"content-type": kind})
        assert refused.status_code == 415, (method, path, refused.text)
    assert len((await running.admin.get("/api/people")).json()["items"]) == 1


def test_with_a_configured_address_only_that_address_is_ours() -> None:
    rules = HttpRules(base_url="https://dougong.example.org")
    assert rules.secure
    assert rules.is_own_origin("https://dougong.example.org", "whatever")
    for origin in (
        "http://dougong.example.org",
        "https://dougong.example.org:8443",
        "https://evil.example",
        "",
        "null",
    ):
        assert not rules.is_own_origin(origin, "dougong.example.org"), origin
