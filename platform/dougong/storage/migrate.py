"""Platform tables brought to the revision that this code needs; Alembic is loaded only when something is missing."""

import sqlalchemy as sa

from dougong.kernel.assets import migrations
from dougong.storage.driver.port import Database, Dialect
from dougong.storage.second_wall import put_up

# Any number that nothing else locks: of two processes that start together one migrates and the other waits.
LOCK = 7_351_904
_VERSION = sa.table("alembic_version", sa.column("version_num", sa.Text()))


def newest_revision() -> str:
    """The number in front of the last migration's file name, which is its revision."""
    return max(path.name.partition("_")[0] for path in (migrations() / "versions").glob("[0-9]*.py"))


async def bring_up_to_date(database: Database) -> bool:
    """Run the migrations that are missing, all in one transaction; False where there was nothing to do."""
    newest = newest_revision()

    def work(connection: sa.Connection) -> bool:
        if _revision(connection) == newest:
            return False
        if connection.dialect.name == Dialect.POSTGRESQL:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        upgrade(connection)
        return True

    changed = await database.run_sync(work)
    if database.guest is not None:
        guest = database.guest
        await database.run_sync(lambda connection: _walled(connection, guest))
    return changed


def _walled(connection: sa.Connection, guest: str) -> None:
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
    put_up(connection, guest)


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table(_VERSION.name):
        return None
    return connection.execute(sa.select(_VERSION.c.version_num)).scalar()


def upgrade(connection: sa.Connection) -> None:
    """Run the missing migrations inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
