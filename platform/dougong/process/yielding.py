"""Work in bulk that stands aside where others need the processor."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from dougong.kernel.processor import kept_waiting
from dougong.process.ports import Part

AGAIN = 2.0
"""So many times as long as somebody had to wait a part rests."""

LONGEST_SECONDS = 1.0
"""Whatever goes on, the next look comes after this."""


@dataclass(frozen=True, slots=True)
class Yielding:
    """A part that rests after a look that did something while somebody had to wait.

    It tells from its own waiting that the processor is short: a low priority settles who runs first, but not what one's
    statements cost in the database's processes. Where it shares the process of whoever answers people, it sees what
    they wait. On an idle machine nobody rests, and what lies waiting meanwhile is done together.
    """

    part: Part
    waited: Callable[[], float] = kept_waiting
    """Seconds that it or others have waited so far."""
    rest: Callable[[float], Awaitable[object]] = asyncio.sleep

    async def __call__(self) -> int:
        """One look, and a rest where it is due."""
        before = self.waited()
        done = await self.part()
        if done:
            await self.rest(min(LONGEST_SECONDS, AGAIN * (self.waited() - before)))
        return done
