"""One process's place at a queue of jobs: woken when something was put there, and looking now and then."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from dougong.kernel.messages import LOCALES
from dougong.kernel.problem import Refusal, document
from dougong.records.showing import PrincipalOf
from dougong.storage.driver.failures import StorageFailure

log = logging.getLogger("dougong.jobs")
LOOK_SECONDS = 15.0
LEASE = timedelta(minutes=2)
"""So long a job is its runner's without a sign of life."""

Found = TypeVar("Found", covariant=True)


class Worker(Protocol):
    """Carries out what waits."""

    async def __call__(self, *, take_over: bool = False) -> None:
        """Everything that waits now; `take_over` also what another process holds."""
        ...


class Asked(Protocol):
    """A job of somebody."""

    @property
    def workspace_id(self) -> str:
        """Where."""
        ...

    @property
    def person_id(self) -> str:
        """Whose."""
        ...


class Jobs(Protocol[Found]):
    """The rows in which jobs wait."""

    async def open(self) -> list[tuple[str, str]]:
        """Workspace and id of every job that is not settled."""
        ...

    async def claim(self, workspace_id: str, job_id: str, runner: str, now: datetime, until: datetime) -> bool:
        """Take a job that nobody holds."""
        ...

    async def one(self, workspace_id: str, job_id: str) -> Found | None:
        """A job by id."""
        ...


async def claimed(
    jobs: Jobs[Found], runner: str, clock: Callable[[], datetime], *, take_over: bool
) -> AsyncIterator[Found]:
    """Each open job that this runner could take; `take_over` also what another one holds."""
    for workspace_id, job_id in await jobs.open():
        now = clock()
        late = now + LEASE + timedelta(seconds=1) if take_over else now
        if await jobs.claim(workspace_id, job_id, runner, late, now + LEASE):
            job = await jobs.one(workspace_id, job_id)
            if job is not None:
                yield job


async def worded(people: PrincipalOf, job: Asked, refusal: Refusal) -> dict[str, Any]:
    """Why a job ended, in the language of whoever asked for it; in Chinese where they have left."""
    principal = await people.principal_of(job.workspace_id, job.person_id)
    return document(refusal, LOCALES[0] if principal is None else principal.locale)


@dataclass(slots=True)
class Queue:
    """Nothing is lost with it: what waits is in rows."""

    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """There is something to do."""
        self._woken.set()

    async def serve(self, work: Worker, *, alone: bool) -> None:
        """Work until cancelled. Where this process is alone, the jobs of the last run are its own at once."""
        while True:
            self._woken.clear()
            try:
                await work(take_over=alone)
                alone = False
            except StorageFailure:
                log.exception("the database failed")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), LOOK_SECONDS)
