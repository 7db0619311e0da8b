"""Files from requests: what takes longer than a moment is read on while the job already shows how far it is."""

import asyncio
import logging
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from dougong.imports.intake import Intake, Target
from dougong.imports.job import Job
from dougong.kernel.problem import Refusal, document, refuse
from dougong.kernel.workspace import Principal

log = logging.getLogger("dougong.imports")
PATIENCE = 3.0
"""Seconds that a request waits: small files are ready in its answer, and files that are no table refused."""


@dataclass(slots=True)
class Opening:
    """Reads the files of one process."""

    intake: Intake
    patience: float = PATIENCE
    _reading: "set[asyncio.Task[None]]" = field(default_factory=set)

    async def take(
        self, principal: Principal, target: Target, path: Path, name: str, sheet: str, held: ExitStack
    ) -> Job:
        """The job, ready or still `reading`; `held` keeps the file and is taken over for as long as it is read."""
        job = await self.intake.open(principal, target, name)
        reading = asyncio.create_task(self.intake.read(job, target, path, sheet))
        try:
            await asyncio.wait({reading}, timeout=self.patience)
        except BaseException:
            reading.cancel()
            await self.intake.store.drop(job)
            raise
        if reading.done():
            if reading.exception() is not None:
                await self.intake.store.drop(job)
            return reading.result()
        rest = asyncio.create_task(self._follow(principal, job, reading, held.pop_all()))
        self._reading.add(rest)
        rest.add_done_callback(self._reading.discard)
        return job

    async def rest(self) -> None:
        """Until nothing is being read."""
        await asyncio.gather(*self._reading)

    async def _follow(self, principal: Principal, job: Job, reading: "asyncio.Task[Job]", held: ExitStack) -> None:
        with held:
            try:
                await reading
            except Refusal as refusal:
                await self._fail(principal, job, refusal)
            except Exception:  # nobody waits for this task: what went wrong is told by the job
                log.exception("reading failed", extra={"import": job.id})
                await self._fail(principal, job, refuse(500, "import.failed"))

    async def _fail(self, principal: Principal, job: Job, refusal: Refusal) -> None:
        """The job says why; of its rows nothing is left."""
        store = self.intake.store
        await store.clear(job)
        if await store.move(job, ("reading",), "failed"):
            await store.put(job, "error", document(refusal, principal.locale))
