"""Routes that say who may call them; a route without a policy cannot be made."""

from collections.abc import Awaitable, Callable, Coroutine
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Protocol, TypeVar, cast

from fastapi import APIRouter, Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.responses import Response
from starlette.routing import Route

from dougong.kernel.problem import Refusal, refuse
from dougong.kernel.workspace import Principal, RightsChanged
from dougong_engine.design.role import Ability

Handler = TypeVar("Handler", bound=Callable[..., Any])
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
UNKNOWN_TOLD = 20
RIGHTS_READ = 4
"""So often is a question asked whose caller's rights change while it is answered; then the caller is told so (409)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may call a route. Rights on records are decided deeper down, inside the statements.

    anonymous: anyone · signed_in: any active person of the workspace · ability: a person with that ability.
    `scope` is what an API token must carry (`read`, `write` or `admin`). `viewed` says what somebody gets who views as
    another (header X-Dougong-View-As): nothing, the answer for that other, or the own answer.
    """

    who: Literal["anonymous", "signed_in", "ability"]
    ability: Ability | None = None
    scope: Literal["read", "write", "admin"] = "read"
    viewed: Literal["refused", "as", "own"] = "refused"

    def __str__(self) -> str:
        return f"{self.who}:{self.ability or ''}:{self.scope}"


ANONYMOUS = Policy("anonymous")
READ = Policy("signed_in")
WRITE = Policy("signed_in", scope="write")
LOOK = Policy("signed_in", viewed="as")
"""Reads what rights decide: for somebody who views as another, with the rights of that other."""
BESIDE = Policy("signed_in", viewed="own")
"""Reads what surrounds a page for everybody alike: own, also for somebody who views as another."""
VIEW_AS = "x-dougong-view-as"


def able(ability: Ability) -> Policy:
    """Only for people with an ability on the workspace."""
    return Policy("ability", ability, "admin")


class Authenticator(Protocol):
    """Tells who sends a request; people/ implements it."""

    async def authenticate(self, request: Request) -> Principal | None:
        """The caller, or None for nobody. Raises Refusal for a credential that is bad."""
        ...

    async def authenticate_cached(self, request: Request) -> Principal | None:
        """The caller as read a moment ago: only where the data statement compares the caller's epoch."""
        ...


class Viewer(Protocol):
    """Lets somebody look on with other rights than the own; access/ implements it."""

    async def seen_by(self, caller: Principal, viewing: str) -> Principal:
        """The rights to answer with, never wider than the caller's. Raises Refusal (403) when the look is over."""
        ...


async def admit(request: Request, policy: Policy, *, cached: bool = False) -> Principal | None:
    """The caller if the policy lets them through; 401 or 403 otherwise.

    A session cookie on a changing request must come with our own header, which no foreign page can send.
    """
    authenticator: Authenticator = request.app.state.authenticator
    read = authenticator.authenticate_cached if cached else authenticator.authenticate
    viewing = request.headers.get(VIEW_AS)
    principal = await (read(request) if viewing is None else authenticator.authenticate(request))
    if policy.who == "anonymous":
        return principal
    if principal is None:
        raise refuse(401, "session.missing")
    if principal.kind == "session" and request.method not in SAFE and request.headers.get("x-dougong-csrf") != "1":
        raise refuse(403, "session.csrf")
    if principal.kind == "token" and policy.scope not in principal.scopes:
        raise refuse(403, "token.scope", scope=policy.scope)
    if policy.ability is not None and not principal.admin and policy.ability not in principal.abilities:
        raise refuse(403, "access.ability", ability=policy.ability)
    return principal if viewing is None else await _viewed(request, policy, principal, viewing)


async def _viewed(request: Request, policy: Policy, caller: Principal, viewing: str) -> Principal:
    """Whose answer somebody gets who views as another; refused where nobody thought of it."""
    if policy.viewed == "refused" or caller.kind != "session":
        raise refuse(403, "view_as.refused")
    if policy.viewed == "own":
        return caller
    viewer: Viewer | None = request.app.state.viewer
    if viewer is None:
        raise refuse(403, "view_as.refused")
    return await viewer.seen_by(caller, viewing)


