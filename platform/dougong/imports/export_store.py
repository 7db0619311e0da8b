"""All SQL of export jobs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from dougong.imports.exporting import Export
from dougong.imports.tables import exports
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Database
from dougong.storage.statements import Statements
from dougong.storage.types import JsonType, MomentType, TextType, UuidType

_E = exports.c
_MINE = sa.and_(_E.workspace_id == sa.bindparam("ws", type_=UuidType()), _E.id == sa.bindparam("job", type_=UuidType()))
_PERSON = sa.and_(
    _E.workspace_id == sa.bindparam("ws", type_=UuidType()), _E.person_id == sa.bindparam("me", type_=UuidType())
)
ACTIVE = ("queued", "running")
KEPT = 50

_JOB = (
    _E.workspace_id, _E.id, _E.entity_id, _E.person_id, _E.question, _E.status, _E.total, _E.done, _E["size"],
    _E.epoch, _E.error, _E.created_at, _E.ended_at,
)  # fmt: skip
ONE = sa.select(*_JOB).where(_MINE)
LATEST = sa.select(*_JOB).where(_PERSON).order_by(_E.id.desc()).limit(KEPT)
INSERT = sa.insert(exports)
RUNNER = sa.bindparam("me", type_=UuidType())
UNTIL = sa.bindparam("until", type_=MomentType())
_STATUS = sa.bindparam("to", type_=TextType())
OPEN = sa.select(_E.workspace_id, _E.id).where(_E.status.in_([sa.literal(one) for one in ACTIVE])).order_by(_E.id)
CLAIM = (
    sa.update(exports)
    .where(
        _MINE,
        _E.status.in_([sa.literal(one) for one in ACTIVE]),
        sa.or_(_E.lease_until.is_(None), _E.lease_until < sa.bindparam("now", type_=MomentType())),
    )
    .values(status=sa.literal("running"), runner=RUNNER, lease_until=UNTIL)
)
# Whoever lost the job, or whose job was cancelled, changes nothing any more.
_HELD = sa.and_(_MINE, _E.runner == RUNNER, _E.status == sa.literal("running"))
PROGRESS = (
    sa.update(exports)
    .where(_HELD)
    .values(
        done=sa.bindparam("so_far", type_=sa.Integer), total=sa.bindparam("of", type_=sa.Integer), lease_until=UNTIL
    )
)
END = (
    sa.update(exports)
    .where(_HELD)
    .values(
        status=_STATUS,
        size=sa.bindparam("bytes", type_=sa.BigInteger),
        epoch=sa.bindparam("seen", type_=sa.BigInteger),
        error=sa.bindparam("wrong", type_=JsonType()),
        ended_at=sa.bindparam("now", type_=MomentType()),
        runner=sa.null(),
        lease_until=sa.null(),
    )
)
LET_GO = sa.update(exports).where(_HELD).values(runner=sa.null(), lease_until=sa.null())
MOVE = sa.update(exports).where(_MINE, any_of(_E.status, "from")).values(status=_STATUS)
ENDED = sa.select(_E.workspace_id, _E.id).where(
    _E.status == sa.literal("done"), _E.ended_at < sa.bindparam("before", type_=MomentType())
)


@dataclass(frozen=True, slots=True)
class ExportJob:
    """One export as stored."""

    workspace_id: str
    id: str
    entity_id: str
    person_id: str
    question: Mapping[str, Any]
    status: str
    total: int | None
    done: int
    size: int | None
    epoch: int | None
    error: Mapping[str, Any] | None
    created_at: datetime
    ended_at: datetime | None

    @property
    def export(self) -> Export:
        """What to export."""
        asked = self.question
        return Export(asked["format"], asked["filter"], tuple(asked["fields"]), tuple(asked["sort"]))


class ExportStore:
    """Export jobs on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._sql = Statements(database.dialect)

    async def add(self, job: ExportJob) -> None:
        """A new job."""
        values = {
            "workspace_id": job.workspace_id, "id": job.id, "entity_id": job.entity_id, "person_id": job.person_id,
            "question": dict(job.question), "status": job.status, "total": None, "done": 0, "size": None,
            "epoch": None, "error": None, "created_at": job.created_at, "ended_at": None, "runner": None,
            "lease_until": None,
        }  # fmt: skip
        await self.database.write([(self._sql(INSERT), values)])

    async def one(self, workspace_id: str, job_id: str) -> ExportJob | None:
        """A job by id."""
        rows = await self.database.fetch(self._sql(ONE), {"ws": workspace_id, "job": job_id})
        return _job(rows[0]) if rows else None

    async def latest(self, workspace_id: str, person_id: str) -> list[ExportJob]:
        """Somebody's last fifty jobs."""
        return [
            _job(row) for row in await self.database.fetch(self._sql(LATEST), {"ws": workspace_id, "me": person_id})
        ]

    async def open(self) -> list[tuple[str, str]]:
        """Workspace and id of every job that is not settled."""
        return [(str(ws), str(id)) for ws, id in await self.database.fetch(self._sql(OPEN), {})]

    async def claim(self, workspace_id: str, job_id: str, runner: str, now: datetime, until: datetime) -> bool:
        """Take a job that nobody holds."""
        return await self._changed(CLAIM, {"ws": workspace_id, "job": job_id, "me": runner, "now": now, "until": until})

    async def progress(self, job: ExportJob, runner: str, done: int, total: int, until: datetime) -> bool:
        """Note how far it is; False where the job is no longer the runner's, or was cancelled."""
        return await self._changed(PROGRESS, {**_key(job), "me": runner, "so_far": done, "of": total, "until": until})

    async def end(
        self,
        job: ExportJob,
        runner: str,
        status: str,
        now: datetime,
        *,
        size: int | None = None,
        epoch: int | None = None,
        error: object = None,
    ) -> bool:
        """Settle a job that is still the runner's."""
        ended = {"to": status, "bytes": size, "seen": epoch, "wrong": error, "now": now}
        return await self._changed(END, {**_key(job), "me": runner, **ended})

    async def let_go(self, job: ExportJob, runner: str) -> None:
        """Whoever looks next may begin it anew."""
        await self._changed(LET_GO, {**_key(job), "me": runner})

    async def move(self, workspace_id: str, job_id: str, before: Sequence[str], after: str) -> bool:
        """Change the status if it is still one of `before`."""
        return await self._changed(MOVE, {"ws": workspace_id, "job": job_id, "from": list(before), "to": after})

    async def ended(self, before: datetime) -> list[tuple[str, str]]:
        """Jobs whose files lie there since before a moment."""
        return [(str(ws), str(id)) for ws, id in await self.database.fetch(self._sql(ENDED), {"before": before})]

    async def _changed(self, statement: sa.Update, values: Mapping[str, object]) -> bool:
        return (await self.database.write([(self._sql(statement), values)]))[0].affected == 1


def _key(job: ExportJob) -> dict[str, object]:
    return {"ws": job.workspace_id, "job": job.id}


def _job(row: Sequence[object]) -> ExportJob:
    return ExportJob(*row)  # type: ignore[arg-type]  # the columns in order
