"""Platform tables brought to the revision that this code needs."""

import sqlalchemy as sa

from dougong.kernel.tables import metadata
from dougong.storage.driver.port import Database


async def bring_up_to_date(database: Database) -> None:
    """Make the platform tables that are missing. The modules that declare tables must have been imported."""

    def make(connection: sa.Connection) -> None:
        metadata.create_all(connection, checkfirst=True)

    await database.run_sync(make)
