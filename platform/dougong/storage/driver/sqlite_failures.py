"""From SQLite's error codes to `StorageFailure`s."""

import re
import sqlite3
from collections.abc import Callable
from typing import NoReturn

from dougong.storage.driver.failures import (
    DiskFull,
    InvalidValue,
    LockTimeout,
    ReadOnly,
    SchemaChanged,
    StatementTimeout,
    StorageFailure,
    Unavailable,
    UniqueClash,
)

CLASHES = {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_ROWID}
BY_PRIMARY_CODE: dict[int, type[StorageFailure]] = {
    sqlite3.SQLITE_BUSY: LockTimeout,
    sqlite3.SQLITE_LOCKED: LockTimeout,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_INTERRUPT: StatementTimeout,
    sqlite3.SQLITE_IOERR: Unavailable,
    sqlite3.SQLITE_CANTOPEN: Unavailable,
    sqlite3.SQLITE_CORRUPT: Unavailable,
    sqlite3.SQLITE_NOTADB: Unavailable,
    sqlite3.SQLITE_NOMEM: Unavailable,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_SCHEMA: SchemaChanged,
    sqlite3.SQLITE_TOOBIG: InvalidValue,
    sqlite3.SQLITE_MISMATCH: InvalidValue,
    sqlite3.SQLITE_CONSTRAINT: InvalidValue,
}
UNBINDABLE = (OverflowError, UnicodeEncodeError, sqlite3.InterfaceError, sqlite3.ProgrammingError, sqlite3.DataError)

_COLUMNS = re.compile(r"UNIQUE constraint failed: (.+)")
_INDEX = re.compile(r"index '(.+)'")


def failure_of(connection: sqlite3.Connection, error: BaseException) -> BaseException:
    """The failure that an error means; anything that is not SQLite's comes back as it is."""
    if isinstance(error, sqlite3.OperationalError) and "integer overflow" in str(error):
        return InvalidValue(str(error))
    code = getattr(error, "sqlite_errorcode", None)
    if code in CLASHES:
        return _clash(connection, str(error))
    if isinstance(code, int) and (code & 0xFF) in BY_PRIMARY_CODE:
        return BY_PRIMARY_CODE[code & 0xFF](str(error))
    if isinstance(error, UNBINDABLE):
        return InvalidValue(str(error))
    return StorageFailure(str(error)) if isinstance(error, sqlite3.Error) else error


def reraise(connection: sqlite3.Connection, error: BaseException) -> NoReturn:
    """Raise the failure that an error means, with the error as its cause."""
    failure = failure_of(connection, error)
    if failure is error:
        raise error
    raise failure from error


def _clash(connection: sqlite3.Connection, message: str) -> UniqueClash:
    found = _COLUMNS.search(message)
    places = found.group(1) if found else ""
    if named := _INDEX.search(places):
        return UniqueClash(named.group(1), _table_of(connection, named.group(1)))
    pairs = [place.rpartition(".") for place in places.split(", ")]
    table, columns = pairs[0][0], tuple(pair[2] for pair in pairs)
    return UniqueClash(_index_over(connection, table, columns), table, columns)


def _table_of(connection: sqlite3.Connection, index: str) -> str:
    row = connection.execute(
        "SELECT tbl_name FROM sqlite_schema WHERE type = 'index' AND name = ?", (index,)
    ).fetchone()
    return str(row[0]) if row else ""


def _index_over(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> str:
    """The unique index on exactly these columns; SQLite names only the columns."""
    read: Callable[[str, tuple[str, ...]], sqlite3.Cursor] = connection.execute
    indexes = read('SELECT name, origin FROM pragma_index_list(?) WHERE "unique"', (table,)).fetchall()
    for name, origin in indexes:
        over = tuple(row[0] for row in read("SELECT name FROM pragma_index_info(?) ORDER BY seqno", (name,)))
        if over == columns:
            return f"{table}_pkey" if origin == "pk" else str(name)
    return f"{table}_pkey"
