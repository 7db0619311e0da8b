"""Uploads and live streams pass the gate that stands in front of every route, over real HTTP."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest_asyncio

from dougong.files.disk import DiskStore
from dougong.files.endpoints import files_router, upload_body
from dougong.files.service import Files
from dougong.files.store import FileRows
from dougong.files.tables import files as files_table
from dougong.kernel.clock import DatabaseClock
from dougong.kernel.http.application import Parts, create_application
from dougong.kernel.http.rules import HttpRules
from dougong.kernel.record_ports import Place
from dougong.kernel.tables import metadata
from dougong.kernel.workspace import Principal
from dougong.notify.endpoints import events_router
from dougong.notify.live import Hint, Live, tell
from dougong.notify.store import NotificationRows
from dougong.notify.tables import notifications
from dougong.storage.driver.port import Database
from support.real_server import served
from support.small_app import LI, WORKSPACE, CallersByHeader, someone

LARGEST = 3_000_000


class Nobody:
    """No record grants anything."""

    async def may_read(self, principal: Principal, file_id: str, place: Place) -> bool:
        return False


@pytest_asyncio.fixture
async def li(database: Database, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    await database.run_sync(lambda connection: metadata.create_all(connection, [files_table, notifications]))
    live, rows = Live(), NotificationRows(database)
    await live.start(database)
    store, folder = DiskStore(tmp_path / "files"), tmp_path / "files" / "incoming"
    files = Files(FileRows(database), store, Nobody(), DatabaseClock(database.now), folder, largest=LARGEST)
    app = create_application(
        Parts(
            version="1",
            authenticator=CallersByHeader({"li": someone(LI)}),
            routers=[files_router(files), events_router(live, rows)],
            http=HttpRules(bodies=(upload_body(LARGEST),)),
        )
    )
    headers = {"x-caller": "li", "x-dougong-csrf": "1"}
    async with served(app) as address, httpx.AsyncClient(base_url=address, headers=headers, trust_env=False) as client:
        yield client
        live.close()


async def test_a_large_upload_streams_through_and_keeps_its_own_protection(li: httpx.AsyncClient) -> None:
    content = bytes(range(256)) * 8_000
    uploaded = await li.post("/api/files", files={"file": ("big.bin", content)})
    assert uploaded.status_code == 201, uploaded.text
    fetched = await li.get(f"/api/files/{uploaded.json()['id']}")
    assert fetched.content == content
    assert fetched.headers.get_list("content-security-policy") == ["default-src 'none'; sandbox"]
    assert fetched.headers.get_list("cache-control") == ["private, no-cache"]


async def test_an_upload_beyond_the_limit_or_without_our_header_is_refused(li: httpx.AsyncClient) -> None:
    too_large = await li.post("/api/files", files={"file": ("big.bin", b"x" * (LARGEST + 100_000))})
    assert too_large.status_code == 413
    barely = await li.post("/api/files", files={"file": ("big.bin", b"x" * (LARGEST + 1))})
    assert (barely.status_code, barely.json()["code"]) == (413, "upload.large")
    foreign = await li.post("/api/files", files={"file": ("a", b"1")}, headers={"x-dougong-csrf": "0"})
    assert foreign.status_code == 403
    assert (await li.post("/api/files", json={"file": "/etc/passwd"})).status_code == 415


async def test_a_browser_hears_hints_as_they_come(li: httpx.AsyncClient, database: Database) -> None:
    async with li.stream("GET", "/api/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = stream.aiter_lines()
        heard = [await anext(lines) for _ in range(5)]
        assert heard == ["retry: 3000", "", "event: notifications", 'data: {"unread":0}', ""]
        await tell(database, Hint(WORKSPACE, "tasks", (LI,)))
        assert [await anext(lines) for _ in range(2)] == ["event: tasks", "data: {}"]
