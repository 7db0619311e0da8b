"""A call that may be asked for often: it comes at once, and then at most once in a while."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Spaced:
    """Calls `call` at once when it has rested for `seconds`, else once they are over; so the last asking counts too.

    What is asked for by one person alone happens without delay; what hundreds ask for happens together.
    """

    call: Callable[[], None]
    seconds: float
    # A task and not a timer: it ends with its loop, where a timer would still call while the loop is being closed.
    _rest: "asyncio.Task[None] | None" = None
    _asked: bool = False

    def __call__(self) -> None:
        """Ask for the call."""
        if self._rest is not None and not self._rest.done():
            self._asked = True
            return
        self._rest = asyncio.get_running_loop().create_task(self._between_calls())
        self.call()

    async def _between_calls(self) -> None:
        await asyncio.sleep(self.seconds)
        while self._asked:
            self._asked = False
            self.call()
            await asyncio.sleep(self.seconds)
