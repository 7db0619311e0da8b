"""Upgrading an installed package: no tweak is lost, no column with data goes, all of it can go back."""

from pathlib import Path
from typing import Any

import pytest

from dougong.kernel.problem import Refusal
from dougong.packages.installing import Installed
from dougong.packages.upgrading import Upgrading, Wish
from dougong.storage.driver.port import Database
from dougong_engine.design.entity import Entity
from dougong_engine.document import dump
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.packages import library, upgrading
from support.records import Office, office

SALES = "dougong.sales_management"


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    return await office(database)


def field_of(entity: dict[str, Any], id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in entity["fields"] if one["id"] == id)
    return found


def next_customer(entity: dict[str, Any]) -> None:
    """Version 1.1: another name for a field, a new field, and one that goes."""
    field_of(entity, "level")["name"] = "客户分级"
    field_of(entity, "phone")["help"] = "总机"
    entity["fields"].append({"id": "tax_number", "key": "tax_number", "name": "税号", "type": "text"})


async def old_and_new(made: Office, tmp_path: Path, changes: dict[str, Any]) -> tuple[Installed, Upgrading]:
    """1.0.0 installed, 1.1.0 offered."""
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    first = upgrading(made, library(tmp_path / "old", "1.0.0", {}, "sales_management"))
    installed = await first.installing.install(await made.as_("admin"), SALES, samples=False)

    def whole(manifest: dict[str, Any]) -> None:
        del manifest["languages"]

    new = library(tmp_path / "new", "1.1.0", {**changes, "package.json": whole})
    (new / "sales_management/locales/en.json").unlink()
    return installed, upgrading(made, new)


async def entity(made: Office, id: str) -> dict[str, Any]:
    found = (await made.catalogue.newest(made.workspace_id)).design.get(Entity, id)
    assert found is not None
    document: dict[str, Any] = dump(found)
    return document


async def tweak(made: Office, change: Any, id: str = "ent_customer") -> None:
    document = await entity(made, id)
    change(document)
    await made.publish([document])


def named_here(document: dict[str, Any]) -> None:
    document["name"] = "我们的客户"
    field_of(document, "level")["name"] = "重要程度"


async def wish(made: Office, service: Upgrading, app: str, *theirs: tuple[str, tuple[str, ...]]) -> Wish:
    plan = await service.plan(await made.as_("admin"), app)
    return Wish(plan.schema.revision, plan.package.manifest.version, frozenset(theirs), {})


async def test_an_upgrade_takes_what_is_new_and_keeps_what_was_changed_here(made: Office, tmp_path: Path) -> None:
    installed, service = await old_and_new(made, tmp_path, {"entities/customer.json": next_customer})
    await tweak(made, named_here)
    plan = await service.plan(await made.as_("admin"), installed.app_id)
    assert [(one.object, one.path, one.reason) for one in plan.merged.conflicts] == [
        ("ent_customer", ("fields", "level", "name"), "both_changed")
    ]
    done = await service.upgrade(await made.as_("admin"), installed.app_id, await wish(made, service, "app_sales"))
    assert done["version"] == "1.1.0"
    found = await entity(made, "ent_customer")
    assert (found["name"], field_of(found, "level")["name"]) == ("我们的客户", "重要程度")
    assert (field_of(found, "phone")["help"], field_of(found, "tax_number")["name"]) == ("总机", "税号")
    with pytest.raises(Refusal) as refusal:
        await service.plan(await made.as_("admin"), installed.app_id)
    assert refusal.value.problems[0].code == "app.upgrade.none"


async def test_the_packages_side_is_taken_where_it_is_chosen_and_an_upgrade_goes_back_whole(
    made: Office, tmp_path: Path
) -> None:
    installed, service = await old_and_new(made, tmp_path, {"entities/customer.json": next_customer})
    await tweak(made, named_here)
    admin = await made.as_("admin")
    await made.writing.create(admin, "customer", {"name": "青石机械（示例）"})
    before = (await made.catalogue.newest(made.workspace_id)).design.objects
    chosen = await wish(made, service, installed.app_id, ("ent_customer", ("fields", "level", "name")))
    await service.upgrade(await made.as_("admin"), installed.app_id, chosen)
    assert field_of(await entity(made, "ent_customer"), "level")["name"] == "客户分级"
    await service.undo(await made.as_("admin"), installed.app_id, confirm=False)
    assert (await made.catalogue.newest(made.workspace_id)).design.objects == before
    again = await service.plan(await made.as_("admin"), installed.app_id)
    assert again.installation.version == "1.0.0"
    with pytest.raises(Refusal) as refusal:
        await service.undo(await made.as_("admin"), installed.app_id, confirm=False)
    assert refusal.value.problems[0].code == "app.upgrade.not_done"


