"""An application out of routers: gate, problem documents, OpenAPI, front end."""

import logging
import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from dougong.kernel.answering import Answering
from dougong.kernel.http.answers import answer
from dougong.kernel.http.gate import Gate
from dougong.kernel.http.rules import HttpRules
from dougong.kernel.http.shortcut import Shortcut, Worded
from dougong.kernel.http.site import Site
from dougong.kernel.problem import Refusal
from dougong.kernel.routes import ANONYMOUS, READ, Authenticator, HotRoute, Viewer, route
from dougong.kernel.shapes import ApiShown, HealthShown
from dougong.kernel.workspace import RightsChanged
from dougong_engine.errors import EngineError

log = logging.getLogger("dougong.http")
Running = Callable[[], AbstractAsyncContextManager[object]]
Convert = Callable[[Exception], Refusal]

DESIGN = "design."
"""Design objects stand in OpenAPI under their own names behind this, apart from what routes take and answer."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything an application is made of; nothing here has been started.

    `running` are entered in order when the server starts and left in reverse order when it stops. `refusals` turns
    exceptions of lower layers into refusals.
    """

    version: str
    authenticator: Authenticator
    routers: Sequence[APIRouter]
    hot_routes: Sequence[HotRoute] = ()
    http: HttpRules = field(default_factory=HttpRules)
    running: Sequence[Running] = ()
    refusals: Mapping[type[Exception], Convert] | None = None
    healthy: Callable[[], Any] | None = None
    static: Path | None = None
    viewer: Viewer | None = None
    answering: Answering = field(default_factory=Answering)


def create_application(parts: Parts) -> FastAPI:
    """The application; its state holds `authenticator` and `parts`."""
    app = FastAPI(
        title="Dougong",
        version=parts.version,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan(parts),
        telemetry={"tracing": False, "metrics": False, "logs": False, "operation_spans": False},
    )
    app.state.authenticator = parts.authenticator
    app.state.viewer = parts.viewer
    app.state.parts = parts
    # Hot routes first: matching is in order. One flat list, so that a test can walk every route with its policy.
    app.router.routes.extend(parts.hot_routes)
    for router in (_about(app, parts), *parts.routers):
        app.router.routes.extend(_named(one) for one in router.routes)
    app.router.default = Site(parts.static)
    answered: tuple[type[Exception], ...] = (Refusal, EngineError, RequestValidationError, HTTPException, RightsChanged)
    worded: dict[type[Exception], Worded] = dict.fromkeys(answered, answer)
    worded |= {kind: _converted(convert) for kind, convert in (parts.refusals or {}).items()}
    for kind, say in worded.items():
        app.add_exception_handler(kind, say)
    # The gate is added last, so that it comes first.
    app.add_middleware(Shortcut, routes=parts.hot_routes, worded=worded)
    app.add_middleware(Gate, rules=parts.http, answering=parts.answering)
    return app


def openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document with the hot routes and the design objects in it; the same bytes for the same routes."""
    # Only who asks for the description pays for it: the schemas of all design objects take a while to make.
    from dougong.kernel.http.examples import completed
    from dougong_engine.design.objects import components

    parts: Parts = app.state.parts
    whole = get_openapi(title=app.title, version=app.version, routes=app.routes)
    for hot in parts.hot_routes:
        for method in sorted((hot.methods or set()) - {"HEAD"}):
            operation = {"operationId": _operation_id(method, hot.path), **hot.operation, "x-policy": str(hot.policy)}
            whole.setdefault("paths", {}).setdefault(hot.path, {})[method.lower()] = operation
    whole["paths"] = dict(sorted(whole.get("paths", {}).items()))
    schemas = whole.setdefault("components", {}).setdefault("schemas", {})
    whole["components"]["schemas"] = schemas | components(DESIGN)
    completed(whole)
    whole["components"]["schemas"] = dict(sorted(whole["components"]["schemas"].items()))
    return whole


def _operation_id(method: str, path: str) -> str:
    """`post_records_entity_bulk` for a hot route that does not name its operation."""
    words = re.findall(r"[a-z]+", path.removeprefix("/api"))
    return "_".join([method.lower(), *words])


def _named(one: BaseRoute) -> BaseRoute:
    """Functions are named as operations: clients are generated from them."""
    if isinstance(one, APIRoute):
        one.operation_id = one.unique_id = one.name
    return one


def _about(app: FastAPI, parts: Parts) -> APIRouter:
    routes = APIRouter(prefix="/api", tags=["server"])

    @route(routes, "GET", "/health", ANONYMOUS, answer=HealthShown)
    async def read_health() -> dict[str, str]:
        """Answers when the server and its database do."""
        if parts.healthy is not None:
            await parts.healthy()
        return {"status": "ok"}

    @route(routes, "GET", "/openapi.json", READ, answer=ApiShown)
    async def read_openapi() -> dict[str, Any]:
        """This API, as OpenAPI."""
        return openapi(app)

    return routes


def _converted(convert: Convert) -> Callable[[Request, Exception], Any]:
    async def handler(request: Request, error: Exception) -> Response:
        refusal = convert(error)
        if refusal.status >= 500:
            log.error("request failed", exc_info=error, extra={"path": request.url.path, "status": refusal.status})
        return await answer(request, refusal)

    return handler


def _lifespan(parts: Parts) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for start in parts.running:
                await stack.enter_async_context(start())
            yield

    return lifespan
