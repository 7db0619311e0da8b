"""What the platform may ask of a database, whichever it is."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, Protocol, TypeVar

import sqlalchemy as sa

from dougong.storage.conversions import Convert
from dougong.storage.driver.failures import Retry

T = TypeVar("T")

Row = tuple[object, ...]
Values = Mapping[str, object]

NOTHING: Values = MappingProxyType({})
ATTEMPTS = 3


class Dialect(StrEnum):
    """The databases that Dougong runs on."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL text with everything needed to bind values and to read rows; made once by `compile_statement`.

    `names` are the bind names in the driver's order and `encoders` the conversion of each (None: as it is).
    `template` holds one place for each of them with the constants filled in; `slots` are the places that a caller
    fills. `decoders` pairs a column's position with its conversion, identity left out. `bounded` promises one row
    or a few by an index, so that SQLite may run it in the event loop's own thread. What `writes` is refused as a
    read. `workspace` is the place of the argument that names the workspace; None asks across them. `rows_sql` does the
    same for a list in each place.
    """

    sql: str
    names: tuple[str, ...] = ()
    encoders: tuple[Convert | None, ...] = ()
    template: tuple[object, ...] = ()
    slots: tuple[tuple[int, str, Convert | None], ...] = ()
    columns: tuple[str, ...] = ()
    decoders: tuple[tuple[int, Convert], ...] = ()
    returns_rows: bool = False
    bounded: bool = False
    writes: bool = False
    workspace: int | None = None
    rows_sql: str | None = None

    def arguments(self, values: Values) -> list[object]:
        """The values in bind order, encoded. KeyError: one is missing; InvalidValue: one does not fit."""
        arguments = list(self.template)
        for position, name, encode in self.slots:
            value = values[name]
            arguments[position] = value if encode is None or value is None else encode(value)
        return arguments

    def reading(self, values: Values) -> list[object]:
        """`arguments` of a statement that only reads; RuntimeError for another, since reads are repeated."""
        if self.writes:
            raise RuntimeError("this statement writes: use write or a transaction")
        return self.arguments(values)

    def decode(self, rows: Sequence[Sequence[object]]) -> list[Row]:
        """Rows of the driver as tuples of run-time values."""
        if not self.decoders:
            return [tuple(row) for row in rows]
        if len(rows) == 1:
            cells = list(rows[0])
            for position, convert in self.decoders:
                if (cell := cells[position]) is not None:
                    cells[position] = convert(cell)
            return [tuple(cells)]
        # Column by column costs half of row by row.
        columns: list[Sequence[object]] = list(zip(*rows, strict=True))
        for position, convert in self.decoders if columns else ():
            columns[position] = [None if cell is None else convert(cell) for cell in columns[position]]
        return list(zip(*columns, strict=True))


class Outcome(NamedTuple):
    """What one statement of a write did: rows if it returns some, else how many it touched."""

    rows: list[Row]
    affected: int


Step = tuple[Statement, Values]


class Session(Protocol):
    """An open transaction; usable only inside the `async with` that made it, by one task at a time."""

    async def fetch(self, statement: Statement, values: Values = ...) -> list[Row]:
        """The rows that a statement returns."""
        ...

    async def fetch_each(self, statement: Statement, rows: Sequence[Values]) -> list[list[Row]]:
        """The rows that a statement returns for each of `rows`, in one round trip where the database can.

        One that writes must return at most one row, beginning with the value of its own bind `id`, and no two of
        `rows` may have the same `id`.
        """
        ...

    async def execute(self, statement: Statement, values: Values = ...) -> int:
        """How many rows a statement touched."""
        ...

    async def many(self, statement: Statement, rows: Sequence[Values]) -> int:
        """Run a statement that returns nothing once for each of `rows`; answers the number of runs."""
        ...

    async def put(self, steps: "Sequence[Step]") -> None:
        """Run statements that return nothing and of which none needs another's work, in whatever order is cheapest."""
        ...

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        """What happens inside is undone alone when an exception leaves it; else a failure dooms everything."""
        ...


