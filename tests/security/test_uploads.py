"""Hostile uploads are refused or made harmless, and leave nothing behind."""

import struct
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from dougong.files.disk import DiskStore
from dougong.files.endpoints import files_router
from dougong.files.names import disposition, shown_name
from dougong.files.service import Files
from dougong.files.store import FileRows
from dougong.files.tables import files as files_table
from dougong.kernel.clock import HandClock
from dougong.kernel.record_ports import Place
from dougong.kernel.tables import metadata
from dougong.kernel.workspace import Principal
from dougong.storage.driver.port import Database
from support.pictures import picture
from support.small_app import calling, small_app

HTML = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
POLYGLOTS = {
    "html": HTML,
    "html with a doctype": b"<!doctype html>" + HTML,
    "html after spaces": b"   \n\t" + HTML,
    "html after a byte order mark": b"\xef\xbb\xbf" + HTML,
    "html in utf-16": "\ufeff<script>alert(1)</script>".encode("utf-16"),
    "html in utf-7": b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "svg": SVG,
    "svg after an xml head": b'<?xml version="1.0"?>' + SVG,
    "xhtml": b'<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
    "xml with a style sheet": b'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#x"?><x/>',
    "pdf with html": b"%PDF-1.4\n" + HTML,
    "zip with html": b"PK\x03\x04" + HTML,
    "gzip with html": b"\x1f\x8b" + HTML,
    "html behind a null byte": b"\x00" + HTML,
    "script": b"alert(document.cookie)",
    "wasm": b"\x00asm\x01\x00\x00\x00",
    "manifest": b"CACHE MANIFEST\n/",
    "mhtml": b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + HTML,
    "flash": b"FWS\x09" + HTML,
    "bmp with html": b"BM" + HTML,
}
NAMES = ["x.html", "x.svg", "x.jpg"]


class Nobody:
    """No record grants anything."""

    async def may_read(self, principal: Principal, file_id: str, place: Place) -> bool:
        return False


@dataclass
class World:
    """A client of a files service, and the folder where contents lie."""

    folder: Path
    client: httpx.AsyncClient

    def left(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file()]


@pytest_asyncio.fixture
async def world(database: Database, tmp_path: Path) -> AsyncIterator[World]:
    await database.run_sync(lambda connection: metadata.create_all(connection, [files_table]))
    folder = tmp_path / "files"
    files = Files(
        FileRows(database),
        DiskStore(folder),
        Nobody(),
        HandClock(datetime(2026, 11, 22, 6, tzinfo=UTC)),
        folder / "incoming",
        largest=300_000,
    )
    async with calling(small_app(files_router(files)), "li") as client:
        yield World(folder, client)


@pytest.mark.parametrize("declared", ["text/html", "image/svg+xml", "image/png"])
async def test_nothing_that_a_browser_might_run_is_ever_shown_in_place(world: World, declared: str) -> None:
    for content in POLYGLOTS.values():
        for name in NAMES:
            answer = await world.client.post("/api/files", files={"file": (name, content, declared)})
            fetched = await world.client.get(f"/api/files/{answer.json()['id']}?inline=1&thumbnail=1")
            headers = fetched.headers
            kind = headers["content-type"].partition(";")[0]
            assert headers["content-disposition"].startswith("attachment")
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["content-security-policy"] == "default-src 'none'; sandbox"
            assert not {"html", "svg", "xml", "javascript"} & set(kind.replace("+", "/").split("/")), kind


async def test_a_picture_with_a_program_behind_it_is_written_anew_without_it(world: World) -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        answer = await world.client.post("/api/files", files={"file": ("x.png", picture(kind) + HTML)})
        shown = await world.client.get(f"/api/files/{answer.json()['id']}?inline=1")
        assert answer.status_code == 201
        assert b"<script" not in shown.content


