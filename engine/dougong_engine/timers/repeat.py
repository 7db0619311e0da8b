"""Timers that repeat: what a late one does, and when the next is due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

GRACE = timedelta(minutes=1)
"""Later than this a firing counts as missed."""

NextFire = Callable[[datetime], datetime | None]
"""The first planned instant after the given one, or None if there is none; cron and its zone are the platform's."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether to fire now, and when the next turn is planned; both instants aware UTC."""

    fire: bool
    next: datetime | None


def turn(planned: datetime, now: datetime, next_fire: NextFire, catch_up: Literal["once", "skip"]) -> Turn:
    """What a timer that was planned for an instant does now.

    Missed turns never pile up: `once` fires one time for all of them, `skip` leaves them out; the next turn is always
    after now.
    """
    if now < planned:
        return Turn(fire=False, next=planned)
    missed = now - planned > GRACE
    return Turn(fire=not missed or catch_up == "once", next=next_fire(now))
