"""Making and revoking API tokens; only from a session, so that a token cannot make a stronger one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast

from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.people.sign_in.secret_tokens import new_api_token, token_hash
from dougong.people.tokens.store import TokenStore
from dougong.storage.audit import AuditEntry
from dougong.storage.driver.port import in_transaction
from dougong_engine.document import Json

Scope = Literal["read", "write", "admin"]
INCLUDED: dict[Scope, tuple[Scope, ...]] = {
    "read": ("read",),
    "write": ("read", "write"),
    "admin": ("read", "write", "admin"),
}
MOST = 50


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token as its owner sees it; the secret is gone."""

    id: str
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


class Tokens:
    """API tokens of the caller."""

    def __init__(self, store: TokenStore, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    async def create(
        self, principal: Principal, name: str, scopes: Iterable[Scope], lasts: timedelta | None
    ) -> tuple[str, TokenRow]:
        """The secret, shown this once, and the row. A wider scope includes the narrower ones."""
        in_session(principal)
        if await self._store.count(principal.workspace_id, principal.person_id) >= MOST:
            raise refuse(409, "token.many", most=MOST)
        widened = sorted({inner for scope in scopes for inner in INCLUDED[scope]})
        secret, now = new_api_token(), self._now()
        row: dict[str, object] = {
            "workspace_id": principal.workspace_id,
            "id": new_id(),
            "person_id": principal.person_id,
            "name": name,
            "token_hash": token_hash(secret),
            "scopes": widened,
            "created_at": now,
            "expires_at": now + lasts if lasts else None,
            "revoked_at": None,
            "last_used_at": None,
        }
        detail: dict[str, Json] = {"name": name, "scopes": list(widened)}
        entry = _entry(principal, now, "token.created", str(row["id"]), detail)
        await self._store.database.write(self._store.insert(row, entry))
        return secret, TokenRow(
            str(row["id"]), name, tuple(widened), now, cast("datetime | None", row["expires_at"]), None
        )

    async def own(self, principal: Principal) -> list[TokenRow]:
        """The caller's open tokens."""
        rows = await self._store.own(principal.workspace_id, principal.person_id)
        return [
            TokenRow(id_, name, tuple(scopes), made, ends, used)  # type: ignore[arg-type]  # the columns in order
            for id_, name, scopes, made, ends, used in rows
        ]

    async def revoke(self, principal: Principal, token_id: str) -> None:
        """End a token of the caller. Refuses (404) an id that is none of theirs."""
        in_session(principal)
        entry = _entry(principal, self._now(), "token.revoked", token_id, {})
        done = await in_transaction(self._store.database, lambda session: self._store.revoke(session, token_id, entry))
        if not done:
            raise refuse(404, "token.unknown")


def in_session(principal: Principal) -> None:
    """Refuse (403, `token.session_only`) a caller who came with an API token."""
    if principal.kind != "session":
        raise refuse(403, "token.session_only")


def _entry(principal: Principal, now: datetime, action: str, token_id: str, detail: dict[str, Json]) -> AuditEntry:
    subject = f"token:{token_id}"
    return AuditEntry(principal.workspace_id, now, principal.person_id, action, subject, detail)
