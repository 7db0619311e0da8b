"""A database whose reads of one moment go out together: equal ones once, others of the same statement pipelined.

For work that many tasks do side by side, such as the letters of a round. Everything but `fetch` is the database's own.
"""

import asyncio
from collections.abc import Callable, Hashable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa

from dougong.storage.driver.compile import WORKSPACE_BINDS
from dougong.storage.driver.port import (
    NOTHING,
    Database,
    Dialect,
    Outcome,
    Row,
    Session,
    Statement,
    Step,
    Subscription,
    Values,
)

T = TypeVar("T")

Answer = asyncio.Future[list[Row]]


@dataclass(slots=True)
class Asked:
    """The reads of one statement that wait for the end of this moment: values and who waits, by key."""

    statement: Statement
    reads: dict[Hashable, tuple[Values, list[Answer]]] = field(default_factory=dict)


@dataclass(slots=True)
class Gathering:
    """See `Database`."""

    database: Database
    _asked: dict[tuple[int, object], Asked] = field(default_factory=dict)
    _sent: "set[asyncio.Task[None]]" = field(default_factory=set)

    @property
    def dialect(self) -> Dialect:
        """Which SQL it speaks."""
        return self.database.dialect

    @property
    def guest(self) -> str | None:
        """The role at run time, where another one owns the tables."""
        return self.database.guest

    async def fetch(self, statement: Statement, values: Values = NOTHING) -> list[Row]:
        """A read, together with the others of this moment."""
        loop = asyncio.get_running_loop()
        answer: Answer = loop.create_future()
        if not self._asked:
            loop.call_soon(self._send)
        # What goes out together is about one workspace, as everything that one connection is asked at once.
        workspace = next((values[name] for name in WORKSPACE_BINDS if name in values), None)
        asked = self._asked.setdefault((id(statement), workspace), Asked(statement))
        asked.reads.setdefault(key_of(values, len(asked.reads)), (values, []))[1].append(answer)
        return await answer

    async def fetch_each(self, statement: Statement, rows: Sequence[Values]) -> list[list[Row]]:
        """Together already."""
        return await self.database.fetch_each(statement, rows)

    async def write(self, steps: Sequence[Step]) -> list[Outcome]:
        """Several statements as one transaction."""
        return await self.database.write(steps)

    def transaction(self) -> AbstractAsyncContextManager[Session]:
        """A transaction."""
        return self.database.transaction()

    async def run_sync(self, work: Callable[[sa.Connection], T]) -> T:
        """Rare paths."""
        return await self.database.run_sync(work)

    async def now(self) -> datetime:
        """The database's clock."""
        return await self.database.now()

    async def notify(self, channel: str, payload: str) -> None:
        """Tell listeners."""
        await self.database.notify(channel, payload)

    async def listen(self, channel: str, heard: Callable[[str], None]) -> Subscription:
        """Hear what is told."""
        return await self.database.listen(channel, heard)

    async def leads(self, what: str) -> bool:
        """Whether it is this process that does it."""
        return await self.database.leads(what)

    async def close(self) -> None:
        """Close the database."""
        await self.database.close()

    def _send(self) -> None:
        asked, self._asked = self._asked, {}
        for one in asked.values():
            task = asyncio.ensure_future(self._read(one))
            self._sent.add(task)
            task.add_done_callback(self._sent.discard)

    async def _read(self, asked: Asked) -> None:
        values = [one for one, _ in asked.reads.values()]
        waiting = [answers for _, answers in asked.reads.values()]
        try:
            if len(values) == 1:
                found = [await self.database.fetch(asked.statement, values[0])]
            else:
                found = await self.database.fetch_each(asked.statement, values)
        except BaseException as error:
            for answer in (one for answers in waiting for one in answers):
                if not answer.done():
                    answer.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for answers, rows in zip(waiting, found, strict=True):
            for answer in answers:
                if not answer.done():
                    answer.set_result(rows)


def key_of(values: Values, place: int) -> Hashable:
    """Equal for equal values; `place` tells apart those that cannot be compared quickly."""
    plain = tuple((name, tuple(one) if isinstance(one, list) else one) for name, one in sorted(values.items()))
    try:
        hash(plain)
    except TypeError:
        return place
    return plain
