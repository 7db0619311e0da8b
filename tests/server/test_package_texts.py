"""Translations of a package: there with its first page, and only for the texts that were translated."""

import json
from dataclasses import replace
from typing import Any

from dougong.design.browsing import Browsing
from dougong.kernel.workspace import Principal
from dougong.storage.driver.port import Database
from dougong_engine.design.entity import Entity
from dougong_engine.document import dump
from dougong_engine.imports.cells import importable
from dougong_engine.imports.guess import guess
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.packages import installing
from support.records import Office, office

STORES = "dougong.store_sales"


async def reader(made: Office) -> Principal:
    return replace(await made.as_("admin"), locale="en")


async def rename(made: Office, id: str, name: str) -> None:
    entity = (await made.catalogue.newest(made.workspace_id)).design.objects[id]
    document: dict[str, Any] = dump(entity)
    await made.publish([{**document, "name": name}])


async def test_an_app_speaks_english_as_soon_as_it_is_installed(database: Database) -> None:  # noqa: F811
    made = await office(database)
    await installing(made).install(await made.as_("admin"), STORES, samples=False)
    (app,) = await Browsing(made.stage).apps(await reader(made))
    assert app["name"] == "Store Sales"
    assert all(item["name"].isascii() for group in app["menu"] for item in group["items"])


async def test_a_name_that_the_installer_gives_is_the_name_in_every_language(database: Database) -> None:  # noqa: F811
    made = await office(database)
    await installing(made).install(await made.as_("admin"), STORES, samples=False, name="华东门店")
    (app,) = await Browsing(made.stage).apps(await reader(made))
    assert app["name"] == "华东门店"


async def test_a_text_that_was_changed_is_shown_as_it_is_and_translated_again_when_it_goes_back(
    database: Database,  # noqa: F811
) -> None:
    made = await office(database)
    await installing(made).install(await made.as_("admin"), STORES, samples=False)
    browsing = Browsing(made.stage)
    was = (await made.catalogue.newest(made.workspace_id)).design.get(Entity, "ent_store")
    assert was is not None
    await rename(made, "ent_store", "网点")
    assert (await browsing.entity(await reader(made), "store"))["name"] == "网点"
    await rename(made, "ent_store", was.name)
    assert (await browsing.entity(await reader(made), "store"))["name"] == "Store"


async def test_an_export_leaves_out_translations_of_texts_that_were_changed(database: Database) -> None:  # noqa: F811
    made = await office(database)
    service = installing(made)
    installed = await service.install(await made.as_("admin"), STORES, samples=False)
    await rename(made, "ent_store", "网点")
    files = await service.export(await made.as_("admin"), installed.app_id)
    english = json.loads(files["locales/en.json"])
    assert english["ent_store"]["fields.name.name"].isascii()
    assert "name" not in english["ent_store"]
    assert english["ent_sku"]["name"].isascii()


async def test_columns_that_bear_names_of_the_readers_language_find_their_fields(database: Database) -> None:  # noqa: F811
    made = await office(database)
    await installing(made).install(await made.as_("admin"), STORES, samples=False)
    schema = await made.catalogue.newest(made.workspace_id)
    entity = schema.table("ent_store").entity
    shown = schema.localized(entity, "en")
    plain = [one for one in shown.fields if importable(one)]
    found = guess(entity, [one.name for one in plain], shown)
    assert {one.column: one.field for one in found.columns} == {one.name: one.key for one in plain}
