"""Who sends a request: session cookie or API token → `Principal`, as its rights stand now."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, cast

from starlette.requests import HTTPConnection

from dougong.kernel.ports import RoleNames
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.people.sign_in.rates import Buckets
from dougong.people.sign_in.rules import SignInRules
from dougong.people.sign_in.secret_tokens import TOKEN_PREFIX, token_hash
from dougong.people.sign_in.store import SignInStore, Standing

COOKIE = "dougong_session"
LONGEST_CREDENTIAL = 200
# What someone with a one-time password may do before choosing an own one.
BEFORE_CHANGE = frozenset(
    {("GET", "/api/me"), ("POST", "/api/me/password"), ("POST", "/api/session"), ("DELETE", "/api/session")}
)


@dataclass(frozen=True, slots=True)
class Known:
    """A caller as last read from the database."""

    principal: Principal
    expires_at: datetime | None
    read_at: datetime


class SignInAuthenticator:
    """See `kernel.routes.Authenticator`. Safe to share between tasks of one event loop."""

    def __init__(
        self,
        store: SignInStore,
        roles: RoleNames,
        rules: SignInRules,
        now: Callable[[], datetime],
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._roles = roles
        self._rules = rules
        self._now = now
        self._known: dict[str, Known] = {}
        self._people = Buckets(rules.person_rate, ticks)
        self._workspaces = Buckets(rules.workspace_rate, ticks)

    async def authenticate(self, request: HTTPConnection) -> Principal | None:
        """The caller, with the credential and the stamp of rights read in one select; None for nobody."""
        credential = _credential(request)
        if credential is None:
            return None
        kind, hashed = credential
        return self._allowed(request, await self._read(request, kind, hashed))

    async def authenticate_cached(self, request: HTTPConnection) -> Principal | None:
        """As `authenticate`, without a select where the caller was read in the last minute.

        Only for routes whose data statement compares `Principal.epoch` with the database; when that finds another
        stamp, call `authenticate`, which reads everything anew (None then: the credential is gone).
        """
        credential = _credential(request)
        if credential is None:
            return None
        kind, hashed = credential
        known = self._known.get(hashed)
        now = self._now()
        if known is None or now - known.read_at > self._rules.trust_cached or _over(known.expires_at, now):
            return self._allowed(request, await self._read(request, kind, hashed))
        return self._allowed(request, known.principal)

    async def principal_of(
        self, workspace_id: str, person_id: str, kind: Literal["flow", "system"] = "flow"
    ) -> Principal | None:
        """Someone's rights now, without a request: for flows and jobs. None when gone or deactivated."""
        row = await self._store.person(workspace_id, person_id)
        if row is None:
            return None
        account_id, name, admin, locale, epoch = row
        standing = Standing(
            "", workspace_id, person_id, cast("str | None", account_id), str(name), bool(admin), str(locale),
            cast("int", epoch), False, frozenset(), None, None,
        )  # fmt: skip
        return await self._principal(standing, kind)

    def forget(self, request: HTTPConnection) -> None:
        """Drop what is cached about a credential."""
        credential = _credential(request)
        if credential is not None:
            self._known.pop(credential[1], None)

    def _allowed(self, request: HTTPConnection, principal: Principal | None) -> Principal | None:
        if principal is not None:
            # Problem documents speak the caller's language even when a route refuses.
            request.state.locale = principal.locale
            self._people.take(f"{principal.workspace_id}/{principal.person_id}")
            self._workspaces.take(principal.workspace_id)
        return principal

    async def _read(self, request: HTTPConnection, kind: Literal["session", "token"], hashed: str) -> Principal | None:
        is_token = kind == "token"
        standing = await (self._store.token(hashed) if is_token else self._store.session(hashed))
        now = self._now()
        if standing is None or self._is_over(standing, kind, now):
            self._known.pop(hashed, None)
            if is_token:
                raise refuse(401, "token.invalid")
            return None
        if standing.must_change and (request.scope.get("method"), request.url.path) not in BEFORE_CHANGE:
            raise refuse(403, "password.must_change")
        if standing.seen_at is None or now - standing.seen_at > self._rules.touch_every:
            await self._store.touch(hashed, now, is_token=is_token)
        return await self._remembered(standing, kind, hashed, now)

    def _is_over(self, standing: Standing, kind: str, now: datetime) -> bool:
        idle = kind == "session" and standing.seen_at is not None and now - standing.seen_at > self._rules.idle_lasts
        return idle or _over(standing.expires_at, now)

    async def _remembered(
        self, standing: Standing, kind: Literal["session", "token"], hashed: str, now: datetime
    ) -> Principal:
        known = self._known.pop(hashed, None)
        if known is not None and _still_true(known.principal, standing):
            principal = replace(known.principal, name=standing.name, locale=standing.locale)
        else:
            principal = await self._principal(standing, kind)
        if not standing.must_change:
            self._known[hashed] = Known(principal, self._ends(standing, kind), now)
            if len(self._known) > self._rules.cached_callers:
                del self._known[next(iter(self._known))]
        return principal

    def _ends(self, standing: Standing, kind: str) -> datetime | None:
        if kind == "session" and standing.seen_at is not None and standing.expires_at is not None:
            slack: timedelta = self._rules.idle_lasts + self._rules.touch_every
            return min(standing.expires_at, standing.seen_at + slack)
        return standing.expires_at

    async def _principal(self, standing: Standing, kind: Literal["session", "token", "flow", "system"]) -> Principal:
        roles = await self._store.role_ids(standing.workspace_id, standing.person_id)
        documents = await self._roles.roles(standing.workspace_id)
        held = tuple(role for role in roles if role in documents)
        return Principal(
            workspace_id=standing.workspace_id,
            person_id=standing.person_id,
            account_id=standing.account_id,
            name=standing.name,
            roles=held,
            admin=standing.admin,
            abilities=frozenset(ability for role in held for ability in documents[role].abilities),
            epoch=standing.epoch,
            locale=standing.locale,
            kind=kind,
            scopes=standing.scopes,
        )


def _still_true(principal: Principal, standing: Standing) -> bool:
    """Whose value it is, is compared too: a mixed-up cache must never answer for somebody else."""
    return (
        principal.epoch == standing.epoch
        and principal.person_id == standing.person_id
        and principal.workspace_id == standing.workspace_id
        and principal.scopes == standing.scopes
    )


def _over(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now


def _credential(request: HTTPConnection) -> tuple[Literal["session", "token"], str] | None:
    """Kind and hash of what the request shows. A header wins over a cookie; a malformed header is refused (401)."""
    header = request.headers.get("authorization")
    if header is not None:
        word, _, token = header.partition(" ")
        if word.lower() != "bearer" or not token.startswith(TOKEN_PREFIX) or len(token) > LONGEST_CREDENTIAL:
            raise refuse(401, "token.invalid")
        return "token", token_hash(token)
    cookie = request.cookies.get(COOKIE)
    if not cookie or len(cookie) > LONGEST_CREDENTIAL:
        return None
    return "session", token_hash(cookie)
