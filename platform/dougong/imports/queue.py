"""One process's place at a queue of jobs: woken when something was put there, and looking now and then."""

import asyncio
import contextlib
import logging
from dataclasses import dataclass, field
from typing import Protocol

from dougong.storage.driver.failures import StorageFailure

log = logging.getLogger("dougong.jobs")
LOOK_SECONDS = 15.0


class Worker(Protocol):
    """Carries out what waits."""

    async def __call__(self, *, take_over: bool = False) -> None:
        """Everything that waits now; `take_over` also what another process holds."""
        ...


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
