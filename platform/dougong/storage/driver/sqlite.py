"""SQLite: short reads in the event loop's own thread, longer ones in threads, one writer with group commit."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TypeVar

import sqlalchemy as sa

from dougong.storage.driver.failures import StorageFailure
from dougong.storage.driver.holding import forbid_nesting, held
from dougong.storage.driver.port import (
    NOTHING,
    Dialect,
    Listeners,
    Outcome,
    Row,
    Session,
    Statement,
    Step,
    Subscription,
    Values,
    alike,
)
from dougong.storage.driver.sqlite_connections import SqliteOptions
from dougong.storage.driver.sqlite_readers import Readers
from dougong.storage.driver.sqlite_writer import Batch, End, Interactive, Run, Work, Writer

T = TypeVar("T")


class SqliteSession:
    """An open transaction in the writer thread."""

    def __init__(self, job: Interactive, loop: asyncio.AbstractEventLoop) -> None:
        self._job = job
        self._loop = loop
        self._is_open = True
        self._is_doomed = False
        self._savepoints = 0

    async def fetch(self, statement: Statement, values: Values = NOTHING) -> list[Row]:
        """The rows that a statement returns."""
        return (await self._run(statement, values)).rows

    async def fetch_each(self, statement: Statement, rows: Sequence[Values]) -> list[list[Row]]:
        """The rows that a statement returns for each of `rows`, one after the other."""
        return [await self.fetch(statement, row) for row in rows]

    async def execute(self, statement: Statement, values: Values = NOTHING) -> int:
        """How many rows a statement touched."""
        return (await self._run(statement, values)).affected

    async def many(self, statement: Statement, rows: Sequence[Values]) -> int:
        """Run a statement once for each of `rows`, in one visit to the writer."""
        arguments = [statement.arguments(row) for row in rows]
        count = await self._send(Run(self._loop.create_future(), statement, [], arguments))
        assert isinstance(count, int)
        return count

    async def put(self, steps: Sequence[Step]) -> None:
        """One statement after the other."""
        for statement, rows in alike(steps):
            await self.many(statement, rows)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """What happens inside is undone alone when an exception leaves it."""
        self._savepoints += 1
        name = f"s{self._savepoints}"
        await self.execute(Statement(f"SAVEPOINT {name}"))
        try:
            yield
        except Exception:
            self._is_doomed = False
            await self.execute(Statement(f"ROLLBACK TO {name}"))
            raise
        await self.execute(Statement(f"RELEASE {name}"))

    async def end(self, *, keep: bool) -> None:
        """Commit or undo."""
        if keep and self._is_doomed:
            raise StorageFailure("a statement failed, so the transaction was rolled back")
        command = End(self._loop.create_future(), keep)
        self._is_open = False
        self._job.send(command)
        await command.answer

    def drop(self) -> None:
        """Undo without waiting; harmless when repeated."""
        if self._is_open:
            self._is_open = False
            self._job.send(End(self._loop.create_future(), keep=False))

    async def _run(self, statement: Statement, values: Values) -> Outcome:
        outcome = await self._send(Run(self._loop.create_future(), statement, statement.arguments(values)))
        assert isinstance(outcome, Outcome)
        return outcome

    async def _send(self, command: Run) -> object:
        if not self._is_open:
            raise RuntimeError("the transaction of this session has ended")
        if self._is_doomed:
            # As on PostgreSQL: after a failure only a rollback, to a savepoint or of everything, makes sense.
            raise StorageFailure("a statement failed, so the transaction can only be rolled back")
        self._job.send(command)
        try:
            return await command.answer
        except StorageFailure:
            self._is_doomed = True
            raise


class SqliteDatabase:
    """See `Database`; made inside the event loop that uses it."""

    dialect = Dialect.SQLITE
    guest: str | None = None

    def __init__(self, options: SqliteOptions) -> None:
        self._loop = asyncio.get_running_loop()
        # The writer comes first: it makes the file and turns on the write-ahead log.
        self._writer = Writer(options, self._loop)
        self._readers = Readers(options, self._loop)
        self._listeners = Listeners()

    async def fetch(self, statement: Statement, values: Values = NOTHING) -> list[Row]:
        """Rows, as of the newest commit."""
        return await self._readers.read(statement, statement.reading(values))

    async def fetch_each(self, statement: Statement, rows: Sequence[Values]) -> list[list[Row]]:
        """One after the other."""
        return [await self.fetch(statement, row) for row in rows]

    async def write(self, steps: Sequence[Step]) -> list[Outcome]:
        """One transaction, sharing its commit with others that wait at the same time."""
        forbid_nesting(self)
        if not steps:
            return []
        encoded = [(statement, statement.arguments(values)) for statement, values in steps]
        batch = Batch(self._loop.create_future(), encoded)
        self._writer.put(batch)
        outcomes: list[Outcome] = await batch.answer
        return outcomes

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """Holds the writer until it ends; BEGIN IMMEDIATE."""
        forbid_nesting(self)
        job = Interactive(self._loop.create_future())
        session = SqliteSession(job, self._loop)
        self._writer.put(job)
        try:
            await job.answer
            with held(self):
                yield session
            await session.end(keep=True)
        finally:
            session.drop()

    async def run_sync(self, work: Callable[[sa.Connection], T]) -> T:
        """`work` runs in the writer thread, on the writer's connection."""
        forbid_nesting(self)
        job = Work(self._loop.create_future(), work)
        self._writer.put(job)
        result: T = await job.answer
        return result

    async def now(self) -> datetime:
        """The process's clock: SQLite has no other."""
        return datetime.now(UTC)

    async def notify(self, channel: str, payload: str) -> None:
        """Calls the listeners of this process soon."""
        self._loop.call_soon(self._listeners.tell, channel, payload)

    async def listen(self, channel: str, heard: Callable[[str], None]) -> Subscription:
        """Hears this process only."""
        return self._listeners.add(channel, heard)

    async def leads(self, what: str) -> bool:
        """There is no other process."""
        return True

    async def close(self) -> None:
        """Finish the queue and close the file; the last connection folds the write-ahead log into it."""
        await self._readers.close()
        await self._writer.close()
