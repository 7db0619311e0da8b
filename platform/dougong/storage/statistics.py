"""What PostgreSQL knows about the values of tables, brought up to date after many rows have come at once."""

from collections.abc import Sequence
from contextlib import suppress

import sqlalchemy as sa

from dougong.storage.driver.failures import LockTimeout
from dougong.storage.driver.port import Database, Dialect


async def look_again(database: Database, tables: Sequence[sa.Table]) -> None:
    """Has PostgreSQL look at the tables now: its own look comes up to a minute later, and until then it plans for none.

    SQLite goes by its indexes alone.
    """
    if database.dialect is Dialect.SQLITE:
        return

    def work(connection: sa.Connection) -> None:
        for table in tables:
            connection.exec_driver_sql(f"ANALYZE {connection.dialect.identifier_preparer.format_table(table)}")

    with suppress(LockTimeout):  # somebody else looks at it, or changes it: their look comes later
        await database.run_sync(work)
