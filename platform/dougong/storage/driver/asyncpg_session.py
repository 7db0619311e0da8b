"""An open transaction on PostgreSQL."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache

import asyncpg

from dougong.storage.driver.asyncpg_wall import EVERY, Wall, workspace_of_all
from dougong.storage.driver.failures import StorageFailure
from dougong.storage.driver.port import NOTHING, Row, Statement, Step, Values, alike
from dougong.storage.driver.postgresql_failures import reraise

PLACE = re.compile(r"\$(\d+)")
MANY_SECONDS = 60.0
"""For all rows together; the server's time-out holds for each."""


class PostgresSession:
    """An open transaction on one connection."""

    def __init__(self, connection: asyncpg.Connection, wall: Wall) -> None:
        self._connection = connection
        self._wall = wall
        self._is_open = True
        self._savepoints = 0

    async def fetch(self, statement: Statement, values: Values = NOTHING) -> list[Row]:
        """The rows that a statement returns."""
        arguments = statement.arguments(values)
        try:
            records = await (await self._admitted(statement, [arguments])).fetch(statement.sql, *arguments)
        except Exception as error:  # noqa: BLE001  # raised again with a meaning
            reraise(error)
        return statement.decode(records)

    async def fetch_each(self, statement: Statement, rows: Sequence[Values]) -> list[list[Row]]:
        """The rows that a statement returns for each of `rows`, pipelined."""
        arguments = [statement.arguments(row) for row in rows]
        try:
            await self._admitted(statement, arguments)
        except Exception as error:  # noqa: BLE001  # raised again with a meaning
            reraise(error)
        if statement.writes:
            written = {row[0]: [row] for row in statement.decode(await self._pipelined(statement.sql, arguments))}
            return [written.get(row["id"], []) for row in rows]
        numbered = [[*one, place] for place, one in enumerate(arguments)]
        # The driver answers with all rows in one list: each says whose it is.
        sql = f"SELECT q.*, ${len(statement.names) + 1}::integer FROM ({statement.sql}) AS q"  # noqa: S608  # compiled
        found = await self._pipelined(sql, numbered)
        answers: list[list[Row]] = [[] for _ in rows]
        for record, row in zip(found, statement.decode(found), strict=True):
            answers[record[-1]].append(row[:-1])
        return answers

    async def _pipelined(self, sql: str, arguments: list[list[object]]) -> list[asyncpg.Record]:
        try:
            found: list[asyncpg.Record] = await self._usable().fetchmany(sql, arguments, timeout=MANY_SECONDS)
        except Exception as error:  # noqa: BLE001  # raised again with a meaning
            reraise(error)
        return found

    async def execute(self, statement: Statement, values: Values = NOTHING) -> int:
        """How many rows a statement touched."""
        arguments = statement.arguments(values)
        try:
            status = await (await self._admitted(statement, [arguments])).execute(statement.sql, *arguments)
        except Exception as error:  # noqa: BLE001  # raised again with a meaning
            reraise(error)
        return affected(status)

    async def many(self, statement: Statement, rows: Sequence[Values]) -> int:
        """Run a statement once for each of `rows`: as one where its text allows it, else pipelined."""
        arguments = [statement.arguments(row) for row in rows]
        try:
            connection = await self._admitted(statement, arguments)
            if statement.rows_sql is not None and arguments[1:]:
                columns = list(zip(*arguments, strict=True))
                await connection.execute(statement.rows_sql, *columns, timeout=MANY_SECONDS)
            else:
                await connection.executemany(statement.sql, arguments, timeout=MANY_SECONDS)
        except Exception as error:  # noqa: BLE001  # raised again with a meaning
            reraise(error)
        return len(rows)

    async def put(self, steps: Sequence[Step]) -> None:
        """Every plain INSERT in one statement, whatever their tables; the rest one after the other."""
        plain: list[tuple[Statement, list[Values]]] = []
        for statement, rows in alike(steps):
            if statement.rows_sql is None:
                await self.many(statement, rows)
            else:
                plain.append((statement, rows))
        if not plain:
            return
        arguments = [[statement.arguments(row) for row in rows] for statement, rows in plain]
        sql = at_once(tuple(str(statement.rows_sql) for statement, _ in plain))
        columns = [column for rows in arguments for column in zip(*rows, strict=True)]
        try:
            connection = self._usable()
            if self._wall.stands:
                about = {workspace_of_all(one, rows) for (one, _), rows in zip(plain, arguments, strict=True)}
                await self._wall.admit(connection, about.pop() if len(about) == 1 else EVERY)
            await connection.execute(sql, *columns, timeout=MANY_SECONDS)
        except Exception as error:  # noqa: BLE001  # raised again with a meaning
            reraise(error)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """What happens inside is undone alone when an exception leaves it."""
        self._savepoints += 1
        name = f"s{self._savepoints}"
        await self._say(f"SAVEPOINT {name}")
        try:
            yield
        except Exception:
            await self._say(f"ROLLBACK TO SAVEPOINT {name}")
            self._wall.forget(self._connection)
            raise
        await self._say(f"RELEASE SAVEPOINT {name}")

    async def commit(self) -> None:
        """Make it last. A statement that failed and was caught has doomed it: PostgreSQL answers ROLLBACK."""
        try:
            status = await self._usable().execute("COMMIT")
        except Exception as error:  # noqa: BLE001  # raised again with a meaning
            self._wall.forget(self._connection)
            reraise(error)
        if status != "COMMIT":
            self._wall.forget(self._connection)
            raise StorageFailure("a statement failed, so the transaction was rolled back")

    def close(self) -> None:
        """The transaction has ended; later use is a RuntimeError."""
        self._is_open = False

    async def _admitted(self, statement: Statement, rows: Sequence[Sequence[object]]) -> asyncpg.Connection:
        """The connection, seeing the workspace that the runs of the statement are about."""
        connection = self._usable()
        if self._wall.stands:
            await self._wall.admit(connection, workspace_of_all(statement, rows))
        return connection

    async def _say(self, command: str) -> None:
        """A command about the transaction itself."""
        try:
            await self._usable().execute(command)
        except Exception as error:  # noqa: BLE001  # raised again with a meaning
            reraise(error)

    def _usable(self) -> asyncpg.Connection:
        if not self._is_open:
            raise RuntimeError("the transaction of this session has ended")
        return self._connection


@lru_cache(maxsize=500)
def at_once(inserts: tuple[str, ...]) -> str:
    """Several INSERTs as one statement; the places of each follow those of the one before."""
    if len(inserts) == 1:
        return inserts[0]
    parts: list[str] = []
    places = 0
    for number, sql in enumerate(inserts):
        shift = places
        moved = PLACE.sub(lambda found: f"${int(found[1]) + shift}", sql)  # noqa: B023  # used at once
        places += len(PLACE.findall(sql))
        parts.append(f"p{number} AS ({moved})")
    return f"WITH {', '.join(parts)} SELECT"


def affected(status: str) -> int:
    """The row count at the end of a command's answer: `UPDATE 3`, `INSERT 0 1`, `CREATE TABLE`."""
    count = status.rpartition(" ")[2]
    return int(count) if count.isdigit() else 0
