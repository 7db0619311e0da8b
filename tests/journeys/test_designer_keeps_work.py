"""Nothing done in a designer is lost: undo, reloads, other windows, other people, no network, older versions."""

import re
import time

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from support import flow_pages
from support.browser import check_accessible
from support.designer import canvas, cover, in_order, opened, order, palette, placed, publish, saved
from support.scorecard import Actions
from support.visiting import Visit


def test_undo_leads_to_the_start_also_after_a_reload(desks: Visit, designer: httpx.Client, form: str) -> None:
    page = opened(desks, designer, form)
    start = order(page)
    for name in ("日期", "电话", "金额"):
        palette(page, name).click()
    end = order(page)
    assert len(end) == len(start) + 3
    saved(page)
    page.reload()
    expect(cover(page, "金额")).to_be_visible()
    page.get_by_role("button", name="历史记录").click()
    steps = page.get_by_role("dialog", name="历史记录").get_by_role("listitem")
    expect(steps).to_have_count(4)
    check_accessible(page)
    steps.last.get_by_role("button").click()
    page.keyboard.press("Escape")
    in_order(page, *start)
    page.keyboard.press("Control+y")
    expect(cover(page, "日期")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(cover(page, "日期")).to_have_count(0)
    saved(page)
    assert placed(designer, form) == ["name"]


@pytest.mark.scorecard
def test_a_killed_tab_loses_at_most_two_seconds(desks: Visit, designer: httpx.Client, form: str) -> None:
    page, act = opened(desks, designer, form), Actions()
    begun = time.monotonic()
    with page.expect_response(lambda one: one.request.method == "PUT" and one.url.endswith(f"/{form}/draft")):
        act(palette(page, "电话").click)
    act.reach("16", seconds=time.monotonic() - begun)
    page.close()
    assert len(placed(designer, form)) == 2


def test_two_windows_merge_and_other_people_are_never_written_over(
    desks: Visit, designer: httpx.Client, form: str
) -> None:
    one = opened(desks, designer, form)
    two = second_window(one.context, form)
    expect(one.get_by_text(re.compile("另外 1 个窗口"))).to_be_visible()
    palette(two, "电话").click()
    saved(two)
    expect(cover(one, "电话")).to_be_visible()
    palette(one, "日期").click()
    expect(cover(two, "日期")).to_be_visible()
    two.close()

    draft = designer.get(f"/api/design/{form}/draft").json()
    theirs = draft["document"]
    theirs["sections"][0]["name"] = "别人改的名字"
    put = designer.put(f"/api/design/{form}/draft", json={"revision": draft["revision"], "document": theirs})
    assert put.status_code == 200, put.text
    palette(one, "金额").click()
    dialog = one.get_by_role("dialog", name="别人先保存了")
    expect(dialog.get_by_text("它们都能合并到对方的版本上。")).to_be_visible()
    check_accessible(one)
    dialog.get_by_role("button", name="合并").click()
    expect(canvas(one).get_by_role("button", name="别人改的名字", exact=True)).to_be_visible()
    expect(cover(one, "金额")).to_be_visible()
    saved(one)
    assert len(placed(designer, form)) == 4


@pytest.mark.scorecard
def test_two_windows_change_one_flow_and_nothing_is_written_over(
    desks: Visit, designer: httpx.Client, flow: str
) -> None:
    one, act = flow_pages.opened(desks, designer, flow), Actions()
    two = one.context.new_page()
    two.goto(f"/design/flows/{flow}")
    flow_pages.names(two, "结束")
    flow_pages.add_first(one, "审批")
    saved(one)
    flow_pages.names(two, "审批", "结束")
    flow_pages.add_first(two, "抄送")
    saved(two)
    flow_pages.names(one, "抄送", "审批", "结束")
    two.close()

    draft = designer.get(f"/api/design/{flow}/draft").json()
    theirs = {**draft["document"], "name": "别人改的名字"}
    put = designer.put(f"/api/design/{flow}/draft", json={"revision": draft["revision"], "document": theirs})
    assert put.status_code == 200, put.text
    flow_pages.add_first(one, "抄送")
    one.get_by_role("dialog", name="别人先保存了").get_by_role("button", name="合并").click()
    saved(one)
    found = flow_pages.document(designer, flow)
    assert found["name"] == "别人改的名字"
    flow_pages.names(one, "抄送", "抄送", "审批", "结束")
    act.reach("15")


def second_window(context: BrowserContext, form: str) -> Page:
    page = context.new_page()
    page.goto(f"/design/forms/{form}")
    expect(canvas(page).get_by_role("button", name=re.compile("，单行文本$")).first).to_be_visible()
    return page


def test_without_the_server_the_work_goes_on_and_is_saved_later(
    desks: Visit, designer: httpx.Client, form: str
) -> None:
    page = opened(desks, designer, form)
    page.context.set_offline(True)
    palette(page, "电话").click()
    expect(page.get_by_text("离线，修改已存在本机")).to_be_visible()
    assert len(placed(designer, form)) == 1
    page.context.set_offline(False)
    saved(page)
    assert len(placed(designer, form)) == 2


def test_an_older_version_is_taken_back_and_published_anew(desks: Visit, designer: httpx.Client, form: str) -> None:
    page = opened(desks, designer, form)
    publish(page)
    palette(page, "电话").click()
    saved(page)
    publish(page)
    page.get_by_role("button", name="版本", exact=True).click()
    dialog = page.get_by_role("dialog", name="版本")
    check_accessible(page)
    dialog.get_by_role("button", name="取回到草稿").click()
    expect(cover(page, "电话")).to_have_count(0)
    saved(page)
    publish(page)
    assert placed(designer, form) == ["name"]
    page.keyboard.press("Control+z")
    expect(cover(page, "电话")).to_be_visible()
    saved(page)


def test_what_is_read_after_a_publication_closes_nothing_that_was_opened_meanwhile(
    desks: Visit, designer: httpx.Client, form: str
) -> None:
    page = opened(desks, designer, form)
    held: list[Route] = []

    def hold(one: Route) -> None:
        held.append(one)

    page.route(re.compile(r"/api/entities$"), hold)
    publish(page)
    page.get_by_role("button", name="版本", exact=True).click()
    dialog = page.get_by_role("dialog", name="版本")
    expect(dialog.get_by_text("正在使用")).to_be_visible()
    assert held, "what the page shows of the design is read anew after a publication"
    for one in held:
        one.continue_()
    expect(page.get_by_text("已发布")).to_be_visible()
    expect(dialog.get_by_text("正在使用")).to_be_visible()
