"""How Dougong opens a SQLite file, and one connection with a deadline for each statement."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from dougong.storage.driver.failures import Unavailable
from dougong.storage.driver.port import Outcome, Statement
from dougong.storage.driver.sqlite_failures import reraise

# So many virtual machine steps take about half a millisecond: often enough for a deadline, too rarely to be felt.
STEPS_BETWEEN_LOOKS = 20_000
# In the event loop's thread a deadline of two milliseconds must hold even where each row calls a Python function.
STEPS_BETWEEN_QUICK_LOOKS = 1_000
FOREVER = float("inf")

Register = Callable[[sqlite3.Connection], None]


@dataclass(frozen=True, slots=True)
class SqliteOptions:
    """Which file and how to use it; times in seconds. `register` adds Dougong's SQL functions to a connection."""

    path: Path
    register: Register
    readers: int = 4
    statement_seconds: float = 5.0
    busy_seconds: float = 5.0
    idle_transaction_seconds: float = 30.0
    cached_statements: int = 256
    cache_kib: int = 4096


class Opened:
    """A connection that runs `Statement`s within a deadline; used by one thread."""

    def __init__(self, options: SqliteOptions, *, writes: bool, steps_between_looks: int = STEPS_BETWEEN_LOOKS) -> None:
        self.seconds = options.statement_seconds
        self._deadline = FOREVER
        try:
            self.connection = connection = sqlite3.connect(
                options.path,
                timeout=options.busy_seconds,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=options.cached_statements,
            )
        except sqlite3.Error as error:
            raise Unavailable(f"{options.path}: {error}") from error
        try:
            # Entity tables have no foreign keys, and batch DDL on platform tables must not cascade.
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA cache_size = -{options.cache_kib}")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA journal_mode = WAL" if writes else "PRAGMA query_only = ON")
            options.register(connection)
        except sqlite3.Error as error:
            connection.close()
            reraise(connection, error)
        connection.set_progress_handler(self._is_late, steps_between_looks)

    def run(self, statement: Statement, arguments: list[object], seconds: float | None = None) -> Outcome:
        """One statement, for so long at most. Raises sqlite3's own errors."""
        self._deadline = monotonic() + (seconds or self.seconds)
        try:
            cursor = self.connection.execute(statement.sql, arguments)
            if statement.returns_rows:
                rows = statement.decode(cursor.fetchall())
                return Outcome(rows, len(rows))
            return Outcome([], max(cursor.rowcount, 0))
        finally:
            self._deadline = FOREVER

    def many(self, statement: Statement, rows: list[list[object]]) -> int:
        """One statement for many rows, under one deadline."""
        self._deadline = monotonic() + self.seconds
        try:
            self.connection.executemany(statement.sql, rows)
            return len(rows)
        finally:
            self._deadline = FOREVER

    def command(self, sql: str) -> None:
        """BEGIN, COMMIT and their like."""
        self.connection.execute(sql)

    def roll_back(self) -> None:
        """Undo what is open; SQLite undoes some failures by itself."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def _is_late(self) -> bool:
        return monotonic() > self._deadline
