"""The page of a record is laid out in the browser, on a real record, and read on the desktop and on a phone."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import check_accessible, shot
from support.designer import drag, publish, saved
from support.visiting import Visit

NAME = {"id": "name", "key": "name", "name": "名称", "type": "text", "required": True}
LEVELS = [{"id": "a", "name": "甲级", "color": "green"}, {"id": "b", "name": "乙级"}]
SITE = {
    "kind": "entity",
    "app": "app_store",
    "name": "试点门店",
    "title": "name",
    "fields": [
        NAME,
        {"id": "level", "key": "level", "name": "等级", "type": "choice", "options": LEVELS},
        {"id": "area", "key": "area", "name": "面积", "type": "integer", "unit": "平方米"},
    ],
}


@dataclass
class Pair:
    """A published entity, another whose records link to it, and a record of the first with two of the second."""

    site: str
    check: str
    record: str

    def page(self, client: httpx.Client) -> dict[str, list[dict[str, str]]]:
        """The page as the draft has it."""
        found = client.get(f"/api/design/{self.site}/draft").json()["document"].get("page", {})
        assert isinstance(found, dict)
        return found


def made(client: httpx.Client, path: str, **body: object) -> str:
    answer = client.post(path, json=body)
    assert answer.status_code in (200, 201), answer.text
    return str(answer.json().get("id"))


@pytest.fixture
def pair(designer: httpx.Client) -> Iterator[Pair]:
    site = made(designer, "/api/design", document=SITE)
    link = {"id": "site", "key": "site", "name": "门店", "type": "link", "entity": site, "inverse": "历次检查"}
    score = {"id": "score", "key": "score", "name": "得分", "type": "integer"}
    fields = [NAME, link, score]
    check = made(
        designer,
        "/api/design",
        document={"kind": "entity", "app": "app_store", "name": "试点检查", "title": "name", "fields": fields},
    )
    made(designer, "/api/design/publish", ids=[site, check])
    keys = {one["id"]: one["key"] for one in designer.get("/api/entities").json()["entities"]}
    record = made(designer, f"/api/records/{keys[site]}", name="人民路店", level="a", area=120)
    for name, points in (("春季检查", 70), ("秋季检查", 95)):
        made(designer, f"/api/records/{keys[check]}", name=name, site=record, score=points)
    yield Pair(site, check, record)
    draft = designer.get(f"/api/design/{site}/draft").json()
    usual = {member: value for member, value in draft["document"].items() if member != "page"}
    kept = designer.put(f"/api/design/{site}/draft", json={"revision": draft["revision"], "document": usual})
    assert kept.status_code == 200, kept.text
    if draft["document"] != usual:
        made(designer, "/api/design/publish", ids=[site])
    for entity in (check, site):
        gone = designer.delete(f"/api/design/{entity}?confirm=true")
        assert gone.status_code == 204, gone.text


def opened(desks: Visit, client: httpx.Client, pair: Pair) -> Page:
    page = desks.desktop(client)
    page.goto(f"/design/pages/{pair.site}?record={pair.record}")
    expect(page.get_by_role("button", name="人民路店")).to_be_visible()
    return page


def place(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def item(page: Page, name: str, where: str) -> Locator:
    return place(page, where).locator("[data-item]").filter(has_text=name)


def offer(page: Page, group: str, name: str) -> Locator:
    offers = page.get_by_role("complementary", name="可以放的内容").get_by_role("region", name=group)
    return offers.get_by_role("button", name=name, exact=True)


def stands(page: Page, where: str, *names: str) -> None:
    expect(place(page, where).locator("[data-item]")).to_have_text(list(names))


def test_facts_and_a_list_are_put_on_the_page_published_and_read_everywhere(
    desks: Visit, designer: httpx.Client, pair: Pair
) -> None:
    page = opened(desks, designer, pair)
    stands(page, "侧栏", "动态", "审批", "关联", "评论")
    offer(page, "放到顶部的字段", "面积").click()
    offer(page, "放到顶部的字段", "等级").click()
    stands(page, "顶部的关键字段", "面积120 平方米", "等级甲级")
    details = item(page, "详情", "主区").bounding_box()
    assert details is not None
    drag(page, offer(page, "关联列表", "历次检查"), details["x"] + details["width"] + 30, details["y"] + 10)
    stands(page, "主区", "详情", "历次检查")
    page.get_by_label("添加列").select_option(label="得分")
    page.get_by_label("排序").select_option(label="得分")
    page.get_by_label("顺序", exact=True).select_option(label="从大到小")
    expect(place(page, "主区").locator("tbody tr").first).to_contain_text("秋季检查")
    saved(page)
    check_accessible(page)
    shot(page, "record-page-designer")
    publish(page)
    page.get_by_role("button", name="看看记录页").click()
    expect(page.get_by_role("definition").filter(has_text="甲级").first).to_be_visible()
    page.get_by_role("tab", name="历次检查").click()
    expect(page.get_by_role("row")).to_have_count(3)
    expect(page.get_by_role("row").nth(1)).to_contain_text("秋季检查")
    check_accessible(page)
    phone = desks.phone(designer)
    phone.goto(page.url.replace("/r/", "/m/r/"))
    expect(phone.get_by_role("definition").filter(has_text="120 平方米").first).to_be_visible()
    phone.get_by_role("tab", name="历次检查").click()
    expect(phone.get_by_role("link", name="秋季检查")).to_be_visible()
    check_accessible(phone)


def test_the_keyboard_alone_lays_a_page_out_and_takes_it_back(desks: Visit, designer: httpx.Client, pair: Pair) -> None:
    page = opened(desks, designer, pair)
    item(page, "动态", "侧栏").focus()
    page.keyboard.press("Alt+ArrowLeft")
    stands(page, "主区", "详情", "动态")
    expect(item(page, "动态", "主区")).to_be_focused()
    page.keyboard.press("Alt+ArrowLeft")
    stands(page, "主区", "动态", "详情")
    page.keyboard.press("/")
    page.keyboard.type("lici")
    expect(page.get_by_role("dialog", name="添加到页面").get_by_role("button", name="历次检查")).to_be_visible()
    page.keyboard.press("Enter")
    stands(page, "主区", "动态", "详情", "历次检查")
    item(page, "评论", "侧栏").focus()
    page.keyboard.press("Delete")
    stands(page, "侧栏", "审批", "关联")
    for _ in range(4):
        page.keyboard.press("Control+z")
    stands(page, "主区", "详情")
    stands(page, "侧栏", "动态", "审批", "关联", "评论")
    saved(page)
    assert pair.page(designer) == {}
