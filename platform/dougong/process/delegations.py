"""Who acts while somebody is away: entered by that person, looked up whenever a task is given out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.kernel.zone import WorkspaceZone, zone
from dougong.process.acting import NAMED
from dougong.process.naming import names_of
from dougong.process.tables import delegations
from dougong.records.scene import Stage
from dougong.storage.facts import Fetch
from dougong.storage.statements import Statements
from dougong.storage.types import MomentType, UuidType
from dougong_engine.approvals.delegation import Delegation
from dougong_engine.design.flow import Flow
from dougong_engine.document import Json

MOST = 50
"""Delegations that one person may have entered at once."""

LONGEST = 366
"""Days that one may last."""

DAY = timedelta(days=1)
_D = delegations.c
_WS = sa.bindparam("ws", type_=UuidType())
_ME = sa.bindparam("me", type_=UuidType())
_NOW = sa.bindparam("now", type_=MomentType())
IN_FORCE = (
    sa.select(_D.person_id, _D.to_id, _D.since, _D.until, _D.flows)
    .where(_D.workspace_id == _WS, _D.since <= _NOW, _D.until > _NOW)
    .order_by(_D.id.desc())
)
MINE = (
    sa.select(_D.id, _D.person_id, _D.to_id, _D.since, _D.until, _D.flows)
    .where(_D.workspace_id == _WS, sa.or_(_D.person_id == _ME, _D.to_id == _ME), _D.until > _NOW)
    .order_by(_D.since, _D.id)
)
PUT = sa.insert(delegations)
END = sa.delete(delegations).where(
    _D.workspace_id == _WS, _D.person_id == _ME, _D.id == sa.bindparam("of_id", type_=UuidType())
)


async def in_force(fetch: Fetch, statements: Statements, workspace_id: str, now: datetime) -> tuple[Delegation, ...]:
    """All delegations of a workspace that hold at a time; the newest of a person comes first and so wins."""
    rows: list[Any] = await fetch.fetch(statements(IN_FORCE), {"ws": workspace_id, "now": now})
    return tuple(Delegation(person, to, since, until, tuple(flows)) for person, to, since, until, flows in rows)


@dataclass(frozen=True, slots=True)
class Away:
    """From the first to the last day, both included, `to` acts: in these flows, or in all if none is named."""

    to: str
    since: date
    until: date
    flows: tuple[str, ...]


@dataclass(slots=True)
class Delegations:
    """What a person has arranged for their absence, and what others have put on them."""

    stage: Stage
    statements: Statements

    async def listed(self, principal: Principal) -> dict[str, Json]:
        """Those that hold now or later: `mine` and those `to_me`."""
        schema = await self.stage.catalogue.newest(principal.workspace_id)
        place = zone(schema.timezone)
        bound = {"ws": principal.workspace_id, "me": principal.person_id, "now": self.stage.now()}
        rows: list[Any] = await self.stage.database.fetch(self.statements(MINE), bound)
        people = {one for row in rows for one in (row[1], row[2])}
        names = await names_of(self.stage.database, self.statements, principal.workspace_id, people)
        shown = [schema.localized(one, principal.locale) for one in schema.design.of(Flow)]
        flows = {one.id: one.name for one in shown}
        told: dict[str, list[Json]] = {"mine": [], "to_me": []}
        for id, person, to, since, until, chosen in rows:
            days: dict[str, Json] = {"since": _day(place, since), "until": _day(place, until - timedelta(seconds=1))}
            named: list[Json] = [{"id": one, "name": flows.get(one, one)} for one in chosen]
            both: dict[str, Json] = {"person": names.person(person), "to": names.person(to)}
            told["mine" if person == principal.person_id else "to_me"].append(
                {"id": id, **both, **days, "flows": named}
            )
        known: list[Json] = [{"id": one, "name": name} for one, name in sorted(flows.items(), key=lambda one: one[1])]
        return {**told, "flows": known}

    async def begin(self, principal: Principal, away: Away) -> str:
        """Enters an absence; answers its id. 422 for one that could never hold."""
        schema = await self.stage.catalogue.newest(principal.workspace_id)
        place, now = zone(schema.timezone), self.stage.now()
        if away.to == principal.person_id:
            raise refuse(422, "approval.delegation.self", ("to",))
        if away.until < away.since or (away.until - away.since).days > LONGEST:
            raise refuse(422, "approval.delegation.days", ("until",), limit=LONGEST)
        if place.local(now).date() > away.until:
            raise refuse(422, "approval.delegation.past", ("until",))
        unknown = sorted(set(away.flows) - {one.id for one in schema.design.of(Flow)})
        if unknown:
            raise refuse(422, "flow.unknown", ("flows",), id=unknown[0])
        bound: dict[str, Any] = {"ws": principal.workspace_id, "people": [away.to]}
        if not await self.stage.database.fetch(self.statements(NAMED), bound):
            raise refuse(422, "approval.person.unknown", ("to",), people=[away.to])
        mine = (await self.listed(principal))["mine"]
        if isinstance(mine, list) and len(mine) >= MOST:
            raise refuse(422, "approval.delegation.many", (), limit=MOST)
        row: dict[str, object] = {
            "workspace_id": principal.workspace_id,
            "id": new_id(),
            "person_id": principal.person_id,
            "to_id": away.to,
            "since": _midnight(place, away.since),
            "until": _midnight(place, away.until + DAY),
            "flows": list(dict.fromkeys(away.flows)),
            "made_at": now,
        }
        await self.stage.database.write([(self.statements(PUT), row)])
        return str(row["id"])

    async def end(self, principal: Principal, id: str) -> None:
        """Takes back a delegation of one's own. Tasks that were given out stay where they are. 404 for any other."""
        bound = {"ws": principal.workspace_id, "me": principal.person_id, "of_id": id}
        outcome = await self.stage.database.write([(self.statements(END), bound)])
        if not outcome[0].affected:
            raise refuse(404, "approval.delegation.unknown", id=id)


def _midnight(place: WorkspaceZone, day: date) -> datetime:
    return place.instant(datetime(day.year, day.month, day.day))  # noqa: DTZ001  # wall-clock time


def _day(place: WorkspaceZone, moment: datetime) -> str:
    return place.local(moment).date().isoformat()
