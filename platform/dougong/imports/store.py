"""All SQL of import jobs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from dougong.imports.job import Job, Line, Mark
from dougong.imports.tables import import_rows, imports
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Database, Session, Values, in_transaction
from dougong.storage.side_tables import history
from dougong.storage.statements import Statements
from dougong.storage.types import JsonType, MomentType, TextType, UuidType
from dougong_engine.imports.columns import Cells

WS, ID = sa.bindparam("ws", type_=UuidType()), sa.bindparam("job", type_=UuidType())
_I, _R = imports.c, import_rows.c
_MINE = sa.and_(_I.workspace_id == WS, _I.id == ID)
_ROWS = sa.and_(_R.workspace_id == WS, _R.import_id == ID)
MOST = sa.bindparam("most", type_=sa.Integer)
ACTIVE = ("reading", "queued", "running", "undoing")

_JOB = (
    _I.workspace_id, _I.id, _I.target, _I.person_id, _I.file_name, _I.status, _I.historical, _I.file, _I["columns"],
    _I.mapping, _I.report, _I.error, _I.total, _I.created_at, _I.started_at, _I.ended_at,
)  # fmt: skip
ONE = sa.select(*_JOB).where(_MINE)
LATEST = (
    sa.select(*_JOB)
    .where(_I.workspace_id == WS, _I.person_id == sa.bindparam("me", type_=UuidType()))
    .order_by(_I.id.desc())
    .limit(50)
)
SET = {
    column.name: sa.update(imports).where(_MINE).values({column: sa.bindparam("new", type_=column.type)})
    for column in (_I.mapping, _I.report, _I.error, _I.file, _I.started_at, _I.ended_at, _I.total, _I["columns"])
}
# A status changes only from the one that was read: of two requests, one wins.
STATUS = (
    sa.update(imports)
    .where(_MINE, any_of(_I.status, "from"))
    .values(status=sa.bindparam("to", type_=TextType()), historical=sa.bindparam("past", type_=_I.historical.type))
)
READY = (
    sa.update(imports)
    .where(_MINE, _I.status == sa.literal("reading"))
    .values(
        status=sa.literal("ready"),
        file=sa.bindparam("file", type_=JsonType()),
        columns=sa.bindparam("columns", type_=JsonType()),
        mapping=sa.bindparam("mapping", type_=JsonType()),
        total=sa.bindparam("total", type_=sa.Integer),
        lease_until=sa.null(),
    )
)
DROP, DROP_ROWS = sa.delete(imports).where(_MINE), sa.delete(import_rows).where(_ROWS)
COUNTS = sa.select(_R.status, sa.func.count()).where(_ROWS, _R.number > sa.literal_column("0")).group_by(_R.status)
_ROW = (_R.number, _R.cells, _R.record_id, _R.entity_id, _R.wave)
PAGE = (
    sa.select(*_ROW).where(_ROWS, _R.number > sa.bindparam("after", type_=sa.Integer)).order_by(_R.number).limit(MOST)
)
NEXT = (
    sa.select(*_ROW)
    .where(_ROWS, _R.status == sa.literal("waiting"), _R.number > sa.literal_column("0"))
    .order_by(_R.wave, _R.number)
    .limit(MOST)
)
DONE = (
    sa.select(*_ROW)
    .where(_ROWS, _R.status == sa.literal("done"))
    .order_by(_R.wave.desc(), _R.number.desc())
    .limit(MOST)
)
REFUSED = (
    sa.select(_R.number, _R.cells, _R.problems)
    .where(
        _ROWS,
        _R.status.in_((sa.literal("refused"), sa.literal("kept"))),
        _R.number > sa.bindparam("after", type_=sa.Integer),
    )
    .order_by(_R.number)
    .limit(MOST)
)
LOWEST = sa.select(sa.func.min(_R.number)).where(_ROWS)
MARK_ALIKE = (
    sa.update(import_rows)
    .where(_ROWS, any_of(_R.number, "numbers"))
    .values(status=sa.bindparam("to", type_=TextType()), problems=sa.null())
)
MARK = (
    sa.update(import_rows)
    .where(_ROWS, _R.number == sa.bindparam("row", type_=sa.Integer))
    .values(status=sa.bindparam("to", type_=TextType()), problems=sa.bindparam("wrong", type_=JsonType()))
)
WAVE = (
    sa.update(import_rows)
    .where(_ROWS, _R.number == sa.bindparam("row", type_=sa.Integer))
    .values(wave=sa.bindparam("at_wave", type_=sa.Integer))
)
EDITED = sa.select(history.c.record_id).where(
    history.c.workspace_id == WS,
    history.c.entity_id == sa.bindparam("entity", type_=TextType()),
    any_of(history.c.record_id, "ids"),
    history.c.version > sa.literal_column("1"),
)
INSERT, INSERT_ROW = sa.insert(imports), sa.insert(import_rows)
UNTIL, RUNNER = sa.bindparam("until", type_=MomentType()), sa.bindparam("me", type_=UuidType())
_CLAIMABLE = sa.or_(_I.lease_until.is_(None), _I.lease_until < sa.bindparam("now", type_=MomentType()))
OPEN = sa.select(_I.workspace_id, _I.id).where(_I.status.in_([sa.literal(one) for one in ACTIVE])).order_by(_I.id)
CLAIM = (
    sa.update(imports).where(_MINE, sa.or_(_CLAIMABLE, _I.runner == RUNNER)).values(runner=RUNNER, lease_until=UNTIL)
)
# Taken inside each batch's own transaction: a runner that lost the job writes nothing.
HOLD = sa.update(imports).where(_MINE, _I.runner == RUNNER, any_of(_I.status, "in")).values(lease_until=UNTIL)
RELEASE = sa.update(imports).where(_MINE, _I.runner == RUNNER).values(runner=sa.null(), lease_until=sa.null())


class ImportStore:
    """Jobs and rows on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.statements = Statements(database.dialect)

    async def add(self, job: Job, until: datetime) -> None:
        """A new job, without rows; until then nobody else takes it for abandoned."""
        values = {
            "workspace_id": job.workspace_id, "id": job.id, "target": job.target, "person_id": job.person_id,
            "file_name": job.file_name, "status": job.status, "historical": job.historical, "file": dict(job.file),
            "columns": list(job.columns), "mapping": dict(job.raw_mapping), "report": None, "error": None,
            "total": job.total, "created_at": job.created_at, "started_at": None, "ended_at": None, "runner": None,
            "lease_until": until,
        }  # fmt: skip
        await self.database.write([(self.statements(INSERT), values)])

    async def ready(self, job: Job) -> bool:
        """What was found in a file that has been read to its end; False if the job was stopped meanwhile."""
        values = {**key(job), "file": dict(job.file), "columns": list(job.columns), "mapping": dict(job.raw_mapping)}
        return (await self.database.write([(self.statements(READY), {**values, "total": job.total})]))[0].affected == 1

    async def clear(self, job: Job) -> None:
        """Forget a job's rows."""
        await self.database.write([(self.statements(DROP_ROWS), key(job))])

    async def drop(self, job: Job) -> None:
        """Forget a job and its rows."""
        await self.database.write([(self.statements(DROP_ROWS), key(job)), (self.statements(DROP), key(job))])

    async def one(self, workspace_id: str, job_id: str) -> Job | None:
        """A job by id."""
        rows = await self.database.fetch(self.statements(ONE), {"ws": workspace_id, "job": job_id})
        return _job(rows[0]) if rows else None

    async def latest(self, workspace_id: str, person_id: str) -> list[Job]:
        """Somebody's last fifty jobs."""
        rows = await self.database.fetch(self.statements(LATEST), {"ws": workspace_id, "me": person_id})
        return [_job(row) for row in rows]

    async def put(self, job: Job, column: str, value: object) -> None:
        """Change one column of `SET`."""
        await self.database.write([(self.statements(SET[column]), {**key(job), "new": value})])

    async def move(self, job: Job, before: Sequence[str], after: str, historical: bool | None = None) -> bool:
        """Change the status if it is still one of `before`."""
        past = job.historical if historical is None else historical
        values = {**key(job), "from": list(before), "to": after, "past": past}
        outcome = await self.database.write([(self.statements(STATUS), values)])
        return outcome[0].affected == 1

    async def counts(self, job: Job) -> dict[str, int]:
        """Rows of the file by status."""
        rows = await self.database.fetch(self.statements(COUNTS), key(job))
        return {str(status): int(str(count)) for status, count in rows}

    async def page(self, job: Job, after: int, most: int) -> list[Line]:
        """Rows of the file in order."""
        rows = await self.database.fetch(self.statements(PAGE), {**key(job), "after": after, "most": most})
        return [_line(row) for row in rows]

    async def waiting(self, job: Job, most: int) -> list[Line]:
        """Rows that have yet to become records, those that others link to first."""
        return [_line(row) for row in await self.database.fetch(self.statements(NEXT), {**key(job), "most": most})]

    async def done(self, job: Job, most: int) -> list[Line]:
        """Rows that have become records, in the order in which to undo them."""
        return [_line(row) for row in await self.database.fetch(self.statements(DONE), {**key(job), "most": most})]

    async def refused(self, job: Job, after: int, most: int) -> list[tuple[int, Cells, list[dict[str, Any]]]]:
        """Rows that could not become records, and why."""
        rows = await self.database.fetch(self.statements(REFUSED), {**key(job), "after": after, "most": most})
        return [cast("tuple[int, Cells, list[dict[str, Any]]]", row) for row in rows]

    async def lowest(self, job: Job) -> int:
        """The lowest number in use; below zero for records made because rows name them."""
        rows = await self.database.fetch(self.statements(LOWEST), key(job))
        return min(int(str(rows[0][0] or 0)), 0)

    async def edited(self, session: Session, job: Job, entity_id: str, ids: Sequence[str]) -> set[str]:
        """Which of these records were changed since they were made."""
        bound = {"ws": job.workspace_id, "entity": entity_id, "ids": list(ids)}
        return {str(id) for (id,) in await session.fetch(self.statements(EDITED), bound)}

    async def add_rows(self, session: Session, rows: Sequence[Values]) -> None:
        """New rows."""
        await session.many(self.statements(INSERT_ROW), rows)

    async def mark(self, session: Session, job: Job, marks: Sequence[Mark]) -> None:
        """Settle rows: those without problems by one statement for each status."""
        alike: dict[str, list[int]] = {}
        for number, status, wrong in marks:
            if wrong is None:
                alike.setdefault(status, []).append(number)
        for status, numbers in alike.items():
            await session.execute(self.statements(MARK_ALIKE), {**key(job), "numbers": numbers, "to": status})
        rows = [
            {**key(job), "row": number, "to": status, "wrong": wrong}
            for number, status, wrong in marks
            if wrong is not None
        ]
        if rows:
            await session.many(self.statements(MARK), rows)

    async def place(self, job: Job, waves: Mapping[int, int]) -> None:
        """In which order rows go."""
        rows = [{**key(job), "row": row, "at_wave": wave} for row, wave in waves.items()]

        async def work(session: Session) -> None:
            await session.many(self.statements(WAVE), rows)

        await in_transaction(self.database, work)

    async def open(self) -> list[tuple[str, str]]:
        """Workspace and id of every job that is not settled."""
        return [(str(ws), str(id)) for ws, id in await self.database.fetch(self.statements(OPEN), {})]

    async def claim(self, workspace_id: str, job_id: str, runner: str, now: datetime, until: datetime) -> bool:
        """Take a job that nobody holds."""
        values = {"ws": workspace_id, "job": job_id, "me": runner, "now": now, "until": until}
        return (await self.database.write([(self.statements(CLAIM), values)]))[0].affected == 1

    async def hold(self, session: Session, job: Job, runner: str, until: datetime, status: str) -> bool:
        """Whether the job is still the runner's, and still meant to go on; prolongs its time."""
        values = {**key(job), "me": runner, "until": until, "in": [status]}
        return await session.execute(self.statements(HOLD), values) == 1

    async def release(self, job: Job, runner: str) -> None:
        """Let go."""
        await self.database.write([(self.statements(RELEASE), {**key(job), "me": runner})])


def key(job: Job) -> dict[str, object]:
    """The binds that name a job."""
    return {"ws": job.workspace_id, "job": job.id}


def _job(row: Sequence[object]) -> Job:
    return Job(*row)  # type: ignore[arg-type]  # the columns in order


def _line(row: Sequence[object]) -> Line:
    return Line(*row)  # type: ignore[arg-type]  # the columns in order
