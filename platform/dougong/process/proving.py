"""Proves that no decision was changed, removed or added afterwards."""

from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from dougong.process.tables import decision_log, runs
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database
from dougong.storage.types import UuidType
from dougong_engine.approvals.log import Draft, Entry, verify

DRAFT = TypeAdapter(Draft)

_WS = sa.bindparam("ws", type_=UuidType())
_L, _R = decision_log.c, runs.c
HEADS = sa.select(_R.id, _R.head).where(_R.workspace_id == _WS).order_by(_R.id)
LINES = (
    sa.select(_L.at, _L.entry, _L.head)
    .where(_L.workspace_id == _WS, _L.run_id == sa.bindparam("run", type_=UuidType()))
    .order_by(_L.number)
)


def entry_of(at: Any, raw: dict[str, Any]) -> Entry:
    """A stored line as the engine's entry."""
    draft = DRAFT.validate_python({name: raw[name] for name in Draft.__dataclass_fields__})
    return Entry(number=raw["number"], at=at, node=raw["node"], visit=raw["visit"], draft=draft)


async def proof(database: Database, workspace_id: str) -> dict[str, int]:
    """Run id → number of the first entry that does not fit; empty if every chain is whole."""
    heads = compile_statement(HEADS, database.dialect)
    lines = compile_statement(LINES, database.dialect)
    broken: dict[str, int] = {}
    for run_id, head in await database.fetch(heads, {"ws": workspace_id}):
        rows: list[Any] = await database.fetch(lines, {"ws": workspace_id, "run": run_id})
        wrong = verify([(entry_of(at, entry), after) for at, entry, after in rows], str(head))
        if wrong is not None:
            broken[str(run_id)] = wrong
    return broken
