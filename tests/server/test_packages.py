"""Installing packages, on both databases."""

import json
from pathlib import Path
from typing import Any

import orjson
import pytest
import sqlalchemy as sa

from dougong.design.publishing import Publishing
from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal
from dougong.packages.market import Market, files_of
from dougong.records.reading import Question
from dougong.storage.design_tables import locales
from dougong.storage.driver.port import Database
from dougong.storage.people_tables import departments, people
from dougong_engine.design.app import App
from dougong_engine.design.flow import Flow
from dougong_engine.design.role import Role
from dougong_engine.document import dump
from dougong_engine.packages.format import version_key
from dougong_engine.packages.read import read
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.designs import LIBRARY, put
from support.packages import installing, library
from support.publishing import Die, Killed
from support.records import APP, Office, entity, f, office

SALES = "dougong.sales_management"


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    return await office(database)


def first_code(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.problems[0].code


@pytest.mark.parametrize("package", [SALES, "dougong.store_sales"])
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
    assert await service.export(admin, installed.app_id) == files_of(LIBRARY / package.partition(".")[2])
    gone = await service.seeding.remove(admin, installed.app_id)
    assert gone == {"removed": installed.samples, "kept": 0}


@pytest.mark.parametrize(("step", "whole"), [("verified", False), ("live", True)])
async def test_an_install_that_dies_leaves_a_whole_installation_or_none(made: Office, step: str, whole: bool) -> None:
    made.publishing = Publishing(made.database, made.catalogue, Die(step))
    with pytest.raises(Killed):
        await installing(made).install(await made.as_("admin"), SALES, samples=False)
    schema = await made.catalogue.newest(made.workspace_id)
    apps = [one.id for one in schema.design.of(App)]
    service = installing(made)
    assert [one[0] for one in await service.store.all(made.workspace_id)] == apps
    assert bool(apps) is whole
    assert bool(await made.database.run_sync(lambda connection: connection.execute(sa.select(locales)).all())) is whole
    if whole:
        assert await service.export(await made.as_("admin"), apps[0]) == files_of(LIBRARY / "sales_management")


async def everybody(made: Office) -> tuple[int, int]:
    """How many people and departments the workspace has."""

    def read(connection: sa.Connection) -> tuple[int, int]:
        found = [
            connection.execute(sa.select(sa.func.count()).select_from(one)).scalar_one()
            for one in (people, departments)
        ]
        return found[0], found[1]

    return await made.database.run_sync(read)


async def test_sample_people_and_departments_come_and_go_with_the_samples(made: Office) -> None:
    service = installing(made)
    installed = await service.install(await made.as_("admin"), SALES, samples=True)
    assert await everybody(made) == (4, 2)
    admin = await made.as_("admin")
    page = await made.reading.page(admin, "opportunity", Question(limit=100, fields=("owner", "region")))
    shown = json.loads(orjson.dumps(page.records))
    assert len({str(one["owner"]) for one in shown}) == 3
    assert len({str(one["region"]) for one in shown}) == 2
    await service.seeding.remove(admin, installed.app_id)
    assert await everybody(made) == (1, 0)


async def test_an_installer_who_may_not_add_people_gets_samples_of_his_own(made: Office) -> None:
    await made.person("王芳")
    await installing(made).install(await made.as_("王芳"), SALES, samples=True)
    assert await everybody(made) == (2, 0)


async def test_samples_that_somebody_edited_stay_when_the_others_go(made: Office) -> None:
    service = installing(made)
    installed = await service.install(await made.as_("admin"), SALES, samples=True)
    admin = await made.as_("admin")
    page = await made.reading.page(admin, "customer", Question(limit=1))
    first = json.loads(json.dumps(page.records[0], default=str))
    await made.writing.update(admin, "customer", first["id"], {"name": "改过的客户"})
    gone = await service.seeding.remove(admin, installed.app_id)
    assert gone == {"removed": installed.samples - 1, "kept": 1}
    left = await made.reading.page(admin, "customer", Question())
    assert len(left.records) == 1


def with_slot(kind: str = "person") -> Any:
    def change(manifest: dict[str, Any]) -> None:
        manifest["slots"] += [{"id": "keeper", "name": "合同管理员", "kind": kind}]
        del manifest["languages"]

    return change


def asks_keeper(flow: dict[str, Any]) -> None:
    node = next(one for one in flow["nodes"] if one["id"] == "legal_approval")
    node["fallback"] = [{"by": "slot", "slot": "keeper"}]


def slotted(at: Path, kind: str = "person") -> Path:
    made = library(at, "1.0.0", {"package.json": with_slot(kind), "flows/contract_approval.json": asks_keeper})
    (made / "sales_management/locales/en.json").unlink()
    return made


async def fallback(made: Office) -> Any:
    schema = await made.catalogue.newest(made.workspace_id)
    flow = schema.design.get(Flow, "flw_contract_approval")
    assert flow is not None
    node: Any = next(one for one in flow.nodes if one.id == "legal_approval")
    return [dump(one) for one in node.fallback]


async def test_a_slot_becomes_the_person_that_the_installer_names_and_a_slot_again_on_export(
    made: Office, tmp_path: Path
) -> None:
    await made.person("王芳")
    service = installing(made, slotted(tmp_path))
    named = {"keeper": made.people["王芳"]}
    installed = await service.install(await made.as_("admin"), SALES, samples=False, slots=named)
    assert await fallback(made) == [{"by": "person", "people": [made.people["王芳"]]}]
    files = await service.export(await made.as_("admin"), installed.app_id)
    assert made.people["王芳"] not in str(files)
    flow = json.loads(files["flows/contract_approval.json"])
    node = next(one for one in flow["nodes"] if one["id"] == "legal_approval")
    assert node["fallback"] == [{"by": "slot", "slot": "keeper"}]
    assert [one["id"] for one in json.loads(files["package.json"])["slots"]] == ["contract_keeper", "keeper"]


async def test_a_slot_that_nobody_is_named_for_is_the_installers(made: Office, tmp_path: Path) -> None:
    await installing(made, slotted(tmp_path)).install(await made.as_("admin"), SALES, samples=False)
    assert await fallback(made) == [{"by": "person", "people": [made.people["admin"]]}]


@pytest.mark.parametrize(("slot", "code"), [("keeper", "package.slot.nobody"), ("nothing", "package.slot.unknown")])
async def test_unknown_slots_and_people_of_elsewhere_are_refused_and_nothing_is_installed(
    made: Office, tmp_path: Path, slot: str, code: str
) -> None:
    service = installing(made, slotted(tmp_path))
    with pytest.raises(Refusal) as refusal:
        await service.install(await made.as_("admin"), SALES, samples=False, slots={slot: new_id()})
    assert first_code(refusal) == code
    assert (await made.catalogue.newest(made.workspace_id)).design.objects == {}


async def test_a_departments_slot_needs_a_department_that_has_a_head(made: Office, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        await installing(made, slotted(tmp_path, "department")).install(
            await made.as_("admin"), SALES, samples=False, slots={"keeper": made.people["admin"]}
        )
    assert first_code(refusal) == "package.slot.nobody"


async def test_packages_that_require_each_other_are_left_out_of_the_market(made: Office, tmp_path: Path) -> None:
    def needs(other: str) -> Any:
        def change(manifest: dict[str, Any]) -> None:
            manifest["requires"] = [{"id": other, "least": "1.0.0"}]

        return change

    library(tmp_path, "1.0.0", {"package.json": needs("dougong.store_sales")})
    library(tmp_path, "1.0.0", {"package.json": needs(SALES)}, "store_sales")
    service = installing(made, tmp_path)
    assert service.market.market.all() == []
    with pytest.raises(Refusal) as refusal:
        await service.install(await made.as_("admin"), SALES, samples=False)
    assert first_code(refusal) == "package.unknown"


async def test_what_a_package_requires_must_be_installed(made: Office, tmp_path: Path) -> None:
    def needs(manifest: dict[str, Any]) -> None:
        manifest["requires"] = [{"id": SALES, "least": "1.0.0"}]

    library(tmp_path, "1.0.0", {"package.json": needs}, "store_sales")
    library(tmp_path, "1.0.0", {})
    service = installing(made, tmp_path)
    with pytest.raises(Refusal) as refusal:
        await service.install(await made.as_("admin"), "dougong.store_sales", samples=False)
    assert first_code(refusal) == "package.requires.missing"
    await service.install(await made.as_("admin"), SALES, samples=False)
    assert (await service.install(await made.as_("admin"), "dougong.store_sales", samples=False)).objects > 0


async def test_a_package_that_gives_rights_beyond_its_installers_is_refused_whole(made: Office, tmp_path: Path) -> None:
    def asks(role: dict[str, Any]) -> None:
        role["abilities"] = ["people"]

    await made.person("王芳")
    service = installing(made, library(tmp_path, "1.0.0", {"roles/legal.json": asks}))
    with pytest.raises(Refusal) as refusal:
        await service.install(await made.as_("王芳"), SALES, samples=False)
    assert (refusal.value.status, first_code(refusal)) == (403, "package.rights.ability")
    assert (await made.catalogue.newest(made.workspace_id)).design.objects == {}


async def test_permission_tests_of_an_installed_package_are_held_against_every_publish(made: Office) -> None:
    await installing(made).install(await made.as_("admin"), SALES, samples=False)
    schema = await made.catalogue.newest(made.workspace_id)
    role = schema.design.get(Role, "rol_sales_rep")
    assert role is not None
    place = next(at for at, one in enumerate(role.grants) if one.entity == "ent_product")
    loose = put(dump(role), ("grants", place, "fields", "cost"), "read")
    with pytest.raises(Refusal) as refusal:
        await made.publish([loose])  # type: ignore[list-item]  # a document
    (problem,) = refusal.value.problems
    assert (problem.code, problem.params["test"]) == ("publish.permission_test.granted", "销售代表看不到产品成本")
    assert (await made.catalogue.newest(made.workspace_id)).revision == schema.revision
    tight = put(dump(role), ("grants",), [])
    with pytest.raises(Refusal) as refusal:
        await made.publish([tight])  # type: ignore[list-item]  # a document
    assert first_code(refusal) == "publish.permission_test.refused"


async def test_a_package_whose_own_permission_test_fails_is_not_in_the_market(made: Office, tmp_path: Path) -> None:
    def wants(tests: dict[str, Any]) -> None:
        tests["tests"][3]["allowed"] = True

    assert installing(made, library(tmp_path, "1.0.0", {"permission_tests.json": wants})).market.market.all() == []


async def test_an_app_of_ones_own_is_exported_as_a_package_of_its_own(made: Office) -> None:
    await made.publish([APP, entity("ent_note", "note", "便签", [f("text", "text")])])
    service, admin = installing(made), await made.as_("admin")
    files = await service.export(admin, "app_test")
    package = read(files)
    assert (package.manifest.id, package.manifest.app, package.manifest.name) == (
        "own.app_test",
        "app_test",
        APP["name"],
    )
    assert sorted(package.objects) == ["app_test", "ent_note"]
    await made.publish([entity("ent_note", "note", "便签", [f("text", "text"), f("more", "text")])])
    later = read(await service.export(admin, "app_test"))
    assert version_key(later.manifest.version) > version_key(package.manifest.version)
    with pytest.raises(Refusal) as refusal:
        await service.export(admin, "app_none")
    assert first_code(refusal) == "app.not_installed"


def version_on(market: Market) -> str | None:
    found = market.find(SALES)
    return found.manifest.version if found is not None else None


async def test_a_newer_package_of_ones_own_is_offered_as_soon_as_it_lies_there(tmp_path: Path) -> None:
    market = Market(LIBRARY, tmp_path)
    assert version_on(market) == "1.0.0"
    library(tmp_path, "1.2.0", {})
    assert version_on(market) == "1.2.0"
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "package.json").write_text("{")
    assert {one.manifest.id for one in market.all()} == {SALES, "dougong.store_sales"}
