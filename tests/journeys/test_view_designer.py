"""Views are designed in the browser: fields, types, filters, locks, with the list itself beside them."""

import re

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import check_accessible, shot
from support.dated_views import CALENDAR, GALLERY, GANTT, GRID, carry, chip, is_, middle, read_by
from support.designer import first_step, publish, saved
from support.live import LiveServer
from support.planned_steps import Steps
from support.scorecard import Actions
from support.visiting import Visit


def designing(desks: Visit, client: httpx.Client, view: str) -> Page:
    """The designer of a view, with its fields there."""
    page = desks.desktop(client, viewport={"width": 1440, "height": 900})
    page.goto(f"/design/views/{view}")
    shown(page).get_by_role("button").first.wait_for()
    return page


def shown(page: Page) -> Locator:
    """The fields that the view shows."""
    return page.get_by_role("list", name="显示的字段")


def field(page: Page, name: str) -> Locator:
    """One of them."""
    return shown(page).get_by_role("button", name=name, exact=True)


def in_order(page: Page, *names: str) -> None:
    """Waits until these fields are shown, in this order."""
    rows = shown(page).locator("[data-field]")
    expect(rows).to_have_count(len(names))
    for place, name in enumerate(names):
        expect(rows.nth(place)).to_contain_text(name)


def test_a_new_view_becomes_a_published_calendar_in_few_actions(
    desks: Visit, designer: httpx.Client, steps: Steps
) -> None:
    steps.record("打地基", 10, 12)
    page, act = read_by(desks, designer, steps.view("工序清单", GRID)), Actions()
    page.get_by_role("button", name=re.compile("^工序清单")).click()
    act(page.get_by_role("menuitem", name="新建共享视图").click)
    act(page.get_by_role("button", name="日历", exact=True).click)
    check_accessible(page)
    act(page.get_by_role("button", name="开始设计").click)
    act(lambda: page.get_by_label("结束日期", exact=True).select_option(label="结束"))
    act(lambda: page.get_by_label("颜色", exact=True).select_option(label="状态"))
    expect(chip(page, "打地基")).to_be_visible()
    saved(page)
    shot(page, "view-designer")
    act(page.get_by_role("button", name="发布", exact=True).click)
    dialog = page.get_by_role("dialog", name="发布")
    expect(dialog.get_by_text("新视图“工序日历”")).to_be_visible()
    act(dialog.get_by_role("button", name="发布", exact=True).click)
    act(page.get_by_role("button", name="打开视图").click)
    assert act.count <= 8, act.count
    page.wait_for_url("**/a/store_app/v/**")
    expect(chip(page, "打地基")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="编辑此页").click()
    in_order(page, "工序名称", "开始", "结束", "状态", "照片", "成本")


def test_columns_are_put_in_order_by_drag_keys_and_menu(desks: Visit, designer: httpx.Client, steps: Steps) -> None:
    view = steps.view("列", GRID)
    page = designing(desks, designer, view)
    page.get_by_role("button", name="显示“成本”").click()
    in_order(page, "工序名称", "开始", "状态", "成本")
    carry(page, middle(field(page, "成本")), (middle(field(page, "开始"))[0], middle(field(page, "开始"))[1] - 16))
    in_order(page, "工序名称", "成本", "开始", "状态")
    page.get_by_role("button", name="“成本”的操作").click()
    page.get_by_role("menuitem", name="下移").click()
    in_order(page, "工序名称", "开始", "成本", "状态")
    headers = page.get_by_role("columnheader")
    expect(headers.nth(3)).to_contain_text("成本")
    check_accessible(page)
    saved(page)
    columns = steps.draft(view)["layout"]["columns"]
    assert [one["field"] for one in columns] == ["name", "start", "cost", "state"]


def test_the_keyboard_alone_orders_hides_undoes_and_comes_back_after_a_reload(
    desks: Visit, designer: httpx.Client, steps: Steps
) -> None:
    page = designing(desks, designer, steps.view("键盘", GRID))
    keys = page.keyboard
    field(page, "状态").focus()
    keys.press("Alt+ArrowUp")
    in_order(page, "工序名称", "状态", "开始")
    expect(field(page, "状态")).to_be_focused()
    keys.press("Space")
    expect(page.get_by_role("status").filter(has_text="已拿起“状态”")).to_be_visible()
    first_step(page, "ArrowUp")
    keys.press("Escape")
    in_order(page, "工序名称", "状态", "开始")
    field(page, "状态").focus()
    keys.press("Delete")
    in_order(page, "工序名称", "开始")
    saved(page)
    page.reload()
    in_order(page, "工序名称", "开始")
    page.get_by_role("button", name="撤销").focus()
    keys.press("Enter")
    in_order(page, "工序名称", "状态", "开始")
    page.get_by_role("button", name="撤销").focus()
    keys.press("Enter")
    in_order(page, "工序名称", "开始", "状态")


