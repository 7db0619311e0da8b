"""The worker's loop: looks what waits, does it, sleeps until the bell rings or the next look is due."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from dougong.kernel.clock import Clock
from dougong.kernel.inbox import CHANNEL
from dougong.process.clockwork import Timers
from dougong.process.events import Events
from dougong.process.outgoing import Outgoing
from dougong.process.ports import Chore
from dougong.process.schedules import Schedules
from dougong.storage.driver.failures import StorageFailure
from dougong.storage.driver.port import Database

log = structlog.get_logger("process")

LOOK_SECONDS = 1.0
"""So often the rows are looked at even when no bell rings: what a lost message costs."""

UNWELL_SECONDS = 2.0


@dataclass(slots=True)
class Loop:
    """Does the work of all workspaces of a database; any number of loops may share it."""

    database: Database
    events: Events
    timers: Timers
    outgoing: Outgoing
    schedules: Schedules
    chores: Sequence[Chore]
    clock: Clock
    _done: dict[str, datetime] = field(default_factory=dict)

    async def round(self) -> int:
        """One look at everything; answers how much was done. A part that fails leaves the others their turn."""
        await self.clock.read()
        parts: tuple[Callable[[], Awaitable[int]], ...] = (
            self.events.round,
            self.timers.round,
            self.schedules.round,
            self.outgoing.round,
            self._chores,
        )
        done = 0
        for part in parts:
            try:
                done += await part()
            except StorageFailure as failure:
                log.warning("worker waits", code=failure.code)
        return done

    async def _chores(self) -> int:
        now = self.clock.now()
        for chore in self.chores:
            last = self._done.get(chore.name)
            if last is None or now - last >= chore.every:
                self._done[chore.name] = now
                await self._do(chore, now)
        return 0

    async def _do(self, chore: Chore, now: datetime) -> None:
        try:
            await chore.work(now)
        except Exception as error:  # noqa: BLE001  # housekeeping must not stop the work
            log.warning("chore failed", chore=chore.name, reason=repr(error)[:500])

    async def run(self, bell: asyncio.Event) -> None:
        """Until cancelled."""
        listening = await self.database.listen(CHANNEL, lambda _: bell.set())
        try:
            while True:
                bell.clear()
                pause = LOOK_SECONDS
                try:
                    busy = await self.round()
                except Exception as error:  # noqa: BLE001  # a worker that gives up would be noticed much too late
                    log.error("worker failed", reason=repr(error)[:500])
                    busy, pause = 0, UNWELL_SECONDS
                if not busy:
                    with suppress(TimeoutError):
                        async with asyncio.timeout(pause):
                            await bell.wait()
        finally:
            listening.close()
