"""The routes of packages and installed apps: one upgrade from preview to undo, and hostile addresses and bodies."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.packages import app_client, installing, library
from support.records import Office, office

SALES = "dougong.sales_management"


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    return await office(database)


def renamed(entity: dict[str, Any]) -> None:
    entity["name"] = "往来客户"


async def installed(made: Office, tmp_path: Path) -> httpx.AsyncClient:
    """1.0.0 is installed, 1.1.0 offered."""
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    old = library(tmp_path / "old", "1.0.0", {})
    await installing(made, old).install(await made.as_("admin"), SALES, samples=False)
    return app_client(made, library(tmp_path / "new", "1.1.0", {"entities/customer.json": renamed}))


async def test_an_upgrade_from_the_preview_to_its_undoing(made: Office, tmp_path: Path) -> None:
    api = await installed(made, tmp_path)
    (package,) = (await api.get("/api/packages")).json()["packages"]
    assert [(one["version"], one["newer"]) for one in package["installed"]] == [("1.0.0", "1.1.0")]
    seen = (await api.get("/api/apps/app_sales/upgrade")).json()
    assert (seen["from"], seen["version"], seen["conflicts"], seen["problems"]) == ("1.0.0", "1.1.0", [], [])
    (taken,) = seen["taken"]
    assert (taken["object"], taken["words"], taken["before"], taken["after"]) == (
        "ent_customer",
        ["name"],
        "客户",
        "往来客户",
    )
    body = {"revision": seen["revision"], "version": seen["version"], "theirs": []}
    assert (await api.post("/api/apps/app_sales/upgrade", json=body)).json() == {
        "version": "1.1.0",
        "objects": 1,
        "removed": 0,
    }
    again = await api.post("/api/apps/app_sales/upgrade", json=body)
    assert (again.status_code, again.json()["code"]) == (404, "app.upgrade.none")
    (package,) = (await api.get("/api/packages")).json()["packages"]
    assert (package["installed"][0]["newer"], package["installed"][0]["upgraded"]) == (None, True)
    assert (await api.post("/api/apps/app_sales/upgrade/undo", json={})).json()["version"] == "1.0.0"


async def test_hostile_addresses_choices_and_slots_are_refused(made: Office, tmp_path: Path) -> None:
    api = await installed(made, tmp_path)
    revision = (await api.get("/api/apps/app_sales/upgrade")).json()["revision"]
    good = {"revision": revision, "version": "1.1.0"}
    bodies: list[dict[str, Any]] = [
        {**good, "theirs": [{"object": "ent_customer", "path": ["fields", "nothing"]}]},
        {**good, "theirs": [{"object": "x" * 100}]},
        {**good, "theirs": [{"object": "ent_customer", "path": ["a"] * 50}]},
        {**good, "slots": {"nothing": "0198f2a0-0000-7000-8000-000000000001"}},
        {**good, "slots": {"keeper": "'; drop table people; --"}},
        {**good, "slots": {"__proto__": "x"}},
    ]
    for body in bodies:
        answer = await api.post("/api/apps/app_sales/upgrade", json=body)
        assert answer.status_code == 422, (body, answer.text)
    for stale in ({**good, "revision": revision - 1}, {**good, "version": "9.9.9"}):
        assert (await api.post("/api/apps/app_sales/upgrade", json=stale)).status_code == 409
    for path in ("/api/apps/app_nothing/upgrade", "/api/apps/app_nothing/removal"):
        assert (await api.get(path)).status_code == 404
    assert (await api.get("/api/apps/ent_customer/removal")).status_code == 422
    assert (await api.post("/api/apps/app_sales/restore")).status_code == 404


async def test_an_app_goes_and_comes_back_over_the_api(made: Office, tmp_path: Path) -> None:
    api = await installed(made, tmp_path)
    seen = (await api.get("/api/apps/app_sales/removal")).json()
    assert (seen["name"], seen["runs"], seen["used_by"]) == ("销售管理", 0, [])
    assert (await api.delete("/api/apps/app_sales")).status_code == 204
    assert [one["app"] for one in (await api.get("/api/apps/removed")).json()["apps"]] == ["app_sales"]
    assert (await api.post("/api/apps/app_sales/restore")).json()["objects"] > 50
    assert (await api.get("/api/apps/removed")).json()["apps"] == []


async def test_permission_tests_of_an_app_can_be_changed_as_long_as_its_roles_keep_them(
    made: Office, tmp_path: Path
) -> None:
    api = await installed(made, tmp_path)
    place = "/api/apps/app_sales/permission-tests"
    tests = (await api.get(place)).json()["tests"]
    assert len(tests) > 10
    wrong = {**tests[0], "allowed": not tests[0]["allowed"]}
    refused = await api.put(place, json={"tests": [wrong]})
    assert refused.status_code == 422 and refused.json()["code"].startswith("publish.permission_test.")
    assert (await api.put(place, json={"tests": tests[:2]})).json()["tests"] == tests[:2]
    exported = await api.get("/api/apps/app_sales/export")
    assert exported.status_code == 200
    assert (await api.put("/api/apps/app_none/permission-tests", json={"tests": []})).status_code == 404


async def test_only_those_with_the_ability_touch_installed_apps(made: Office, tmp_path: Path) -> None:
    api = await installed(made, tmp_path)
    await made.person("wang")
    api.headers["x-caller"] = "wang"
    for method, path in (
        ("GET", "/api/apps/app_sales/upgrade"),
        ("POST", "/api/apps/app_sales/upgrade/undo"),
        ("GET", "/api/apps/app_sales/removal"),
        ("DELETE", "/api/apps/app_sales"),
        ("POST", "/api/apps/app_sales/restore"),
        ("GET", "/api/apps/app_sales/permission-tests"),
    ):
        assert (await api.request(method, path)).status_code == 403, path
