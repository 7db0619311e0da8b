"""Records and the design over one database: what the web process, the worker and the commands stand on."""

from collections.abc import Mapping
from dataclasses import dataclass

from dougong.design.publishing import Publishing
from dougong.files.binding import FileBinding
from dougong.files.store import FileRows
from dougong.kernel.answering import Answering
from dougong.kernel.clock import DatabaseClock
from dougong.kernel.settings import Settings
from dougong.process.moved_clock import offset_of
from dougong.records.planning import Plannings
from dougong.records.reading import Reading
from dougong.records.scene import Stage
from dougong.records.writing import Writing
from dougong.storage.catalogue import Catalogue
from dougong.storage.driver.opening import DriverOptions, open_database
from dougong.storage.driver.port import Database
from dougong_engine.design.role import Role


@dataclass(frozen=True, slots=True)
class CatalogueRoles:
    """The published roles, for people/."""

    catalogue: Catalogue

    async def roles(self, workspace_id: str, locale: str | None = None) -> Mapping[str, Role]:
        """Role id → role document, as published now."""
        schema = await self.catalogue.newest(workspace_id)
        roles = schema.design.of(Role)
        return {one.id: one if locale is None else schema.localized(one, locale) for one in roles}


async def open_main_database(settings: Settings, process: str = "web") -> Database:
    """The database of the settings, with Dougong's SQL functions on SQLite."""
    from dougong.storage.sqlite_functions import register

    options = DriverOptions(
        connections=settings.database_connections,
        readers=settings.database_readers,
        statement_seconds=settings.statement_seconds,
        lock_seconds=settings.lock_seconds,
        acquire_seconds=settings.acquire_seconds,
        application_name=f"dougong-{process}",
        owner_url=settings.owner_url,
    )
    return await open_database(settings.url, register, options)


class Core:
    """Records and the design: what every other part stands on."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.settings = settings
        self.database = database
        offset = offset_of(database) if settings.test_clock else None
        self.clock = DatabaseClock(database.now, offset)
        self.catalogue = Catalogue(database)
        self.stage = Stage(database, self.catalogue, Plannings(), self.clock.now)
        self.reading = Reading(self.stage)
        self.file_rows = FileRows(database)
        self.writing = Writing(self.stage, FileBinding(self.file_rows))
        self.publishing = Publishing(database, self.catalogue)
        self.roles = CatalogueRoles(self.catalogue)
        self.answering = Answering()
