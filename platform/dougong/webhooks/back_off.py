"""When a failed delivery is tried again: eight tries over a day."""

from datetime import timedelta

DELAYS = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=7),
    timedelta(hours=14),
)
"""The pause after the first failed try, the second, …; after the last pause one more try is made."""

TRIES = len(DELAYS) + 1


def pause_after(attempt: int) -> timedelta | None:
    """How long to wait after a failed try (counted from 1); None when there is no other."""
    return DELAYS[attempt - 1] if attempt < TRIES else None
