"""Hot routes are answered right behind the gate, exactly as the framework would answer them."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dougong.kernel.http.application import Parts, create_application
from dougong.kernel.http.rules import HttpRules
from dougong.kernel.problem import refuse
from dougong.kernel.routes import LOOK, WRITE, HotRoute
from dougong.kernel.workspace import Principal
from dougong.storage.driver.failures import StorageFailure, Unavailable
from dougong.storage.refusals import storage_refusal
from dougong_engine.errors import invalid
from support.apps import BASE

SOMEBODY = Principal("w", "p", "a", "Ada", (), False, frozenset(), 1, "en", "session")
OPERATION: dict[str, Any] = {"parameters": [{"name": "limit", "in": "query"}]}
FAILURES = {
    "refusal": refuse(409, "record.busy", id="x"),
    "engine": invalid("field.required", "title", field="Title"),
    "http": HTTPException(404),
    "storage": Unavailable("no connection"),
    "own": RuntimeError("secret detail"),
}
ASKED = [
    ("GET", "/one/7", None),
    ("HEAD", "/one/7", None),
    ("GET", "/one/a%20b%2Fc", None),
    ("GET", "/one/7?limit=3", None),
    ("GET", "/one/7?limits=3", None),
    ("GET", "/one/7/8", None),
    ("GET", "/one/", None),
    ("POST", "/one/7", {"title": "x"}),
    ("POST", "/one/7", "not json"),
    ("DELETE", "/one/7", None),
    *(("GET", f"/one/{name}", None) for name in FAILURES),
]


class Present:
    """Always the same caller."""

    async def authenticate(self, request: object) -> Principal | None:
        return SOMEBODY

    async def authenticate_cached(self, request: object) -> Principal | None:
        return SOMEBODY


async def one(request: Request, principal: Principal) -> Response:
    """Says what it was asked, or fails as its address says."""
    name = request.path_params["id"]
    if name in FAILURES:
        raise FAILURES[name]
    return Response(f"{principal.name} {request.method} {name} {await request.body()!r} {request.app.title}")


def client(hot: bool) -> httpx.AsyncClient:
    """The same routes by the shortcut, or left to the framework."""
    routes = [HotRoute("GET", "/api/one/{id}", LOOK, one, OPERATION)]
    routes.append(HotRoute("POST", "/api/one/{id}", WRITE, one, OPERATION))
    others = APIRouter()
    others.routes.extend([] if hot else routes)
    parts = Parts(
        version="1",
        authenticator=Present(),
        routers=[others],
        hot_routes=routes if hot else [],
        http=HttpRules(),
        refusals={StorageFailure: storage_refusal},
    )
    transport = httpx.ASGITransport(app=create_application(parts), raise_app_exceptions=False)
    headers = {"x-dougong-csrf": "1", "accept-language": "en"}
    return httpx.AsyncClient(transport=transport, base_url=f"{BASE}/api", headers=headers)


def said(got: httpx.Response) -> tuple[int, dict[str, str], Any]:
    """Everything but the number of the request."""
    headers = {name: value for name, value in got.headers.items() if name != "x-trace"}
    if "json" not in headers.get("content-type", ""):
        return got.status_code, headers, got.text
    body = got.json()
    if body.pop("trace", None) is not None:
        headers.pop("content-length")
    return got.status_code, headers, body


@pytest.mark.parametrize(("method", "path", "body"), ASKED)
async def test_it_answers_as_the_framework_does(method: str, path: str, body: object) -> None:
    content = body if isinstance(body, str) else None
    json = None if isinstance(body, str) else body
    headers = {"content-type": "application/json"} if body is not None else {}
    async with client(hot=True) as ours, client(hot=False) as theirs:
        got = [await each.request(method, path, content=content, json=json, headers=headers) for each in (ours, theirs)]
    assert said(got[0]) == said(got[1])
    assert all(one.headers["x-trace"] for one in got)
    assert "secret" not in got[0].text


async def test_the_framework_is_not_asked_for_what_a_hot_route_takes() -> None:
    routes = [HotRoute("GET", "/api/one/{id}", LOOK, one, OPERATION)]
    app = create_application(Parts(version="1", authenticator=Present(), routers=[], hot_routes=routes))
    app.router.routes.clear()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=BASE) as asking:
        got = await asking.get("/api/one/7")
    assert got.text == "Ada GET 7 b'' Dougong"


async def test_an_answer_that_breaks_off_is_not_followed_by_another() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"first"
        raise refuse(409, "record.busy", id="x")

    async def breaks(_request: Request, _principal: Principal) -> Response:
        return StreamingResponse(pieces())

    routes = [HotRoute("GET", "/api/one", LOOK, breaks, OPERATION)]
    app = create_application(Parts(version="1", authenticator=Present(), routers=[], hot_routes=routes))
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as asking:
        got = await asking.get("/api/one")
    assert (got.status_code, got.content) == (200, b"first")
