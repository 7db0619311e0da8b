"""What people wait for is what their requests take until the answers begin."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dougong.kernel.answering import Answering
from dougong.kernel.http.application import Parts, create_application
from dougong.kernel.problem import refuse
from dougong.kernel.routes import LOOK, HotRoute
from dougong.kernel.workspace import Principal
from support.apps import BASE

SOMEBODY = Principal("w", "p", "a", "Ada", (), False, frozenset(), 1, "en", "session")


class Present:
    """Always the same caller."""

    async def authenticate_cached(self, request: object) -> Principal | None:
        return SOMEBODY

    async def authenticate(self, request: object) -> Principal | None:
        return SOMEBODY


class Asking:
    """An application that notes how much had been waited whenever it says something."""

    def __init__(self) -> None:
        self.answering = Answering()
        self.noted: list[float] = []
        routes = [
            HotRoute("GET", f"/api/{one.__name__}", LOOK, one, {"parameters": []})
            for one in (self.plain, self.stream, self.refused)
        ]
        parts = Parts("1", Present(), [], hot_routes=routes, answering=self.answering)
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(app=create_application(parts)), base_url=BASE)

    async def plain(self, _request: Request, _principal: Principal) -> Response:
        self.noted.append(self.answering.seconds)
        return Response("yes")

    async def refused(self, _request: Request, _principal: Principal) -> Response:
        raise refuse(409, "record.busy", id="x")

    async def stream(self, _request: Request, _principal: Principal) -> Response:
        async def pieces() -> AsyncIterator[bytes]:
            for _ in range(3):
                self.noted.append(self.answering.seconds)
                yield b"."

        return StreamingResponse(pieces())


@pytest.mark.parametrize("path", ["/api/plain", "/api/refused", "/api/nothing"])
async def test_each_request_adds_what_it_took(path: str) -> None:
    asking = Asking()
    await asking.client.get(path)
    first = asking.answering.seconds
    await asking.client.get(path)
    assert 0 < first < asking.answering.seconds


async def test_a_stream_adds_nothing_once_it_has_begun() -> None:
    asking = Asking()
    await asking.client.get("/api/stream")
    assert set(asking.noted) == {asking.answering.seconds}
    assert asking.answering.seconds > 0
