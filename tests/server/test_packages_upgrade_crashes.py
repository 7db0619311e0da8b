"""An upgrade that dies leaves an app all old or all new: objects, translations, installation, the way back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from dougong.design.publishing import Publishing
from dougong.packages.upgrades import Snapshot, Upgrades
from dougong.packages.upgrading import Upgrading, Wish
from dougong.storage.driver.failures import StorageFailure
from dougong.storage.driver.port import Database, Statement, Step
from dougong_engine.design.entity import Entity
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.packages import library, upgrading
from support.publishing import Die, Killed
from support.records import Office, office

SALES = "dougong.sales_management"
OLD, NEW = ("1.0.0", "客户等级", "Level", False), ("1.1.0", "客户分级", "Customer grade", True)


class BrokenUpgrades(Upgrades):
    """The last row of an upgrade cannot be written."""

    def done(
        self, workspace_id: str, app_id: str, one: Snapshot, installed: Mapping[str, Any], person_id: str, at: datetime
    ) -> list[Step]:
        steps = super().done(workspace_id, app_id, one, installed, person_id, at)
        return [*steps, (Statement("INSERT INTO nowhere_at_all VALUES (1)"), {})]


@dataclass
class Case:
    """1.0.0 installed and 1.1.0 offered, which names a field otherwise in both languages."""

    made: Office
    folder: Path

    @property
    def service(self) -> Upgrading:
        return upgrading(self.made, self.folder)

    async def upgrade(self, service: Upgrading) -> None:
        admin = await self.made.as_("admin")
        plan = await service.plan(admin, "app_sales")
        wish = Wish(plan.schema.revision, plan.package.manifest.version, frozenset(), {})
        await service.upgrade(admin, "app_sales", wish)

    async def state(self) -> tuple[str, str, str, bool]:
        """Version, the field's two names, and whether there is an upgrade that can be undone."""
        made = self.made
        admin = await made.as_("admin")
        schema = await made.catalogue.newest(made.workspace_id)
        names = []
        for language in ("zh-CN", "en"):
            entity = schema.localized(schema.table("ent_customer").entity, language)
            assert isinstance(entity, Entity)
            field = entity.field("level")
            assert field is not None
            names.append(field.name)
        installed = await self.service.installing.installation(admin, "app_sales")
        upgraded = await self.service.installing.store.upgraded(made.workspace_id)
        return installed.version, names[0], names[1], "app_sales" in upgraded

    def dying(self, step: str) -> None:
        self.made.publishing = Publishing(self.made.database, self.made.catalogue, Die(step))


def renamed(entity: dict[str, Any]) -> None:
    next(one for one in entity["fields"] if one["id"] == "level")["name"] = "客户分级"


def renamed_in_english(texts: dict[str, Any]) -> None:
    texts["ent_customer"]["fields.level.name"] = "Customer grade"


@pytest.fixture
async def case(database: Database, tmp_path: Path) -> Case:  # noqa: F811
    made = await office(database)
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    first = upgrading(made, library(tmp_path / "old", "1.0.0", {}))
    await first.installing.install(await made.as_("admin"), SALES, samples=False)
    changes = {"entities/customer.json": renamed, "locales/en.json": renamed_in_english}
    case = Case(made, library(tmp_path / "new", "1.1.0", changes))
    assert (await case.state())[1:] == OLD[1:]
    return case


@pytest.mark.parametrize(("step", "after"), [("verified", OLD), ("live", NEW)])
async def test_an_upgrade_that_dies_has_happened_whole_or_not_at_all(case: Case, step: str, after: tuple[Any]) -> None:
    case.dying(step)
    with pytest.raises(Killed):
        await case.upgrade(case.service)
    assert await case.state() == after


async def test_an_upgrade_whose_last_row_fails_has_not_happened(case: Case) -> None:
    with pytest.raises(StorageFailure):
        await case.upgrade(replace(case.service, upgrades=BrokenUpgrades(case.made.database)))
    assert await case.state() == OLD
    await case.upgrade(case.service)
    assert await case.state() == NEW


@pytest.mark.parametrize(("step", "after"), [("verified", NEW), ("live", OLD)])
async def test_an_undoing_that_dies_has_happened_whole_or_not_at_all(case: Case, step: str, after: tuple[Any]) -> None:
    await case.upgrade(case.service)
    case.dying(step)
    with pytest.raises(Killed):
        await case.service.undo(await case.made.as_("admin"), "app_sales", confirm=False)
    assert await case.state() == after
