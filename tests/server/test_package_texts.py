"""Translations of a package are there with its first page."""

from dataclasses import replace

from dougong.design.browsing import Browsing
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.packages import installing
from support.records import office


async def test_an_app_speaks_english_as_soon_as_it_is_installed(database: Database) -> None:  # noqa: F811
    made = await office(database)
    admin = await made.as_("admin")
    await installing(made).install(admin, "dougong.store_sales", samples=False)
    reader = replace(await made.as_("admin"), locale="en")
    (app,) = await Browsing(made.stage).apps(reader)
    assert app["name"] == "Store Sales"
    assert all(item["name"].isascii() for group in app["menu"] for item in group["items"])
