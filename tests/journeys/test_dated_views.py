"""Records lie on calendars and along time: moved by drag, keys, menu and dialog, within what their reader may do."""

import httpx
from playwright.sync_api import expect

from support.browser import check_accessible
from support.dated_views import CALENDAR, GANTT, carry, chip, day, is_, middle, read_by
from support.planned_steps import KEY, Steps, in_month, moved
from support.visiting import Visit


def test_a_record_is_moved_on_the_calendar_by_drag_keys_menu_and_dialog(
    desks: Visit, designer: httpx.Client, steps: Steps
) -> None:
    id = steps.record("吊装", 10, 11)
    page = read_by(desks, designer, steps.view("吊装日历", CALENDAR, filter=is_("吊装")))
    first = in_month(10)
    expect(chip(page, "吊装")).to_be_visible()
    carry(page, middle(chip(page, "吊装")), day(page, in_month(17)))
    expect(page.get_by_text(f"“吊装”已改到 {in_month(17)} 至 {in_month(18)}")).to_be_visible()
    assert steps.days(id) == (in_month(17), in_month(18))
    page.get_by_role("button", name="撤销").click()
    expect(chip(page, "吊装")).not_to_have_attribute("aria-busy", "true")
    chip(page, "吊装").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_text(f"“吊装”已改到 {moved(first, 7)}")).to_be_visible()
    expect(chip(page, "吊装")).to_be_focused()
    page.keyboard.press("Alt+Shift+ArrowRight")
    expect(page.get_by_text(f"“吊装”已改到 {moved(first, 7)} 至 {moved(first, 9)}")).to_be_visible()
    assert steps.days(id) == (moved(first, 7), moved(first, 9))
    page.get_by_role("button", name="“吊装”的操作").click()
    page.get_by_role("menuitem", name="改日期…").click()
    dialog = page.get_by_role("dialog", name="“吊装”的日期")
    check_accessible(page)
    dialog.get_by_label("开始").fill(in_month(5))
    dialog.get_by_label("结束").fill(in_month(5))
    dialog.get_by_role("button", name="改到这些天").click()
    expect(page.get_by_text(f"“吊装”已改到 {in_month(5)}")).to_be_visible()
    assert steps.days(id) == (in_month(5), in_month(5))
    page.get_by_role("button", name="周", exact=True).click()
    check_accessible(page)


def test_the_end_of_a_record_is_dragged_and_what_is_refused_goes_back(
    desks: Visit, designer: httpx.Client, steps: Steps
) -> None:
    id = steps.record("封顶", 6, 6)
    page = read_by(desks, designer, steps.view("封顶日历", CALENDAR, filter=is_("封顶")))
    grip = page.locator("[data-grip]")
    expect(grip).to_have_count(1)
    box = grip.bounding_box()
    assert box is not None
    target = day(page, in_month(13))
    carry(page, (box["x"] + 4, box["y"] + 8), target)
    expect(page.get_by_text(f"“封顶”已改到 {in_month(6)} 至 {in_month(13)}")).to_be_visible()
    assert steps.days(id) == (in_month(6), in_month(13))
    steps.client.patch(f"/api/records/{KEY}/{id}", json={"cost": "5"}).raise_for_status()
    chip(page, "封顶").focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.get_by_role("alert")).to_be_visible()
    assert steps.days(id) == (in_month(6), in_month(13))


def test_bars_are_dragged_along_time_and_wait_for_each_other(
    desks: Visit, designer: httpx.Client, steps: Steps
) -> None:
    before = steps.record("支模", 8, 9)
    after = steps.record("浇筑", 12, 13, first=[before])
    view = steps.view("施工甘特", GANTT, filter={"any": [is_("支模"), is_("浇筑")]})
    page = read_by(desks, designer, view)
    expect(chip(page, "浇筑")).to_be_visible()
    expect(page.locator("svg path[marker-end]")).to_have_count(1)
    start = middle(page.locator(f"[data-bar='{after}']"))
    carry(page, start, (start[0] + 2 * 14, start[1]))
    expect(page.get_by_text(f"“浇筑”已改到 {in_month(14)} 至 {in_month(15)}")).to_be_visible()
    assert steps.days(after) == (in_month(14), in_month(15))
    check_accessible(page)


def test_on_the_phone_a_calendar_is_read_as_cards_in_the_order_of_its_days(
    desks: Visit, designer: httpx.Client, steps: Steps
) -> None:
    steps.record("交房", 24, 25)
    steps.record("保洁", 22, 23, cost="300")
    view = steps.view("交付日历", CALENDAR, filter={"any": [is_("交房"), is_("保洁")]})
    page = desks.phone(designer)
    page.goto(f"/m/a/store_app/v/{view}")
    cards = page.get_by_role("article")
    expect(cards).to_have_count(2)
    expect(cards.first).to_contain_text("保洁")
    check_accessible(page)
