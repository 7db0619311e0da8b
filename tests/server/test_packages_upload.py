"""A package from a zip file: looked at, installed and upgraded like any other, and refused whole when it is hostile."""

import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal
from dougong.packages.archive import unpacked, zipped
from dougong.packages.market import files_of
from dougong.storage.driver.port import Database
from dougong_engine.errors import Invalid, Problem
from dougong_engine.packages.layout import FILE_LIMIT, TOTAL_LIMIT
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.designs import LIBRARY
from support.packages import app_client, installing, library
from support.records import Office, office

SALES = "dougong.sales_management"
OWN = "acme.sales"
UPLOAD = "/api/package-files"


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    return await office(database)


def own(at: Path, version: str = "1.0.0") -> dict[str, bytes]:
    """The sales package under a publisher's own id."""

    def named(manifest: dict[str, Any]) -> None:
        manifest["id"] = OWN

    at.mkdir()
    return files_of(library(at, version, {"package.json": named}) / "sales_management")


async def upload(api: httpx.AsyncClient, data: bytes) -> httpx.Response:
    return await api.post(UPLOAD, files={"file": ("some.zip", data, "application/zip")})


async def refused(made: Office, data: bytes) -> list[Problem]:
    """What is wrong with a zip file."""
    with pytest.raises(Refusal) as refusal:
        await installing(made).market.put(await made.as_("admin"), data, made.now)
    assert refusal.value.status == 422
    return list(refusal.value.problems)


async def test_an_uploaded_package_is_looked_at_installed_and_upgraded_like_any_other(
    made: Office, tmp_path: Path
) -> None:
    api = app_client(made, LIBRARY)
    came = await upload(api, zipped(own(tmp_path / "first")))
    assert (came.status_code, came.json()) == (201, {"id": OWN, "version": "1.0.0"}), came.text
    listed = {one["id"]: one["uploaded"] for one in (await api.get("/api/packages")).json()["packages"]}
    assert listed == {OWN: True, SALES: False, "dougong.store_sales": False}
    preview = (await api.get(f"/api/packages/{OWN}")).json()
    assert [one["name"] for one in preview["slots"]] == ["合同审批兜底人"]
    assert {one["result"] for one in preview["tests"]} == {"kept"}
    installed = await api.post(f"/api/packages/{OWN}/install", json={})
    assert installed.status_code == 201, installed.text
    assert (await upload(api, zipped(own(tmp_path / "second", "1.1.0")))).status_code == 201
    (package,) = [one for one in (await api.get("/api/packages")).json()["packages"] if one["id"] == OWN]
    assert [one["newer"] for one in package["installed"]] == ["1.1.0"]
    assert (await api.get(f"/api/apps/{installed.json()['app']}/upgrade")).json()["version"] == "1.1.0"
    assert (await api.delete(f"{UPLOAD}/{OWN}")).status_code == 204
    assert (await api.get(f"/api/packages/{OWN}")).status_code == 404
    assert (await api.get("/api/packages")).json()["packages"][0]["id"] != OWN
    assert (await api.get(f"/api/apps/{installed.json()['app']}/export")).status_code == 200, "the app stays"


async def test_an_upload_is_on_nobody_elses_market(made: Office, tmp_path: Path) -> None:
    await upload(app_client(made, LIBRARY), zipped(own(tmp_path / "first")))
    shelf = installing(made).market
    assert OWN in {one.manifest.id for one, _ in await shelf.all(made.workspace_id)}
    assert OWN not in {one.manifest.id for one, _ in await shelf.all(new_id())}


async def test_what_the_platform_has_is_replaced_by_newer_versions_only(made: Office, tmp_path: Path) -> None:
    api = app_client(made, LIBRARY)
    same = await upload(api, zipped(files_of(LIBRARY / "sales_management")))
    assert (same.status_code, same.json()["code"]) == (409, "package.upload.not_newer")
    newer = files_of(library(tmp_path, "9.0.0", {}) / "sales_management")
    assert (await upload(api, zipped(newer))).json() == {"id": SALES, "version": "9.0.0"}


async def test_a_package_zipped_together_with_its_folder_is_the_same_package(made: Office, tmp_path: Path) -> None:
    inside = {f"sales/{path}": data for path, data in own(tmp_path / "first").items()}
    assert (await upload(app_client(made, LIBRARY), zipped(inside))).status_code == 201


async def test_every_problem_of_a_package_is_told_with_its_place(made: Office, tmp_path: Path) -> None:
    files = own(tmp_path / "first")
    files["entities/customer.json"] = files["entities/customer.json"].replace(b'"text"', b'"tixt"')
    files["views/customers.json"] = b"{"
    found = {(one.code, one.path[0]) for one in await refused(made, zipped(files))}
    assert ("package.schema", "entities/customer.json") in found
    assert (await upload(app_client(made, LIBRARY), zipped(files))).status_code == 422


