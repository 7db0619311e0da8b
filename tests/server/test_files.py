"""Files are received, cleaned, bound to a record, shown to its readers only, and expire when nobody takes them."""

import asyncio
import hashlib
import io
import json
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from PIL import Image

from dougong.files.binding import FileBinding
from dougong.files.disk import DiskStore
from dougong.files.endpoints import files_router
from dougong.files.keeping import NotKept
from dougong.files.service import Files
from dougong.files.store import FileRows
from dougong.files.tables import files as files_table
from dougong.kernel.clock import HandClock
from dougong.kernel.ids import new_id
from dougong.kernel.record_ports import Place
from dougong.kernel.tables import metadata
from dougong.kernel.workspace import Principal
from dougong.storage.driver.port import Database
from support.pictures import picture
from support.small_app import LI, OTHER_WORKSPACE, WORKSPACE, ZHANG, calling, small_app

RECORD = "0198f2a0-0000-7000-8000-0000000000f1"
PLACE = Place("ent_visit", RECORD, "fld_photo")


@dataclass
class RightsByName:
    """Says yes to the people who are listed."""

    readers: set[str] = field(default_factory=set)

    async def may_read(self, principal: Principal, file_id: str, place: Place) -> bool:
        return principal.person_id in self.readers and place == PLACE


@dataclass
class World:
    """A files service on a new database and folder, with its app."""

    folder: Path
    database: Database
    files: Files
    binding: FileBinding
    rights: RightsByName
    clock: HandClock
    li: httpx.AsyncClient
    zhang: httpx.AsyncClient
    stranger: httpx.AsyncClient

    async def upload(self, content: bytes, name: str = "a.bin", **claims: object) -> httpx.Response:
        parts: dict[str, tuple[str | None, bytes]] = {"file": (name, content)}
        if claims:
            parts["claims"] = (None, json.dumps(claims).encode())
        return await self.li.post("/api/files", files=parts)

    async def bind(self, *ids: str, person: str | None = LI) -> None:
        await self.database.write(self.binding.steps(WORKSPACE, ids, PLACE, person, self.clock.now()))

    def kept(self) -> list[str]:
        return sorted(path.name for path in self.folder.rglob("*") if path.is_file())


@pytest_asyncio.fixture
async def world(database: Database, tmp_path: Path) -> AsyncIterator[World]:
    await database.run_sync(lambda connection: metadata.create_all(connection, [files_table]))
    rows, rights, folder = FileRows(database), RightsByName(), tmp_path / "files"
    clock = HandClock(datetime(2026, 11, 22, 6, tzinfo=UTC))
    files = Files(rows, DiskStore(folder), rights, clock, folder / "incoming", largest=1_000_000)
    app = small_app(files_router(files))
    clients = [calling(app, name) for name in ("li", "zhang", "stranger")]
    yield World(folder, database, files, FileBinding(rows), rights, clock, *clients)
    for client in clients:
        await client.aclose()


async def test_an_uploaded_file_comes_back_byte_for_byte_as_a_download(world: World) -> None:
    content = b"%PDF-1.7 " + bytes(range(256)) * 900
    uploaded = await world.upload(content, "合同 2026.pdf")
    assert uploaded.status_code == 201
    about = uploaded.json()
    assert (about["name"], about["type"], about["size"]) == ("合同 2026.pdf", "application/pdf", len(content))
    assert (about["sha256"], about["bound"]) == (hashlib.sha256(content).hexdigest(), False)
    fetched = await world.li.get(f"/api/files/{about['id']}?inline=1")
    assert fetched.content == content
    assert fetched.headers["content-disposition"] == (
        "attachment; filename=\"__ 2026.pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C%202026.pdf"
    )
    assert fetched.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in fetched.headers["content-security-policy"]


async def test_an_unbound_file_is_its_uploaders_alone(world: World) -> None:
    id = (await world.upload(b"hello", "a.txt")).json()["id"]
    assert (await world.li.get(f"/api/files/{id}")).status_code == 200
    for other in (world.zhang, world.stranger):
        assert (await other.get(f"/api/files/{id}")).status_code == 404
        assert (await other.get(f"/api/files?ids={id}")).json() == {"items": []}
        assert (await other.delete(f"/api/files/{id}")).status_code == 404


async def test_a_bound_file_is_for_those_who_may_read_its_field_and_for_nobody_else(world: World) -> None:
    id = (await world.upload(b"hello", "a.txt")).json()["id"]
    await world.bind(id)
    assert (await world.li.get(f"/api/files/{id}")).status_code == 404
    world.rights.readers = {ZHANG}
    assert (await world.zhang.get(f"/api/files/{id}")).content == b"hello"
    assert (await world.zhang.get(f"/api/files?ids={id},{new_id()},no-id")).json()["items"][0]["bound"] is True
    world.rights.readers = set()
    cached = {"if-none-match": f'"{id}"'}
    assert (await world.zhang.get(f"/api/files/{id}", headers=cached)).status_code == 404


async def test_a_copy_in_the_browser_is_confirmed_without_sending_it_again(world: World) -> None:
    id = (await world.upload(b"hello")).json()["id"]
    first = await world.li.get(f"/api/files/{id}")
    again = await world.li.get(f"/api/files/{id}", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content, first.headers["cache-control"]) == (304, b"", "private, no-cache")


