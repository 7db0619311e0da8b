"""The one thread that writes to a SQLite file; queued writes share a commit."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from dougong.storage.driver.failures import StorageFailure, Unavailable
from dougong.storage.driver.port import Outcome, Statement
from dougong.storage.driver.sqlite_connections import Opened, SqliteOptions
from dougong.storage.driver.sqlite_failures import failure_of

GROUP = 64

Answer = asyncio.Future[Any]


@dataclass(slots=True)
class Batch:
    """Statements that are one transaction; others may share its commit."""

    answer: Answer
    steps: list[tuple[Statement, list[object]]]


@dataclass(slots=True)
class Work:
    """A function with a SQLAlchemy connection, in a transaction of its own."""

    answer: Answer
    run: Callable[[sa.Connection], object]


@dataclass(slots=True)
class Run:
    """One statement of an interactive transaction; `rows` when it runs once for each."""

    answer: Answer
    statement: Statement
    arguments: list[object]
    rows: list[list[object]] | None = None


@dataclass(slots=True)
class End:
    """The end of an interactive transaction."""

    answer: Answer
    keep: bool


@dataclass(slots=True)
class Interactive:
    """A transaction with the caller's work between its statements; `answer` says that it has begun."""

    answer: Answer
    commands: "SimpleQueue[Run | End]" = field(default_factory=SimpleQueue)
    expired: bool = False

    def send(self, command: Run | End) -> None:
        """Hand a command to the writer, which may have given up on this transaction meanwhile."""
        self.commands.put(command)
        if self.expired:
            settle_all([(command.answer, None, StorageFailure("the transaction was idle for too long"))])


Job = Batch | Work | Interactive
Settled = tuple[Answer, object, BaseException | None]


