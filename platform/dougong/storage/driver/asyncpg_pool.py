"""A light pool of asyncpg connections: nothing is reset on release, what looks wrong is replaced."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

import asyncpg

from dougong.storage.driver.asyncpg_wall import Wall
from dougong.storage.driver.failures import Unavailable
from dougong.storage.driver.postgresql_failures import DRIVER_ERRORS, failure_of, reraise

MEND_SECONDS = 5.0


class Pool:
    """At most `size` connections, handed over in order of asking; only the wall changes session settings on them."""

    def __init__(
        self, connect: Callable[[], Awaitable[asyncpg.Connection]], size: int, acquire_seconds: float, wall: Wall
    ) -> None:
        self._wall = wall
        self._connect = connect
        self._size = size
        self._acquire_seconds = acquire_seconds
        self._idle: deque[asyncpg.Connection] = deque()
        # A waiter gets a connection, or None: the right to open one.
        self._waiting: deque[asyncio.Future[asyncpg.Connection | None]] = deque()
        self._mending: set[asyncio.Task[None]] = set()
        self._taken = 0
        self._closed = False

    @property
    def tries(self) -> int:
        """How often to ask for another connection when one after the other is found broken."""
        return self._size + 1

    async def acquire(self, workspace: str | None = None) -> asyncpg.Connection:
        """A connection that is open as far as is known, best one that sees the workspace already (None: any).

        Unavailable when none can be had in time.
        """
        if self._closed:
            raise Unavailable("the database has been closed")
        while (connection := self._idle_for(workspace)) is not None:
            if not connection.is_closed():
                return connection
            self._taken -= 1
        if self._taken < self._size:
            self._taken += 1
            return await self._open()
        return await self._wait()

    def _idle_for(self, workspace: str | None) -> asyncpg.Connection | None:
        """The last idle connection that fits; while there is room for more, none is taken from another workspace."""
        for connection in reversed(self._idle):
            if workspace is None or self._wall.fits(connection, workspace):
                self._idle.remove(connection)
                return connection
        return self._idle.pop() if self._idle and self._taken >= self._size else None

    def release(self, connection: asyncpg.Connection) -> None:
        """Give a connection back; one that is broken or still in a transaction is thrown away."""
        if not connection.is_closed() and (connection.is_in_transaction() or self._closed):
            connection.terminate()
        self._pass_on(None if connection.is_closed() else connection)

    def release_after(self, connection: asyncpg.Connection, error: BaseException) -> None:
        """Give a connection back after a statement failed on it outside a transaction."""
        if not isinstance(error, Exception):
            self.mend(connection)
            return
        if isinstance(failure_of(error), Unavailable):
            connection.terminate()
        self.release(connection)

    def mend(self, connection: asyncpg.Connection) -> None:
        """Give a connection back whose last statement was cancelled, after proof that replies match requests."""
        if self._closed:
            # Nobody would wait for the proof any more.
            connection.terminate()
            self.release(connection)
            return
        task = asyncio.get_running_loop().create_task(self._mend(connection))
        self._mending.add(task)
        task.add_done_callback(self._mending.discard)

    async def close(self) -> None:
        """Close what is idle now and everything else when it comes back."""
        self._closed = True
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_exception(Unavailable("the database has been closed"))
        while self._mending:
            await asyncio.gather(*self._mending)
        while self._idle:
            connection = self._idle.pop()
            self._taken -= 1
            with suppress(*DRIVER_ERRORS):
                await connection.close(timeout=MEND_SECONDS)

    async def _open(self) -> asyncpg.Connection:
        try:
            async with asyncio.timeout(self._acquire_seconds):
                return await self._connect()
        except BaseException as error:  # noqa: BLE001  # raised again with a meaning
            self._pass_on(None)
            reraise(error)

    async def _wait(self) -> asyncpg.Connection:
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[asyncpg.Connection | None] = loop.create_future()
        self._waiting.append(waiter)
        # A timer and a future, since `asyncio.timeout` costs several times as much and most waits are short.
        expiry = loop.call_later(self._acquire_seconds, self._expire, waiter)
        try:
            connection = await waiter
        except BaseException:
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                self._pass_on(waiter.result())
            raise
        finally:
            expiry.cancel()
        return await self._open() if connection is None else connection

    def _expire(self, waiter: "asyncio.Future[asyncpg.Connection | None]") -> None:
        if not waiter.done():
            waiter.set_exception(Unavailable(f"no connection became free in {self._acquire_seconds} s"))

    def _pass_on(self, connection: asyncpg.Connection | None) -> None:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(connection)
                return
        if connection is None:
            self._taken -= 1
        else:
            self._idle.append(connection)

    async def _mend(self, connection: asyncpg.Connection) -> None:
        token = id(connection)
        try:
            async with asyncio.timeout(MEND_SECONDS):
                await connection.execute("ROLLBACK")
                if await connection.fetchval("SELECT $1::bigint", token) != token:
                    connection.terminate()
        except DRIVER_ERRORS:
            connection.terminate()
        finally:
            self.release(connection)