def test_another_type_keeps_what_fits_and_what_is_set_is_seen_at_once(
    desks: Visit, designer: httpx.Client, steps: Steps
) -> None:
    steps.record("砌墙", 14, 15, cost="1200")
    view = steps.view("换类型", {**GRID, "group": "state"})
    page = designing(desks, designer, view)
    types = page.get_by_role("group", name="视图类型")
    types.get_by_role("button", name="看板").click()
    expect(page.get_by_label("分列字段", exact=True)).to_have_value("state")
    expect(page.get_by_role("heading", name="计划")).to_be_visible()
    types.get_by_role("button", name="甘特图").click()
    expect(page.get_by_label("颜色", exact=True)).to_have_value("state")
    page.get_by_label("结束日期", exact=True).select_option(label="结束")
    expect(chip(page, "砌墙")).to_be_visible()
    check_accessible(page)
    types.get_by_role("button", name="画廊").click()
    expect(page.get_by_label("封面", exact=True)).to_have_value("front")
    expect(chip(page, "砌墙")).to_be_visible()
    page.get_by_role("button", name="撤销").click()
    page.get_by_role("button", name="历史记录").click()
    history = page.get_by_role("dialog", name="历史记录")
    expect(history.get_by_role("button", name="换成甘特图")).to_be_visible()
    page.keyboard.press("Escape")
    types.get_by_role("button", name="表格").click()
    in_order(page, "工序名称", "开始", "状态")
    page.get_by_role("button", name="添加条件", exact=True).click()
    page.get_by_label("值").fill("没有这道工序")
    expect(page.get_by_text("没有符合条件的记录")).to_be_visible()
    page.get_by_label("添加排序字段…").select_option(label="成本")
    page.get_by_role("button", name="“成本”：从小到大").click()
    page.get_by_label("锁定").check()
    saved(page)
    draft = steps.draft(view)
    assert draft["sort"] == [{"field": "cost", "descending": True}]
    assert draft["locked"] is True
    assert draft["layout"]["type"] == "grid"
    publish(page)
    reader = read_by(desks, designer, view)
    expect(reader.get_by_text("已锁定")).to_be_visible()
    expect(reader.get_by_role("button", name="筛选")).to_have_count(0)
    check_accessible(reader)


def test_who_may_not_change_days_sees_them_and_who_may_not_see_a_field_is_not_offered_it(
    desks: Visit, designed: LiveServer, steps: Steps
) -> None:
    steps.record("验收", 20, 21, cost="99")
    view = steps.view("验收日历", CALENDAR, filter=is_("验收"))
    reader = steps.reader(
        designed, "只看", {"name": "read", "start": "read", "until": "read", "state": "read"}, "design"
    )
    page = read_by(desks, reader, view)
    expect(chip(page, "验收")).to_be_visible()
    expect(page.get_by_role("button", name="“验收”的操作")).to_have_count(0)
    expect(page.locator("[data-grip]")).to_have_count(0)
    page.goto(f"/design/views/{view}")
    expect(shown(page).get_by_role("button", name="您看不到的字段", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="显示“工序名称”")).to_be_visible()
    expect(page.get_by_text("成本")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("zh-CN", "light", 1440), ("en", "dark", 1440), ("zh-CN", "dark", 820), ("en", "light", 1920)],
)
def test_views_and_their_designer_are_accessible_in_every_look(
    desks: Visit, designer: httpx.Client, steps: Steps, language: str, scheme: str, width: int
) -> None:
    steps.record(f"检查{width}{scheme}", 16, 18)
    assert designer.patch("/api/me", json={"locale": language}).status_code == 200
    for layout in (CALENDAR, GANTT, GALLERY):
        view = steps.view(f"看 {layout['type']} {width}", layout)
        page = desks.desktop(designer, color_scheme=scheme, viewport={"width": width, "height": 900})
        page.goto(f"/a/store_app/v/{view}")
        page.locator("[data-record]").first.wait_for()
        if width < 1000:
            page.get_by_role("button", name="收起菜单").click()
        check_accessible(page)
        shot(page, f"view-{layout['type']}-{language}-{width}", desks.pictures)
        page.goto(f"/design/views/{view}")
        page.locator("[data-record]").first.wait_for()
        check_accessible(page)
        shot(page, f"view-designer-{layout['type']}-{language}-{width}", desks.pictures)
    designer.patch("/api/me", json={"locale": "zh-CN"})
