"""An app's structure is looked through and its menu made: by click, by dragging and with the keyboard alone."""

import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import check_accessible, shot
from support.designer import drag, first_step, publish, saved
from support.visiting import Visit

APP = "app_store"


@pytest.fixture
def menu_page(desks: Visit, designer: httpx.Client) -> Page:
    """The menu of the app while it is made."""
    page = desks.desktop(designer, viewport={"width": 1440, "height": 1000})
    page.goto(f"/design/apps/{APP}")
    page.get_by_role("button", name="菜单", exact=True).click()
    expect(entry(page, "全部门店")).to_be_visible()
    return page


def canvas(page: Page) -> Locator:
    """The menu as it is being made."""
    return page.get_by_role("region", name="菜单", exact=True)


def entry(page: Page, name: str) -> Locator:
    """A page on the menu."""
    return canvas(page).locator("[data-item]").filter(has_text=re.compile(f"^{re.escape(name)}$"))


def entries(page: Page, group: str) -> Locator:
    """The pages of a group."""
    return canvas(page).get_by_role("region", name=group, exact=True).locator("[data-item]")


def stored(client: httpx.Client) -> list[tuple[str, list[str]]]:
    """Groups with what their entries open, in the draft on the server."""
    menu = client.get(f"/api/design/{APP}/draft").json()["document"]["menu"]
    return [(group["name"], [item["opens"] for item in group["items"]]) for group in menu]


def test_everything_an_app_is_made_of_is_found_by_its_job(desks: Visit, designer: httpx.Client) -> None:
    page = desks.desktop(designer)
    page.goto("/a/store_app")
    page.get_by_role("link", name="设计此应用").click()
    flows = page.get_by_role("region", name=re.compile("^流程"))
    expect(flows.get_by_role("listitem").first).to_be_visible()
    check_accessible(page)
    page.get_by_role("searchbox", name="按名称或拼音查找").fill("xd")
    expect(page.get_by_role("region", name=re.compile("^角色与权限")).get_by_text("巡店督导")).to_be_visible()
    expect(flows).to_have_count(0)
    page.get_by_role("link", name="巡店督导").click()
    expect(page.get_by_text("“巡店督导”能做什么")).to_be_visible()


def test_a_new_object_shows_as_a_draft_and_what_is_used_cannot_be_deleted(desks: Visit, designer: httpx.Client) -> None:
    document = {"kind": "role", "app": APP, "name": "待删角色"}
    assert designer.post("/api/design", json={"document": document}).status_code == 201
    page = desks.desktop(designer)
    page.goto(f"/design/apps/{APP}")
    line = page.get_by_role("listitem").filter(has_text="待删角色")
    expect(line.get_by_text("新建，未发布")).to_be_visible()
    line.get_by_role("button", name="“待删角色”的操作").click()
    page.get_by_role("menuitem", name="删除").click()
    asked = page.get_by_role("dialog", name="删除“待删角色”")
    expect(asked.get_by_text("它从未发布过")).to_be_visible()
    check_accessible(page)
    asked.get_by_role("button", name="删除", exact=True).click()
    expect(line).to_have_count(0)
    data = page.get_by_role("region", name=re.compile("^数据"))
    data.get_by_role("button", name="“门店”的操作").click()
    page.get_by_role("menuitem", name="删除").click()
    asked = page.get_by_role("dialog", name="删除“门店”")
    expect(asked.get_by_text("还有这些地方在用")).to_be_visible()
    expect(asked.get_by_role("button", name="删除", exact=True)).to_be_disabled()
    check_accessible(page)


def test_the_menu_is_made_by_clicking_and_dragging_and_published(menu_page: Page, designer: httpx.Client) -> None:
    page = menu_page
    check_accessible(page)
    first = entries(page, "巡店").nth(0)
    target = first.bounding_box()
    assert target is not None
    drag(page, entry(page, "全部门店"), target["x"] + target["width"] / 2, target["y"] - 2)
    expect(entries(page, "巡店").nth(0)).to_have_text("全部门店")
    canvas(page).get_by_role("button", name="“全部门店”的操作").click()
    page.get_by_role("menuitem", name="移到“基础资料”").click()
    expect(entries(page, "基础资料").last).to_have_text("全部门店")
    page.get_by_role("button", name="添加分组").click()
    page.get_by_label("分组名称").fill("收藏")
    page.get_by_role("complementary", name="页面", exact=True).get_by_role(
        "button", name="全部门店", exact=True
    ).first.click()
    page.get_by_label("菜单上的名字").fill("所有门店")
    page.get_by_role("button", name="星", exact=True).click()
    expect(entries(page, "收藏")).to_have_text(["所有门店"])
    expect(page.get_by_role("region", name="谁能看到").get_by_text("巡店督导")).to_be_visible()
    check_accessible(page)
    saved(page)
    shot(page, "app-menu")
    publish(page)
    page.goto("/a/store_app")
    menu = page.get_by_role("navigation", name="门店销售")
    expect(menu.get_by_role("link", name="所有门店")).to_be_visible()
    assert stored(designer)[-1][0] == "收藏"


def test_the_keyboard_alone_moves_removes_and_brings_back(menu_page: Page, designer: httpx.Client) -> None:
    page, keys = menu_page, menu_page.keyboard
    before = stored(designer)
    names = entries(page, "销售").all_inner_texts()
    entries(page, "销售").nth(0).focus()
    keys.press("Alt+ArrowDown")
    expect(entries(page, "销售").nth(1)).to_have_text(names[0])
    expect(entries(page, "销售").nth(1)).to_be_focused()
    keys.press("Space")
    expect(page.get_by_role("status").filter(has_text=f"已拿起“{names[0]}”")).to_be_visible()
    first_step(page, "ArrowUp")
    keys.press("Escape")
    expect(page.locator("[data-drop-line]")).to_have_count(0)
    entries(page, "销售").nth(0).focus()
    keys.press("Delete")
    expect(entries(page, "销售")).to_have_count(len(names) - 1)
    keys.press("Control+z")
    keys.press("Control+z")
    expect(entries(page, "销售")).to_have_text(names)
    saved(page)
    assert stored(designer) == before


@pytest.fixture
def speaking(designer: httpx.Client) -> Iterator[Callable[[str], None]]:
    """Chooses the reader's language until the test ends."""

    def choose(language: str) -> None:
        assert designer.patch("/api/me", json={"locale": language}).status_code == 200

    yield choose
    choose("zh-CN")


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("zh-CN", "light", 1440), ("en", "dark", 1440), ("zh-CN", "dark", 820), ("en", "light", 820)],
)
def test_the_app_designer_is_accessible_in_every_look(
    desks: Visit, designer: httpx.Client, speaking: Callable[[str], None], language: str, scheme: str, width: int
) -> None:
    speaking(language)
    page = desks.desktop(designer, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(f"/design/apps/{APP}")
    page.locator("h2").first.wait_for()
    check_accessible(page)
    shot(page, f"app-structure-{language}-{width}", desks.pictures)
    page.get_by_role("button", name="菜单" if language == "zh-CN" else "Menu", exact=True).first.click()
    page.locator("[data-item]").first.wait_for()
    page.locator("[data-item]").first.click()
    check_accessible(page)
    shot(page, f"app-menu-{language}-{width}", desks.pictures)
