"""How effects leave the process: performed at least once, with the same key at each try."""

from datetime import timedelta

LEASE = timedelta(seconds=60)
"""So long a worker has an effect for itself; then another may try it."""

LONGEST = timedelta(hours=6)


class TryAgain(Exception):
    """The effect did not happen now; it may later. `code` says why."""

    def __init__(self, code: str, after: timedelta | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.after = after


class GiveUp(Exception):
    """The effect will never happen; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def pause(tries: int, first: timedelta = timedelta(seconds=30)) -> timedelta:
    """How long to wait after so many tries: doubled each time, bounded."""
    return min(first * (1 << min(tries - 1, 20)), LONGEST)
