"""The platform's tables come from migrations, and those say the same as the code."""

import asyncio

import sqlalchemy as sa

from dougong.storage.driver.port import Database
from dougong.storage.migrate import bring_up_to_date, newest_revision
from dougong.tables import metadata


async def test_an_empty_database_gets_every_table_once(database: Database) -> None:
    done = await asyncio.gather(bring_up_to_date(database), bring_up_to_date(database))
    assert any(done)
    assert await bring_up_to_date(database) is False

    def read(connection: sa.Connection) -> set[str]:
        return set(sa.inspect(connection).get_table_names())

    assert set(metadata.tables) <= await database.run_sync(read)


async def test_migrations_and_code_do_not_drift_apart(database: Database) -> None:
    await bring_up_to_date(database)

    def columns(connection: sa.Connection) -> dict[str, set[tuple[str, bool]]]:
        inspector = sa.inspect(connection)
        return {
            name: {(one["name"], one["nullable"]) for one in inspector.get_columns(name)} for name in metadata.tables
        }

    def indexes(connection: sa.Connection) -> dict[str, set[str | None]]:
        inspector = sa.inspect(connection)
        return {name: {one["name"] for one in inspector.get_indexes(name)} for name in metadata.tables}

    wanted = {name: {(one.name, bool(one.nullable)) for one in table.c} for name, table in metadata.tables.items()}
    assert await database.run_sync(columns) == wanted
    present = await database.run_sync(indexes)
    missing = {
        name: lacking
        for name, table in metadata.tables.items()
        if (lacking := {str(one.name) for one in table.indexes} - {str(one) for one in present[name]})
    }
    assert missing == {}


def test_the_newest_revision_is_the_number_of_the_last_file() -> None:
    assert newest_revision().isdecimal()
