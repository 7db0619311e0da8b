"""From a database URL to a `Database`; the driver is imported only when it is used."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from dougong.storage.driver.port import Database


@dataclass(frozen=True, slots=True)
class DriverOptions:
    """What a deployment may tune; times in seconds."""

    connections: int = 10
    readers: int = 4
    statement_seconds: float = 5.0
    lock_seconds: float = 4.0
    acquire_seconds: float = 5.0
    application_name: str = "dougong"
    owner_url: str | None = None


async def open_database(url: str, register: Callable[..., None], options: DriverOptions | None = None) -> Database:
    """A database for `sqlite:///path` or `postgresql://…`, bound to the running event loop.

    `register` adds Dougong's SQL functions to each SQLite connection. A missing SQLite file is made; ValueError for
    another kind of URL. PostgreSQL is first connected to when it is first used.
    """
    options = options or DriverOptions()
    parsed = sa.make_url(url)
    match parsed.get_backend_name():
        case "sqlite" if parsed.database:
            from dougong.storage.driver.sqlite import SqliteDatabase
            from dougong.storage.driver.sqlite_connections import SqliteOptions

            return SqliteDatabase(
                SqliteOptions(
                    path=Path(parsed.database),
                    register=register,
                    readers=options.readers,
                    statement_seconds=options.statement_seconds,
                    busy_seconds=options.lock_seconds,
                )
            )
        case "postgresql":
            from dougong.storage.driver.asyncpg import PostgresDatabase, PostgresOptions

            return PostgresDatabase(
                PostgresOptions(
                    url=parsed.set(drivername="postgresql").render_as_string(hide_password=False),
                    owner_url=options.owner_url,
                    connections=options.connections,
                    acquire_seconds=options.acquire_seconds,
                    statement_seconds=options.statement_seconds,
                    lock_seconds=options.lock_seconds,
                    application_name=options.application_name,
                )
            )
        case other:
            raise ValueError(f"no driver for {other!r}: use sqlite:///path or postgresql://…")
