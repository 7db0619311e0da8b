"""PostgreSQL through asyncpg; SQLAlchemy with psycopg only for DDL and rare paths."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

import asyncpg
import sqlalchemy as sa

from dougong.storage.driver.asyncpg_listening import Ear
from dougong.storage.driver.asyncpg_pool import Pool
from dougong.storage.driver.asyncpg_session import PostgresSession, affected
from dougong.storage.driver.asyncpg_wall import EVERY, Wall, workspace_of
from dougong.storage.driver.failures import NotSent, Unavailable
from dougong.storage.driver.holding import forbid_nesting, held
from dougong.storage.driver.port import (
    NOTHING,
    Dialect,
    Outcome,
    Row,
    Session,
    Statement,
    Step,
    Subscription,
    Values,
    in_transaction,
)
from dougong.storage.driver.postgresql_failures import DRIVER_ERRORS, failure_of, reraise

T = TypeVar("T")

NOW = Statement("SELECT clock_timestamp()", returns_rows=True)
IDLE_IN_TRANSACTION_SECONDS = 30
SILENCE_SECONDS = 2.0
DAY_ZERO = date(2000, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class PostgresOptions:
    """How to use PostgreSQL; times in seconds. `owner_url` may name a stronger role for DDL."""

    url: str
    owner_url: str | None = None
    connections: int = 10
    acquire_seconds: float = 5.0
    statement_seconds: float = 5.0
    lock_seconds: float = 4.0
    cached_statements: int = 300
    application_name: str = "dougong"


class PostgresDatabase:
    """See `Database`."""

    dialect = Dialect.POSTGRESQL

    def __init__(self, options: PostgresOptions) -> None:
        self.options = options
        self.guest = _guest(options)
        self._wall = Wall(stands=self.guest is not None)
        self._pool = Pool(self._connect, options.connections, options.acquire_seconds, self._wall)
        self._ear = Ear(self._connect)
        self._owner: sa.Engine | None = None

    async def fetch(self, statement: Statement, values: Values = NOTHING) -> list[Row]:
        """Rows; asyncpg itself repeats a statement whose cached plan went stale outside a transaction."""
        arguments = statement.reading(values)
        workspace = workspace_of(statement, arguments) if self._wall.stands else EVERY
        tries = self._pool.tries
        while True:
            connection = await self._pool.acquire(workspace)
            try:
                await self._wall.admit(connection, workspace)
                records = await connection.fetch(statement.sql, *arguments)
            except BaseException as error:  # noqa: BLE001  # raised again with a meaning
                self._pool.release_after(connection, error)
                tries -= 1
                if not tries or not isinstance(failure_of(error), Unavailable):
                    reraise(error)
            else:
                self._pool.release(connection)
                return statement.decode(records)

    async def fetch_each(self, statement: Statement, rows: Sequence[Values]) -> list[list[Row]]:
        """Pipelined; what repeats a single read does not repeat these."""
        for row in rows[:1]:
            statement.reading(row)
        connection = await self._pool.acquire()
        try:
            answers = await PostgresSession(connection, self._wall).fetch_each(statement, rows)
        except BaseException as error:
            self._pool.release_after(connection, error.__cause__ or error)
            raise
        self._pool.release(connection)
        return answers

    async def write(self, steps: Sequence[Step]) -> list[Outcome]:
        """One statement commits by itself in one round trip; several run between BEGIN and COMMIT."""
        forbid_nesting(self)
        if not steps:
            return []
        if len(steps) == 1:
            return [await self._write_one(*steps[0])]

        async def work(session: Session) -> list[Outcome]:
            return [await _run(session, statement, values) for statement, values in steps]

        return await in_transaction(self, work)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """READ COMMITTED; rolled back when anything is raised inside."""
        forbid_nesting(self)
        connection = await self._begin()
        session = PostgresSession(connection, self._wall)
        try:
            with held(self):
                yield session
            await session.commit()
        except BaseException as error:  # raised again with a meaning
            await self._abandon(connection, error)
            raise
        else:
            self._pool.release(connection)
        finally:
            session.close()

    async def run_sync(self, work: Callable[[sa.Connection], T]) -> T:
        """A SQLAlchemy connection over psycopg, with the owner's role, no statement time-out."""
        forbid_nesting(self)
        return await asyncio.to_thread(self._run_sync, work)

    async def now(self) -> datetime:
        """The server's clock."""
        ((moment,),) = await self.fetch(NOW)
        assert isinstance(moment, datetime)
        return moment

    async def notify(self, channel: str, payload: str) -> None:
        """pg_notify, sent at once."""
        statement = Statement(
            "SELECT pg_notify($1, $2)", names=("channel", "payload"), template=(channel, payload), returns_rows=True
        )
        await self.fetch(statement)

    async def listen(self, channel: str, heard: Callable[[str], None]) -> Subscription:
        """LISTEN on a connection of its own."""
        try:
            return await self._ear.listen(channel, heard)
        except Exception as error:  # noqa: BLE001  # raised again with a meaning
            reraise(error)

    async def leads(self, what: str) -> bool:
        """By an advisory lock that the connection of `listen` holds: nobody leads who hears nothing."""
        return await self._ear.leads(what)

    async def close(self) -> None:
        """Close every connection."""
        await self._ear.close()
        await self._pool.close()
        if self._owner is not None:
            await asyncio.to_thread(self._owner.dispose)

    async def _write_one(self, statement: Statement, values: Values) -> Outcome:
        arguments = statement.arguments(values)
        workspace = workspace_of(statement, arguments) if self._wall.stands else EVERY
        run = _rows if statement.returns_rows else _count
        tries = self._pool.tries
        while True:
            connection = await self._pool.acquire(workspace)
            try:
                await self._wall.admit(connection, workspace)
                outcome = await run(connection, statement, arguments)
            except BaseException as error:  # noqa: BLE001  # raised again with a meaning
                self._pool.release_after(connection, error)
                tries -= 1
                if not tries or not isinstance(failure_of(error), NotSent):
                    reraise(error)
            else:
                self._pool.release(connection)
                return outcome

    async def _begin(self) -> asyncpg.Connection:
        """A connection in a transaction; nothing is lost by beginning again elsewhere."""
        tries = self._pool.tries
        while True:
            connection = await self._pool.acquire()
            try:
                await connection.execute("BEGIN")
            except BaseException as error:  # noqa: BLE001  # raised again with a meaning
                self._pool.release_after(connection, error)
                tries -= 1
                if not tries or not isinstance(failure_of(error), Unavailable):
                    reraise(error)
            else:
                return connection

    async def _abandon(self, connection: asyncpg.Connection, error: BaseException) -> None:
        self._wall.forget(connection)
        if not isinstance(error, Exception):
            self._pool.mend(connection)
            return
        try:
            if not connection.is_closed() and connection.is_in_transaction():
                await connection.execute("ROLLBACK")
        except DRIVER_ERRORS:
            connection.terminate()
        except BaseException:
            connection.terminate()
            raise
        finally:
            self._pool.release(connection)

    async def _connect(self) -> asyncpg.Connection:
        options = self.options
        connection = await asyncpg.connect(
            options.url,
            timeout=options.acquire_seconds,
            # The server stops slow statements itself; this is for a server that no longer answers.
            command_timeout=options.statement_seconds + SILENCE_SECONDS,
            statement_cache_size=options.cached_statements,
            max_cached_statement_lifetime=0,
            max_cacheable_statement_size=0,
            server_settings={
                "application_name": options.application_name,
                "statement_timeout": f"{options.statement_seconds * 1000:.0f}",
                "lock_timeout": f"{options.lock_seconds * 1000:.0f}",
                "idle_in_transaction_session_timeout": f"{IDLE_IN_TRANSACTION_SECONDS * 1000}",
                "jit": "off",
            },
        )
        for name in ("numeric", "uuid"):
            await connection.set_type_codec(name, encoder=str, decoder=str, schema="pg_catalog", format="text")
        # asyncpg takes the last day of the calendar, which people write for 'for ever', for infinity.
        await connection.set_type_codec("date", encoder=days, decoder=day, schema="pg_catalog", format="tuple")
        return connection

    def _run_sync(self, work: Callable[[sa.Connection], T]) -> T:
        if self._owner is None:
            self._owner = owner_engine(self.options)
        try:
            with self._owner.begin() as connection:
                return work(connection)
        except sa.exc.DBAPIError as error:
            reraise(error.orig or error)


