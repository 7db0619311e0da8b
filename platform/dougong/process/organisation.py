"""Who is who in a workspace today, loaded as one picture for the rules that name people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from dougong.storage.facts import Fetch
from dougong.storage.people_tables import departments, people, role_members
from dougong.storage.statements import Statements
from dougong.storage.types import UuidType
from dougong_engine.approvals.assignment import Organisation

_WS = sa.bindparam("ws", type_=UuidType())
_P, _D, _R = people.c, departments.c, role_members.c

PEOPLE = sa.select(_P.id, _P.manager_id, _P.department_id, _P.active).where(_P.workspace_id == _WS)
DEPARTMENTS = sa.select(_D.id, _D.parent_id, _D.leader_id).where(_D.workspace_id == _WS)
ROLES = sa.select(_R.role_id, _R.person_id).where(_R.workspace_id == _WS).order_by(_R.person_id)


@dataclass(frozen=True, slots=True)
class Picture(Organisation):
    """The engine's `Organisation` over three small tables."""

    managers: Mapping[str, str | None]
    homes: Mapping[str, str | None]
    here: frozenset[str]
    parents: Mapping[str, str | None]
    leaders: Mapping[str, str | None]
    members: Mapping[str, tuple[str, ...]]
    owner: str | None
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def active(self, person: str) -> bool:
        """Whether they are there and have not left."""
        return person in self.here

    def manager_of(self, person: str) -> str | None:
        """The direct manager."""
        return self.managers.get(person)

    def members_of(self, role: str) -> tuple[str, ...]:
        """Everyone with a role."""
        return self.members.get(role, ())

    def department_of(self, person: str) -> str | None:
        """The main department."""
        return self.homes.get(person)

    def head_of(self, department: str) -> str | None:
        """Who leads a department."""
        return self.leaders.get(department)

    def parent_of(self, department: str) -> str | None:
        """The department above."""
        return self.parents.get(department)

    def bound_to(self, slot: str) -> tuple[str, ...]:
        """Whom the installer named for a slot."""
        return self.slots.get(slot, ())

    def app_owner(self) -> str | None:
        """Who answers for the app."""
        return self.owner


async def picture(fetch: Fetch, statements: Statements, workspace_id: str, owner: str | None) -> Picture:
    """The workspace's people as the transaction sees them."""
    bound = {"ws": workspace_id}
    known: list[Any] = await fetch.fetch(statements(PEOPLE), bound)
    places: list[Any] = await fetch.fetch(statements(DEPARTMENTS), bound)
    members: dict[str, tuple[str, ...]] = {}
    for role, person in await fetch.fetch(statements(ROLES), bound):
        members[str(role)] = (*members.get(str(role), ()), str(person))
    return Picture(
        managers={one: manager for one, manager, _, _ in known},
        homes={one: home for one, _, home, _ in known},
        here=frozenset(one for one, _, _, active in known if active),
        parents={one: parent for one, parent, _ in places},
        leaders={one: leader for one, _, leader in places},
        members=members,
        owner=owner,
    )
