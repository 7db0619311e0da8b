"""Who stands behind an installed app's slots and roles, and how somebody else comes to stand there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dougong.kernel.messages import sentence
from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal
from dougong.packages.installing import Installing, not_beyond
from dougong.packages.preview_documents import slot_document
from dougong.packages.store import Installation
from dougong.storage.driver.expressions import any_of
from dougong.storage.people_tables import people, role_members
from dougong.storage.schema import Schema
from dougong.storage.statements import Statements
from dougong.storage.types import UuidType
from dougong_engine.design.flow import Flow
from dougong_engine.design.role import Role
from dougong_engine.errors import Problem
from dougong_engine.packages.merge import merge
from dougong_engine.packages.rewrite import localised_package
from dougong_engine.packages.slots import bound, named
from dougong_engine.packages.texts import OWN

WS = sa.bindparam("ws", type_=UuidType())
KNOWN = sa.select(people.c.id, people.c.name, people.c.active).where(
    people.c.workspace_id == WS, any_of(people.c.id, "ids")
)
HOLDERS = (
    sa.select(role_members.c.role_id, sa.func.count())
    .join(
        people,
        sa.and_(people.c.workspace_id == role_members.c.workspace_id, people.c.id == role_members.c.person_id),
    )
    .where(role_members.c.workspace_id == WS, people.c.active)
    .group_by(role_members.c.role_id)
)

Person = tuple[str, bool]
"""Name, and whether they are still there."""


@dataclass(frozen=True, slots=True)
class Rebinding:
    """Shows and changes the people of installed apps."""

    installing: Installing

    async def shown(self, principal: Principal, app_id: str) -> dict[str, Any]:
        """Whom each slot stands for, who holds the roles that flows ask, and what is wrong with either."""
        installing = self.installing
        installation = await installing.installation(principal, app_id)
        schema = await installing.publishing.catalogue.newest(principal.workspace_id)
        known, holders = await self._known(principal, installation)
        texts = installation.package.locales.get(principal.locale, {}).get(OWN, {})
        flows = localised_package(installation.package, installation.binding).design.of(Flow)
        slots = []
        for slot in installation.package.manifest.slots:
            person = installation.slots.get(slot.id)
            told = slot_document(slot, texts)
            asking = [one.id for one in flows if slot.id in named(one, "slot")]
            slots.append(
                {
                    **told,
                    "person": None if person is None else {"id": person, "name": known.get(person, ("", False))[0]},
                    "flows": _names(schema, asking, principal.locale),
                    "problem": _left(told["name"], person, known, principal.locale),
                }
            )
        return {"slots": slots, "roles": _roles(schema, app_id, holders, principal.locale)}

    async def rebind(self, principal: Principal, app_id: str, wanted: Mapping[str, str]) -> dict[str, Any]:
        """Other people behind these slots, as one publish; runs under way keep those that they began with.

        Where a flow was changed by hand at such a place, it stays as it is: `left` names these flows. Refuses (422)
        unknown slots and people, (403) an app with rights beyond the caller's.
        """
        installing = self.installing
        installation = await installing.installation(principal, app_id)
        manifest = installation.package.manifest
        slots = {one.id: one for one in manifest.slots}
        unknown = [Problem("package.slot.unknown", ("slots", id), {"slot": id}) for id in wanted if id not in slots]
        if unknown:
            raise Refusal(422, unknown)
        asked = manifest.model_copy(update={"slots": tuple(slots[id] for id in wanted)})
        now_bound = {**installation.slots, **await installing.slots.people(principal, asked, wanted)}
        schema = await installing.publishing.catalogue.newest(principal.workspace_id)
        local = localised_package(installation.package, installation.binding)
        not_beyond(principal, schema, local)
        mine = schema.design.of_app(app_id).objects
        merged = merge(bound(local.design, installation.slots).objects, mine, bound(local.design, now_bound).objects)
        changed = [one for id, one in merged.design.objects.items() if isinstance(one, Flow) and mine.get(id) != one]
        await installing.publishing.publish(
            principal.workspace_id,
            principal.person_id,
            changed,
            installing.writing.stage.now(),
            # Drafts stay drafts.
            revisions={one.id: -1 for one in changed},
            beside=lambda _: [installing.store.rebound(principal.workspace_id, app_id, now_bound)],
        )
        left = sorted({one.object for one in merged.conflicts if one.reason == "both_changed"})
        return {**await self.shown(principal, app_id), "left": _names(schema, left, principal.locale)}

    async def _known(
        self, principal: Principal, installation: Installation
    ) -> tuple[dict[str, Person], dict[str, int]]:
        database = self.installing.publishing.database
        statements = Statements(database.dialect)
        bound_to = sorted(set(installation.slots.values()))
        found = await database.fetch(statements(KNOWN), {"ws": principal.workspace_id, "ids": bound_to})
        held = await database.fetch(statements(HOLDERS), {"ws": principal.workspace_id})
        known = {str(id): (str(name), bool(active)) for id, name, active in found}
        return known, {str(role): int(str(count)) for role, count in held}


def _left(slot: str, person: str | None, known: Mapping[str, Person], locale: str) -> dict[str, Any] | None:
    name, active = known.get(person or "", ("", False))
    return None if active else _told("package.slot.left", {"slot": slot, "person": name}, locale)


def _roles(schema: Schema, app_id: str, holders: Mapping[str, int], locale: str) -> list[dict[str, Any]]:
    """The roles that the app's flows ask, by name."""
    asking: dict[str, list[str]] = {}
    for flow in schema.design.of_app(app_id).of(Flow):
        for id in named(flow, "role"):
            asking.setdefault(id, []).append(flow.id)
    found = []
    for id, flows in asking.items():
        role = schema.design.get(Role, id)
        if role is not None:
            name, count = schema.localized(role, locale).name, holders.get(id, 0)
            problem = None if count else _told("package.role.empty", {"role": name}, locale)
            names = _names(schema, flows, locale)
            found.append({"id": id, "name": name, "members": count, "flows": names, "problem": problem})
    return sorted(found, key=lambda one: (str(one["name"]), str(one["id"])))


def _names(schema: Schema, ids: list[str], locale: str) -> list[str]:
    return [schema.localized(one, locale).name for id in ids if (one := schema.design.objects.get(id)) is not None]


def _told(code: str, params: Mapping[str, str], locale: str) -> dict[str, Any]:
    return {"code": code, "path": [], "params": dict(params), "message": sentence(code, params, locale)}
