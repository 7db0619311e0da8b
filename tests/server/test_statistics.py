"""After many rows at once PostgreSQL plans for them without waiting for its own look; a lock elsewhere stops nobody."""

from collections.abc import Awaitable, Callable

import pytest
import sqlalchemy as sa

from dougong.storage.driver.opening import DriverOptions
from dougong.storage.driver.port import Database, Dialect, Statement
from dougong.storage.statistics import look_again
from support.notes_table import ADD, metadata, note, notes, ready


@pytest.fixture
async def filled(database: Database) -> Database:
    await database.run_sync(metadata.create_all)
    await database.write([(ready(ADD, database.dialect), note(number)) for number in range(10)])
    return database


async def known(database: Database) -> list[float]:
    """How many rows the planner believes the table to hold: below nought for "never looked"; SQLite keeps no count."""
    if database.dialect is Dialect.SQLITE:
        return []

    def rows(connection: sa.Connection) -> list[float]:
        asked = sa.text("SELECT reltuples FROM pg_class WHERE relname = 'notes'")
        return list(connection.execute(asked).scalars().all())

    return await database.run_sync(rows)


async def test_the_planner_knows_the_rows_as_soon_as_it_is_told_to_look(filled: Database) -> None:
    postgresql = filled.dialect is Dialect.POSTGRESQL
    assert await known(filled) == ([-1] if postgresql else [])
    await look_again(filled, (notes,))
    assert await known(filled) == ([10] if postgresql else [])


async def test_a_table_that_somebody_changes_is_left_to_a_later_look(
    filled: Database, open_another: Callable[[DriverOptions], Awaitable[Database]]
) -> None:
    hasty = await open_another(DriverOptions(lock_seconds=0.2))
    locked = Statement("LOCK TABLE notes IN SHARE ROW EXCLUSIVE MODE")
    async with filled.transaction() as session:
        if filled.dialect is Dialect.POSTGRESQL:
            await session.execute(locked, {})
        await look_again(hasty, (notes,))
        assert await known(hasty) == ([-1] if filled.dialect is Dialect.POSTGRESQL else [])
    await look_again(hasty, (notes,))
    assert await known(hasty) == ([10] if filled.dialect is Dialect.POSTGRESQL else [])
