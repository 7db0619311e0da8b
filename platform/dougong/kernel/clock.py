"""What time it is: the database's clock, moved by an offset in tests, and kept in step between two looks."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

NO_OFFSET = timedelta(0)


def wall_clock() -> datetime:
    """For sessions and stamps of sign-in: the test clock must neither end nor lengthen them."""
    return datetime.now(UTC)


class Clock(Protocol):
    """The time for everything that depends on time; aware, UTC."""

    async def read(self) -> datetime:
        """The exact time, from its source. A tick reads it once and decides everything by it."""
        ...

    def now(self) -> datetime:
        """The time as last known from the source, moved on since: for stamps and for `now()` in a request."""
        ...


class DatabaseClock:
    """The database's clock, so that all processes agree.

    `offset` is read beside it and counts only where a deployment is started with a test clock; leave it out otherwise.
    """

    def __init__(
        self,
        database_now: Callable[[], Awaitable[datetime]],
        offset: Callable[[], Awaitable[timedelta]] | None = None,
        own_now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database_now = database_now
        self._offset = offset
        self._own_now = own_now
        self._ahead = NO_OFFSET

    async def read(self) -> datetime:
        """The database's time plus the offset; `now` follows it from here on."""
        offset = NO_OFFSET if self._offset is None else await self._offset()
        moment = await self._database_now() + offset
        self._ahead = moment - self._own_now()
        return moment

    def now(self) -> datetime:
        """This process's time, corrected by what the last `read` found."""
        return self._own_now() + self._ahead


class HandClock:
    """A clock that moves only when told to; for tests and replays."""

    def __init__(self, start: datetime) -> None:
        self._moment = start.astimezone(UTC)

    async def read(self) -> datetime:
        """The moment it was set to."""
        return self._moment

    def now(self) -> datetime:
        """The moment it was set to."""
        return self._moment

    def move(self, by: timedelta) -> None:
        """Go forward, or back."""
        self._moment += by
