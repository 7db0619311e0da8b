"""Who would decide today: a flow's rules held against the people who are there, told by name."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dougong.kernel.messages import sentence
from dougong.kernel.workspace import Principal
from dougong.process.naming import Names, names_of
from dougong.process.organisation import Picture, picture
from dougong.process.run_values import DEPARTMENTS
from dougong.records.scene import Stage
from dougong.storage.schema import Schema
from dougong.storage.statements import Statements
from dougong_engine.approvals.assignment import Period
from dougong_engine.approvals.delegation import circles
from dougong_engine.design.checks.flow import warnings
from dougong_engine.design.flow import Flow
from dougong_engine.design.objects import Design
from dougong_engine.design.role import Role
from dougong_engine.document import Json
from dougong_engine.errors import Problem
from dougong_engine.flows.approvers import Manned, Missing, Staff, manned, nobody_for
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.check import Nobody

MOST_NAMED = 20
"""Initiators, and departments, that one approval names; it counts them all."""


@dataclass(frozen=True, slots=True)
class Today:
    """The people of a workspace and who is away."""

    who: Picture
    at: datetime

    def staff(self, flow_id: str) -> Staff:
        """As a flow sees them."""
        return Staff(self.who, tuple(sorted(self.who.here)), self.who.away, Period(flow_id, self.at))

    def circles(self, flow_id: str) -> tuple[tuple[str, ...], ...]:
        """People who act for each other, and so for nobody."""
        return circles(self.who.away, self.at, flow_id)


@dataclass(slots=True)
class Approvers:
    """Looks for whom a flow finds nobody to decide."""

    stage: Stage
    statements: Statements

    async def missing(self, principal: Principal, flow: Flow, schema: Schema) -> dict[str, Json]:
        """Each approval with the active initiators for whom it finds nobody, the first of them by name."""
        today = await self._today(principal)
        staff, rings = today.staff(flow.id), today.circles(flow.id)
        found = list(manned(flow, staff))
        people = {one.initiator for node in found for one in node.missing[:MOST_NAMED]}
        names = await self._names(principal, people.union(*rings))
        homes = {today.who.homes.get(one.initiator or "") for node in found for one in node.missing}
        bound = {"ws": principal.workspace_id, "ids": sorted(one for one in homes if one is not None)}
        rows = await self.stage.database.fetch(self.statements(DEPARTMENTS), bound) if bound["ids"] else []
        places = {str(id): str(name) for id, name in rows}
        telling = _Telling(principal.locale, schema, names, places, today.who)
        return {
            "initiators": len(staff.initiators),
            "nodes": [telling.node(one) for one in found],
            "circles": [[names.person(one) for one in ring] for ring in rings],
        }

    async def warnings(self, principal: Principal, flows: Sequence[Flow], design: Design) -> list[Problem]:
        """What a publisher of these flows should know and may overrule, approvals without anybody included."""
        if not flows:
            return []
        today = await self._today(principal)
        known = (await self._names(principal, today.who.homes)).known
        found: list[Problem] = []
        for flow in flows:
            rings = tuple(tuple(known.get(one, "") for one in ring) for ring in today.circles(flow.id))
            nobody = _nobody(today.staff(flow.id), known)
            found += [one.under(flow.id) for one in warnings(design, flow, rings, nobody)]
        return found

    async def _today(self, principal: Principal) -> Today:
        """Whoever publishes a flow answers for it, so the asker stands where the app's owner is named."""
        fetch, workspace_id, now = self.stage.database, principal.workspace_id, self.stage.now()
        return Today(await picture(fetch, self.statements, workspace_id, now, principal.person_id), now)

    async def _names(self, principal: Principal, people: Iterable[str | None]) -> Names:
        return await names_of(self.stage.database, self.statements, principal.workspace_id, people)


def _nobody(staff: Staff, known: Mapping[str, str]) -> Nobody:
    """The names of those for whom rules name nobody."""

    def nobody(rules: tuple[Assignee, ...]) -> tuple[str, ...]:
        return tuple(known.get(one, "") for one in nobody_for(rules, staff))

    return nobody


@dataclass(frozen=True, slots=True)
class _Telling:
    """Puts what was found into the asker's words."""

    locale: str
    schema: Schema
    names: Names
    places: Mapping[str, str]
    who: Picture

    def node(self, one: Manned) -> Json:
        """An approval, and for whom it finds nobody."""
        homes = Counter(self.who.homes.get(missing.initiator or "") for missing in one.missing)
        ranked = sorted(homes.items(), key=lambda item: (-item[1], item[0] or ""))
        return {
            "node": one.node.id,
            "name": one.node.name,
            "open": one.open,
            "empty": one.node.empty,
            "missing": len(one.missing),
            "stuck": sum(missing.stuck for missing in one.missing),
            "first": [self._missing(missing) for missing in one.missing[:MOST_NAMED]],
            "departments": [
                {"department": self._department(home), "count": count} for home, count in ranked[:MOST_NAMED]
            ],
        }

    def _missing(self, one: Missing) -> Json:
        return {
            "person": self.names.person(one.initiator),
            "department": self._department(self.who.homes.get(one.initiator or "")),
            "reasons": [self._reason(reason) for reason in one.reasons],
            "stuck": one.stuck,
        }

    def _department(self, id: str | None) -> Json:
        return None if id is None else {"id": id, "name": self.places.get(id, "")}

    def _reason(self, reason: Problem) -> Json:
        params: dict[str, Json] = {name: one for name, one in reason.params.items() if isinstance(one, str | int)}
        role = self.schema.design.get(Role, str(params.get("role")))
        told = params if role is None else {**params, "role": self.schema.localized(role, self.locale).name}
        message = sentence(reason.code, told, self.locale)
        return {"code": reason.code, "path": list(reason.path), "params": told, "message": message}
