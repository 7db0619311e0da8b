"""What tasks and copies add to a person's rights on records, for every statement that person asks."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal
from dougong.process.acting import held_at
from dougong.process.pinned import PinnedFlows
from dougong.storage.driver.port import Database, Dialect
from dougong.storage.people_tables import people
from dougong.storage.statements import Statements
from dougong.storage.task_tables import held_nodes
from dougong.storage.types import UuidType
from dougong_engine.access.plan import Held
from dougong_engine.design.role import Right

_WS = sa.bindparam("ws", type_=UuidType())
_PERSON = sa.bindparam("person", type_=UuidType())
_H = held_nodes.c
HELD = sa.select(_H.flow_id, _H.version, _H.node_id).where(_H.workspace_id == _WS, _H.person_id == _PERSON)
HERE = HELD.where(
    _H.flow_id == sa.bindparam("flow", type_=_H.flow_id.type),
    _H.version == sa.bindparam("version", type_=_H.version.type),
    _H.node_id == sa.bindparam("node", type_=_H.node_id.type),
)
"""Whether the person was ever asked at that node of that version."""
FIRST = (
    sa.update(people)
    .where(people.c.workspace_id == _WS, people.c.id == _PERSON, ~HERE.correlate(None).exists())
    .values(epoch=people.c.epoch + 1)
)
"""Raises the person's epoch if they were never asked there: their rights are about to grow."""
PUT_HELD: dict[Dialect, sa.Executable] = {
    Dialect.SQLITE: sqlite.insert(held_nodes).on_conflict_do_nothing(),
    Dialect.POSTGRESQL: postgresql.insert(held_nodes).on_conflict_do_nothing(),
}
"""From now on they were asked there; comes after FIRST."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Answers what the tasks of a person give them."""

    database: Database
    statements: Statements
    pinned: PinnedFlows

    async def held_by(self, principal: Principal) -> tuple[Held, ...]:
        """Nodes that give the same rights on the same entity come together."""
        bound = {"ws": principal.workspace_id, "person": principal.person_id}
        rows: list[Any] = await self.database.fetch(self.statements(HELD), bound)
        alike: dict[tuple[str, tuple[tuple[str, Right], ...], bool], list[tuple[str, int, str]]] = {}
        for flow_id, version, node in rows:
            try:
                pinned = await self.pinned.get(self.database, principal.workspace_id, flow_id, version)
            except Refusal:
                continue  # a version that is gone gives nothing
            held = held_at(pinned.flow, version, node)
            if held is not None:
                alike.setdefault((held.entity, held.fields, held.after), []).extend(held.nodes)
        return tuple(
            Held(entity, tuple(sorted(nodes)), rights, after)
            for (entity, rights, after), nodes in sorted(alike.items())
        )
