"""A PostgreSQL database with two roles: one that owns the tables and one that serves."""

from collections.abc import AsyncIterator, Callable

import psycopg
import pytest_asyncio
from psycopg import sql

from dougong.storage.driver.opening import DriverOptions, open_database
from dougong.storage.driver.port import Database
from support.databases import no_functions
from support.postgres import ADMINISTRATOR, Cluster

GUEST = "dougong_guest"


def guest_of(cluster: Cluster, url: str) -> str:
    """The same address for a role that owns nothing; the role is made once for a cluster."""
    with psycopg.connect(url, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (GUEST,)).fetchone() is None:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(GUEST)))
    return url.replace(f"//{ADMINISTRATOR}@", f"//{GUEST}@", 1)


@pytest_asyncio.fixture
async def walled(
    postgres_cluster: Cluster, postgres_database_url: Callable[[], str]
) -> AsyncIterator[tuple[Database, str]]:
    """An empty database opened as the guest, whose tables another role owns, and the owner's address."""
    url = postgres_database_url()
    options = DriverOptions(statement_seconds=20, owner_url=url)
    opened = await open_database(guest_of(postgres_cluster, url), no_functions, options)
    yield opened, url
    await opened.close()
