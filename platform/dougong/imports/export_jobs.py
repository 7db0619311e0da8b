"""Exports too large to wait for: made in the background, fetched when ready, gone after a day."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dougong.files.keeping import FileStore, NotKept
from dougong.imports.export_store import ACTIVE, ExportJob, ExportStore
from dougong.imports.exporting import JOB_LIMITS, Export, Exporting, may_export
from dougong.imports.queue import LEASE, Queue, claimed, worded
from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal, refuse
from dougong.kernel.workspace import Principal, RightsChanged
from dougong.records.reading import Question
from dougong.records.showing import PrincipalOf
from dougong.storage.driver.failures import StorageFailure
from dougong.storage.driver.port import Dialect

log = logging.getLogger("dougong.exports")
KEPT_FOR = timedelta(hours=24)
OPEN_LIMIT = 5
"""Jobs of one person that wait or run."""
TOLD_EVERY = 5_000
"""Rows between two notes of the progress."""
STARTS = 20
"""How often a job begins anew because its person's rights changed under it."""


class Stopped(Exception):
    """The job is no longer this runner's, or was cancelled."""


@dataclass(slots=True)
class ExportJobs:
    """Export jobs from the question to the file; only their makers see them."""

    store: ExportStore
    exporting: Exporting
    people: PrincipalOf
    contents: FileStore
    incoming: Path
    now: Callable[[], datetime]
    queue: Queue = field(default_factory=Queue)
    id: str = field(default_factory=new_id)

    async def begin(self, principal: Principal, entity: str, export: Export) -> ExportJob:
        """A new job. Refuses (403) without the right, (409) above five at a time, and what no list could answer."""
        reading = self.exporting.reading
        await reading.page(principal, entity, Question(export.filter, export.fields, sort=export.sort, limit=1))
        found = may_export(await reading.stage.scene(principal), entity)
        waiting = [one for one in await self.latest(principal) if one.status in ACTIVE]
        if len(waiting) >= OPEN_LIMIT:
            raise refuse(409, "export.many", limit=OPEN_LIMIT)
        question = {
            "format": export.format, "filter": export.filter, "fields": list(export.fields), "sort": list(export.sort)
        }  # fmt: skip
        job = ExportJob(
            principal.workspace_id, new_id(), found.id, principal.person_id, question, "queued", None, 0, None, None,
            None, self.now(), None,
        )  # fmt: skip
        await self.store.add(job)
        self.queue.wake()
        return job

    async def latest(self, principal: Principal) -> list[ExportJob]:
        """The caller's last jobs."""
        return await self.store.latest(principal.workspace_id, principal.person_id)

    async def get(self, principal: Principal, job_id: str) -> ExportJob:
        """A job of the caller; 404 for any other."""
        job = await self.store.one(principal.workspace_id, job_id)
        if job is None or job.person_id != principal.person_id:
            raise refuse(404, "export.unknown")
        return job

    async def discard(self, principal: Principal, job_id: str) -> None:
        """Stop a job that is not ready, or throw its file away."""
        job = await self.get(principal, job_id)
        if await self.store.move(job.workspace_id, job.id, ACTIVE, "cancelled"):
            return
        if await self.store.move(job.workspace_id, job.id, ("done",), "expired"):
            await self.contents.delete(job.id)

    async def content(self, principal: Principal, job: ExportJob) -> AsyncIterator[bytes]:
        """The file. Refuses (409) one that is not ready, or was written under rights that have changed since."""
        if job.status != "done":
            raise refuse(409, "export.state", state=job.status)
        if job.epoch != principal.epoch:
            raise refuse(409, "export.rights_changed")
        pieces = self.contents.open(job.id)
        try:
            first = await anext(pieces)
        except (NotKept, StopAsyncIteration):
            raise refuse(404, "export.unknown") from None
        return _with(first, pieces)

    async def expire(self) -> int:
        """Throw away files that are older than a day; answers how many."""
        ended = await self.store.ended(self.now() - KEPT_FOR)
        for workspace_id, id in ended:
            if await self.store.move(workspace_id, id, ("done",), "expired"):
                await self.contents.delete(id)
        return len(ended)

    async def shown(self, principal: Principal, job: ExportJob) -> dict[str, Any]:
        """A job as the API shows it."""
        schema = await self.exporting.reading.stage.catalogue.schema(principal.workspace_id)
        table = schema.tables.get(job.entity_id)
        return {
            "id": job.id,
            "entity": table.entity.key if table is not None else job.entity_id,
            "format": job.question["format"],
            "status": job.status,
            "progress": {"done": job.done, "total": job.total},
            "size": job.size,
            "error": job.error,
            "created_at": job.created_at,
            "ended_at": job.ended_at,
            "expires_at": job.ended_at + KEPT_FOR if job.ended_at is not None and job.status == "done" else None,
        }

    async def serve(self) -> None:
        """Work until cancelled. With SQLite no other process can hold a job."""
        await self.queue.serve(self.work, alone=self.store.database.dialect is Dialect.SQLITE)

    async def work(self, *, take_over: bool = False) -> None:
        """Carry out everything that waits; `take_over` also what another runner holds."""
        async for job in claimed(self.store, self.id, self.now, take_over=take_over):
            await self._carry_out(job)

    async def _carry_out(self, job: ExportJob) -> None:
        try:
            await self._made(job)
        except Stopped:
            now = await self.store.one(job.workspace_id, job.id)
            if now is not None and now.status == "cancelled":
                await self.contents.delete(job.id)
        except Refusal as refusal:
            await self._fail(job, refusal)
        except StorageFailure:
            await self.store.let_go(job, self.id)
            raise
        except Exception:  # whatever it is, the job says so and the next one has its turn
            log.exception("export failed", extra={"export": job.id})
            await self._fail(job, refuse(500, "export.failed"))

    async def _fail(self, job: ExportJob, refusal: Refusal) -> None:
        error = await worded(self.people, job, refusal)
        await self.store.end(job, self.id, "failed", self.now(), error=error)

    async def _made(self, job: ExportJob) -> None:
        """Writes the whole file under one state of the person's rights; begins anew where they change meanwhile."""
        for _ in range(STARTS):
            principal = await self.people.principal_of(job.workspace_id, job.person_id)
            if principal is None:
                raise refuse(403, "import.person.gone")
            try:
                await self._write(job, principal)
            except RightsChanged:
                continue
            return
        raise refuse(409, "access.changing")

    async def _write(self, job: ExportJob, principal: Principal) -> None:
        noted = 0

        async def told(done: int, total: int) -> None:
            nonlocal noted
            if done == total or done - noted >= TOLD_EVERY:
                noted = done
                if not await self.store.progress(job, self.id, done, total, self.now() + LEASE):
                    raise Stopped

        schema = await self.exporting.reading.stage.catalogue.newest(job.workspace_id)
        key = schema.table(job.entity_id).entity.key
        await asyncio.to_thread(self.incoming.mkdir, mode=0o700, parents=True, exist_ok=True)
        target = self.incoming / f"{job.id}.{self.id}"
        try:
            await self.exporting.write(principal, key, job.export, target, JOB_LIMITS[job.export.format], told)
            size = (await asyncio.to_thread(target.stat)).st_size
            await self.contents.put(job.id, target)
        finally:
            await asyncio.to_thread(target.unlink, missing_ok=True)
        if not await self.store.end(job, self.id, "done", self.now(), size=size, epoch=principal.epoch):
            raise Stopped


async def _with(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece
