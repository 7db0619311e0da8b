"""Uninstalling: what it takes is counted first, what others use stays, and all of it comes back within 30 days."""

from datetime import timedelta

import pytest

from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal
from dougong.packages.leaving import Leaving
from dougong.packages.parts import contraction_over
from dougong.records.reading import Question
from dougong.storage.driver.port import Database
from dougong.storage.task_tables import runs
from support.contracts import contract_office, submitted
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.packages import installing
from support.records import APP, Office, entity, f, office

SALES = "dougong.sales_management"


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    return await office(database)


def leaving(made: Office) -> Leaving:
    async def end_run(_principal: Principal, _run_id: str) -> None:
        raise AssertionError("no run is open")

    service = installing(made)
    return Leaving(service.store, made.publishing, end_run, lambda: made.now)


async def add_customers(made: Office, *names: str) -> None:
    for name in names:
        await made.writing.create(await made.as_("admin"), "customer", {"name": name})


async def test_an_app_goes_with_its_records_and_comes_back_with_them(made: Office) -> None:
    installed = await installing(made).install(await made.as_("admin"), SALES, samples=False)
    await add_customers(made, "甲（示例）", "乙（示例）")
    service = leaving(made)
    seen = await service.preview(await made.as_("admin"), installed.app_id)
    assert {one["id"]: one["records"] for one in seen["entities"]}["ent_customer"] == 2
    assert (seen["runs"], seen["used_by"], seen["days"]) == (0, [], 30)
    await service.uninstall(await made.as_("admin"), installed.app_id)
    assert (await made.catalogue.newest(made.workspace_id)).design.objects == {}
    (removed,) = await service.removed(await made.as_("admin"))
    assert (removed["app"], removed["name"]) == ("app_sales", "销售管理")
    await contraction_over(made.database).contract(made.now + timedelta(days=30))
    await service.restore(await made.as_("admin"), installed.app_id)
    admin = await made.as_("admin")
    assert len((await made.reading.page(admin, "customer", Question())).records) == 2
    assert [one[0] for one in await service.store.all(made.workspace_id)] == ["app_sales"]


async def test_after_30_days_an_app_is_gone_for_good(made: Office) -> None:
    installed = await installing(made).install(await made.as_("admin"), SALES, samples=False)
    await add_customers(made, "甲（示例）")
    service = leaving(made)
    await service.uninstall(await made.as_("admin"), installed.app_id)
    made.now += timedelta(days=31)
    assert await contraction_over(made.database).contract(made.now) > 50
    assert await service.removed(await made.as_("admin")) == []
    with pytest.raises(Refusal) as refusal:
        await service.restore(await made.as_("admin"), installed.app_id)
    assert refusal.value.problems[0].code == "app.gone"


async def test_a_package_installed_anew_does_not_take_over_what_was_uninstalled(made: Office) -> None:
    first = await installing(made).install(await made.as_("admin"), SALES, samples=False)
    await add_customers(made, "甲（示例）")
    await leaving(made).uninstall(await made.as_("admin"), first.app_id)
    second = await installing(made).install(await made.as_("admin"), SALES, samples=False)
    assert second.app_id != first.app_id
    assert (await made.reading.page(await made.as_("admin"), "customer", Question())).records == []


async def test_an_app_that_another_one_uses_stays(made: Office) -> None:
    installed = await installing(made).install(await made.as_("admin"), SALES, samples=False)
    note = entity("ent_note", "note", "便签", [f("text", "text"), f("customer", "link", entity="ent_customer")])
    await made.publish([{**APP, "requires": ["app_sales"]}, note])
    service = leaving(made)
    with pytest.raises(Refusal) as refusal:
        await service.uninstall(await made.as_("admin"), installed.app_id)
    assert refusal.value.problems[0].code == "app.in_use"
    assert ("ent_customer", "ent_note") in {(one["object"], one["by"]) for one in refusal.value.extra["used_by"]}
    for unknown, code in (("app_none", "app.unknown"),):
        with pytest.raises(Refusal) as refusal:
            await service.preview(await made.as_("admin"), unknown)
        assert refusal.value.problems[0].code == code
    with pytest.raises(Refusal) as refusal:
        await service.restore(await made.as_("admin"), installed.app_id)
    assert refusal.value.problems[0].code == "app.not_removed"


async def test_open_runs_end_when_their_app_goes(database: Database) -> None:  # noqa: F811
    works = await contract_office(database)
    await submitted(works)

    async def end_run(principal: Principal, run_id: str) -> None:
        await works.process.acts.run_wide(principal, run_id, "cancel", "")

    service = Leaving(installing(works.office).store, works.office.publishing, end_run, lambda: works.office.now)
    seen = await service.preview(await works.office.as_("admin"), "app_sales")
    assert seen["runs"] == 1
    await service.uninstall(await works.office.as_("admin"), "app_sales")
    assert [(one["status"], one["outcome"]) for one in await works.rows(runs)] == [("finished", "cancelled")]
    assert await works.open_tasks() == {}
