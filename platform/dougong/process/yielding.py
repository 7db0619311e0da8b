"""Work in bulk that stands aside where others need the processor."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from dougong.kernel.processor import kept_waiting
from dougong.process.ports import Part

AGAIN = 2.0
"""So many times as long as it had to wait for the processor a part rests: it leaves a third of the time to it."""

LONGEST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Yielding:
    """A part that rests after a full look if it was kept waiting for the processor meanwhile.

    A low priority settles who runs first, but not what one's statements cost in the database's processes. Who waits for
    few events waits no longer; on an idle machine nobody rests.
    """

    part: Part
    full: int
    """So many done mean that more was waiting than one look takes."""
    waited: Callable[[], float] = kept_waiting
    rest: Callable[[float], Awaitable[object]] = asyncio.sleep

    async def __call__(self) -> int:
        """One look, and a rest where it is due."""
        before = self.waited()
        done = await self.part()
        if done >= self.full:
            await self.rest(min(LONGEST_SECONDS, AGAIN * (self.waited() - before)))
        return done
