"""An empty database of each kind, opened through the driver port, for tests that run on both."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from dougong.storage.driver.opening import DriverOptions, open_database
from dougong.storage.driver.port import Database, Dialect

KINDS = [pytest.param(Dialect.SQLITE, id="sqlite"), pytest.param(Dialect.POSTGRESQL, id="postgresql")]


def no_functions(connection: sqlite3.Connection) -> None:
    """Leaves a SQLite connection as it is: what is tested here needs no SQL functions."""


@pytest.fixture(params=KINDS)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables: a new SQLite file, then a new PostgreSQL database."""
    if request.param is Dialect.SQLITE:
        return f"sqlite:///{tmp_path / 'dougong.db'}"
    make: Callable[[], str] = request.getfixturevalue("postgres_database_url")
    return make()


@pytest_asyncio.fixture
async def database(empty_database_url: str) -> AsyncIterator[Database]:
    """An open database without tables, closed after the test."""
    opened = await open_database(empty_database_url, no_functions, DriverOptions(statement_seconds=20))
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def open_another(empty_database_url: str) -> AsyncIterator[Callable[[DriverOptions], "object"]]:
    """Opens the same database once more, with other options; closed after the test."""
    opened: list[Database] = []

    async def open_with(options: DriverOptions) -> Database:
        opened.append(await open_database(empty_database_url, no_functions, options))
        return opened[-1]

    yield open_with
    for one in opened:
        await one.close()
