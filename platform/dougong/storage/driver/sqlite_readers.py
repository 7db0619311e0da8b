"""Reader threads for SQLite: each has a connection of its own and sees the newest commit."""

import asyncio
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread

from dougong.storage.driver.failures import StatementTimeout, Unavailable
from dougong.storage.driver.port import Row, Statement
from dougong.storage.driver.sqlite_connections import STEPS_BETWEEN_QUICK_LOOKS, Opened, SqliteOptions
from dougong.storage.driver.sqlite_failures import failure_of, reraise

SHORT_SECONDS = 0.002
DETOURS = 100
REMEMBERED = 2_000

Answer = asyncio.Future[list[Row]]
Question = tuple[Answer, Statement, list[object]]


class Readers:
    """A queue that several threads read from, and one connection in the event loop's thread."""

    def __init__(self, options: SqliteOptions, loop: asyncio.AbstractEventLoop) -> None:
        self._options = options
        self._loop = loop
        self._questions: SimpleQueue[Question | None] = SimpleQueue()
        self._here: Opened | None = None
        # How often a statement still goes to a thread before it is tried here again.
        self._detours: dict[str, int] = {}
        self._closed = False
        self._threads = [
            Thread(target=self._serve, name=f"sqlite-reader-{number}", daemon=True) for number in range(options.readers)
        ]
        for thread in self._threads:
            thread.start()

    async def read(self, statement: Statement, arguments: list[object]) -> list[Row]:
        """Here when it is known or likely to be short, else in a thread.

        A thread's turn costs several times what a short read costs. So a read is tried here for two milliseconds; when
        that is not enough it starts again in a thread, and its statement goes there at once for a while.
        """
        if statement.bounded:
            return self._read_here(statement, arguments, None)
        detours = self._detours.get(statement.sql, 0)
        if not detours:
            try:
                return self._read_here(statement, arguments, SHORT_SECONDS)
            except StatementTimeout:
                detours = DETOURS
                if len(self._detours) >= REMEMBERED:
                    self._detours.clear()
        self._detours[statement.sql] = detours - 1
        return await self.ask(statement, arguments)

    def _read_here(self, statement: Statement, arguments: list[object], seconds: float | None) -> list[Row]:
        if self._closed:
            raise Unavailable("the database has been closed")
        if self._here is None:
            self._here = Opened(self._options, writes=False, steps_between_looks=STEPS_BETWEEN_QUICK_LOOKS)
        try:
            return self._here.run(statement, arguments, seconds).rows
        except Exception as error:  # noqa: BLE001  # raised again with a meaning
            reraise(self._here.connection, error)

    def ask(self, statement: Statement, arguments: list[object]) -> Answer:
        """Read in a thread."""
        if self._closed:
            raise Unavailable("the database has been closed")
        answer: Answer = self._loop.create_future()
        self._questions.put((answer, statement, arguments))
        return answer

    async def close(self) -> None:
        """Answer what has been asked, then end."""
        self._closed = True
        for _ in self._threads:
            self._questions.put(None)
        for thread in self._threads:
            await asyncio.to_thread(thread.join)
        if self._here is not None:
            self._here.close()

    def _serve(self) -> None:
        opened: Opened | None = None
        while (question := self._questions.get()) is not None:
            answer, statement, arguments = question
            if answer.cancelled():
                continue
            try:
                opened = opened or Opened(self._options, writes=False)
                rows = opened.run(statement, arguments).rows
            except Exception as error:  # noqa: BLE001  # every kind goes to the one who asked
                failure = failure_of(opened.connection, error) if opened is not None else error
                if failure is not error:
                    failure.__cause__ = error
                self._deliver(answer, None, failure)
            else:
                self._deliver(answer, rows, None)
        if opened is not None:
            opened.close()

    def _deliver(self, answer: Answer, rows: list[Row] | None, failure: BaseException | None) -> None:
        # The loop is gone only when the process is going too, and then nobody waits.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(settle, answer, rows, failure)


def settle(answer: Answer, rows: list[Row] | None, failure: BaseException | None) -> None:
    """Give a waiter its answer unless it has gone away."""
    if answer.done():
        return
    if failure is None:
        answer.set_result(rows or [])
    else:
        answer.set_exception(failure)
