"""An open transaction on PostgreSQL."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import asyncpg

from dougong.storage.driver.failures import StorageFailure
from dougong.storage.driver.port import NOTHING, Row, Statement, Values
from dougong.storage.driver.postgresql_failures import reraise

MANY_SECONDS = 60.0
"""For all rows together; the server's time-out holds for each."""


class PostgresSession:
    """An open transaction on one connection."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection
        self._is_open = True
        self._savepoints = 0

    async def fetch(self, statement: Statement, values: Values = NOTHING) -> list[Row]:
        """The rows that a statement returns."""
        try:
            records = await self._usable().fetch(statement.sql, *statement.arguments(values))
        except Exception as error:  # noqa: BLE001  # raised again with a meaning
            reraise(error)
        return statement.decode(records)

    async def execute(self, statement: Statement, values: Values = NOTHING) -> int:
        """How many rows a statement touched."""
        try:
            status = await self._usable().execute(statement.sql, *statement.arguments(values))
        except Exception as error:  # noqa: BLE001  # raised again with a meaning
            reraise(error)
        return affected(status)

    async def many(self, statement: Statement, rows: Sequence[Values]) -> int:
        """Run a statement once for each of `rows`, pipelined."""
        arguments = [statement.arguments(row) for row in rows]
        try:
            await self._usable().executemany(statement.sql, arguments, timeout=MANY_SECONDS)
        except Exception as error:  # noqa: BLE001  # raised again with a meaning
            reraise(error)
        return len(rows)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """What happens inside is undone alone when an exception leaves it."""
        self._savepoints += 1
        name = f"s{self._savepoints}"
        await self.execute(Statement(f"SAVEPOINT {name}"))
        try:
            yield
        except Exception:
            await self.execute(Statement(f"ROLLBACK TO SAVEPOINT {name}"))
            raise
        await self.execute(Statement(f"RELEASE SAVEPOINT {name}"))

    async def commit(self) -> None:
        """Make it last. A statement that failed and was caught has doomed it: PostgreSQL answers ROLLBACK."""
        try:
            status = await self._usable().execute("COMMIT")
        except Exception as error:  # noqa: BLE001  # raised again with a meaning
            reraise(error)
        if status != "COMMIT":
            raise StorageFailure("a statement failed, so the transaction was rolled back")

    def close(self) -> None:
        """The transaction has ended; later use is a RuntimeError."""
        self._is_open = False

    def _usable(self) -> asyncpg.Connection:
        if not self._is_open:
            raise RuntimeError("the transaction of this session has ended")
        return self._connection


def affected(status: str) -> int:
    """The row count at the end of a command's answer: `UPDATE 3`, `INSERT 0 1`, `CREATE TABLE`."""
    count = status.rpartition(" ")[2]
    return int(count) if count.isdigit() else 0