async def test_a_package_whose_own_permission_test_fails_is_refused_with_the_test(made: Office, tmp_path: Path) -> None:
    files = own(tmp_path / "first")
    files["permission_tests.json"] = files["permission_tests.json"].replace(b'"allowed": true', b'"allowed": false', 1)
    (problem,) = await refused(made, zipped(files))
    assert problem.code == "publish.permission_test.granted"
    assert problem.path[0] == "permission_tests.json"


async def test_a_translation_that_does_not_fit_its_place_is_refused(made: Office, tmp_path: Path) -> None:
    files = own(tmp_path / "first")
    english = json.loads(files["locales/en.json"])
    english["ent_customer"]["name"] = "x" * 300
    files["locales/en.json"] = json.dumps(english).encode()
    (problem,) = await refused(made, zipped(files))
    assert (problem.code, *problem.path) == ("package.locale.misfit", "locales/en.json", "ent_customer", "name")


async def test_only_those_who_may_install_packages_upload_them(made: Office, tmp_path: Path) -> None:
    await made.person("wang")
    api = app_client(made, LIBRARY)
    api.headers["x-caller"] = "wang"
    assert (await upload(api, zipped(own(tmp_path / "first")))).status_code == 403
    assert (await api.delete(f"{UPLOAD}/{OWN}")).status_code == 403


def raw(write: Callable[[zipfile.ZipFile], None]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        write(archive)
    return buffer.getvalue()


def linked(archive: zipfile.ZipFile) -> None:
    entry = zipfile.ZipInfo("app.json")
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    archive.writestr(entry, "/etc/passwd")


def many(archive: zipfile.ZipFile) -> None:
    for number in range(2 * FILE_LIMIT + 1):
        archive.writestr(f"{number}.json", b"")


def bomb(archive: zipfile.ZipFile) -> None:
    with archive.open("app.json", "w", force_zip64=True) as entry:
        for _ in range(TOTAL_LIMIT // (1 << 20) + 1):
            entry.write(bytes(1 << 20))


def twice() -> bytes:
    """Two entries of one name, which the library would only warn of."""
    return raw(lambda archive: [archive.writestr(name, b"{}") for name in ("app.json", "bpp.json")]).replace(
        b"bpp.json", b"app.json"
    )


def claiming_little() -> bytes:
    """An entry that announces far less than it holds."""
    whole = raw(lambda archive: archive.writestr("app.json", bytes(1 << 20)))
    return whole.replace((1 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def locked() -> bytes:
    """An entry that says it is encrypted."""
    whole = bytearray(raw(lambda archive: archive.writestr("app.json", b"{}")))
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    whole[whole.index(b"PK\x03\x04") + 6] |= 1
    return bytes(whole)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "package.zip.broken"),
        (b"PK\x05\x06" + bytes(18), "package.file.missing"),
        (b"<html>", "package.zip.broken"),
        (zipped({"app.json": b"{}"})[:-30], "package.zip.broken"),
        (b"PK\x03\x04" + bytes(100), "package.zip.broken"),
        (raw(linked), "package.zip.entry"),
        (locked(), "package.zip.entry"),
        (twice(), "package.zip.twice"),
        (raw(many), "package.too_many_files"),
        (raw(bomb), "package.too_large"),
        (claiming_little(), "package.zip.broken"),
        (zipped({"../../etc/passwd": b"x"}), "package.file.missing"),
        (zipped({"/etc/passwd": b"x", "package.json": b"{}"}), "package.path.refused"),
        (zipped({"package.json": b"{}", "app.json": b"{}", "run.sh": b"x"}), "package.path.refused"),
        (zipped({"package.json": b"[" * 100_000, "app.json": b"{}"}), "package.json.too_deep"),
        (zipped({"package.json": b'{"id": "\xff"}', "app.json": b"{}"}), "package.json.not_utf8"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
async def test_a_hostile_zip_file_is_refused_and_leaves_nothing_behind(made: Office, data: bytes, code: str) -> None:
    assert code in {one.code for one in await refused(made, data)}
    assert not any(uploaded for _, uploaded in await installing(made).market.all(made.workspace_id))


async def test_bodies_that_are_no_upload_are_refused(made: Office) -> None:
    api = app_client(made, LIBRARY)
    for body, status in (
        ({"files": {"other": ("x", b"x")}}, 422),
        ({"files": [("file", ("a", b"x")), ("file", ("b", b"y"))]}, 422),
        ({"files": {"file": ("a.zip", bytes(TOTAL_LIMIT + 1))}}, 413),
        ({"content": b"PK", "headers": {"content-type": "application/zip"}}, 415),
        ({"content": b"--x", "headers": {"content-type": "multipart/form-data; boundary=x"}}, 400),
    ):
        assert (await api.post(UPLOAD, **body)).status_code == status, str(body)[:100]  # type: ignore[arg-type]  # members of a request


def test_unpacking_gives_what_was_packed() -> None:
    files = {"app.json": b"{}", "views/one.json": b"[]"}
    assert unpacked(zipped(files)) == files
    with pytest.raises(Invalid):
        unpacked(zipped(files)[:40])
