"""Carries jobs out, one at a time in a process, and goes on where a crash or a restart left them."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dougong.imports.dismissing import Dismissing
from dougong.imports.job import Job, Line, Mark
from dougong.imports.queue import LEASE, Queue, claimed, worded
from dougong.imports.recording import Prepared, Recording
from dougong.imports.staffing import PEOPLE, Staffing
from dougong.imports.store import ImportStore
from dougong.imports.undoing import Undoing
from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal, refuse
from dougong.kernel.workspace import Principal, RightsChanged
from dougong.records.scene import Scene, Stage
from dougong.records.showing import PrincipalOf
from dougong.storage.driver.failures import StorageFailure, UniqueClash
from dougong.storage.driver.port import Dialect, Session, in_transaction
from dougong.storage.side_tables import history
from dougong.storage.statistics import look_again

log = logging.getLogger("dougong.imports")
BATCH = 1_000
"""Rows that are stored in one transaction."""
MANY = 5_000
"""From so many rows on the database should plan anew for the table."""
CHANGES = 20
"""How often a job may find its person's rights changed under it before it gives up."""


class Taken(Exception):
    """The job is no longer this runner's, or was stopped."""


@dataclass(slots=True)
class Runner:
    """One process's hand on the queue; rows are the truth, so nothing is lost with it."""

    stage: Stage
    store: ImportStore
    recording: Recording
    staffing: Staffing
    undoing: Undoing
    dismissing: Dismissing
    people: PrincipalOf
    now: Callable[[], datetime]
    id: str = field(default_factory=new_id)
    queue: Queue = field(default_factory=Queue)

    async def serve(self) -> None:
        """Work until cancelled. With SQLite no other process can hold a job."""
        await self.queue.serve(self.work, alone=self.stage.database.dialect is Dialect.SQLITE)

    async def work(self, *, take_over: bool = False) -> None:
        """Carry out everything that waits; `take_over` also what another runner holds."""
        async for job in claimed(self.store, self.id, self.now, take_over=take_over):
            await self._carry_out(job)

    async def _carry_out(self, job: Job) -> None:
        try:
            match job.status:
                case "reading":
                    raise refuse(409, "import.interrupted")
                case "undoing":
                    await self._undo(job)
                case _:
                    await self._import(job)
        except Taken:
            pass
        except Refusal as refusal:
            await self._fail(job, refusal)
        except StorageFailure:
            raise
        except Exception:  # whatever it is, the job says so and the next one has its turn
            log.exception("import failed", extra={"import": job.id})
            await self._fail(job, refuse(500, "import.failed"))
        finally:
            await self.store.release(job, self.id)

    async def _fail(self, job: Job, refusal: Refusal) -> None:
        await self.store.put(job, "error", await worded(self.people, job, refusal))
        await self.store.put(job, "ended_at", self.now())
        await self.store.move(job, ("reading", "queued", "running", "undoing"), "failed")

    async def _import(self, job: Job) -> None:
        if job.status == "queued":
            if not await self.store.move(job, ("queued",), "running"):
                raise Taken
            await self.store.put(job, "started_at", self.now())
        prepared = None
        if job.target != PEOPLE:
            prepared = await self.recording.prepare(await self._principal(job), job)

        async def some() -> list[Line]:
            lines = await self.store.waiting(job, BATCH)
            return [one for one in lines if one.wave == lines[0].wave]

        async def batch(lines: Sequence[Line]) -> None:
            if prepared is None:
                await self._place_people(job, lines)
            else:
                await self._record(job, prepared, lines)

        await self._batches(job, some, batch)
        if job.total >= MANY:
            await self._plan_anew(job)
        await self._end(job, "running", "done")

    async def _plan_anew(self, job: Job) -> None:
        """For nobody's rights and whatever became of the entity: the rows are stored, nothing here may fail the job."""
        table = (await self.stage.catalogue.newest(job.workspace_id)).tables.get(job.target)
        if table is not None:
            await look_again(self.stage.database, (table.table, history))

    async def _undo(self, job: Job) -> None:
        await self._batches(job, lambda: self.store.done(job, BATCH), lambda lines: self._remove(job, lines))
        await self._end(job, "undoing", "undone")

    async def _batches(
        self, job: Job, some: Callable[[], Awaitable[list[Line]]], batch: Callable[[Sequence[Line]], Awaitable[None]]
    ) -> None:
        changes = 0
        while lines := await some():
            try:
                await batch(lines)
            except RightsChanged:
                changes += 1
                if changes > CHANGES:
                    raise refuse(409, "access.changing") from None

    async def _end(self, job: Job, before: str, after: str) -> None:
        await self.store.put(job, "ended_at", self.now())
        await self.store.move(job, (before,), after)

    async def _record(self, job: Job, prepared: Prepared, lines: Sequence[Line]) -> None:
        scene = await self._scene(job)
        judged = await self.recording.judge(scene, job, prepared, lines)
        try:
            await self._commit(
                job, "running", judged.refused, lambda session: self.recording.store(scene, judged, session)
            )
        except (Refusal, UniqueClash):
            await self._commit(
                job,
                "running",
                judged.refused,
                lambda session: self.recording.store_each(scene, job, judged.pairs, session),
            )

    async def _remove(self, job: Job, lines: Sequence[Line]) -> None:
        if job.target == PEOPLE:
            marks = await self.dismissing.remove(await self._principal(job), job, lines)
            await self._commit(job, "undoing", marks, _nothing)
            return
        scene = await self._scene(job)
        await self._commit(job, "undoing", (), lambda session: self.undoing.remove(scene, job, lines, session))

    async def _commit(
        self, job: Job, status: str, settled: Sequence[Mark], write: Callable[[Session], Awaitable[list[Mark]]]
    ) -> None:
        """Records and their rows' marks in one transaction, so that a crash can neither lose nor double a row."""

        async def work(session: Session) -> None:
            if not await self.store.hold(session, job, self.id, self.now() + LEASE, status):
                raise Taken
            marks = [*settled, *await write(session)]
            await self.store.mark(session, job, marks)

        await in_transaction(self.stage.database, work)
        self.stage.changed()

    async def _place_people(self, job: Job, lines: Sequence[Line]) -> None:
        """People are few and each is found by name, so a repeated attempt makes nobody twice."""
        marks = await self.staffing.write(await self._principal(job), job, lines)
        await self._commit(job, "running", marks, _nothing)

    async def _scene(self, job: Job) -> Scene:
        return await self.stage.scene(await self._principal(job))

    async def _principal(self, job: Job) -> Principal:
        """Whoever started the job, with the rights of now."""
        principal = await self.people.principal_of(job.workspace_id, job.person_id)
        if principal is None:
            raise refuse(403, "import.person.gone")
        return principal


async def _nothing(_: Session) -> list[Mark]:
    return []
