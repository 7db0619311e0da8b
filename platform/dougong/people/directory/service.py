"""Reading and changing people; every change that moves rights raises stamps and leaves a trace."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dougong.kernel.ids import new_id
from dougong.kernel.paging import decode_cursor, encode_cursor
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.people.directory.columns import Person
from dougong.people.directory.schemas import NewPerson, PersonChange
from dougong.people.directory.standing import Standing
from dougong.people.directory.store import PeopleStore
from dougong.people.reporting.store import ReportingStore
from dougong.people.sort_names import sort_name
from dougong.storage.audit import AuditEntry
from dougong.storage.driver.failures import UniqueClash
from dougong.storage.driver.port import Session, in_transaction
from dougong_engine.document import Json

NOBODY = "00000000-0000-0000-0000-000000000000"
HIGHEST = 50
PLAIN = ("email", "phone", "position")
# What decides on whose records somebody sees: nobody but an admin changes it on themselves.
PLACEMENT = frozenset({"manager_id", "department_id", "departments", "active", "admin"})


@dataclass(frozen=True, slots=True)
class Search:
    """Which people: text in name, pinyin or initials; a department with all below it; past ones too."""

    text: str = ""
    department: str | None = None
    also_inactive: bool = False
    limit: int = 100
    cursor: str | None = None


class People:
    """The directory of one workspace at a time."""

    def __init__(
        self, store: PeopleStore, reporting: ReportingStore, standing: Standing, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._reporting = reporting
        self._standing = standing
        self._now = now

    async def page(self, principal: Principal, search: Search) -> tuple[list[Person], str | None]:
        """People in order of pinyin, and the cursor of the next page."""
        question: list[Json] = [principal.person_id, search.text, search.department, search.also_inactive]
        after_name, after_id = decode_cursor(search.cursor, question) if search.cursor else ("", NOBODY)
        rest: dict[str, object] = {
            "also_inactive": search.also_inactive,
            "after_name": after_name,
            "after_id": after_id,
            "most": search.limit + 1,
        }
        text = search.text.strip().lower()
        contacts = sees_contacts(principal)
        found = await self._store.page(principal.workspace_id, text, search.department, contacts=contacts, rest=rest)
        if len(found) <= search.limit:
            return found, None
        last = found[search.limit - 1]
        return found[: search.limit], encode_cursor([last.sort_name, last.id], question)

    async def get(self, principal: Principal, person_id: str) -> tuple[Person, list[str]]:
        """A person and their role ids. Refuses (404) one of another workspace."""

        async def work(session: Session) -> tuple[Person, list[str]]:
            person = await self._standing.found(session, principal.workspace_id, person_id)
            return person, await self._store.roles_of(session, principal.workspace_id, person_id)

        return await in_transaction(self._store.database, work)

    async def create(self, principal: Principal, new: NewPerson, id: str | None = None) -> tuple[str, str | None]:
        """The id of a new person, and the one-time password where an account was asked for."""
        person_id = id or new_id()
        now = self._now()
        row = _new_row(principal.workspace_id, person_id, new, now)
        secret = await self._standing.new_secret() if new.sign_in else None
        wanted = new.model_dump(include={"manager_id", "department_id", "departments"}, exclude_defaults=True)

        async def work(session: Session) -> None:
            await self._store.lock(session, principal.workspace_id)
            await self._store.insert(session, row)
            if secret is not None:
                await self._standing.open_account(session, principal.workspace_id, person_id, new.email, secret, now)
            await self._place(session, principal.workspace_id, person_id, wanted)
            if new.admin:
                await self._standing.set_admin(session, principal, person_id, True)
            detail: dict[str, Json] = {"name": new.name, "sign_in": new.sign_in, "admin": new.admin}
            await self._trace(session, principal, "person.created", person_id, detail)

        await self._unclashed(work)
        return person_id, secret.password if secret else None

    async def change(self, principal: Principal, person_id: str, change: PersonChange) -> None:
        """Only what the change names. Nobody but an admin changes the own place in the company."""
        wanted = change.model_dump(exclude_unset=True)
        if not principal.admin and person_id == principal.person_id and PLACEMENT & wanted.keys():
            raise refuse(403, "person.self", (sorted(PLACEMENT & wanted.keys())[0],))

        async def work(session: Session) -> None:
            workspace_id = principal.workspace_id
            await self._store.lock(session, workspace_id)
            person = await self._standing.found(session, workspace_id, person_id)
            await self._standing.check_reach(session, principal, person)
            for column in PLAIN:
                if column in wanted:
                    await self._store.set(session, workspace_id, person_id, column, wanted[column] or None)
            if "name" in wanted:
                await self._store.set(session, workspace_id, person_id, "name", wanted["name"])
                await self._store.set(session, workspace_id, person_id, "sort_name", sort_name(wanted["name"]))
            await self._standing.check_no_gain(session, principal, person, wanted)
            await self._place(session, workspace_id, person_id, wanted, person)
            if "admin" in wanted and wanted["admin"] != person.admin:
                await self._standing.set_admin(session, principal, person_id, wanted["admin"])
            if "active" in wanted and wanted["active"] != person.active:
                await self._standing.set_active(session, principal, person, wanted["active"])
            await self._trace(session, principal, "person.changed", person_id, wanted)

        await self._unclashed(work)

    async def remove(self, principal: Principal, person_id: str) -> None:
        """Forget a person to whom nothing but their own place in the company refers."""

        async def work(session: Session) -> None:
            await self._store.lock(session, principal.workspace_id)
            person = await self._standing.found(session, principal.workspace_id, person_id)
            await self._standing.check_reach(session, principal, person)
            if person_id == principal.person_id:
                raise refuse(409, "person.self")
            await self._reporting.move(session, principal.workspace_id, person_id, None)
            await self._trace(session, principal, "person.removed", person_id, {"name": person.name})
            await self._store.remove(session, principal.workspace_id, person_id)

        await in_transaction(self._store.database, work)

    async def set_locale(self, principal: Principal, locale: str | None) -> None:
        """The language of the caller."""

        async def work(session: Session) -> None:
            await self._store.set(session, principal.workspace_id, principal.person_id, "locale", locale)

        await in_transaction(self._store.database, work)

    async def _place(
        self,
        session: Session,
        workspace_id: str,
        person_id: str,
        wanted: Mapping[str, Any],
        before: Person | None = None,
    ) -> None:
        if "manager_id" in wanted and (before is None or wanted["manager_id"] != before.manager_id):
            await self._set_manager(session, workspace_id, person_id, wanted["manager_id"])
        if "department_id" in wanted or "departments" in wanted:
            main = wanted.get("department_id", before and before.department_id)
            kept = [one for one in (before.departments if before else ()) if before and one != before.department_id]
            others = wanted.get("departments", kept)
            joined = list(dict.fromkeys([*([main] if main else []), *others]))
            for department in joined:
                if not await self._store.has_department(session, workspace_id, department):
                    path = "department_id" if department == main else "departments"
                    raise refuse(422, "department.unknown", (path,))
            await self._store.set(session, workspace_id, person_id, "department_id", main)
            await self._store.join(session, workspace_id, person_id, joined)

    async def _set_manager(self, session: Session, workspace_id: str, person_id: str, manager_id: str | None) -> None:
        if manager_id is not None:
            if not await self._reporting.is_active(session, workspace_id, manager_id):
                raise refuse(422, "person.unknown", ("manager_id",))
            if await self._reporting.is_under(session, workspace_id, person_id, manager_id):
                raise refuse(409, "person.cycle", ("manager_id",))
            if await self._reporting.height(session, workspace_id, manager_id) >= HIGHEST:
                raise refuse(422, "person.deep", ("manager_id",), most=HIGHEST)
        await self._reporting.move(session, workspace_id, person_id, manager_id)

    async def _trace(
        self, session: Session, principal: Principal, action: str, person_id: str, detail: dict[str, Json]
    ) -> None:
        subject = f"person:{person_id}"
        entry = AuditEntry(principal.workspace_id, self._now(), principal.person_id, action, subject, detail)
        await self._store.changed(session, entry, person_id)

    async def _unclashed(self, work: Callable[[Session], Any]) -> None:
        try:
            await in_transaction(self._store.database, work)
        except UniqueClash:
            # Emails are the only unique thing that a caller chooses here.
            raise refuse(409, "person.email.taken", ("email",)) from None


def sees_contacts(principal: Principal) -> bool:
    """Whether somebody may see how to reach everybody."""
    return principal.admin or "people" in principal.abilities


def _new_row(workspace_id: str, person_id: str, new: NewPerson, now: datetime) -> dict[str, object]:
    return {
        "workspace_id": workspace_id,
        "id": person_id,
        "account_id": None,
        "name": new.name,
        "sort_name": sort_name(new.name),
        "email": new.email,
        "phone": new.phone,
        "position": new.position,
        "manager_id": None,
        "department_id": None,
        "active": True,
        "admin": False,
        "epoch": 0,
        "locale": None,
        "created_at": now,
    }