async def test_only_ones_own_unbound_files_and_those_of_the_same_record_can_be_put_into_a_field(world: World) -> None:
    mine = (await world.upload(b"1")).json()["id"]
    theirs = (await world.zhang.post("/api/files", files={"file": ("b", b"2")})).json()["id"]
    foreign = (await world.stranger.post("/api/files", files={"file": ("c", b"3")})).json()["id"]
    bound = (await world.upload(b"4")).json()["id"]
    await world.bind(bound)
    ids = [mine, theirs, foreign, bound, new_id(), "no id", "' or 1=1"]
    existing = world.binding.existing
    assert set(await existing(WORKSPACE, ids, LI, None)) == {mine}
    assert set(await existing(WORKSPACE, ids, LI, RECORD)) == {mine, bound}
    assert set(await existing(WORKSPACE, ids, LI, new_id())) == {mine}
    assert set(await existing(WORKSPACE, ids, None, None)) == {mine, theirs}
    assert set(await existing(OTHER_WORKSPACE, ids, None, None)) == {foreign}
    assert await existing(WORKSPACE, [], LI, None) == {}


async def test_binding_takes_neither_foreign_files_nor_files_that_hang_elsewhere(world: World) -> None:
    theirs = (await world.zhang.post("/api/files", files={"file": ("b", b"2")})).json()["id"]
    mine = (await world.upload(b"1")).json()["id"]
    await world.bind(mine, theirs)
    elsewhere = Place("ent_other", new_id(), "fld_x")
    await world.database.write(world.binding.steps(WORKSPACE, [mine, theirs], elsewhere, LI, world.clock.now()))
    rows = await FileRows(world.database).some(WORKSPACE, [mine, theirs])
    assert (rows[mine].place, rows[theirs].place) == (PLACE, None)


async def test_an_upload_that_no_record_took_expires_after_24_hours(world: World) -> None:
    kept = (await world.upload(b"1")).json()["id"]
    left = (await world.upload(picture())).json()["id"]
    await world.bind(kept)
    world.clock.move(timedelta(hours=23))
    young = (await world.upload(b"3")).json()["id"]
    assert await world.files.expire() == 0
    world.clock.move(timedelta(hours=2))
    assert await world.files.expire() == 1
    assert world.kept() == sorted([kept, young])
    assert (await world.li.get(f"/api/files/{left}")).status_code == 404
    assert await world.files.expire() == 0


async def test_what_a_killed_process_left_half_way_is_swept_up(world: World) -> None:
    incoming = world.folder / "incoming"
    incoming.mkdir(parents=True)
    old, new = incoming / new_id(), incoming / new_id()
    for path, days in ((old, 2), (new, 0)):
        path.write_bytes(b"half")
        moment = path.stat().st_mtime - days * 86_400
        os.utime(path, (moment, moment))
    await world.files.expire()
    assert world.kept() == [new.name]


async def test_an_own_unbound_upload_can_be_taken_back_and_a_bound_one_cannot(world: World) -> None:
    free, bound = [(await world.upload(b"1")).json()["id"] for _ in range(2)]
    await world.bind(bound)
    world.rights.readers = {LI}
    assert (await world.li.delete(f"/api/files/{free}")).status_code == 204
    assert (await world.li.delete(f"/api/files/{bound}")).json()["code"] == "file.bound"
    assert world.kept() == [bound]


async def test_a_photo_is_turned_upright_and_loses_its_camera_data_which_is_kept_as_a_claim(world: World) -> None:
    original = picture(size=(640, 480), camera=True, turned=True)
    answer = await world.upload(original, "门头.jpg", lat="31.2", lng="121.4", accuracy=30, camera=True)
    about = answer.json()
    assert about["claims"] == {"lat": "31.2", "lng": "121.4", "accuracy": 30.0, "camera": True, "verified": False}
    assert about["exif"] == {
        "taken_at": "2026-11-20T08:30:00+08:00",
        "lat": "31.230000",
        "lng": "121.470000",
        "verified": False,
    }
    assert about["picture"] == {"width": 480, "height": 640}
    assert about["sha256"] == hashlib.sha256(original).hexdigest()
    shown = await world.li.get(f"/api/files/{about['id']}?inline=1")
    assert shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["content-disposition"].startswith("inline")
    assert int(shown.headers["content-length"]) == about["size"] == len(shown.content)
    clean = Image.open(io.BytesIO(shown.content))
    assert (clean.size, dict(clean.getexif())) == ((480, 640), {})
    assert b"Camera of the test" not in shown.content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
async def test_every_kind_of_picture_has_a_thumbnail(world: World, kind: str) -> None:
    id = (await world.upload(picture(kind, (900, 600)), "x")).json()["id"]
    small = await world.li.get(f"/api/files/{id}?thumbnail=1")
    assert small.headers["content-type"] == "image/webp"
    assert Image.open(io.BytesIO(small.content)).size == (480, 320)
    whole = await world.li.get(f"/api/files/{id}?inline=1")
    assert whole.headers["content-type"] == f"image/{kind.lower()}"
    assert Image.open(io.BytesIO(whole.content)).size == (900, 600)


async def test_a_thumbnail_of_something_without_one_is_the_file_itself(world: World) -> None:
    id = (await world.upload(b"hello", "a.txt")).json()["id"]
    answer = await world.li.get(f"/api/files/{id}?thumbnail=1")
    assert answer.content == b"hello"
    assert answer.headers["content-disposition"].startswith("attachment")


async def test_uploads_at_the_same_time_do_not_mix(world: World) -> None:
    contents = [bytes([number]) * 70_000 for number in range(8)]
    answers = await asyncio.gather(*(world.upload(one, f"{n}.bin") for n, one in enumerate(contents)))
    fetched = await asyncio.gather(*(world.li.get(f"/api/files/{one.json()['id']}") for one in answers))
    assert [one.content for one in fetched] == contents


async def test_the_store_knows_only_names_that_the_server_makes(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    for name in ("../secret", "/etc/passwd", "a", new_id() + "/x", new_id() + ".exe", ""):
        with pytest.raises(ValueError, match="not a name"):
            await anext(store.open(name))
    with pytest.raises(NotKept):
        await anext(store.open(new_id()))
