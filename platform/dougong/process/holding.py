"""What tasks and copies add to a person's rights on records, for every statement that person asks."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal
from dougong.process.acting import held_at
from dougong.process.pinned import PinnedFlows
from dougong.storage.driver.port import Database
from dougong.storage.people_tables import people
from dougong.storage.statements import Statements
from dougong.storage.task_tables import run_readers, runs, tasks
from dougong.storage.types import UuidType
from dougong_engine.access.plan import Held
from dougong_engine.design.role import Right

_WS = sa.bindparam("ws", type_=UuidType())
_PERSON = sa.bindparam("person", type_=UuidType())
_RUN = sa.bindparam("run", type_=UuidType())
_NODE = sa.bindparam("node", type_=tasks.c.node_id.type)
_R = runs.c


def _nodes(table: sa.Table) -> "sa.Select[Any]":
    """Where a person was asked, or given a copy."""
    here = sa.and_(table.c.workspace_id == _R.workspace_id, table.c.run_id == _R.id)
    return (
        sa.select(_R.flow_id, _R.version, table.c.node_id)
        .join(table, here)
        .where(_R.workspace_id == _WS, table.c.person_id == _PERSON)
    )


HELD = sa.union(_nodes(tasks), _nodes(run_readers))
_this = runs.alias("this")
_KNOWN: sa.Select[Any] = (
    sa.select(sa.literal_column("1"))
    .select_from(_this)
    .where(
        _this.c.workspace_id == _WS, _this.c.id == _RUN, _this.c.flow_id == _R.flow_id, _this.c.version == _R.version
    )
)


def _first(table: sa.Table) -> sa.Update:
    known = _nodes(table).where(table.c.node_id == _NODE, _KNOWN.correlate(runs).exists())
    return (
        sa.update(people)
        .where(people.c.workspace_id == _WS, people.c.id == _PERSON, ~known.correlate(None).exists())
        .values(epoch=people.c.epoch + 1)
    )


FIRST_TASK, FIRST_COPY = _first(tasks), _first(run_readers)
"""Before a row is put there: raises the person's epoch if it is their first at that node of that version."""


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
