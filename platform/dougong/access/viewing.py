"""Looking on as a role or as a person: reading only, for a while, and never more than the viewer may see."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dougong.access.schemas import ViewAs, ViewStarted
from dougong.access.view_store import Viewed, ViewStore
from dougong.kernel.ids import new_id
from dougong.kernel.ports import RoleNames
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.storage.audit import AuditEntry
from dougong_engine.access.cover import covers
from dougong_engine.design.role import Role

LASTS = timedelta(minutes=30)
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

PrincipalOf = Callable[[str, str], Awaitable[Principal | None]]
"""Somebody's rights now, by workspace and person; None for nobody active."""


@dataclass(frozen=True, slots=True)
class Viewing:
    """See `kernel.routes.Viewer`.

    A role may be viewed by whoever's own roles cover it, so that its rights lie within theirs; it is seen with
    the viewer's own place in the company ('own records' are the viewer's). A person may be viewed by administrators
    alone: only they see everything that anybody sees.
    """

    store: ViewStore
    roles: RoleNames
    principal_of: PrincipalOf
    now: Callable[[], datetime]

    async def start(self, caller: Principal, wanted: ViewAs) -> ViewStarted:
        """Begin to look on. Refuses (403) what lies beyond the caller, (404) who is unknown."""
        found = Viewed(wanted.role, wanted.person)
        seen = await self._principal(caller, found)
        view_id, ends = new_id(), self.now() + LASTS
        await self.store.start(self._entry(caller, "view_as.started", view_id, found), view_id, found, ends)
        return ViewStarted(id=view_id, name=seen.name, expires_at=ends)

    async def end(self, caller: Principal, view_id: str) -> None:
        """Stop; a look that is over already is over."""
        await self.store.end(self._entry(caller, "view_as.ended", view_id, None), view_id)

    async def seen_by(self, caller: Principal, viewing: str) -> Principal:
        """See `kernel.routes.Viewer`; the viewer's own rights are looked at anew each time."""
        found = await self.store.viewed(caller, viewing, self.now()) if ID.fullmatch(viewing) else None
        if found is None:
            raise refuse(403, "view_as.over")
        if not caller.admin and "design" not in caller.abilities:
            raise refuse(403, "access.ability", ability="design")
        return await self._principal(caller, found)

    async def _principal(self, caller: Principal, found: Viewed) -> Principal:
        if found.role is not None:
            return await self._as_role(caller, found.role)
        if not caller.admin:
            raise refuse(403, "view_as.person")
        person = await self.principal_of(caller.workspace_id, str(found.person))
        if person is None or person.person_id == caller.person_id:
            raise refuse(404, "person.unknown")
        return replace(
            person, abilities=frozenset(), locale=caller.locale, kind=caller.kind, viewer_id=caller.person_id
        )

    async def _as_role(self, caller: Principal, role_id: str) -> Principal:
        documents = await self.roles.roles(caller.workspace_id, caller.locale)
        role = documents.get(role_id)
        if role is None:
            raise refuse(404, "role.unknown")
        held = [documents[one] for one in caller.roles if one in documents]
        if not caller.admin and not covers(held, _records_of(role)):
            raise refuse(403, "view_as.beyond", name=role.name)
        return replace(
            caller,
            name=role.name,
            roles=(role_id,),
            admin=False,
            abilities=frozenset(),
            viewer_id=caller.person_id,
        )

    def _entry(self, caller: Principal, action: str, view_id: str, found: Viewed | None) -> AuditEntry:
        detail = {} if found is None else {"role": found.role, "person": found.person}
        return AuditEntry(caller.workspace_id, self.now(), caller.person_id, action, f"view_as:{view_id}", dict(detail))


def _records_of(role: Role) -> Role:
    """The role without its abilities: whoever looks on has none, so that none need be covered."""
    return role.model_copy(update={"abilities": ()})
