"""Each hour the heads of the decision logs that grew are signed together, with a key that no database holds."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import structlog

from dougong.kernel.signing import Signer
from dougong.process.tables import checkpoint_heads, checkpoints, runs
from dougong.storage.driver.port import Database, Session, in_transaction
from dougong.storage.statements import Statements
from dougong.storage.types import UuidType
from dougong.storage.workspaces import workspaces
from dougong_engine.approvals.checkpoint import Checkpoint, Head, root, seal

log = structlog.get_logger("process")

MOST = 10_000
"""Heads in one checkpoint; more of them make several."""

WITNESS = "approval-checkpoints.json"
"""The file beside the key that knows each workspace's last checkpoint, so that its removal is noticed, too."""

_WS = sa.bindparam("ws", type_=UuidType())
_C, _H, _R = checkpoints.c, checkpoint_heads.c, runs.c
WORKSPACES = sa.select(workspaces.c.id).order_by(workspaces.c.id)
CHAIN = sa.select(_C.number, _C.at, _C.heads, _C.root, _C.before, _C.signature).where(_C.workspace_id == _WS)
LAST = CHAIN.order_by(_C.number.desc()).limit(1)
_sealed = sa.select(_H.number).where(_H.workspace_id == _R.workspace_id, _H.run_id == _R.id, _H.entries == _R.entries)
GROWN = (
    sa.select(_R.id, _R.entries, _R.head)
    .where(_R.workspace_id == _WS, _R.entries > 0, ~_sealed.exists())
    .order_by(_R.id)
    .limit(sa.literal_column(str(MOST), sa.Integer()))
)
INSERT, INSERT_HEAD = sa.insert(checkpoints), sa.insert(checkpoint_heads)


class Tampered(Exception):
    """The last checkpoint is not the one that this installation made last."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The number of a workspace's last checkpoint, and its digest with signature."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Witness:
    """Remembers the last seals in a file outside the database."""

    path: Path

    def seals(self) -> Mapping[str, Seal]:
        """By workspace id; empty where there is no file."""
        if not self.path.exists():
            return {}
        known = json.loads(self.path.read_text(encoding="utf-8"))
        return {workspace: Seal(int(number), str(digest)) for workspace, (number, digest) in known.items()}

    def remember(self, workspace_id: str, last: Seal) -> None:
        """The file is replaced as a whole, so that it is never half written."""
        known = {**self.seals(), workspace_id: last}
        own = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump({workspace: [one.number, one.digest] for workspace, one in sorted(known.items())}, file)
            file.flush()
            os.fsync(file.fileno())
        own.replace(self.path)


@dataclass(slots=True)
class Checkpoints:
    """Seals what people have decided; one process of a deployment does it."""

    database: Database
    signer: Signer
    witness: Witness
    _statements: Statements = field(init=False)

    def __post_init__(self) -> None:
        self._statements = Statements(self.database.dialect)

    async def seal(self, now: datetime) -> int:
        """A checkpoint for each workspace with new decisions; answers how many were made."""
        # The key is made before there is anything to sign: the first backup has it.
        self.signer.key()
        made = 0
        for (workspace_id,) in await self.database.fetch(self._statements(WORKSPACES)):
            try:
                while await self._seal(str(workspace_id), now):
                    made += 1
            except Tampered:
                log.error("checkpoints were removed or changed: run dougong verify-approvals", workspace=workspace_id)
        return made

    async def _seal(self, workspace_id: str, now: datetime) -> bool:
        """A checkpoint over what has grown, if anything has. Nobody's write waits while that is looked up."""
        bound: dict[str, Any] = {"ws": workspace_id}
        rows: list[Any] = await self.database.fetch(self._statements(GROWN), bound)
        if not rows:
            return False
        heads = [Head(str(run), entries, head) for run, entries, head in rows]
        before = self._before(workspace_id, await self.database.fetch(self._statements(LAST), bound))
        made = Checkpoint(workspace_id, before.number + 1, now, len(heads), root(heads), before.digest)
        signature = self.signer.sign(made.text())
        named = {"workspace_id": workspace_id, "number": made.number}
        row = {**named, "at": now, "heads": made.heads, "root": made.root}
        row |= {"before": made.before, "signature": signature}
        lines = [{**named, "run_id": one.run, "entries": one.entries, "head": one.head} for one in heads]

        async def work(session: Session) -> None:
            await session.many(self._statements(INSERT), [row])
            await session.many(self._statements(INSERT_HEAD), lines)

        await in_transaction(self.database, work)
        self.witness.remember(workspace_id, Seal(made.number, seal(made, signature)))
        return True

    def _before(self, workspace_id: str, last: list[Any]) -> Seal:
        """What the next checkpoint is chained to. Raises Tampered: what somebody else has made is never signed over."""
        before = sealed(workspace_id, last[0]) if last else Seal(0, "")
        known = self.witness.seals().get(workspace_id, before)
        ours = not last or self.signer.signed(checkpoint_of(workspace_id, last[0]).text(), last[0][5])
        if not ours or known.number > before.number or (known.number == before.number and known != before):
            raise Tampered
        return before


def checkpoint_of(workspace_id: str, row: Any) -> Checkpoint:
    """A stored row of `CHAIN` as the engine's checkpoint."""
    number, at, heads, root_, before, _ = row
    return Checkpoint(workspace_id, number, at, heads, root_, before)


def sealed(workspace_id: str, row: Any) -> Seal:
    """What the row after this one is chained to."""
    found = checkpoint_of(workspace_id, row)
    return Seal(found.number, seal(found, row[5]))