class Writer:
    """Takes jobs in order; every answer comes after the commit that made it last."""

    def __init__(self, options: SqliteOptions, loop: asyncio.AbstractEventLoop) -> None:
        self._options = options
        self._loop = loop
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._closed = False
        self._opened = Opened(options, writes=True)
        self._engine: sa.Engine | None = None
        self._thread = Thread(target=self._serve, name="sqlite-writer", daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        """Queue a job. Unavailable after `close`."""
        if self._closed:
            raise Unavailable("the database has been closed")
        self._jobs.put(job)

    async def close(self) -> None:
        """Finish what is queued, then end."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
            await asyncio.to_thread(self._thread.join)

    def _serve(self) -> None:
        ahead: list[Job | None] = []
        while (job := ahead.pop() if ahead else self._jobs.get()) is not None:
            try:
                match job:
                    case Batch():
                        group, ahead = self._gather(job)
                        self._deliver(self._commit_together(group))
                    case Work():
                        self._deliver([self._work(job)])
                    case Interactive():
                        self._hold(job)
            except Exception as error:  # noqa: BLE001  # the thread must outlive a job that breaks it
                self._deliver([(job.answer, None, self._meaning(error))])
                with suppress(Exception):
                    self._opened.roll_back()
        self._opened.close()

    def _gather(self, first: Batch) -> tuple[list[Batch], list[Job | None]]:
        """The writes that wait already, up to the first job of another kind."""
        group = [first]
        while len(group) < GROUP:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if not isinstance(job, Batch):
                return group, [job]
            group.append(job)
        return group, []

    def _commit_together(self, group: list[Batch]) -> list[Settled]:
        """One commit for all; whoever fails is undone alone."""
        group = [batch for batch in group if not batch.answer.cancelled()]
        if len(group) <= 1:
            return [self._commit_alone(batch) for batch in group]
        settled: list[Settled] = []
        try:
            self._opened.command("BEGIN IMMEDIATE")
            for batch in group:
                settled.append(self._within_savepoint(batch))  # noqa: PERF401  # a failure needs those before it
            self._opened.command("COMMIT")
        except Exception as error:  # noqa: BLE001  # every kind is reported to those who wait
            self._opened.roll_back()
            if isinstance(error, TransactionLost):
                # SQLite threw the whole transaction away because of one of them: nobody else shall suffer.
                return [self._commit_alone(batch) for batch in group]
            failure = self._meaning(error)
            return [(batch.answer, None, failure) for batch in group]
        return settled

    def _within_savepoint(self, batch: Batch) -> Settled:
        self._opened.command("SAVEPOINT one")
        try:
            outcomes = self._run_all(batch)
        except Exception as error:  # every kind is reported to the one who waits
            failure = self._meaning(error)
            if not self._opened.connection.in_transaction:
                raise TransactionLost from error
            self._opened.command("ROLLBACK TO one")
            self._opened.command("RELEASE one")
            return batch.answer, None, failure
        self._opened.command("RELEASE one")
        return batch.answer, outcomes, None

    def _commit_alone(self, batch: Batch) -> Settled:
        try:
            self._opened.command("BEGIN IMMEDIATE")
            outcomes = self._run_all(batch)
            self._opened.command("COMMIT")
        except Exception as error:  # noqa: BLE001  # every kind is reported to the one who waits
            failure = self._meaning(error)
            self._opened.roll_back()
            return batch.answer, None, failure
        return batch.answer, outcomes, None

    def _run_all(self, batch: Batch) -> list[Outcome]:
        return [self._opened.run(statement, arguments) for statement, arguments in batch.steps]

    def _work(self, job: Work) -> Settled:
        """DDL and rare paths; no deadline, since a backfill may take long."""
        try:
            with self._sqlalchemy().begin() as connection:
                result = job.run(connection)
        except Exception as error:  # noqa: BLE001  # every kind is reported to the one who waits
            original = error.orig if isinstance(error, sa.exc.DBAPIError) else error
            return job.answer, None, self._meaning(original or error)
        return job.answer, result, None

    def _hold(self, job: Interactive) -> None:
        """Serve one transaction until it ends or its owner has been silent for too long."""
        try:
            self._opened.command("BEGIN IMMEDIATE")
        except Exception as error:  # noqa: BLE001  # every kind is reported to the one who waits
            self._deliver([(job.answer, None, self._meaning(error))])
            return
        self._deliver([(job.answer, None, None)])
        while True:
            try:
                command = job.commands.get(timeout=self._options.idle_transaction_seconds)
            except Empty:
                self._expire(job)
                return
            match command:
                case Run():
                    self._deliver([self._run_one(command)])
                case End():
                    self._deliver([self._end(command)])
                    return

    def _expire(self, job: Interactive) -> None:
        """Undo a transaction whose owner is silent, and answer what was sent too late; `send` answers the rest."""
        self._opened.roll_back()
        job.expired = True
        failure = StorageFailure("the transaction was idle for too long")
        late: list[Settled] = []
        with suppress(Empty):
            while True:
                late.append((job.commands.get_nowait().answer, None, failure))
        self._deliver(late)

    def _run_one(self, command: Run) -> Settled:
        try:
            if not self._opened.connection.in_transaction:
                raise StorageFailure("the transaction has been rolled back")
            if command.rows is None:
                return command.answer, self._opened.run(command.statement, command.arguments), None
            return command.answer, self._opened.many(command.statement, command.rows), None
        except Exception as error:  # noqa: BLE001  # every kind is reported to the one who waits
            return command.answer, None, self._meaning(error)

    def _end(self, command: End) -> Settled:
        try:
            if not command.keep:
                self._opened.roll_back()
            elif self._opened.connection.in_transaction:
                self._opened.command("COMMIT")
            else:
                raise StorageFailure("the transaction has been rolled back")
        except Exception as error:  # noqa: BLE001  # every kind is reported to the one who waits
            failure = self._meaning(error)
            self._opened.roll_back()
            return command.answer, None, failure
        return command.answer, None, None

    def _meaning(self, error: BaseException) -> BaseException:
        failure = failure_of(self._opened.connection, error)
        if failure is not error:
            failure.__cause__ = error
        return failure

    def _sqlalchemy(self) -> sa.Engine:
        """An engine over the writer's own connection, so that DDL queues like any write."""
        if self._engine is None:
            connection = self._opened.connection
            self._engine = sa.create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
            sa.event.listen(self._engine, "begin", lambda opened: opened.exec_driver_sql("BEGIN IMMEDIATE"))
        return self._engine

    def _deliver(self, settled: list[Settled]) -> None:
        # The loop is gone only when the process is going too, and then nobody waits.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(settle_all, settled)


class TransactionLost(Exception):
    """SQLite rolled back more than the statement that failed."""


def settle_all(settled: list[Settled]) -> None:
    """Give everyone who still waits their answer."""
    for answer, value, failure in settled:
        if answer.done():
            continue
        if failure is None:
            answer.set_result(value)
        else:
            answer.set_exception(failure)