def route(
    router: APIRouter, method: str, path: str, policy: Policy, *, answer: object = None, **settings: Any
) -> Callable[[Handler], Handler]:
    """Register a FastAPI endpoint under a policy; the caller is `principal: Caller` in its arguments.

    `answer` is the type that describes its JSON where the endpoint makes plain dicts, which are sent as they are: it
    stands in OpenAPI, and the tests hold the answers against it.
    """
    if answer is not None:
        settings |= {"response_model": None, "responses": {settings.get("status_code", 200): {"model": answer}}}

    known: set[str] = set()

    async def guard(request: Request) -> None:
        request.state.principal = await admit(request, policy)
        _refuse_unknown(request, known)

    def register(handler: Handler) -> Handler:
        extra = {**settings.pop("openapi_extra", {}), "x-policy": str(policy)}
        if method in SAFE or policy.viewed == "as":
            settings["route_class_override"] = _Rereading
        router.add_api_route(
            path, handler, methods=[method], dependencies=[Depends(guard)], openapi_extra=extra, **settings
        )
        known.update(_query_names(cast(APIRoute, router.routes[-1]).dependant))
        return handler

    return register


class _Rereading(APIRoute):
    """A route that only reads: while rights change it asks again, with the caller as they are by then."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What FastAPI calls for a request; the body stays with the request."""
        once = super().get_route_handler()

        async def answered(request: Request) -> Response:
            for _ in range(RIGHTS_READ - 1):
                try:
                    return await once(request)
                except RightsChanged:
                    continue
            return await once(request)

        return answered


def _query_names(dependant: Dependant) -> set[str]:
    """The query parameters that an endpoint and what it depends on take."""
    names = {one.alias for one in dependant.query_params}
    return names.union(*map(_query_names, dependant.dependencies))


def _refuse_unknown(request: Request, known: AbstractSet[str]) -> None:
    """A misspelt parameter would be a question that nobody asked, answered (422)."""
    unknown = sorted(request.query_params.keys() - known) if request.scope["query_string"] else ()
    if unknown:
        raise refuse(422, "query.unknown_member", tuple(unknown[:1]), members=unknown[:UNKNOWN_TOLD])


def _caller(request: Request) -> Principal:
    principal: Principal | None = request.state.principal
    if principal is None:
        raise refuse(401, "session.missing")
    return principal


Caller = Annotated[Principal, Depends(_caller)]
"""The signed-in caller of a FastAPI endpoint made by `route`."""


async def _as_before(request: Request, policy: Policy, principal: Principal) -> bool:
    """Whether the caller's rights are still those that were cached; 401 for a credential that is gone."""
    now = await admit(request, policy)
    return now is not None and now.epoch == principal.epoch


class HotRoute(Route):
    """A plain Starlette route for the hot record paths, with its policy and its OpenAPI operation beside it."""

    def __init__(
        self,
        method: str,
        path: str,
        policy: Policy,
        handler: Callable[[Request, Principal], Awaitable[Response]],
        operation: dict[str, Any],
    ) -> None:
        known = {one["name"] for one in operation["parameters"] if one["in"] == "query"}

        async def endpoint(request: Request) -> Response:
            for cached in (True, *[False] * (RIGHTS_READ - 1)):
                principal = await admit(request, policy, cached=cached)
                if principal is None:
                    raise refuse(401, "session.missing")
                _refuse_unknown(request, known)
                try:
                    return await handler(request, principal)
                except RightsChanged:
                    continue
                except Refusal:
                    # It may have been raised before any statement compared the caller's rights with the database.
                    if not cached or await _as_before(request, policy, principal):
                        raise
            raise refuse(409, "access.changing")

        super().__init__(path, endpoint, methods=[method])
        self.policy = policy
        self.operation = operation
