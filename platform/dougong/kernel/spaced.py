"""A call that may be asked for often: it comes at once, and then at most once in a while."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Spaced:
    """Calls `call` at once when it has rested for `seconds`, else once they are over; so the last asking counts too.

    What is asked for by one person alone happens without delay; what hundreds ask for happens together.
    """

    call: Callable[[], None]
    seconds: float
    _rests: "asyncio.TimerHandle | None" = None
    _asked: bool = field(default=False)

    def __call__(self) -> None:
        """Ask for the call."""
        if self._rests is not None:
            self._asked = True
            return
        self._begin_rest()
        self.call()

    def _begin_rest(self) -> None:
        self._rests = asyncio.get_running_loop().call_later(self.seconds, self._rested)

    def _rested(self) -> None:
        self._rests = None
        if self._asked:
            self._asked = False
            self()
