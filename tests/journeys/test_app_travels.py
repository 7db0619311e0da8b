"""An app that was made in the browser goes out as a package and works the same in another workspace."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from support.beginning import home
from support.browser import check_accessible
from support.desktop import done_or_refused
from support.live import LiveServer, live_server
from support.model_thread import model_in_thread
from support.repairs import REPAIRS
from support.visiting import visiting


@pytest.fixture
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LiveServer, LiveServer]]:
    """One in which an app is made, with a model on loopback, and one that is bare."""
    with model_in_thread(REPAIRS) as model:
        settings = {"DOUGONG_AI_URL": model.url("/v1"), "DOUGONG_AI_MODEL": "stand-in"}
        settings["DOUGONG_EGRESS_ALLOW"] = model.place
        with (
            live_server(tmp_path_factory.mktemp("here"), settings) as here,
            live_server(tmp_path_factory.mktemp("there")) as there,
        ):
            yield here, there


def made_and_exported(page: Page, folder: Path) -> Path:
    """From a sentence to the file of its package."""
    page.goto("/begin/sentence")
    page.get_by_label("您想管理什么").fill("管设备报修，大额要审批")
    page.get_by_role("button", name="生成方案").click()
    page.get_by_role("button", name="建好并发布").click()
    expect(page).to_have_url(re.compile("/a/[^/]+/[vd]/"))
    page.goto("/market")
    expect(page.get_by_role("region", name="自己做的应用")).to_be_visible()
    check_accessible(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="导出应用包：设备报修").click()
    file = folder / "repairs.zip"
    waiting.value.save_as(file)
    return file


def installed(page: Page, file: Path) -> None:
    """Uploaded and taken as any package of the market."""
    page.goto("/market")
    page.get_by_label("上传应用包（zip）").set_input_files(file)
    page.get_by_role("button", name="安装", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="安装", exact=True).click()
    done_or_refused(dialog, dialog.get_by_role("button", name="打开应用"))
    dialog.get_by_role("button", name="打开应用").click()


def package_of(client: httpx.Client) -> bytes:
    """The only app of the workspace as a package."""
    (app,) = client.get("/api/apps").json()["apps"]
    return client.get(f"/api/apps/{app['id']}/export").content


def test_an_app_made_in_the_browser_works_the_same_elsewhere(
    chromium: Browser, workspaces: tuple[LiveServer, LiveServer], tmp_path: Path
) -> None:
    here, there = workspaces
    author, admin = here.first_sign_in(), there.first_sign_in()
    with visiting(chromium, here, tmp_path) as visit:
        file = made_and_exported(home(visit, author), tmp_path)
    with visiting(chromium, there, tmp_path) as visit:
        page = visit.desktop(admin)
        installed(page, file)
        menu = page.get_by_role("navigation", name="设备报修")
        for name in ("全部设备", "全部报修单", "报修单 · 按状态", "报修看板"):
            expect(menu.get_by_role("link", name=name)).to_be_visible()
        for client in (author, admin):
            device = client.post("/api/records/device", json={"name": "叉车"}).json()["id"]
            made = client.post("/api/records/repair", json={"subject": "漏油", "device": device, "cost": "20"})
            assert made.status_code == 201, made.text
        menu.get_by_role("link", name="全部报修单").click()
        expect(page.get_by_role("grid").get_by_text("漏油")).to_be_visible()
        expect(page.get_by_role("grid").get_by_text("叉车")).to_be_visible()
    assert package_of(author) == package_of(admin) == file.read_bytes()