class Subscription(Protocol):
    """Someone who listens to a channel until closed."""

    def close(self) -> None:
        """Stop listening; harmless when repeated."""
        ...


class Database(Protocol):
    """One database and its connections; every method raises `StorageFailure`s."""

    @property
    def dialect(self) -> Dialect:
        """Which SQL it speaks."""
        ...

    @property
    def guest(self) -> str | None:
        """The role at run time where another one owns the tables; None where one role does everything."""
        ...

    async def fetch(self, statement: Statement, values: Values = ...) -> list[Row]:
        """A read outside any transaction; repeated once when a connection broke under it."""
        ...

    async def fetch_each(self, statement: Statement, rows: Sequence[Values]) -> list[list[Row]]:
        """What such a read returns for each of `rows`, in one round trip where the database can."""
        ...

    async def write(self, steps: Sequence[Step]) -> list[Outcome]:
        """Several statements as one transaction with nothing awaited between them: all or none.

        The answer comes after the commit. On SQLite up to 64 such writes share one commit, each in a savepoint.
        """
        ...

    def transaction(self) -> AbstractAsyncContextManager[Session]:
        """A transaction with the caller's work between its statements; commits unless an exception leaves it.

        On SQLite it holds the only writer meanwhile: prefer `write`. Any other write of the task inside it is a
        RuntimeError.
        """
        ...

    async def run_sync(self, work: Callable[[sa.Connection], T]) -> T:
        """Run `work` in a thread with a SQLAlchemy connection in its own transaction: DDL and rare paths.

        On PostgreSQL there is no statement time-out, but a lock time-out; on SQLite it holds the only writer.
        """
        ...

    async def now(self) -> datetime:
        """The database's clock, aware, UTC."""
        ...

    async def notify(self, channel: str, payload: str) -> None:
        """Tell listeners everywhere (PostgreSQL) or in this process (SQLite); ≤ 7,000 bytes, may be lost."""
        ...

    async def listen(self, channel: str, heard: Callable[[str], None]) -> Subscription:
        """Call `heard` with each payload; an empty payload means that some may have been missed."""
        ...

    async def leads(self, what: str) -> bool:
        """Whether this process is the one of all on the database that does `what`; once it is, until it loses touch."""
        ...

    async def close(self) -> None:
        """Finish what runs and let go of every connection."""
        ...


def alike(steps: Sequence[Step]) -> list[tuple[Statement, list[Values]]]:
    """The steps by statement, statements in the order of their texts."""
    found: dict[int, tuple[Statement, list[Values]]] = {}
    for statement, values in steps:
        found.setdefault(id(statement), (statement, []))[1].append(values)
    return sorted(found.values(), key=lambda one: one[0].sql)


async def in_transaction(database: Database, work: Callable[[Session], Awaitable[T]]) -> T:
    """Run `work` in a transaction, again from its start when the database asks for that."""
    attempt = 1
    while True:
        try:
            async with database.transaction() as session:
                return await work(session)
        except Retry:
            if attempt == ATTEMPTS:
                raise
            attempt += 1


@dataclass(slots=True)
class Listeners:
    """Who hears what in this process."""

    by_channel: dict[str, list[Callable[[str], None]]] = field(default_factory=dict)

    def add(self, channel: str, heard: Callable[[str], None]) -> "Listening":
        """One more listener; the answer takes it away again."""
        self.by_channel.setdefault(channel, []).append(heard)
        return Listening(self, channel, heard)

    def tell(self, channel: str, payload: str) -> None:
        """Call everyone who listens to the channel now."""
        for heard in tuple(self.by_channel.get(channel, ())):
            heard(payload)

    def tell_all(self, payload: str) -> None:
        """Call everyone on every channel."""
        for channel in tuple(self.by_channel):
            self.tell(channel, payload)


@dataclass(slots=True)
class Listening:
    """One listener's place in `Listeners`."""

    listeners: Listeners
    channel: str
    heard: Callable[[str], None]
    _open: bool = True

    def close(self) -> None:
        """Stop listening; harmless when repeated."""
        if self._open:
            self._open = False
            self.listeners.by_channel[self.channel].remove(self.heard)
