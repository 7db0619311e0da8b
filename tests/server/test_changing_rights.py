"""Rights that change while a question is answered: whoever reads gets an answer, whoever writes is asked again."""

import httpx
import pytest
from fastapi import APIRouter

from dougong.kernel.http.application import Parts, create_application
from dougong.kernel.http.rules import HttpRules
from dougong.kernel.problem import refuse
from dougong.kernel.routes import LOOK, READ, RIGHTS_READ, WRITE, route
from dougong.kernel.workspace import Principal, RightsChanged
from support.apps import BASE

SOMEBODY = Principal("w", "p", "a", "Ada", (), False, frozenset(), 1, "en", "session")


class Present:
    """Counts how often the caller was read."""

    def __init__(self) -> None:
        self.read = 0

    async def authenticate(self, request: object) -> Principal | None:
        self.read += 1
        return SOMEBODY


def asked_of(changes: int) -> tuple[httpx.AsyncClient, Present, list[object]]:
    """An application whose routes meet changed rights so often, who is read, and what it was asked."""
    routes, present, seen = APIRouter(prefix="/api"), Present(), list[object]()

    def meet(question: object) -> dict[str, int]:
        seen.append(question)
        if len(seen) <= changes:
            raise RightsChanged
        return {"tries": len(seen)}

    @route(routes, "GET", "/read", READ)
    async def read() -> dict[str, int]:
        return meet("read")

    @route(routes, "POST", "/look", LOOK)
    async def look(body: dict[str, int]) -> dict[str, int]:
        return meet(body)

    @route(routes, "POST", "/write", WRITE)
    async def write(body: dict[str, int]) -> dict[str, int]:
        return meet(body)

    changing = {RightsChanged: lambda _: refuse(409, "access.changing")}
    parts = Parts(version="1", authenticator=present, routers=[routes], http=HttpRules(), refusals=changing)
    headers = {"x-dougong-csrf": "1"}
    transport = httpx.ASGITransport(app=create_application(parts))
    return httpx.AsyncClient(transport=transport, base_url=BASE, headers=headers), present, seen


@pytest.mark.parametrize("changes", range(RIGHTS_READ))
async def test_a_question_is_asked_again_with_the_caller_as_they_are_by_then(changes: int) -> None:
    client, present, seen = asked_of(changes)
    async with client:
        got = await client.get("/api/read")
    assert (got.status_code, got.json()) == (200, {"tries": changes + 1})
    assert present.read == changes + 1 == len(seen)


async def test_a_question_with_a_body_keeps_it() -> None:
    client, _, seen = asked_of(RIGHTS_READ - 1)
    async with client:
        got = await client.post("/api/look", json={"stage": 3})
    assert got.status_code == 200, got.text
    assert seen == [{"stage": 3}] * RIGHTS_READ


async def test_rights_that_never_rest_are_told() -> None:
    client, _, seen = asked_of(RIGHTS_READ)
    async with client:
        got = await client.get("/api/read")
    assert (got.status_code, got.json()["code"]) == (409, "access.changing")
    assert len(seen) == RIGHTS_READ


async def test_what_writes_is_not_done_twice() -> None:
    client, _, seen = asked_of(1)
    async with client:
        got = await client.post("/api/write", json={"stage": 3})
    assert (got.status_code, got.json()["code"]) == (409, "access.changing")
    assert len(seen) == 1
