"""Proves that the signed checkpoints are all there, are ours, and still fit the decision logs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from dougong.kernel.signing import Signer
from dougong.process.checkpoints import CHAIN, Seal, checkpoint_of, sealed
from dougong.process.tables import checkpoint_heads, checkpoints, decision_log
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database
from dougong.storage.types import UuidType
from dougong_engine.approvals.checkpoint import Head, root

_WS = sa.bindparam("ws", type_=UuidType())
_C, _H, _L = checkpoints.c, checkpoint_heads.c, decision_log.c
WHOLE = CHAIN.order_by(_C.number)
HEADS = (
    sa.select(_H.run_id, _H.entries, _H.head)
    .where(_H.workspace_id == _WS, _H.number == sa.bindparam("number", type_=sa.Integer()))
    .order_by(_H.run_id)
)
_same_entry = sa.and_(_L.workspace_id == _H.workspace_id, _L.run_id == _H.run_id, _L.number == _H.entries)
UNLIKE = (
    sa.select(_H.number, _H.run_id, _H.entries)
    .outerjoin(decision_log, _same_entry)
    .where(_H.workspace_id == _WS, sa.or_(_L.head.is_(None), _L.head != _H.head))
    .order_by(_H.number, _H.run_id)
    .limit(sa.literal_column("1000", sa.Integer()))
)

What = Literal["missing", "signature", "heads", "entry", "key"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a checkpoint, or with the entry `entry` of the log of `run` that it saw differently."""

    number: int
    what: What
    run: str = ""
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Sealed:
    """How many checkpoints were looked at, and what was found, the first one first."""

    checkpoints: int
    faults: tuple[Fault, ...]


async def prove_checkpoints(
    database: Database, workspace_id: str, signer: Signer | None, witness: Seal | None
) -> Sealed:
    """Follows the checkpoints of a workspace. Without a `signer` no signature can be checked, which is a fault, too."""
    bound: dict[str, Any] = {"ws": workspace_id}
    rows: list[Any] = await database.fetch(compile_statement(WHOLE, database.dialect), bound)
    faults = list(_chain_faults(workspace_id, rows, witness))
    if signer is None:
        faults += [Fault(rows[0][0], "key")] if rows else []
    else:
        faults += [Fault(row[0], "signature") for row in rows if not _ours(signer, workspace_id, row)]
    heads = compile_statement(HEADS, database.dialect)
    for row in rows:
        lines: list[Any] = await database.fetch(heads, {**bound, "number": row[0]})
        if len(lines) != row[2] or root([Head(str(run), entries, head) for run, entries, head in lines]) != row[3]:
            faults.append(Fault(row[0], "heads"))
    unlike: list[Any] = await database.fetch(compile_statement(UNLIKE, database.dialect), bound)
    faults += [Fault(number, "entry", str(run), entries) for number, run, entries in unlike]
    return Sealed(len(rows), tuple(sorted(faults, key=lambda one: one.number)))


def _chain_faults(workspace_id: str, rows: list[Any], witness: Seal | None) -> Iterator[Fault]:
    """Where a number is skipped, where one is not chained to the one before, and where the end is missing."""
    before = Seal(0, "")
    for row in rows:
        if row[0] != before.number + 1 or row[4] != before.digest:
            yield Fault(before.number + 1, "missing")
        before = sealed(workspace_id, row)
        if witness is not None and witness.number == before.number and witness.digest != before.digest:
            yield Fault(before.number, "missing")
    if witness is not None and witness.number > before.number:
        yield Fault(before.number + 1, "missing")


def _ours(signer: Signer, workspace_id: str, row: Any) -> bool:
    return signer.signed(checkpoint_of(workspace_id, row).text(), row[5])
