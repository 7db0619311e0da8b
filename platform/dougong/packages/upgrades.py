"""The rows of upgrades: what each replaced, so that it can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from dougong.packages.tables import installations, upgrades
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database, Step
from dougong_engine.document import Json

Versions = Mapping[str, int | None]
"""Object id → published version, None: not there."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One upgrade: the rows of the installation and of the tests that it replaced, and the versions around it."""

    id: str
    installation: Mapping[str, Any]
    tests: list[Json]
    before: Versions
    after: Versions


@dataclass(frozen=True, slots=True)
class Upgrades:
    """Snapshots of upgrades on one database."""

    database: Database

    async def latest(self, workspace_id: str, app_id: str) -> Snapshot | None:
        """The newest upgrade of an app that has not been undone."""
        u = upgrades.c
        select = (
            sa.select(u.id, u.installation, u.tests, u.before, u.after)
            .where(u.workspace_id == workspace_id, u.app_id == app_id, u.undone_at.is_(None))
            .order_by(u.at.desc(), u.id.desc())
            .limit(1)
        )
        rows = await self.database.fetch(compile_statement(select, self.database.dialect), {})
        return Snapshot(*cast("tuple[str, Any, Any, Any, Any]", rows[0])) if rows else None

    def done(
        self, workspace_id: str, app_id: str, one: Snapshot, installed: Mapping[str, Any], person_id: str, at: datetime
    ) -> list[Step]:
        """Remembers an upgrade, and the installation that it made."""
        row = {
            "workspace_id": workspace_id,
            "id": one.id,
            "app_id": app_id,
            "at": at,
            "by": person_id,
            "installation": dict(one.installation),
            "tests": one.tests,
            "before": dict(one.before),
            "after": dict(one.after),
        }
        return self._steps(sa.insert(upgrades).values(row), self._installed(workspace_id, app_id, installed))

    def undone(self, workspace_id: str, app_id: str, one: Snapshot, at: datetime) -> list[Step]:
        """An upgrade is undone: the installation is the earlier one again."""
        u = upgrades.c
        mark = sa.update(upgrades).where(u.workspace_id == workspace_id, u.id == one.id).values(undone_at=at)
        return self._steps(mark, self._installed(workspace_id, app_id, one.installation))

    def _installed(self, workspace_id: str, app_id: str, row: Mapping[str, Any]) -> sa.Update:
        i = installations.c
        return sa.update(installations).where(i.workspace_id == workspace_id, i.app_id == app_id).values(dict(row))

    def _steps(self, *statements: "sa.Insert | sa.Update") -> list[Step]:
        return [(compile_statement(one, self.database.dialect), {}) for one in statements]
