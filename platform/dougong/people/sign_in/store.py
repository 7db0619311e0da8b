"""SQL of accounts and sessions, and the one select that tells on each request who sends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import sqlalchemy as sa

from dougong.people.tables import accounts, api_tokens, sessions
from dougong.storage.driver.port import Database, Row, Session, Step
from dougong.storage.people_tables import people, role_members
from dougong.storage.rights import RAISE_PERSON
from dougong.storage.statements import Statements
from dougong.storage.types import BooleanType, MomentType, TextType, UuidType
from dougong.storage.workspaces import workspaces

_ACCOUNT = sa.bindparam("account", type_=UuidType())
_WORKSPACE = sa.bindparam("workspace", type_=UuidType())
_PERSON = sa.bindparam("person", type_=UuidType())
_HASH = sa.bindparam("hash", type_=TextType())
_MOMENT = sa.bindparam("moment", type_=MomentType())

_STANDING = (
    people.c.name,
    people.c.admin,
    sa.func.coalesce(people.c.locale, workspaces.c.locale, type_=TextType()).label("locale"),
    (people.c.epoch + workspaces.c.epoch).label("epoch"),
)
_MEMBER = sa.and_(people.c.active, workspaces.c.id == people.c.workspace_id)

SESSION_STATE = sa.select(
    sessions.c.id,
    sessions.c.workspace_id,
    sessions.c.person_id,
    sessions.c.account_id,
    *_STANDING,
    accounts.c.must_change,
    sessions.c.expires_at,
    sessions.c.seen_at,
).where(
    sessions.c.token_hash == _HASH,
    people.c.workspace_id == sessions.c.workspace_id,
    people.c.id == sessions.c.person_id,
    people.c.account_id == sessions.c.account_id,
    accounts.c.id == sessions.c.account_id,
    sa.not_(accounts.c.disabled),
    _MEMBER,
)
TOKEN_STATE = (
    sa.select(
        api_tokens.c.id,
        api_tokens.c.workspace_id,
        api_tokens.c.person_id,
        people.c.account_id,
        *_STANDING,
        api_tokens.c.scopes,
        api_tokens.c.expires_at,
        api_tokens.c.last_used_at,
    )
    .select_from(
        api_tokens.join(
            people,
            sa.and_(people.c.workspace_id == api_tokens.c.workspace_id, people.c.id == api_tokens.c.person_id),
        )
        .join(workspaces, workspaces.c.id == people.c.workspace_id)
        .outerjoin(accounts, accounts.c.id == people.c.account_id)
    )
    .where(
        api_tokens.c.token_hash == _HASH,
        api_tokens.c.revoked_at.is_(None),
        people.c.active,
        sa.or_(accounts.c.id.is_(None), sa.not_(accounts.c.disabled)),
    )
)
PERSON_STATE = sa.select(people.c.account_id, *_STANDING).where(
    people.c.workspace_id == _WORKSPACE, people.c.id == _PERSON, _MEMBER
)
ROLE_IDS = (
    sa.select(role_members.c.role_id)
    .where(role_members.c.workspace_id == _WORKSPACE, role_members.c.person_id == _PERSON)
    .order_by(role_members.c.role_id)
)
TOUCH_SESSION = sa.update(sessions).where(sessions.c.token_hash == _HASH).values(seen_at=_MOMENT)
TOUCH_TOKEN = sa.update(api_tokens).where(api_tokens.c.token_hash == _HASH).values(last_used_at=_MOMENT)

_ACCOUNT_COLUMNS = (accounts.c.id, accounts.c.email, accounts.c.password_hash, accounts.c.must_change)
ACCOUNT_BY_EMAIL = sa.select(*_ACCOUNT_COLUMNS).where(
    accounts.c.email == sa.bindparam("email", type_=TextType()), sa.not_(accounts.c.disabled)
)
ACCOUNT = sa.select(*_ACCOUNT_COLUMNS).where(accounts.c.id == _ACCOUNT, sa.not_(accounts.c.disabled))
MEMBERSHIPS = (
    sa.select(people.c.workspace_id, people.c.id, workspaces.c.name)
    .where(people.c.account_id == _ACCOUNT, _MEMBER)
    .order_by(workspaces.c.number)
)
OWN_PAGE = (
    sa.select(
        sa.func.coalesce(accounts.c.email, people.c.email, type_=TextType()).label("email"),
        workspaces.c.name,
        workspaces.c.timezone,
        sa.func.coalesce(accounts.c.must_change, sa.false(), type_=BooleanType()).label("must_change"),
    )
    .select_from(
        people.join(workspaces, workspaces.c.id == people.c.workspace_id).outerjoin(
            accounts, accounts.c.id == people.c.account_id
        )
    )
    .where(people.c.workspace_id == _WORKSPACE, people.c.id == _PERSON)
)
COUNT_MEMBERSHIPS = sa.select(sa.func.count()).select_from(people).where(people.c.account_id == _ACCOUNT)
SET_PASSWORD = (
    sa.update(accounts)
    .where(accounts.c.id == _ACCOUNT)
    .values(password_hash=sa.bindparam("new_hash", type_=TextType()), must_change=sa.bindparam("one_time"))
)
INSERT_SESSION = sa.insert(sessions)
DELETE_SESSION = sa.delete(sessions).where(sessions.c.token_hash == _HASH)
DELETE_OWN_SESSION = (
    sa.delete(sessions)
    .where(sessions.c.account_id == _ACCOUNT, sessions.c.id == sa.bindparam("session", type_=UuidType()))
    .returning(sessions.c.workspace_id, sessions.c.person_id)
)
DELETE_SESSIONS = sa.delete(sessions).where(sessions.c.account_id == _ACCOUNT)
DELETE_EXPIRED = sa.delete(sessions).where(sessions.c.expires_at < _MOMENT)
SESSIONS_OF = (
    sa.select(
        sessions.c.id,
        sessions.c.token_hash,
        sessions.c.created_at,
        sessions.c.seen_at,
        sessions.c.user_agent,
        sessions.c.ip,
    )
    .where(sessions.c.account_id == _ACCOUNT, sessions.c.expires_at > _MOMENT)
    .order_by(sessions.c.seen_at.desc(), sessions.c.id)
    .limit(200)
)
# Every stamp of the account, in whichever workspace.
RAISE_ACCOUNT = sa.update(people).where(people.c.account_id == _ACCOUNT).values(epoch=people.c.epoch + 1)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a credential stands for right now. `seen_at` is None for a token never used."""

    credential_id: str
    workspace_id: str
    person_id: str
    account_id: str | None
    name: str
    admin: bool
    locale: str
    epoch: int
    must_change: bool
    scopes: frozenset[str]
    expires_at: datetime | None
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Account:
    """An identity; the hash never leaves people/."""

    id: str
    email: str
    password_hash: str
    must_change: bool


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What the shell shows about the caller beside the rights."""

    email: str | None
    workspace: str
    timezone: str
    must_change: bool


class SignInStore:
    """Statements about accounts and sessions on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._sql = Statements(database.dialect)

    async def session(self, hashed: str) -> Standing | None:
        """Who holds the session cookie with this hash."""
        rows = await self.database.fetch(self._sql(SESSION_STATE, bounded=True), {"hash": hashed})
        if not rows:
            return None
        must_change, expires_at, seen_at = rows[0][8:]
        return Standing(*rows[0][:8], must_change, frozenset(), expires_at, seen_at)  # type: ignore[arg-type, call-arg]  # the columns in order

    async def token(self, hashed: str) -> Standing | None:
        """Who holds the API token with this hash."""
        rows = await self.database.fetch(self._sql(TOKEN_STATE, bounded=True), {"hash": hashed})
        if not rows:
            return None
        scopes, expires_at, used_at = rows[0][8:]
        held = frozenset(cast("list[str]", scopes))
        return Standing(*rows[0][:8], False, held, expires_at, used_at)  # type: ignore[arg-type, call-arg]  # the columns in order

    async def person(self, workspace_id: str, person_id: str) -> Row | None:
        """account_id, name, admin, locale, epoch of an active person."""
        values = {"workspace": workspace_id, "person": person_id}
        rows = await self.database.fetch(self._sql(PERSON_STATE, bounded=True), values)
        return rows[0] if rows else None

    async def own_page(self, workspace_id: str, person_id: str) -> OwnPage:
        """About a person who exists."""
        values = {"workspace": workspace_id, "person": person_id}
        rows = await self.database.fetch(self._sql(OWN_PAGE, bounded=True), values)
        return OwnPage(*rows[0])  # type: ignore[arg-type]  # the columns in order

    async def role_ids(self, workspace_id: str, person_id: str) -> tuple[str, ...]:
        """The roles of a person, sorted."""
        values = {"workspace": workspace_id, "person": person_id}
        rows = await self.database.fetch(self._sql(ROLE_IDS, bounded=True), values)
        return tuple(str(role) for (role,) in rows)

    async def touch(self, hashed: str, moment: datetime, *, is_token: bool) -> None:
        """Note that a credential was used."""
        statement = self._sql(TOUCH_TOKEN if is_token else TOUCH_SESSION)
        await self.database.write([(statement, {"hash": hashed, "moment": moment})])

    async def account_by_email(self, email: str) -> Account | None:
        """The account of a lower-case address, unless disabled."""
        return _account(await self.database.fetch(self._sql(ACCOUNT_BY_EMAIL, bounded=True), {"email": email}))

    async def account(self, account_id: str) -> Account | None:
        """The account, unless disabled."""
        return _account(await self.database.fetch(self._sql(ACCOUNT, bounded=True), {"account": account_id}))

    async def memberships(self, account_id: str) -> list[tuple[str, str, str]]:
        """(workspace id, person id, workspace name) wherever the account is active."""
        rows = await self.database.fetch(self._sql(MEMBERSHIPS, bounded=True), {"account": account_id})
        return cast("list[tuple[str, str, str]]", rows)

    async def account_in(self, session: Session, account_id: str) -> Account | None:
        """The account as a transaction sees it."""
        return _account(await session.fetch(self._sql(ACCOUNT), {"account": account_id}))

    async def memberships_in(self, session: Session, account_id: str) -> int:
        """In how many workspaces the account has a person, active or not."""
        return int(str((await session.fetch(self._sql(COUNT_MEMBERSHIPS), {"account": account_id}))[0][0]))

    def open_session(self, values: dict[str, object]) -> Step:
        """Insert a session."""
        return self._sql(INSERT_SESSION), values

    async def close_session(self, hashed: str, workspace_id: str, person_id: str) -> None:
        """Forget one session and tell the caches."""
        gone = (self._sql(DELETE_SESSION), {"hash": hashed})
        raised = (self._sql(RAISE_PERSON), {"in_workspace": workspace_id, "of_person": person_id})
        await self.database.write([gone, raised])

    async def close_own_session(self, session: Session, account_id: str, session_id: str) -> bool:
        """Forget a session of the account; False when there is no such one."""
        rows = await session.fetch(self._sql(DELETE_OWN_SESSION), {"account": account_id, "session": session_id})
        for workspace_id, person_id in rows:
            await session.execute(self._sql(RAISE_PERSON), {"in_workspace": workspace_id, "of_person": person_id})
        return bool(rows)

    def set_password(self, account_id: str, hashed: str, *, one_time: bool) -> list[Step]:
        """A new password: every session ends and every cached right of the account is void."""
        account = {"account": account_id}
        return [
            (self._sql(SET_PASSWORD), {**account, "new_hash": hashed, "one_time": one_time}),
            (self._sql(DELETE_SESSIONS), account),
            (self._sql(RAISE_ACCOUNT), account),
        ]

    async def sessions_of(self, account_id: str, now: datetime) -> Sequence[Row]:
        """id, token_hash, created_at, seen_at, user_agent, ip; newest use first, at most 200."""
        return await self.database.fetch(self._sql(SESSIONS_OF), {"account": account_id, "moment": now})

    async def sweep(self, now: datetime) -> None:
        """Drop expired sessions."""
        await self.database.write([(self._sql(DELETE_EXPIRED), {"moment": now})])


def _account(rows: Sequence[Row]) -> Account | None:
    return Account(*rows[0]) if rows else None  # type: ignore[arg-type]  # the columns in order
