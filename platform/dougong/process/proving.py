"""Proves that no decision was changed, removed or added afterwards."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError

from dougong.process.tables import decision_log, runs
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database
from dougong.storage.types import UuidType
from dougong_engine.approvals.log import Draft, Entry, verify

DRAFT = TypeAdapter(Draft)

_WS = sa.bindparam("ws", type_=UuidType())
_L, _R = decision_log.c, runs.c
HEADS = sa.select(_R.id, _R.head, _R.entries).where(_R.workspace_id == _WS).order_by(_R.id)
LINES = (
    sa.select(_L.number, _L.at, _L.act, _L.by, _L.entry, _L.head)
    .where(_L.workspace_id == _WS, _L.run_id == sa.bindparam("run", type_=UuidType()))
    .order_by(_L.number)
)
_run_there = sa.select(_R.id).where(_R.workspace_id == _L.workspace_id, _R.id == _L.run_id)
ORPHANS = sa.select(_L.run_id).where(_L.workspace_id == _WS, ~_run_there.exists()).distinct().order_by(_L.run_id)


@dataclass(frozen=True, slots=True)
class Proof:
    """How much was proven: `broken` maps run id → number of the first entry that does not fit; 0 for entries whose run
    is gone."""

    runs: int
    entries: int
    broken: dict[str, int]


def entry_of(at: Any, raw: dict[str, Any]) -> Entry:
    """A stored line as the engine's entry."""
    draft = DRAFT.validate_python({name: raw[name] for name in Draft.__dataclass_fields__})
    return Entry(number=raw["number"], at=at, node=raw["node"], visit=raw["visit"], draft=draft)


async def prove(database: Database, workspace_id: str) -> Proof:
    """Follows every chain of a workspace from nothing to the head in its run's row."""
    heads = compile_statement(HEADS, database.dialect)
    lines = compile_statement(LINES, database.dialect)
    broken: dict[str, int] = {}
    entries = 0
    known: list[Any] = await database.fetch(heads, {"ws": workspace_id})
    for run_id, head, count in known:
        rows: list[Any] = await database.fetch(lines, {"ws": workspace_id, "run": run_id})
        entries += len(rows)
        wrong = _wrong(rows, str(head))
        if wrong is None and len(rows) != count:
            wrong = len(rows) + 1
        if wrong is not None:
            broken[str(run_id)] = wrong
    lost: list[Any] = await database.fetch(compile_statement(ORPHANS, database.dialect), {"ws": workspace_id})
    return Proof(len(known), entries, broken | {str(run_id): 0 for (run_id,) in lost})


def _wrong(rows: list[Any], head: str) -> int | None:
    """The first line that does not fit: unreadable, unlike its own columns, or off the chain."""
    chained: list[tuple[Entry, str]] = []
    for place, (number, at, act, by, raw, after) in enumerate(rows, start=1):
        try:
            entry = entry_of(at, raw)
        except (KeyError, TypeError, ValidationError):
            return place
        if (number, act, by) != (entry.number, entry.draft.act, entry.draft.by):
            return min(place, verify(chained, chained[-1][1] if chained else "") or place)
        chained.append((entry, str(after)))
    return verify(chained, head)
