"""Journey: a package comes from a file, its slot's person leaves and is replaced, its permission tests are read."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from dougong.packages.archive import zipped
from dougong.packages.market import files_of
from support.browser import check_accessible, shot
from support.live import live_server
from support.packages import library
from support.visiting import Visit, visiting

OWN = "acme.sales"


@pytest.fixture
def visit(chromium: Browser, tmp_path: Path) -> Any:
    with live_server(tmp_path) as server, visiting(chromium, server, tmp_path) as visit:
        yield visit


def package(at: Path) -> dict[str, bytes]:
    """The sales package of another publisher."""

    def named(manifest: dict[str, Any]) -> None:
        manifest |= {"id": OWN, "publisher": "Acme"}

    return files_of(library(at, "1.0.0", {"package.json": named}) / "sales_management")


def choose(page: Page, name: str, data: bytes) -> None:
    page.get_by_label("上传应用包（zip）").set_input_files(
        files=[{"name": name, "mimeType": "application/zip", "buffer": data}]
    )


def leave(admin: httpx.Client, person: str) -> None:
    answer = admin.patch(f"/api/people/{person}", json={"active": False})
    assert answer.status_code == 200, answer.text


def test_a_package_from_a_file_is_installed_and_looked_after(visit: Visit, tmp_path: Path) -> None:
    admin = visit.server.first_sign_in()
    (wang, _), (_li, _) = (visit.server.new_person(admin, name) for name in ("王芳", "李雷"))
    page = visit.desktop(admin)
    files = package(tmp_path)
    page.goto("/market")
    choose(page, "broken.zip", b"PK not at all")
    expect(page.get_by_role("alert")).to_contain_text("zip")
    broken = {**files, "entities/customer.json": files["entities/customer.json"].replace(b'"text"', b'"tixt"')}
    choose(page, "broken.zip", zipped(broken))
    expect(page.get_by_role("group", name="应用包的问题")).to_contain_text("entities/customer.json")
    check_accessible(page)
    shot(page, "market-upload-refused", visit.pictures)
    choose(page, "sales.zip", zipped(files))
    expect(page.get_by_text("Acme · 1.0.0")).to_be_visible(timeout=60_000)
    page.locator("summary", has_text="权限测试").click()
    expect(page.get_by_role("group", name="权限测试").get_by_text("通过").first).to_be_visible()
    check_accessible(page)
    shot(page, "market-uploaded", visit.pictures)
    installed = admin.post(
        f"/api/packages/{OWN}/install", json={"samples": False, "slots": {"contract_keeper": wang}}, timeout=120
    )
    assert installed.status_code == 201, installed.text
    leave(admin, wang)
    page.goto(f"/market/{OWN}")
    expect(page.get_by_text("“合同审批兜底人”没有人了")).to_be_visible()
    check_accessible(page)
    shot(page, "market-slot-left", visit.pictures)
    page.get_by_role("button", name="换人：合同审批兜底人").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("searchbox").fill("李雷")
    dialog.get_by_role("button", name=re.compile("李雷")).click()
    check_accessible(page)
    shot(page, "market-slot-rebind", visit.pictures)
    dialog.get_by_role("button", name="换人", exact=True).click()
    expect(dialog).to_be_hidden(timeout=60_000)
    expect(page.get_by_text("“合同审批兜底人”没有人了")).to_be_hidden()
    expect(page.get_by_text("李雷")).to_be_visible()
    page.get_by_role("button", name="权限测试", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("table")).to_be_visible()
    check_accessible(page)
    shot(page, "market-tests", visit.pictures)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="从市场移除").click()
    page.get_by_role("dialog").get_by_role("button", name="从市场移除").click()
    expect(page.get_by_role("heading", name="模板市场")).to_be_visible()
    expect(page.get_by_role("link", name="门店销售")).to_be_visible()
    expect(page.get_by_text("Acme · 1.0.0")).to_be_hidden()
