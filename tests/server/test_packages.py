"""Installing the packages that ship, on both databases."""

import pytest

from dougong.kernel import assets
from dougong.packages.installing import Installing
from dougong.packages.market import Market, files_of
from dougong.packages.store import PackageStore
from dougong.records.reading import Question
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import Office, office


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    return await office(database)


def installing(made: Office) -> Installing:
    store = PackageStore(made.database)
    return Installing(Market(assets.templates()), store, made.publishing, made.writing, made.keep_file)


@pytest.mark.parametrize("package", ["dougong.sales_management", "dougong.store_sales"])
async def test_a_package_that_ships_installs_with_its_samples_and_comes_out_again_byte_by_byte(
    made: Office, package: str
) -> None:
    service = installing(made)
    installed = await service.install(await made.as_("admin"), package, samples=True)
    assert installed.samples > 0
    admin = await made.as_("admin")
    schema = await made.catalogue.newest(made.workspace_id)
    for key in schema.keys:
        await made.reading.page(admin, key, Question())
    exported = await service.export(admin, installed.app_id)
    folder = assets.templates() / package.partition(".")[2]
    assert exported == {path: data for path, data in files_of(folder).items() if path in exported}
    gone = await service.remove_samples(admin, installed.app_id)
    assert gone == {"removed": installed.samples, "kept": 0}