def png(width: int, height: int) -> bytes:
    """A small file that announces a picture of any size."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00" * min(height * (width * 3 + 1), 60_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (png(60_000, 60_000), "file.picture.large"),
        (png(6_400, 6_400), "file.picture.large"),
        (b"\xff\xd8\xff\xe0 not a picture", "file.picture.damaged"),
        (picture("PNG")[:60], "file.picture.damaged"),
        (b"GIF89a" + b"\xff" * 50, "file.picture.damaged"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "file.picture.damaged"),
    ],
)
async def test_a_picture_bomb_or_a_broken_picture_is_refused_and_leaves_nothing(
    world: World, content: bytes, code: str
) -> None:
    answer = await world.client.post("/api/files", files={"file": ("x.png", content)})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert world.left() == []


@pytest.mark.parametrize("announced", [True, False])
async def test_an_upload_that_is_too_large_is_refused_whether_it_says_so_or_not(world: World, announced: bool) -> None:
    body = (
        b'--b\r\ncontent-disposition: form-data; name="file"; filename="x"\r\n\r\n' + b"x" * 400_000 + b"\r\n--b--\r\n"
    )

    async def dripping() -> AsyncIterator[bytes]:
        for start in range(0, len(body), 50_000):
            yield body[start : start + 50_000]

    headers = {"content-type": "multipart/form-data; boundary=b"}
    answer = await world.client.post("/api/files", content=body if announced else dripping(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "upload.large")
    assert world.left() == []


@pytest.mark.parametrize(
    "kind",
    [
        "application/json",
        "application/x-www-form-urlencoded",
        "text/plain",
        "multipart/mixed; boundary=b",
        "multipart/form-data",
        "",
        "application/octet-stream",
        "text/html; boundary=b",
        "multipart/form-data; boundary=",
        "multipart/related; boundary=b",
        "application/xml",
        "multipart",
    ],
)
async def test_another_content_type_is_refused_and_a_path_in_the_body_is_never_read(world: World, kind: str) -> None:
    body = b'{"file": {"filepath": "/etc/passwd", "name": "x"}}'
    answer = await world.client.post("/api/files", content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["code"]) == (415, "http.type")
    assert world.left() == []


def form(*parts: tuple[str, str, bytes]) -> bytes:
    """A multipart body of (name, rest of the header, content)."""
    framed = [
        f'--b\r\ncontent-disposition: form-data; name="{name}"{rest}\r\n\r\n'.encode() + content + b"\r\n"
        for name, rest, content in parts
    ]
    return b"".join(framed) + b"--b--\r\n"


FILE = ("file", '; filename="x"', b"1")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (form(FILE)[:-8], 400, "upload.malformed"),
        (b"no frame at all", 400, "upload.malformed"),
        (form(*[FILE] * 9), 400, "upload.malformed"),
        (form(("file", '; filename="x"\r\nx-long: ' + "y" * 5_000, b"1")), 400, "upload.malformed"),
        (form(), 422, "upload.empty"),
        (form(("claims", "", b"{}")), 422, "upload.empty"),
        (form(("file", "", b"")), 422, "upload.empty"),
        (form(FILE, ("filepath", "", b"/etc/passwd")), 422, "upload.part"),
        (form(FILE, ("file", '; filename="y"', b"2")), 422, "upload.part"),
        (form(FILE, ("claims", "", b"[1]")), 422, "upload.claims"),
        (form(FILE, ("claims", "", b'{"verified": true}')), 422, "upload.claims"),
        (form(FILE, ("claims", "", b'{"lat": 91}')), 422, "upload.claims"),
        (form(FILE, ("claims", "", b'{"lat": "NaN"}')), 422, "upload.claims"),
        (form(FILE, ("claims", "", b" " * 9_000)), 422, "upload.claims"),
    ],
)
async def test_a_garbled_form_is_refused_and_leaves_nothing(world: World, body: bytes, status: int, code: str) -> None:
    headers = {"content-type": "multipart/form-data; boundary=b"}
    answer = await world.client.post("/api/files", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert world.left() == []


async def test_many_ranges_are_not_even_looked_at(world: World) -> None:
    id = (await world.client.post("/api/files", files={"file": ("x", b"0123456789")})).json()["id"]
    ranges = "bytes=" + ",".join(f"{n}-" for n in range(10_000))
    answer = await world.client.get(f"/api/files/{id}", headers={"range": ranges})
    assert (answer.status_code, answer.content, answer.headers["accept-ranges"]) == (200, b"0123456789", "none")


@pytest.mark.parametrize("id", ["..%2f..%2fsecret", "x", "%00", "0198F2A0-0000-7000-8000-000000000001", "a" * 5_000])
async def test_an_id_that_the_server_did_not_make_is_unknown(world: World, id: str) -> None:
    assert (await world.client.get(f"/api/files/{id}")).status_code == 404


@pytest.mark.parametrize(
    ("declared", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\windows\\evil.exe", "evil.exe"),
        ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie x=1.txt"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ('q"uote\x00.pdf', "quote.pdf"),
        ("..", "file"),
        ("", "file"),
        ("x" * 400 + ".pdf", "x" * 196 + ".pdf"),
        ("合同.pdf", "合同.pdf"),
    ],
)
def test_a_declared_name_is_only_ever_a_harmless_label(declared: str, shown: str) -> None:
    assert shown_name(declared) == shown
    header = disposition(shown_name(declared), inline=False)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
