"""The worker's loop: looks what waits, does it, sleeps until the bell rings or the next look is due."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import structlog

from dougong.kernel.clock import Clock
from dougong.kernel.inbox import CHANNEL, SPACE_SECONDS
from dougong.kernel.processor import kept_waiting
from dougong.kernel.spaced import Spaced
from dougong.process.clockwork import Timers
from dougong.process.events import Events
from dougong.process.outgoing import Outgoing
from dougong.process.ports import Chore, Part
from dougong.process.schedules import Schedules
from dougong.process.tick import Waking, ticking
from dougong.process.yielding import Yielding
from dougong.storage.driver.failures import StorageFailure
from dougong.storage.driver.port import Database

log = structlog.get_logger("process")

LOOK_SECONDS = 1.0
"""So often the rows are looked at even when no bell rings: what a lost message costs."""

UNWELL_SECONDS = 2.0


@dataclass(slots=True)
class Loop:
    """Does the work of all workspaces of a database; any number of loops may share it.

    `parts` are looked at like events; timers, schedules and chores are woken by the tick. `waited` tells how long
    others and the loop itself have waited so far (`Yielding`).
    """

    database: Database
    events: Events
    timers: Timers
    outgoing: Outgoing
    schedules: Schedules
    parts: Sequence[Part]
    chores: Sequence[Chore]
    clock: Clock
    waited: Callable[[], float] = kept_waiting

    async def round(self) -> int:
        """One look at everything but chores; answers how much was done. A part that fails leaves the others a turn."""
        await self.clock.read()
        return sum([await self._look(part) for part in (*self._timed(), *self._announced(self.events.round))])

    def _announced(self, events: Part) -> tuple[Part, ...]:
        """What somebody else's message announces; it may be lost."""
        return events, self.outgoing.round, *self.parts

    def _timed(self) -> tuple[Part, ...]:
        return self.timers.round, self.schedules.round

    async def _look(self, part: Part) -> int:
        try:
            return await part()
        except StorageFailure as failure:
            log.warning("worker waits", code=failure.code)
            return 0

    async def run(self, bell: asyncio.Event) -> None:
        """Until cancelled. Parts go on side by side: a message on its slow way out holds up no event."""
        announced = [(part, asyncio.Event()) for part in self._announced(Yielding(self.events.round, self.waited))]
        timed = [(part, asyncio.Event()) for part in self._timed()]
        chores = [(chore, asyncio.Event()) for chore in self.chores]
        look = timedelta(seconds=LOOK_SECONDS)
        wakings = [Waking(f"timed {number}", look, own) for number, (_, own) in enumerate(timed)]
        wakings += [Waking(chore.name, chore.every, own) for chore, own in chores]

        def wake() -> None:
            for _, own in (*announced, *timed):
                own.set()

        ring = Spaced(wake, SPACE_SECONDS)

        listening = await self.database.listen(CHANNEL, lambda _: ring())
        try:
            async with asyncio.TaskGroup() as group:
                for part, own in announced:
                    group.create_task(self._keep(part, own, ring, LOOK_SECONDS))
                for part, own in timed:
                    group.create_task(self._keep(part, own, ring, None))
                for chore, own in chores:
                    group.create_task(self._house(chore, own))
                with ticking(self.database, wakings):
                    while True:
                        await bell.wait()
                        bell.clear()
                        ring()
        finally:
            listening.close()

    async def _keep(
        self, part: Part, bell: asyncio.Event, ring: Callable[[], None], look_seconds: float | None
    ) -> None:
        while True:
            bell.clear()
            pause = look_seconds
            try:
                if await self._look(part):
                    ring()
            except Exception as error:  # noqa: BLE001  # a worker that gives up would be noticed much too late
                log.error("worker failed", reason=repr(error)[:500])
                pause = UNWELL_SECONDS
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await bell.wait()

    async def _house(self, chore: Chore, bell: asyncio.Event) -> None:
        while True:
            await bell.wait()
            bell.clear()
            try:
                await chore.work(await self.clock.read())
            except Exception as error:  # noqa: BLE001  # housekeeping must not stop the work
                log.warning("chore failed", chore=chore.name, reason=repr(error)[:500])
