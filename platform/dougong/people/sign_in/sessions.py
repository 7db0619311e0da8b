"""Signing in and out, and choosing a new password."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.people.attempts.service import Attempts
from dougong.people.sign_in.passwords import Passwords, check_password
from dougong.people.sign_in.rules import SignInRules
from dougong.people.sign_in.secret_tokens import new_session_token, token_hash
from dougong.people.sign_in.store import Account, SignInStore
from dougong.storage.driver.port import Step, in_transaction

USER_AGENT_KEPT = 300


@dataclass(frozen=True, slots=True)
class Device:
    """From where somebody signs in; shown to them in the list of their sessions."""

    ip: str
    user_agent: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A new session. `token` goes into the cookie and nowhere else."""

    token: str
    workspace_id: str
    person_id: str
    must_change: bool


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session as its owner sees it."""

    id: str
    created_at: datetime
    seen_at: datetime
    user_agent: str
    ip: str
    current: bool


class Sessions:
    """Sessions of accounts; each sign-in and each change of password makes a new token."""

    def __init__(
        self,
        store: SignInStore,
        attempts: Attempts,
        passwords: Passwords,
        rules: SignInRules,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._passwords = passwords
        self._rules = rules
        self._now = now
        self._attempts = attempts

    async def sign_in(self, login: str, password: str, workspace_id: str | None, device: Device) -> Opened:
        """A session in the named workspace, or in the first one of the account.

        Refuses with one and the same answer (401, `session.credentials`) whatever was wrong; 429 after too many tries.
        """
        email = login.strip().lower()
        attempt = await self._attempts.begin(email, device.ip)
        account = await self._store.account_by_email(email)
        if not await self._passwords.matches(password, account.password_hash if account else None) or account is None:
            raise refuse(401, "session.credentials")
        for workspace, person_id, _ in await self._store.memberships(account.id):
            if workspace_id in (None, workspace):
                await self._attempts.succeed(attempt)
                return await self._open(account, workspace, person_id, device, account.must_change)
        raise refuse(401, "session.credentials")

    async def sign_out(self, principal: Principal, token: str) -> None:
        """End the session of this cookie."""
        await self._store.close_session(token_hash(token), principal.workspace_id, principal.person_id)

    async def change_password(self, principal: Principal, current: str, new: str, device: Device) -> Opened:
        """Every session of the account ends and the caller gets a new one."""
        account = await self._store.account(principal.account_id) if principal.account_id else None
        if account is None:
            raise refuse(409, "account.none")
        attempt = await self._attempts.begin(account.email, device.ip)
        if not await self._passwords.matches(current, account.password_hash):
            raise refuse(422, "password.current", ("current_password",))
        await self._attempts.succeed(attempt)
        check_password(new, account.email)
        if new == current:
            raise refuse(422, "password.same", ("new_password",))
        changed = self._store.set_password(account.id, await self._passwords.hash(new), one_time=False)
        return await self._open(account, principal.workspace_id, principal.person_id, device, False, changed)

    async def own(self, principal: Principal, token: str | None) -> list[SessionRow]:
        """The open sessions of the caller's account, latest used first."""
        if principal.account_id is None:
            return []
        current = token_hash(token) if token else ""
        rows = await self._store.sessions_of(principal.account_id, self._now())
        return [
            SessionRow(id_, made, seen, agent, ip, hashed == current)  # type: ignore[arg-type]  # the columns in order
            for id_, hashed, made, seen, agent, ip in rows
        ]

    async def end_own(self, principal: Principal, session_id: str) -> None:
        """End one session of the caller's account. Refuses (404) an id that is none of theirs."""
        account_id = principal.account_id
        found = account_id is not None and await in_transaction(
            self._store.database, lambda session: self._store.close_own_session(session, account_id, session_id)
        )
        if not found:
            raise refuse(404, "session.unknown")

    async def _open(
        self,
        account: Account,
        workspace_id: str,
        person_id: str,
        device: Device,
        must_change: bool,
        before: list[Step] | None = None,
    ) -> Opened:
        token = new_session_token()
        now = self._now()
        row: dict[str, object] = {
            "token_hash": token_hash(token),
            "id": new_id(),
            "account_id": account.id,
            "workspace_id": workspace_id,
            "person_id": person_id,
            "created_at": now,
            "expires_at": now + self._rules.session_lasts,
            "seen_at": now,
            "user_agent": device.user_agent[:USER_AGENT_KEPT].replace("\x00", ""),
            "ip": device.ip,
        }
        await self._store.database.write([*(before or ()), self._store.open_session(row)])
        return Opened(token, workspace_id, person_id, must_change)