async def test_undoing_an_upgrade_says_what_was_changed_since(made: Office, tmp_path: Path) -> None:
    installed, service = await old_and_new(made, tmp_path, {"entities/customer.json": next_customer})
    await service.upgrade(await made.as_("admin"), installed.app_id, await wish(made, service, "app_sales"))
    await tweak(made, named_here)
    with pytest.raises(Refusal) as refusal:
        await service.undo(await made.as_("admin"), installed.app_id, confirm=False)
    assert refusal.value.problems[0].code == "app.upgrade.changed_since"
    assert refusal.value.extra["changed"] == [{"object": "ent_customer", "name": "我们的客户"}]
    await service.undo(await made.as_("admin"), installed.app_id, confirm=True)
    assert (await entity(made, "ent_customer"))["name"] == "客户"


def with_extra(document: dict[str, Any]) -> None:
    document["fields"].append({"id": "extra", "key": "extra", "name": "备用", "type": "text"})


async def test_a_field_with_data_stays_even_if_the_packages_side_is_chosen(made: Office, tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    changes: dict[str, Any] = {"entities/customer.json": with_extra}
    with_field = library(tmp_path / "first", "1.0.0", {**changes, "package.json": lambda one: one.pop("languages")})
    (with_field / "sales_management/locales/en.json").unlink()
    first = upgrading(made, with_field)
    installed = await first.installing.install(await made.as_("admin"), SALES, samples=False)
    (tmp_path / "next").mkdir()
    service = upgrading(made, library(tmp_path / "next", "1.1.0", {}))
    admin = await made.as_("admin")
    await made.writing.create(admin, "customer", {"name": "青石机械（示例）", "extra": "备注"})
    place = ("ent_customer", ("fields", "extra"))
    plan = await service.plan(admin, installed.app_id)
    assert dict(plan.records) == {place: 1}
    with pytest.raises(Refusal) as refusal:
        await service.upgrade(admin, installed.app_id, await wish(made, service, installed.app_id, place))
    assert refusal.value.problems[0].code == "app.upgrade.holds_data"
    await service.upgrade(admin, installed.app_id, await wish(made, service, installed.app_id))
    assert field_of(await entity(made, "ent_customer"), "extra")["name"] == "备用"


async def test_a_stale_preview_and_an_unknown_choice_are_refused(made: Office, tmp_path: Path) -> None:
    installed, service = await old_and_new(made, tmp_path, {"entities/customer.json": next_customer})
    seen = await wish(made, service, installed.app_id)
    await tweak(made, named_here)
    before = (await made.catalogue.newest(made.workspace_id)).revision
    admin = await made.as_("admin")
    nowhere = await wish(made, service, installed.app_id, ("ent_customer", ("fields", "nothing")))
    older = Wish(before, "1.0.5", frozenset(), {})
    for asked, code in (
        (seen, "app.upgrade.stale"),
        (older, "app.upgrade.stale"),
        (nowhere, "app.upgrade.conflict.unknown"),
    ):
        with pytest.raises(Refusal) as refusal:
            await service.upgrade(admin, installed.app_id, asked)
        assert refusal.value.problems[0].code == code
    assert (await made.catalogue.newest(made.workspace_id)).revision == before


def shows_notes(view: dict[str, Any]) -> None:
    view["layout"]["columns"].append({"field": "notes"})


async def test_a_view_that_needs_what_was_dropped_here_is_left_as_it_is_and_queued(
    made: Office, tmp_path: Path
) -> None:
    installed, service = await old_and_new(
        made, tmp_path, {"entities/customer.json": next_customer, "views/customers.json": shows_notes}
    )
    document = await entity(made, "ent_customer")
    document["fields"] = [one for one in document["fields"] if one["id"] != "notes"]
    form = dump((await made.catalogue.newest(made.workspace_id)).design.objects["frm_customer"])
    sections: Any = form["sections"]
    for section in sections:
        section["fields"] = [one for one in section["fields"] if one["field"] != "notes"]
    await made.publish([document, form])
    plan = await service.plan(await made.as_("admin"), installed.app_id)
    assert [(one.object, one.path, one.reason) for one in plan.merged.conflicts] == [("viw_customers", (), "invalid")]
    await service.upgrade(await made.as_("admin"), installed.app_id, await wish(made, service, installed.app_id))
    found = await entity(made, "ent_customer")
    assert "notes" not in {one["id"] for one in found["fields"]}
    assert field_of(found, "tax_number")["name"] == "税号"
