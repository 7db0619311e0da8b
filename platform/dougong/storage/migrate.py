"""Brings the platform's own tables to the version of the code; entity tables are made at publish."""

import sqlalchemy as sa

from dougong.kernel import assets
from dougong.storage.driver.port import Database


async def bring_up_to_date(database: Database) -> None:
    """Upgrade if the recorded revision is not the newest; otherwise one SELECT and no Alembic."""
    newest = head()
    if await database.run_sync(revision) != newest:
        await database.run_sync(upgrade)


def head() -> str:
    """The newest revision: migrations are files `0001_what.py` in their order."""
    return max(one.name[:4] for one in (assets.migrations() / "versions").glob("[0-9]*.py"))


def revision(connection: sa.Connection) -> str | None:
    """The revision that the database records; None for an empty database."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return found


def upgrade(connection: sa.Connection, to: str = "head") -> None:
    """Run the migrations that are missing, inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(assets.migrations()))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
