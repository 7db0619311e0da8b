"""Installations and sample records in the database."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any, cast

import sqlalchemy as sa

from dougong.packages.tables import installations, sample_records, upgrades
from dougong.storage.design_tables import design_objects, locales
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database, Step
from dougong.storage.side_tables import history
from dougong.storage.statements import Statements
from dougong.storage.types import JsonType, TextType, UuidType
from dougong_engine.design.texts import Wording
from dougong_engine.packages.format import Package
from dougong_engine.packages.read import restored
from dougong_engine.packages.rewrite import Binding

WS = sa.bindparam("ws", type_=UuidType())
APP = sa.bindparam("app", type_=TextType())
_I, _S = installations.c, sample_records.c

ALL = sa.select(_I.app_id, _I.package_id, _I.version, _I.installed_at).where(
    _I.workspace_id == WS, _I.removed_at.is_(None)
)
HELD = sa.select(_I.app_id, _I.package_id, _I.version, _I.ids, _I["keys"], _I.files, _I.slots).where(
    _I.workspace_id == WS, _I.removed_at.is_(None)
)
ONE = HELD.where(_I.app_id == APP)
OF_PACKAGE = HELD.where(_I.package_id == sa.bindparam("package", type_=TextType())).order_by(_I.installed_at, _I.app_id)
UPGRADED = sa.select(upgrades.c.app_id).where(upgrades.c.workspace_id == WS, upgrades.c.undone_at.is_(None)).distinct()
IDS = sa.select(design_objects.c.id).where(design_objects.c.workspace_id == WS)
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
Held = tuple[str, str, str, Any, Any, Any, Any]
ADD = sa.insert(installations)
REBIND = (
    sa.update(installations)
    .where(_I.workspace_id == WS, _I.app_id == APP)
    .values(slots=sa.bindparam("people", type_=JsonType()))
)
UNWORD = sa.delete(locales).where(
    locales.c.workspace_id == WS,
    locales.c.object_id == sa.bindparam("of_object", type_=TextType()),
    locales.c.locale == sa.bindparam("of_locale", type_=TextType()),
)
WORD = sa.insert(locales)
FORGET = sa.delete(sample_records).where(_S.workspace_id == WS, _S.app_id == APP)


@dataclass(frozen=True)
class Installation:
    """One installed package; `slots` maps slot id → person id."""

    app_id: str
    package_id: str
    version: str
    ids: Mapping[str, str]
    keys: Mapping[str, str]
    files: Mapping[str, str]
    slots: Mapping[str, str]

    @property
    def binding(self) -> Binding:
        """The package's names and the local ones."""
        return Binding(MappingProxyType(dict(self.ids)), MappingProxyType(dict(self.keys)))

    @cached_property
    def package(self) -> Package:
        """The package as it was installed; whatever it requires was checked then."""
        return restored({path: base64.b64decode(text) for path, text in self.files.items()})

    def row(self) -> dict[str, Any]:
        """What is stored of it."""
        kept = {"package_id": self.package_id, "version": self.version, "ids": dict(self.ids), "keys": dict(self.keys)}
        return {**kept, "files": dict(self.files), "slots": dict(self.slots)}


class PackageStore:
    """All SQL of packages."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._statements = Statements(database.dialect)

    async def all(self, workspace_id: str) -> list[tuple[str, str, str, datetime]]:
        """App, package, version and time of each installation."""
        rows = await self.database.fetch(self._statements(ALL), {"ws": workspace_id})
        return [cast("tuple[str, str, str, datetime]", row) for row in rows]

    async def upgraded(self, workspace_id: str) -> frozenset[str]:
        """Apps whose last upgrade can be undone."""
        rows = await self.database.fetch(self._statements(UPGRADED), {"ws": workspace_id})
        return frozenset(str(row[0]) for row in rows)

    async def one(self, workspace_id: str, app_id: str) -> Installation | None:
        """The installation behind an app."""
        rows = await self.database.fetch(self._statements(ONE), {"ws": workspace_id, "app": app_id})
        return Installation(*cast("Held", rows[0])) if rows else None

    async def of_package(self, workspace_id: str, package_id: str) -> list[Installation]:
        """Every installation of a package, the oldest first."""
        rows = await self.database.fetch(self._statements(OF_PACKAGE), {"ws": workspace_id, "package": package_id})
        return [Installation(*cast("Held", row)) for row in rows]

    async def ids(self, workspace_id: str) -> frozenset[str]:
        """Every id that an object of the workspace has or had."""
        rows = await self.database.fetch(self._statements(IDS), {"ws": workspace_id})
        return frozenset(str(row[0]) for row in rows)

    def add(self, workspace_id: str, one: Installation, person_id: str, at: datetime) -> Step:
        """Remembers an installation."""
        row = {
            "workspace_id": workspace_id,
            "app_id": one.app_id,
            **one.row(),
            "installed_at": at,
            "installed_by": person_id,
            "removed_at": None,
        }
        return self._statements(ADD), row

    def rebound(self, workspace_id: str, app_id: str, slots: Mapping[str, str]) -> Step:
        """Other people stand behind an installation's slots."""
        return self._statements(REBIND), {"ws": workspace_id, "app": app_id, "people": dict(slots)}

    async def remove(self, workspace_id: str, app_id: str, at: datetime) -> None:
        """An installation is over."""

        def work(connection: sa.Connection) -> None:
            mine = sa.and_(_I.workspace_id == workspace_id, _I.app_id == app_id)
            connection.execute(sa.update(installations).where(mine).values(removed_at=at))

        await self.database.run_sync(work)

    async def bring_back(self, workspace_id: str, app_id: str) -> None:
        """An installation that was over goes on."""
        mine = sa.and_(_I.workspace_id == workspace_id, _I.app_id == app_id)
        statement = sa.update(installations).where(mine).values(removed_at=None)
        await self.database.write([(compile_statement(statement, self.database.dialect), {})])

    def translating(self, workspace_id: str, texts: Mapping[tuple[str, str], Wording]) -> list[Step]:
        """Puts in translations by (object, locale)."""
        steps: list[Step] = []
        for (object_id, locale), one in texts.items():
            steps.append((self._statements(UNWORD), {"ws": workspace_id, "of_object": object_id, "of_locale": locale}))
            row = {"workspace_id": workspace_id, "object_id": object_id, "locale": locale, "texts": dict(one)}
            steps.append((self._statements(WORD), row))
        return steps

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
