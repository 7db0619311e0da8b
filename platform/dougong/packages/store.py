"""Installations and sample records in the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from dougong.packages.tables import installations, sample_records
from dougong.storage.design_tables import locales
from dougong.storage.driver.port import Database
from dougong.storage.side_tables import history
from dougong.storage.statements import Statements
from dougong.storage.types import TextType, UuidType

WS = sa.bindparam("ws", type_=UuidType())
APP = sa.bindparam("app", type_=TextType())
_I, _S = installations.c, sample_records.c

ALL = sa.select(_I.app_id, _I.package_id, _I.version, _I.installed_at).where(
    _I.workspace_id == WS, _I.removed_at.is_(None)
)
ONE = sa.select(_I.package_id, _I.version, _I.ids, _I["keys"], _I.files).where(
    _I.workspace_id == WS, _I.app_id == APP, _I.removed_at.is_(None)
)
EDITED = (
    sa.exists()
    .where(
        history.c.workspace_id == _S.workspace_id,
        history.c.entity_id == _S.entity_id,
        history.c.record_id == _S.record_id,
        history.c.version > sa.literal_column("1"),
    )
    .correlate(sample_records)
)
UNTOUCHED = sa.select(_S.entity_id, _S.record_id).where(_S.workspace_id == WS, _S.app_id == APP, sa.not_(EDITED))
KEPT = sa.select(sa.func.count()).select_from(sample_records).where(_S.workspace_id == WS, _S.app_id == APP, EDITED)
FORGET = sa.delete(sample_records).where(_S.workspace_id == WS, _S.app_id == APP)


@dataclass(frozen=True, slots=True)
class Installation:
    """One installed package."""

    app_id: str
    package_id: str
    version: str
    ids: Mapping[str, str]
    keys: Mapping[str, str]
    files: Mapping[str, str]


class PackageStore:
    """All SQL of packages."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._statements = Statements(database.dialect)

    async def all(self, workspace_id: str) -> list[tuple[str, str, str, datetime]]:
        """App, package, version and time of each installation."""
        rows = await self.database.fetch(self._statements(ALL), {"ws": workspace_id})
        return [cast("tuple[str, str, str, datetime]", row) for row in rows]

    async def one(self, workspace_id: str, app_id: str) -> Installation | None:
        """The installation behind an app."""
        rows = await self.database.fetch(self._statements(ONE), {"ws": workspace_id, "app": app_id})
        if not rows:
            return None
        package_id, version, ids, keys, files = cast("tuple[str, str, Any, Any, Any]", rows[0])
        return Installation(app_id, package_id, version, ids, keys, files)

    async def add(self, workspace_id: str, one: Installation, person_id: str, at: datetime) -> None:
        """Remember an installation."""
        row = {
            "workspace_id": workspace_id,
            "app_id": one.app_id,
            "package_id": one.package_id,
            "version": one.version,
            "ids": dict(one.ids),
            "keys": dict(one.keys),
            "files": dict(one.files),
            "installed_at": at,
            "installed_by": person_id,
            "removed_at": None,
        }
        await self.database.write([(self._statements(sa.insert(installations)), row)])

    async def remove(self, workspace_id: str, app_id: str, at: datetime) -> None:
        """An installation is over."""

        def work(connection: sa.Connection) -> None:
            mine = sa.and_(_I.workspace_id == workspace_id, _I.app_id == app_id)
            connection.execute(sa.update(installations).where(mine).values(removed_at=at))

        await self.database.run_sync(work)

    async def translate(self, workspace_id: str, texts: Mapping[tuple[str, str], Mapping[str, str]]) -> None:
        """Put in translations by (object, locale)."""

        def work(connection: sa.Connection) -> None:
            c = locales.c
            for (object_id, locale), one in texts.items():
                key = {"workspace_id": workspace_id, "object_id": object_id, "locale": locale}
                mine = sa.and_(c.workspace_id == workspace_id, c.object_id == object_id, c.locale == locale)
                connection.execute(sa.delete(locales).where(mine))
                connection.execute(sa.insert(locales).values(**key, texts=dict(one)))

        await self.database.run_sync(work)

    async def tag(self, workspace_id: str, app_id: str, records: Sequence[tuple[str, str]]) -> None:
        """Remember (entity, record) pairs as samples."""
        row = {"workspace_id": workspace_id, "app_id": app_id, "edited": False}

        def work(connection: sa.Connection) -> None:
            for entity_id, record_id in records:
                values = {**row, "entity_id": entity_id, "record_id": record_id}
                connection.execute(sa.insert(sample_records).values(values))

        await self.database.run_sync(work)

    async def untouched(self, workspace_id: str, app_id: str) -> tuple[list[tuple[str, str]], int]:
        """Samples that nobody has edited, and how many were edited since."""
        bound = {"ws": workspace_id, "app": app_id}
        rows = await self.database.fetch(self._statements(UNTOUCHED), bound)
        kept = await self.database.fetch(self._statements(KEPT), bound)
        return [(str(entity), str(record)) for entity, record in rows], int(str(kept[0][0]))

    async def forget(self, workspace_id: str, app_id: str) -> None:
        """The samples of an app are samples no more."""
        await self.database.write([(self._statements(FORGET), {"ws": workspace_id, "app": app_id})])
