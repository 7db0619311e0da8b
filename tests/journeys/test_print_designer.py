"""A print template is designed on paper, published, and prints a record from its page."""

import re
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import check_accessible, shot
from support.designer import drag, publish, saved
from support.visiting import Visit

BLOCKS = [
    {"id": "head", "type": "heading", "text": "商品 {{ name }}"},
    {"id": "facts", "type": "fields", "fields": ["code"]},
    {"id": "sign", "type": "signatures", "places": [{"id": "a", "name": "经办人"}]},
]


@pytest.fixture
def sku(designer: httpx.Client) -> Iterator[str]:
    """A record to print."""
    made = designer.post("/api/records/sku", json={"name": "矿泉水", "code": f"P-{uuid4().hex[:6]}"})
    assert made.status_code == 201, made.text
    yield str(made.json()["id"])
    gone = designer.delete(f"/api/records/sku/{made.json()['id']}")
    assert gone.status_code == 204, gone.text


@pytest.fixture
def template(designer: httpx.Client) -> Iterator[str]:
    """A template over the SKUs, never published; it goes away again."""
    document = {"kind": "print", "app": "app_store", "name": "商品卡", "entity": "ent_sku", "blocks": BLOCKS}
    made = designer.post("/api/design", json={"document": document})
    assert made.status_code == 201, made.text
    yield str(made.json()["id"])
    gone = designer.delete(f"/api/design/{made.json()['id']}", params={"confirm": True})
    assert gone.is_success, gone.text


def opened(desks: Visit, client: httpx.Client, template: str) -> Page:
    page = desks.desktop(client, viewport={"width": 1440, "height": 900})
    page.goto(f"/design/prints/{template}")
    in_order(page, "标题", "字段表", "签章栏")
    return page


def covers(page: Page) -> Locator:
    return page.get_by_role("list", name="纸面").locator("[data-cover]")


def in_order(page: Page, *kinds: str) -> None:
    """Waits until these kinds of blocks stand on the paper, in this order."""
    expect(covers(page)).to_have_count(len(kinds))
    for place, kind in enumerate(kinds):
        expect(covers(page).nth(place)).to_have_attribute("aria-label", re.compile(f"^{kind}"))


def blocks(client: httpx.Client, template: str) -> list[str]:
    document = client.get(f"/api/design/{template}/draft").json()["document"]
    return [one["type"] for one in document["blocks"]]


def test_a_template_is_designed_published_and_prints_a_record(
    desks: Visit, designer: httpx.Client, template: str, sku: str
) -> None:
    page = opened(desks, designer, template)
    paper = page.get_by_role("region", name="纸面")
    expect(paper.get_by_text("商品 矿泉水")).to_be_visible()
    covers(page).first.click()
    page.get_by_role("region", name="文字与字段").get_by_role("button", name="正文").click()
    in_order(page, "标题", "正文", "字段表", "签章栏")
    text = page.get_by_label("文字", exact=True)
    text.fill("编号 ")
    text.press("End")
    page.get_by_label("在“文字”中插入字段").select_option(label="商品编码")
    expect(paper.get_by_text(re.compile("^编号 P-"))).to_be_visible()
    box = covers(page).first.bounding_box()
    assert box is not None
    drag(page, covers(page).nth(3), box["x"] + 60, box["y"] + 2)
    in_order(page, "签章栏", "标题", "正文", "字段表")
    page.get_by_role("button", name="撤销").click()
    in_order(page, "标题", "正文", "字段表", "签章栏")
    check_accessible(page)
    shot(page, "print-designer")
    saved(page)
    assert blocks(designer, template) == ["heading", "text", "fields", "signatures"]
    publish(page)
    page.goto(f"/r/sku/{sku}")
    page.get_by_role("button", name="更多操作").click()
    page.get_by_role("menuitem", name="打印…").click()
    dialog = page.get_by_role("dialog", name="打印")
    dialog.get_by_label("打印模板").select_option(label="商品卡")
    expect(dialog.get_by_text("商品 矿泉水")).to_be_visible()
    check_accessible(page)
    shot(page, "print-dialog")
    with page.expect_popup() as popped:
        dialog.get_by_role("button", name="打开 PDF").click()
    assert f"/api/records/sku/{sku}/prints/{template}/pdf" in popped.value.url
    made = designer.get(f"/api/records/sku/{sku}/prints/{template}/pdf")
    assert made.content.startswith(b"%PDF-")


def test_the_keyboard_alone_orders_copies_and_removes_blocks(
    desks: Visit, designer: httpx.Client, template: str
) -> None:
    page = opened(desks, designer, template)
    keys = page.keyboard
    covers(page).nth(2).focus()
    keys.press("Alt+ArrowUp")
    in_order(page, "标题", "签章栏", "字段表")
    expect(covers(page).nth(1)).to_be_focused()
    keys.press("Control+d")
    in_order(page, "标题", "签章栏", "签章栏", "字段表")
    covers(page).nth(2).focus()
    keys.press("Delete")
    in_order(page, "标题", "签章栏", "字段表")
    page.get_by_role("region", name="审批、签章与分页").get_by_role("button", name="另起一页").focus()
    keys.press("Enter")
    expect(covers(page)).to_have_count(4)
    keys.press("Control+z")
    in_order(page, "标题", "签章栏", "字段表")
    saved(page)
    page.reload()
    in_order(page, "标题", "签章栏", "字段表")
