"""Who is active, who is admin, who can sign in; and how far somebody's hand reaches."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dougong.kernel.ids import new_id
from dougong.kernel.ports import RoleNames
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.people.departments.store import DepartmentStore
from dougong.people.directory.columns import Person
from dougong.people.directory.store import PeopleStore
from dougong.people.gain import BY_DEPARTMENT, BY_REPORTING, gains_by
from dougong.people.reporting.store import ReportingStore
from dougong.people.sign_in.passwords import Passwords, one_time_password
from dougong.people.sign_in.store import SignInStore
from dougong.storage.audit import AuditEntry
from dougong.storage.driver.port import Session, in_transaction
from dougong_engine.access.cover import covers


@dataclass(frozen=True, slots=True)
class Secret:
    """A one-time password and its hash, made before the transaction because hashing is slow."""

    password: str
    hashed: str


class Standing:
    """Changes of what somebody is, as against where they are."""

    def __init__(
        self,
        store: PeopleStore,
        reporting: ReportingStore,
        departments: DepartmentStore,
        sign_in: SignInStore,
        passwords: Passwords,
        roles: RoleNames,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._reporting = reporting
        self._departments = departments
        self._sign_in = sign_in
        self._passwords = passwords
        self._roles = roles
        self._now = now

    async def found(self, session: Session, workspace_id: str, person_id: str) -> Person:
        """The person, or a refusal (404)."""
        person = await self._store.one(session, workspace_id, person_id)
        if person is None:
            raise refuse(404, "person.unknown")
        return person

    async def check_reach(self, session: Session, principal: Principal, person: Person) -> None:
        """Refuse (403) to touch somebody who may do more than the caller: that would be a way to their rights."""
        if principal.admin or person.id == principal.person_id:
            return
        if person.admin:
            raise refuse(403, "person.admin_only")
        documents = await self._roles.roles(principal.workspace_id)
        held = [documents[role] for role in principal.roles if role in documents]
        theirs = await self._store.roles_of(session, principal.workspace_id, person.id)
        if not all(
            covers(held, documents[role]) for role in theirs if role in documents and role not in principal.roles
        ):
            raise refuse(403, "person.beyond_own", name=person.name)

    async def check_no_gain(
        self, session: Session, principal: Principal, person: Person, wanted: Mapping[str, Any]
    ) -> None:
        """Refuse (403) to put somebody where the caller's own roles would see their records."""
        workspace_id, me = principal.workspace_id, principal.person_id
        manager = wanted.get("manager_id")
        if (
            manager not in (None, person.manager_id)
            and await self._reporting.is_under(session, workspace_id, me, manager)
            and await gains_by(self._roles, principal, BY_REPORTING)
        ):
            raise refuse(403, "person.self", ("manager_id",))
        joined = {wanted.get("department_id"), *wanted.get("departments", ())} - {None, *person.departments}
        if joined and await gains_by(self._roles, principal, BY_DEPARTMENT):
            for department in joined:
                if await self._departments.belongs_above(session, workspace_id, department, me):
                    raise refuse(403, "person.self", ("department_id",))

    async def set_admin(self, session: Session, principal: Principal, person_id: str, admin: bool) -> None:
        """Only an admin makes admins, and one always remains."""
        if not principal.admin:
            raise refuse(403, "person.admin_only", ("admin",))
        if not admin:
            await self._check_other_admin(session, principal.workspace_id, person_id)
        await self._store.set(session, principal.workspace_id, person_id, "admin", admin)

    async def set_active(self, session: Session, principal: Principal, person: Person, active: bool) -> None:
        """A person who leaves loses sessions and tokens at once; coming back needs a new sign-in."""
        if person.id == principal.person_id:
            raise refuse(409, "person.self", ("active",))
        if not active:
            if person.admin:
                await self._check_other_admin(session, principal.workspace_id, person.id)
            await self._store.end_credentials(
                session, self._entry(principal, "person.deactivated", person.id), person.id
            )
        await self._store.set(session, principal.workspace_id, person.id, "active", active)

    async def new_secret(self) -> Secret:
        """A fresh one-time password."""
        password = one_time_password()
        return Secret(password, await self._passwords.hash(password))

    async def open_account(
        self, session: Session, workspace_id: str, person_id: str, email: str | None, secret: Secret, now: datetime
    ) -> None:
        """An identity for a person. An address that has one already is refused: linking needs its owner's consent."""
        if email is None:
            raise refuse(422, "person.email.needed", ("email",))
        account_id = new_id()
        row: dict[str, object] = {
            "id": account_id,
            "email": email,
            "password_hash": secret.hashed,
            "must_change": True,
            "created_at": now,
            "disabled": False,
        }
        await self._store.insert_account(session, row)
        await self._store.set(session, workspace_id, person_id, "account_id", account_id)

    async def reset_password(self, principal: Principal, person_id: str) -> tuple[str, str]:
        """Login and a new one-time password; sessions and tokens of the person end. Makes the account if none is."""
        secret = await self.new_secret()

        async def work(session: Session) -> str:
            workspace_id = principal.workspace_id
            await self._store.lock(session, workspace_id)
            person = await self.found(session, workspace_id, person_id)
            await self.check_reach(session, principal, person)
            if not person.active:
                raise refuse(409, "person.inactive", name=person.name)
            entry = self._entry(principal, "password.reset", person_id)
            if person.account_id is None:
                await self.open_account(session, workspace_id, person_id, person.email, secret, entry.at)
                login = str(person.email)
            else:
                login = await self._reset(session, person.account_id, secret)
                await self._store.end_credentials(session, entry, person_id)
            await self._store.changed(session, entry, person_id)
            return login

        return await in_transaction(self._store.database, work), secret.password

    async def _reset(self, session: Session, account_id: str, secret: Secret) -> str:
        account = await self._sign_in.account_in(session, account_id)
        if account is None or await self._sign_in.memberships_in(session, account_id) > 1:
            # An identity that works in other workspaces too is not one workspace's to take over.
            raise refuse(409, "account.shared")
        for statement, values in self._sign_in.set_password(account_id, secret.hashed, one_time=True):
            await session.execute(statement, values)
        return account.email

    async def _check_other_admin(self, session: Session, workspace_id: str, person_id: str) -> None:
        if not await self._store.has_other_admin(session, workspace_id, person_id):
            raise refuse(409, "person.last_admin")

    def _entry(self, principal: Principal, action: str, person_id: str) -> AuditEntry:
        subject = f"person:{person_id}"
        return AuditEntry(principal.workspace_id, self._now(), principal.person_id, action, subject, {})
