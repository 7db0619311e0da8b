"""From PostgreSQL's error codes to `StorageFailure`s, for asyncpg and psycopg alike."""

from typing import Any, NoReturn

import asyncpg

from dougong.storage.driver.failures import (
    Conflict,
    DiskFull,
    InvalidValue,
    LockTimeout,
    NotSent,
    ReadOnly,
    SchemaChanged,
    StatementTimeout,
    StorageFailure,
    Unavailable,
    UniqueClash,
)

DRIVER_ERRORS = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
)
BY_CODE: dict[str, type[StorageFailure]] = {
    "25006": ReadOnly,
    "25P03": Unavailable,
    "40001": Conflict,
    "40P01": Conflict,
    "53100": DiskFull,
    "55P03": LockTimeout,
    "57014": StatementTimeout,
    "58030": Unavailable,
}
BY_CLASS: dict[str, type[StorageFailure]] = {
    "08": Unavailable,
    "22": InvalidValue,
    "23": InvalidValue,
    "28": Unavailable,
    "3D": Unavailable,
    "53": Unavailable,
    "57": Unavailable,
}


def failure_of(error: BaseException) -> BaseException:
    """The failure that an error of a driver means; anything else comes back as it is."""
    if isinstance(error, asyncpg.InvalidCachedStatementError | asyncpg.OutdatedSchemaCacheError):
        return SchemaChanged(str(error))
    if isinstance(error, asyncpg.DataError):  # from the server, or from the driver before anything is sent
        return InvalidValue(str(error))
    if isinstance(error, asyncpg.InterfaceError) or _found_it_dying(error):
        return NotSent(str(error))
    if isinstance(error, asyncpg.InternalClientError | OSError | TimeoutError):
        return Unavailable(str(error) or type(error).__name__)
    code = getattr(error, "sqlstate", None)
    if not isinstance(code, str):
        return Unavailable(str(error)) if type(error).__module__.startswith("psycopg") else error
    if code == "23505":
        details: Any = getattr(error, "diag", error)
        return UniqueClash(details.constraint_name or "", details.table_name or "")
    kind = BY_CODE.get(code) or BY_CLASS.get(code[:2]) or StorageFailure
    return kind(f"{code}: {error}")


def _found_it_dying(error: BaseException) -> bool:
    """The server has said farewell on an idle connection, and the driver has not closed it yet."""
    return isinstance(error, asyncpg.InternalClientError) and str(error).startswith("cannot switch to state")


def reraise(error: BaseException) -> NoReturn:
    """Raise the failure that an error means, with the error as its cause."""
    failure = failure_of(error)
    if failure is error:
        raise error
    raise failure from error
