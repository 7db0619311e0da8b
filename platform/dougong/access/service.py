"""Giving and taking roles, within what the giver holds; and explaining rights."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dougong.access.schemas import MemberOut, Members, MembersChanged, MembersPage, Reason, RoleOut, Why
from dougong.access.store import AccessStore
from dougong.kernel.paging import decode_cursor, encode_cursor
from dougong.kernel.ports import RoleNames
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.storage.audit import AuditEntry
from dougong.storage.driver.port import Session, in_transaction
from dougong_engine.access.cover import covers
from dougong_engine.design.role import Action, Grant, Right, Role

START = ("", "00000000-0000-0000-0000-000000000000")


@dataclass(frozen=True, slots=True)
class Question:
    """May this person do this to records of the entity (and to this field)?"""

    person_id: str
    entity: str
    action: Action | Literal["read"]
    field: str | None


class RoleMembership:
    """Roles come from the design; who holds them is kept here."""

    def __init__(self, store: AccessStore, roles: RoleNames, now: Callable[[], datetime]) -> None:
        self._store = store
        self._roles = roles
        self._now = now

    async def roles(self, principal: Principal) -> list[RoleOut]:
        """Every published role, by name."""
        documents = await self._roles.roles(principal.workspace_id, principal.locale)
        counts = await self._store.counts(principal.workspace_id)
        held = [documents[one] for one in principal.roles if one in documents]
        ordered = sorted(documents.items(), key=lambda item: (item[1].name, item[0]))
        return [
            RoleOut(
                id=role_id,
                name=role.name,
                abilities=sorted(role.abilities),
                grants=list(role.grants),
                members=counts.get(role_id, 0),
                assignable=_assignable(principal, held, role),
            )
            for role_id, role in ordered
        ]

    async def members(self, principal: Principal, role_id: str, cursor: str | None, limit: int) -> MembersPage:
        """Who holds a role. Refuses (404) an unknown one."""
        await self._known(principal, role_id)
        question = [principal.person_id, "members", role_id]
        after = decode_cursor(cursor, list(question)) if cursor else list(START)
        rows = await self._store.members(principal.workspace_id, role_id, (str(after[0]), str(after[1])), limit + 1)
        shown = rows[:limit]
        more = len(rows) > limit
        return MembersPage(
            items=[MemberOut(id=str(one[0]), name=str(one[1]), active=bool(one[3])) for one in shown],
            next=encode_cursor([str(shown[-1][2]), str(shown[-1][0])], list(question)) if more else None,
        )

    async def set_members(self, principal: Principal, role_id: str, wanted: Members) -> MembersChanged:
        """Exactly these people hold the role. Refuses (403) a role beyond the caller's own, (422) unknown people."""
        role = await self._known(principal, role_id)
        documents = await self._roles.roles(principal.workspace_id, principal.locale)
        if not _assignable(principal, [documents[one] for one in principal.roles if one in documents], role):
            raise refuse(403, "role.beyond_own", name=role.name)

        async def work(session: Session) -> MembersChanged:
            before = await self._store.member_ids(session, principal.workspace_id, role_id)
            after = set(wanted.people)
            added, removed = sorted(after - before), sorted(before - after)
            if unknown := set(added) - await self._store.existing(session, principal.workspace_id, added):
                place = next(at for at, one in enumerate(wanted.people) if one in unknown)
                raise refuse(422, "person.unknown", ("people", place))
            if not principal.admin and principal.person_id in added:
                raise refuse(403, "person.self", ("people",))
            if added or removed:
                entry = self._entry(principal, role_id, added, removed)
                await self._store.change(session, role_id, added, removed, entry)
            return MembersChanged(added=len(added), removed=len(removed), members=len(after))

        return await in_transaction(self._store.database, work)

    async def why(self, principal: Principal, question: Question) -> Why:
        """Which role and scope allow it. Refuses (404) an unknown person."""
        row = await self._store.person(principal.workspace_id, question.person_id)
        if row is None:
            raise refuse(404, "person.unknown")
        _, admin, active = row
        if not active:
            return Why(allowed=False, because="inactive", reasons=[], action=question.action)
        if admin:
            return Why(allowed=True, because="admin", reasons=[], action=question.action)
        documents = await self._roles.roles(principal.workspace_id, principal.locale)
        held = await self._store.roles_of(principal.workspace_id, question.person_id)
        reasons = [
            _reason(role_id, documents[role_id], grant, question)
            for role_id in held
            if role_id in documents
            for grant in documents[role_id].grants
            if _allows(grant, question)
        ]
        because: Literal["grant", "nothing"] = "grant" if reasons else "nothing"
        return Why(allowed=bool(reasons), because=because, reasons=reasons, action=question.action)

    async def _known(self, principal: Principal, role_id: str) -> Role:
        documents = await self._roles.roles(principal.workspace_id, principal.locale)
        if role_id not in documents:
            raise refuse(404, "role.unknown")
        return documents[role_id]

    def _entry(
        self, principal: Principal, role_id: str, added: Collection[str], removed: Collection[str]
    ) -> AuditEntry:
        return AuditEntry(
            principal.workspace_id,
            self._now(),
            principal.person_id,
            "role.members",
            f"role:{role_id}",
            {"added": list(added), "removed": list(removed)},
        )


def _assignable(principal: Principal, held: Collection[Role], role: Role) -> bool:
    return principal.admin or ("people" in principal.abilities and covers(held, role))


def _right(grant: Grant, field: str) -> Right:
    return grant.fields.get(field, grant.fields.get("*", "none"))


def _allows(grant: Grant, question: Question) -> bool:
    if grant.entity != question.entity:
        return False
    if question.action != "read" and question.action not in grant.actions:
        return False
    if question.field is None:
        return True
    needed = ("write",) if question.action in ("create", "update") else ("read", "write")
    return _right(grant, question.field) in needed


def _reason(role_id: str, role: Role, grant: Grant, question: Question) -> Reason:
    edits = question.action in ("update", "delete", "bulk")
    rows = grant.edit_scope if edits and grant.edit_scope is not None else grant.scope
    right = _right(grant, question.field) if question.field is not None else None
    return Reason(role=role_id, role_name=role.name, rows=rows, right=right)
