"""Who is who in a workspace today, loaded as one picture for the rules that name people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from dougong.process.acting import ADMINS
from dougong.process.tables import delegations
from dougong.storage.facts import Fetch
from dougong.storage.people_tables import departments, people, role_members
from dougong.storage.statements import Statements
from dougong.storage.types import MomentType, TextType, UuidType
from dougong_engine.approvals.assignment import Organisation
from dougong_engine.approvals.delegation import Delegation

_WS = sa.bindparam("ws", type_=UuidType())
_NOW = sa.bindparam("now", type_=MomentType())
_P, _D, _R, _A = people.c, departments.c, role_members.c, delegations.c
_SHAPE: dict[str, TypeEngine[Any]] = {
    "one": _P.id.type,
    "two": _P.manager_id.type,
    "three": _P.department_id.type,
    "active": _P.active.type,
    "role": _R.role_id.type,
    "since": _A.since.type,
    "until": _A.until.type,
    "flows": _A.flows.type,
}


def _part(kind: str, workspace: sa.ColumnElement[Any], **given: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """One table's rows in the shape that all have."""
    cells = [given.get(name, sa.cast(sa.null(), type_)).label(name) for name, type_ in _SHAPE.items()]
    return sa.select(sa.literal_column(f"'{kind}'", TextType()).label("kind"), *cells).where(workspace == _WS)


WHO = sa.union_all(
    _part("person", _P.workspace_id, one=_P.id, two=_P.manager_id, three=_P.department_id, active=_P.active),
    _part("department", _D.workspace_id, one=_D.id, two=_D.parent_id, three=_D.leader_id),
    _part("member", _R.workspace_id, one=_R.person_id, role=_R.role_id),
    _part(
        "away",
        _A.workspace_id,
        one=_A.person_id,
        two=_A.to_id,
        three=_A.id,
        since=_A.since,
        until=_A.until,
        flows=_A.flows,
    ).where(_A.until > _NOW),
)
"""Everything that rules which name people can ask, in one answer: whoever is asked costs one round trip."""


@dataclass(frozen=True, slots=True)
class Picture(Organisation):
    """The engine's `Organisation` over three small tables; `away` are the delegations that hold, the newest first."""

    managers: Mapping[str, str | None]
    homes: Mapping[str, str | None]
    here: frozenset[str]
    parents: Mapping[str, str | None]
    leaders: Mapping[str, str | None]
    members: Mapping[str, tuple[str, ...]]
    owner: str | None
    away: tuple[Delegation, ...]
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


async def picture(
    fetch: Fetch, statements: Statements, workspace_id: str, now: datetime, publisher: str | None
) -> Picture:
    """The workspace's people as the transaction sees them.

    The publisher of a flow answers for it; the first administrator once they have left.
    """
    # Runs that ask in the same hour ask the same, so that those of one batch share the answer.
    hour = now.replace(minute=0, second=0, microsecond=0)
    rows: list[Any] = await fetch.fetch(statements(WHO), {"ws": workspace_id, "now": hour})
    known, places, members, away = _sorted(rows)
    here = frozenset(row[1] for row in known if row[4])
    owner = publisher
    if owner not in here:
        admins: list[Any] = await fetch.fetch(statements(ADMINS), {"ws": workspace_id})
        owner = str(admins[0][0]) if admins else None
    in_role: dict[str, tuple[str, ...]] = {}
    for row in sorted(members, key=lambda row: str(row[1])):
        in_role[row[5]] = (*in_role.get(row[5], ()), row[1])
    newest = sorted((row for row in away if row[6] <= now < row[7]), key=lambda row: str(row[3]), reverse=True)
    return Picture(
        managers={row[1]: row[2] for row in known},
        homes={row[1]: row[3] for row in known},
        here=here,
        parents={row[1]: row[2] for row in places},
        leaders={row[1]: row[3] for row in places},
        members=in_role,
        owner=owner,
        away=tuple(Delegation(row[1], row[2], row[6], row[7], tuple(row[8])) for row in newest),
    )


def _sorted(rows: Sequence[Any]) -> tuple[list[Any], list[Any], list[Any], list[Any]]:
    """People, departments, members of roles, delegations."""
    found: dict[str, list[Any]] = {"person": [], "department": [], "member": [], "away": []}
    for row in rows:
        found[row[0]].append(row)
    return found["person"], found["department"], found["member"], found["away"]
