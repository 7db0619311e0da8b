"""Hot routes answered right behind the gate: the framework's layers cost as much as a statement does."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from re import Match
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dougong.kernel.routes import HotRoute

Worded = Callable[[Request, Any], Awaitable[Response]]


class Shortcut:
    """ASGI middleware: what a hot route takes goes to its endpoint, everything else on to the framework.

    `worded` makes answers of exceptions by their class, as the framework does; one without an entry leaves.
    """

    def __init__(self, app: ASGIApp, routes: Sequence[HotRoute], worded: Mapping[type[Exception], Worded]) -> None:
        self._app = app
        self._worded = worded
        self._routes: dict[str, list[HotRoute]] = {}
        for route in routes:
            for method in route.methods or ():
                self._routes.setdefault(method, []).append(route)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer it here or hand it on."""
        route, found = self._route(scope)
        if route is None or found is None:
            await self._app(scope, receive, send)
            return
        scope["path_params"] = found.groupdict()
        request = Request(scope, receive, send)
        try:
            response = await route.endpoint(request)
        except Exception as error:
            worded = next((self._worded[kind] for kind in type(error).__mro__ if kind in self._worded), None)
            if worded is None:
                raise
            response = await worded(request, error)
        await response(scope, receive, send)

    def _route(self, scope: Scope) -> "tuple[HotRoute | None, Match[str] | None]":
        """The first route that takes the request, as the framework would choose."""
        if scope["type"] == "http":
            for route in self._routes.get(scope["method"], ()):
                found = route.path_regex.match(scope["path"])
                if found is not None:
                    return route, found
        return None, None
