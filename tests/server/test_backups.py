"""The steps of docs/how-to/operate.md: back up, restore elsewhere, examine; and the search index made anew."""

import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from dougong.doctor.command import examine
from dougong.search.rebuilding import Rebuilding
from dougong.search.store import SearchRows
from dougong.search.tables import search_documents
from dougong.storage.catalogue import Catalogue
from dougong.storage.driver.opening import DriverOptions, open_database
from dougong.storage.driver.port import Database
from dougong.storage.migrate import bring_up_to_date
from dougong.storage.sqlite_functions import register
from dougong.tables import metadata
from support.postgres import find_programs
from support.rich_app import Rich, able_database, rich  # noqa: F401  # fixtures


@pytest.fixture
def restored_url(request: pytest.FixtureRequest, empty_database_url: str, tmp_path: Path) -> Callable[[], str]:
    """Backs the database of the test up while it is open, and answers the address of what was restored from that."""

    def sqlite() -> str:
        source, target = sqlite3.connect(empty_database_url.removeprefix("sqlite:///")), tmp_path / "restored.db"
        kept = sqlite3.connect(target)
        source.backup(kept)
        source.close()
        kept.close()
        return f"sqlite:///{target}"

    def postgresql() -> str:
        make: Callable[[], str] = request.getfixturevalue("postgres_database_url")
        dump, target, programs = tmp_path / "dougong.dump", make(), find_programs()
        backup = [programs / "pg_dump", "--format=custom", f"--file={dump}", empty_database_url]
        restore = [programs / "pg_restore", "--clean", "--if-exists", f"--dbname={target}", dump]
        for command in (backup, restore):
            subprocess.run(command, check=True)
        return target

    return sqlite if empty_database_url.startswith("sqlite") else postgresql


async def rows(database: Database) -> dict[str, int]:
    """How many rows every table of the platform holds."""

    def count(connection: sa.Connection) -> dict[str, int]:
        return {
            name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }

    return await database.run_sync(count)


async def test_what_was_backed_up_while_it_was_in_use_is_whole_when_restored(
    rich: Rich,  # noqa: F811
    restored_url: Callable[[], str],
) -> None:
    for number in range(3):
        assert (await rich.admin.post("/api/records/rich", json=rich.good(f"第{number}"))).is_success
    restored = await open_database(restored_url(), register, DriverOptions(statement_seconds=20))
    assert await bring_up_to_date(restored) is False
    assert await rows(restored) == await rows(rich.running.database)
    findings = await examine(restored)
    assert findings and {place: found for place, found in findings.items() if found} == {}
    await restored.close()


async def test_the_search_index_is_made_anew_from_the_records(rich: Rich) -> None:  # noqa: F811
    database = rich.running.database
    made = await rich.admin.post("/api/records/rich", json=rich.good("找得到的标题"))
    assert made.is_success

    def damage(connection: sa.Connection) -> None:
        connection.execute(sa.delete(search_documents))

    await database.run_sync(damage)
    schema = await Catalogue(database).newest(rich.running.workspace_id)

    def records(connection: sa.Connection) -> int:
        tables = [one.table for one in schema.tables.values()]
        counts = [sa.select(sa.func.count()).select_from(one).where(one.c.deleted_at.is_(None)) for one in tables]
        return sum(connection.execute(one).scalar_one() for one in counts)

    wanted = await database.run_sync(records)
    assert await Rebuilding(database, Catalogue(database), SearchRows(database)).run() == wanted
    found = (await rich.admin.get("/api/search", params={"q": "找得到"})).json()
    assert made.json()["id"] in str(found)