def _guest(options: PostgresOptions) -> str | None:
    """The role of the plain address where the owner's address names another one."""
    if options.owner_url is None:
        return None
    guest, owner = (sa.make_url(one).username for one in (options.url, options.owner_url))
    return guest if guest and guest != owner else None


def days(day: date) -> tuple[int]:
    """A date as PostgreSQL sends it: days since 2000-01-01."""
    return (day.toordinal() - DAY_ZERO,)


def day(days: tuple[int]) -> date:
    """The date that many days after 2000-01-01."""
    return date.fromordinal(days[0] + DAY_ZERO)


async def _rows(connection: asyncpg.Connection, statement: Statement, arguments: list[object]) -> Outcome:
    rows = statement.decode(await connection.fetch(statement.sql, *arguments))
    return Outcome(rows, len(rows))


async def _count(connection: asyncpg.Connection, statement: Statement, arguments: list[object]) -> Outcome:
    return Outcome([], affected(await connection.execute(statement.sql, *arguments)))


async def _run(session: Session, statement: Statement, values: Values) -> Outcome:
    if statement.returns_rows:
        rows = await session.fetch(statement, values)
        return Outcome(rows, len(rows))
    return Outcome([], await session.execute(statement, values))


def owner_engine(options: PostgresOptions) -> sa.Engine:
    """A small engine for DDL: lock time-out, no statement time-out, nothing prepared that DDL could break."""
    url = sa.make_url(options.owner_url or options.url).set(drivername="postgresql+psycopg")
    settings = f"-c lock_timeout={options.lock_seconds * 1000:.0f} -c application_name={options.application_name}-ddl"
    return sa.create_engine(
        url,
        pool_size=1,
        max_overflow=4,
        pool_pre_ping=True,
        connect_args={"options": settings, "prepare_threshold": None},
    )
