"""An app of a few routers whose callers are named by a header, for tests of one part alone."""

from collections.abc import Mapping, Sequence

import httpx
from fastapi import APIRouter, FastAPI, Request
from starlette.responses import JSONResponse

from dougong.kernel.problem import Refusal
from dougong.kernel.routes import HotRoute
from dougong.kernel.workspace import Principal
from support.described import as_described

WORKSPACE = "0198f2a0-0000-7000-8000-00000000000a"
OTHER_WORKSPACE = "0198f2a0-0000-7000-8000-00000000000b"
LI = "0198f2a0-0000-7000-8000-000000000001"
ZHANG = "0198f2a0-0000-7000-8000-000000000002"


def someone(person_id: str = LI, workspace_id: str = WORKSPACE, *, admin: bool = False) -> Principal:
    """A signed-in person without roles."""
    return Principal(
        workspace_id=workspace_id,
        person_id=person_id,
        account_id=None,
        name=person_id[-1],
        roles=(),
        admin=admin,
        abilities=frozenset(),
        epoch=0,
        locale="en",
        kind="session",
    )


class CallersByHeader:
    """Takes the header `x-caller` for the person; people can be signed out while a test runs."""

    def __init__(self, people: Mapping[str, Principal]) -> None:
        self.people = dict(people)

    async def authenticate(self, request: Request) -> Principal | None:
        """Whoever the header names."""
        return self.people.get(request.headers.get("x-caller", ""))

    authenticate_cached = authenticate


def small_app(
    *routers: APIRouter, people: Mapping[str, Principal] | None = None, hot: Sequence[HotRoute] = ()
) -> FastAPI:
    """An app with these routers; by default `li` and `zhang` are of one workspace and `stranger` of another."""
    app = FastAPI()
    app.state.authenticator = CallersByHeader(
        people
        or {
            "li": someone(LI),
            "zhang": someone(ZHANG),
            "boss": someone(ZHANG, admin=True),
            "stranger": someone(LI, OTHER_WORKSPACE, admin=True),
        }
    )
    app.router.routes.extend(hot)
    for router in routers:
        app.include_router(router)

    async def refused(request: Request, refusal: Exception) -> JSONResponse:
        assert isinstance(refusal, Refusal)
        return JSONResponse({"code": refusal.problems[0].code}, refusal.status)

    app.add_exception_handler(Refusal, refused)
    return app


def calling(app: FastAPI, caller: str) -> httpx.AsyncClient:
    """A client of the app that is signed in as `caller`."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://dougong.test",
        headers={"x-caller": caller, "x-dougong-csrf": "1"},
        event_hooks={"response": [as_described]},
    )
