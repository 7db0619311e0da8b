"""LISTEN on a connection of its own that comes back when it breaks."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import asyncpg

from dougong.storage.driver.port import Listeners, Subscription
from dougong.storage.driver.postgresql_failures import DRIVER_ERRORS

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 1.0

LEAD = "SELECT pg_try_advisory_lock(hashtext($1))"


class Ear:
    """Hears PostgreSQL's notifications for everyone in this process."""

    def __init__(self, connect: Callable[[], Awaitable[asyncpg.Connection]]) -> None:
        self._connect = connect
        self._listeners = Listeners()
        self._connection: asyncpg.Connection | None = None
        self._task: asyncio.Task[None] | None = None
        self._lost = asyncio.Event()
        self._opening = asyncio.Lock()
        self._leading: set[str] = set()

    async def listen(self, channel: str, heard: Callable[[str], None]) -> Subscription:
        """Call `heard` with each payload; a lost connection shows as an empty payload when it is back."""
        async with self._opening:
            is_new = channel not in self._listeners.by_channel
            subscription = self._listeners.add(channel, heard)
            if self._task is None:
                await self._open()
                self._task = asyncio.get_running_loop().create_task(self._keep_open())
            elif is_new and self._connection is not None:
                # A connection that breaks here is opened again with every channel.
                with suppress(*DRIVER_ERRORS):
                    await self._connection.add_listener(channel, self._hear)
        return subscription

    async def leads(self, what: str) -> bool:
        """Whether the connection holds the lock of that name, or takes it now; the lock goes with the connection."""
        async with self._opening:
            if self._connection is None or self._lost.is_set():
                return False
            if what not in self._leading:
                with suppress(*DRIVER_ERRORS):
                    if await self._connection.fetchval(LEAD, what):
                        self._leading.add(what)
            return what in self._leading

    async def close(self) -> None:
        """Stop hearing."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        if self._connection is not None:
            self._connection.terminate()

    def _hear(self, _connection: object, _process: int, channel: str, payload: str) -> None:
        self._listeners.tell(channel, payload)

    async def _open(self) -> None:
        connection = await self._connect()
        self._lost.clear()
        connection.add_termination_listener(lambda _connection: self._lost.set())
        for channel in tuple(self._listeners.by_channel):
            await connection.add_listener(channel, self._hear)
        self._connection = connection
        self._leading.clear()

    async def _keep_open(self) -> None:
        pause = FIRST_PAUSE
        while True:
            await self._lost.wait()
            try:
                await self._open()
            except DRIVER_ERRORS:
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                pause = FIRST_PAUSE
                self._listeners.tell_all("")
