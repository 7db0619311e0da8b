"""Journey: a package is looked at, installed, upgraded with a choice, put back, taken away and restored."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from support.browser import check_accessible, shot
from support.live import LiveServer, live_server
from support.packages import library
from support.visiting import Visit, visiting


def next_customer(entity: dict[str, Any]) -> None:
    """Version 1.1: other names and a new field."""
    for one in entity["fields"]:
        if one["id"] == "level":
            one["name"] = "客户分级"
    entity["fields"].append({"id": "tax_number", "key": "tax_number", "name": "税号", "type": "text"})


def next_manifest(manifest: dict[str, Any]) -> None:
    del manifest["languages"]


@pytest.fixture
def visit(chromium: Browser, tmp_path: Path) -> Any:
    with live_server(tmp_path) as server, visiting(chromium, server, tmp_path) as visit:
        yield visit
        assert visit.errors == []


def offer_next(server: LiveServer, data: Path) -> None:
    """Version 1.1.0 in the operator's own folder of packages."""
    (data / "packages").mkdir()
    changes: dict[str, Any] = {"entities/customer.json": next_customer, "package.json": next_manifest}
    made = library(data / "packages", "1.1.0", changes)
    (made / "sales_management/locales/en.json").unlink()
    assert server.process.poll() is None


def tweak(admin: Any) -> None:
    """The customer is called otherwise here, and so is the level."""
    document = admin.get("/api/design/ent_customer/draft").json()
    entity = document["document"]
    entity["name"] = "我们的客户"
    next(one for one in entity["fields"] if one["id"] == "level")["name"] = "重要程度"
    saved = admin.put("/api/design/ent_customer/draft", json={"revision": document["revision"], "document": entity})
    assert saved.status_code == 200, saved.text
    published = admin.post("/api/design/publish", json={"ids": ["ent_customer"]})
    assert published.status_code == 200, published.text


def test_a_package_is_looked_at_upgraded_put_back_taken_away_and_restored(visit: Visit, tmp_path: Path) -> None:
    admin = visit.server.first_sign_in()
    page = visit.desktop(admin)
    page.goto("/market/dougong.sales_management")
    page.locator("summary", has_text=re.compile("^客户 ")).click()
    expect(page.locator("details[open]").get_by_text("云杉装备（示例）").first).to_be_visible()
    check_accessible(page)
    shot(page, "market-package")
    page.get_by_role("button", name="安装", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("合同审批兜底人")).to_be_visible()
    check_accessible(page)
    dialog.get_by_role("button", name="安装", exact=True).click()
    expect(page.get_by_text(re.compile("行示例数据"))).to_be_visible(timeout=60_000)
    tweak(admin)
    offer_next(visit.server, tmp_path / "data")
    page.goto("/market/dougong.sales_management")
    page.get_by_role("link", name="查看升级").click()
    expect(page.get_by_role("heading", name="从 1.0.0 升级到 1.1.0")).to_be_visible()
    expect(page.get_by_role("group", name=re.compile("级|重要程度")).first).to_be_visible()
    check_accessible(page)
    shot(page, "market-upgrade")
    page.get_by_role("radio", name=re.compile("客户分级")).check()
    page.get_by_role("button", name="升级", exact=True).click()
    expect(page.get_by_role("button", name="撤销升级")).to_be_visible(timeout=60_000)
    entity = admin.get("/api/design/ent_customer/draft").json()["document"]
    names = {one["id"]: one["name"] for one in entity["fields"]}
    assert (entity["name"], names["level"], names["tax_number"]) == ("我们的客户", "客户分级", "税号")
    page.get_by_role("button", name="撤销升级").click()
    page.get_by_role("dialog").get_by_role("button", name="撤销升级").click()
    expect(page.get_by_role("link", name="查看升级")).to_be_visible(timeout=60_000)
    entity = admin.get("/api/design/ent_customer/draft").json()["document"]
    assert {one["id"] for one in entity["fields"]} == names.keys() - {"tax_number"}
    page.get_by_role("button", name="卸载", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(re.compile("8 条记录|条记录")).first).to_be_visible()
    check_accessible(page)
    shot(page, "market-uninstall")
    dialog.get_by_role("checkbox").check()
    dialog.get_by_role("button", name="卸载", exact=True).click()
    expect(dialog).to_be_hidden(timeout=60_000)
    page.goto("/market")
    page.get_by_role("button", name="恢复").click()
    expect(page.get_by_role("button", name="恢复")).to_be_hidden(timeout=60_000)
    listed = admin.get("/api/records/customer").json()
    assert len(listed["records"]) > 5
