"""Whom a package's slots stand for: named by the installer, looked up, held to be of this workspace."""

from collections.abc import Mapping

import sqlalchemy as sa

from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Database
from dougong.storage.people_tables import departments, people
from dougong.storage.statements import Statements
from dougong.storage.types import UuidType
from dougong_engine.errors import Problem
from dougong_engine.packages.format import Manifest, Slot

WS = sa.bindparam("ws", type_=UuidType())
ACTIVE = sa.select(people.c.id).where(people.c.workspace_id == WS, any_of(people.c.id, "ids"), people.c.active)
LED = sa.select(departments.c.id, departments.c.leader_id).where(
    departments.c.workspace_id == WS, any_of(departments.c.id, "ids")
)


class SlotBinding:
    """Turns what an installer named into one person for each slot."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._statements = Statements(database.dialect)

    async def people(self, principal: Principal, manifest: Manifest, named: Mapping[str, str]) -> dict[str, str]:
        """Slot id → person id: the installer where nobody was named, and the head where a department was.

        Refuses (422) slots that the package does not have, people and departments of nobody here, and departments that
        have no head.
        """
        slots = {one.id: one for one in manifest.slots}
        problems = [Problem("package.slot.unknown", ("slots", id), {"slot": id}) for id in named if id not in slots]
        found: dict[str, str] = {}
        active, heads = await self._known(principal, [named[id] for id in slots if id in named])
        for id, slot in slots.items():
            person = _person(slot, named.get(id), principal, active, heads)
            if person is None:
                problems.append(Problem("package.slot.nobody", ("slots", id), {"slot": slot.name}))
            else:
                found[id] = person
        if problems:
            raise Refusal(422, problems)
        return found

    async def _known(self, principal: Principal, ids: list[str]) -> tuple[frozenset[str], dict[str, str | None]]:
        if not ids:
            return frozenset(), {}
        bound = {"ws": principal.workspace_id, "ids": ids}
        active = await self._database.fetch(self._statements(ACTIVE), bound)
        led = await self._database.fetch(self._statements(LED), bound)
        heads = {str(id): str(leader) if leader is not None else None for id, leader in led}
        return frozenset(str(row[0]) for row in active), heads


def _person(
    slot: Slot, named: str | None, principal: Principal, active: frozenset[str], heads: Mapping[str, str | None]
) -> str | None:
    if slot.kind == "department":
        return heads.get(named) if named is not None else None
    if named is None:
        return principal.person_id
    return named if named in active else None
