"""A board is built in the browser: fields become charts, cards are placed, filters wire themselves, marks narrow."""

import re

import httpx
import pytest
from playwright.sync_api import Page, Request, expect

from support.boards import bars, canvas, cover, draft, field, levels, new_board, opened, place, proposal
from support.browser import at_rest, check_accessible, shot
from support.designer import drag, publish, saved
from support.live import LiveServer
from support.scorecard import Actions
from support.visiting import Visit

DIRECTOR = "dsh_director"


@pytest.fixture
def author(sold: LiveServer) -> httpx.Client:
    """Somebody who may design."""
    return sold.sign_in()


@pytest.mark.scorecard
def test_three_fields_become_classes_that_tag_the_customers_in_six_actions(rooms: Visit, author: httpx.Client) -> None:
    page, act = opened(rooms, author, new_board(author, bars("all"))), Actions()
    check_accessible(page)
    before = levels(author)
    act(field(page, "客户").click)
    act(field(page, "成交金额").click)
    act(field(page, "成交日期").click)
    expect(page.get_by_text(re.compile("^因为"))).to_have_count(3)
    check_accessible(page)
    act(proposal(page, "ABC 分析").click)
    expect(cover(page, "成交金额 · 客户")).to_be_visible()
    check_accessible(page)
    act(page.get_by_role("button", name="写回字段…").click)
    dialog = page.get_by_role("dialog", name="写回字段…")
    expect(dialog.get_by_text(re.compile("^A 类 → "))).to_be_visible()
    check_accessible(page)
    act(dialog.get_by_role("button", name="写入", exact=True).click)
    written = page.get_by_role("status").filter(has_text="条记录的分类写入“客户等级”")
    expect(written).to_be_visible()
    act.reach("5")
    after = levels(author)
    assert after != before
    assert "a" in after.values()
    written.get_by_role("button", name="撤销").click()
    expect(page.get_by_text(re.compile("^已恢复"))).to_be_visible()
    assert levels(author) == before


@pytest.mark.scorecard
def test_a_filter_joins_every_card_with_a_matching_field(rooms: Visit, author: httpx.Client) -> None:
    cards = [bars(f"c{one}", groups=[{"field": "stage"}]) for one in range(5)]
    board = new_board(author, *cards, bars("contracts", "ent_contract"), bars("products", "ent_product"))
    page, act = opened(rooms, author, board), Actions()
    act(page.get_by_role("button", name="添加筛选").click)
    finder = page.get_by_role("dialog", name="添加筛选")
    check_accessible(page)
    act(finder.get_by_role("region", name="商机", exact=True).get_by_role("button", name="客户", exact=True).click)
    expect(page.get_by_text("已连接 6/7")).to_be_visible()
    act.reach("6")
    alone = page.get_by_role("checkbox", name="products")
    expect(alone).to_be_disabled()
    expect(page.get_by_role("checkbox", name="contracts")).to_be_checked()
    page.get_by_role("checkbox", name="c0").uncheck()
    expect(page.get_by_text("作用于 5/7 张卡片")).to_be_visible()
    check_accessible(page)
    saved(page)
    (made,) = draft(author, board)["filters"]  # type: ignore[misc]  # a list with one filter
    assert (made["name"], made["fields"], made["off"]) == (
        "客户",
        {"ent_opportunity": "customer", "ent_contract": "customer"},
        ["c0"],
    )


def test_cards_are_dragged_pulled_and_pushed_and_everything_can_be_undone(rooms: Visit, author: httpx.Client) -> None:
    board = new_board(author, bars("one", w=12, h=6), bars("two", x=12, w=12, h=6))
    start = draft(author, board)
    page = opened(rooms, author, board)
    box = cover(page, "one").bounding_box()
    assert box is not None
    cell = (box["width"] + 12) / 12
    drag(page, cover(page, "one"), box["x"] + 20 + 12 * cell, box["y"] + 12)
    saved(page)
    expect(page.locator("[data-ghost]")).to_have_count(0)
    assert (place(author, board, "one"), place(author, board, "two")) == ((12, 0, 12, 6), (12, 6, 12, 6))
    corner = page.locator("[data-corner]").bounding_box()
    assert corner is not None
    page.mouse.move(corner["x"] + 12, corner["y"] + 12)
    page.mouse.down()
    page.mouse.move(corner["x"] + 12 - 4 * cell, corner["y"] + 12 + 84, steps=6)
    expect(page.locator("[data-ghost]")).to_have_count(1)
    page.mouse.up()
    saved(page)
    assert place(author, board, "one") == (12, 0, 8, 8)
    page.mouse.move(corner["x"] - 4 * cell - 40, corner["y"] - 60)
    page.mouse.down()
    page.mouse.move(corner["x"] - 300, corner["y"] + 100, steps=6)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert place(author, board, "one") == (12, 0, 8, 8)
    menu = page.get_by_role("button", name="“one”的操作")
    menu.click()
    page.get_by_role("menuitem", name="宽 1/4").or_(page.get_by_role("menuitemcheckbox", name="宽 1/4")).click()
    saved(page)
    assert place(author, board, "one") == (12, 0, 6, 8)
    for _ in range(3):
        page.get_by_role("button", name="撤销").first.click()
    expect(page.get_by_role("button", name="撤销").first).to_be_disabled()
    saved(page)
    assert draft(author, board) == start


def test_the_keyboard_alone_builds_a_board(rooms: Visit, author: httpx.Client) -> None:
    board = new_board(author, bars("first", w=12, h=6))
    page = opened(rooms, author, board)
    keys = page.keyboard
    field(page, "客户").focus()
    keys.press("Enter")
    field(page, "成交金额").focus()
    keys.press("Enter")
    proposal(page, "ABC 分析").focus()
    keys.press("Enter")
    name = "成交金额 · 客户"
    cover(page, name).focus()
    keys.press("Alt+ArrowDown")
    keys.press("Shift+Alt+ArrowLeft")
    keys.press("Shift+Alt+ArrowUp")
    saved(page)
    made = draft(author, board)["widgets"][-1]  # type: ignore[index]  # a list of cards
    assert place(author, board, made["id"]) == (12, 1, 11, 7)
    keys.press("Enter")
    expect(page.get_by_label("名称 *").or_(page.get_by_label("名称", exact=True)).first).to_be_focused()
    keys.press("Control+a")
    keys.type("大客户")
    keys.press("Enter")
    expect(cover(page, "大客户")).to_be_visible()
    cover(page, "大客户").focus()
    keys.press("Control+d")
    expect(cover(page, "大客户 副本")).to_be_visible()
    cover(page, "大客户").focus()
    keys.press("Delete")
    expect(cover(page, "大客户")).to_have_count(0)
    keys.press("Control+z")
    expect(cover(page, "大客户")).to_be_visible()


def test_a_metric_has_its_thresholds_once_and_is_published_with_the_board(rooms: Visit, author: httpx.Client) -> None:
    board = new_board(author, bars("first"))
    page = opened(rooms, author, board)
    page.get_by_role("region", name="按类型添加").get_by_role("button", name="指标卡").click()
    expect(cover(page, "商机数量")).to_be_visible()
    page.get_by_role("button", name="添加一档").click()
    page.get_by_label("第 2 档从", exact=True).fill("5")
    page.get_by_label("第 3 档从", exact=True).fill("3")
    page.get_by_label("第 3 档从", exact=True).press("Enter")
    expect(page.get_by_text("每一档都要比上一档高，且是数字")).to_be_visible()
    page.get_by_label("第 3 档从", exact=True).fill("10")
    page.get_by_label("第 3 档从", exact=True).press("Enter")
    expect(canvas(page).get_by_text("健康")).to_be_visible()
    check_accessible(page)
    saved(page)
    publish(page)
    page.goto(f"/d/{board}")
    expect(page.get_by_text("健康")).to_be_visible()
    page.get_by_role("button", name="编辑此页").click()
    expect(cover(page, "商机数量")).to_be_visible()


def test_cards_are_copied_to_another_board(rooms: Visit, author: httpx.Client) -> None:
    page = opened(rooms, author, new_board(author, bars("source", groups=[{"field": "stage"}])))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    cover(page, "source").click()
    page.keyboard.press("Control+c")
    expect(page.get_by_text("已复制 1 张卡片")).to_be_visible()
    other = new_board(author, bars("there"))
    page.goto(f"/design/dashboards/{other}")
    cover(page, "there").click()
    page.keyboard.press("Control+v")
    expect(cover(page, "source")).to_be_visible()
    saved(page)
    pasted = draft(author, other)["widgets"][1]  # type: ignore[index]  # a list of cards
    assert (pasted["name"], pasted["groups"]) == ("source", [{"field": "stage"}])


def asked_cards(page: Page) -> list[str]:
    """Widgets whose numbers the page asks for from now on."""
    found: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith("/data") and request.method == "POST":
            found.extend(request.post_data_json["widgets"])

    page.on("request", note)
    return found


@pytest.mark.scorecard
def test_a_click_on_a_mark_narrows_the_other_cards_without_any_setup(rooms: Visit, author: httpx.Client) -> None:
    page = rooms.desktop(author)
    page.set_viewport_size({"width": 1440, "height": 2400})
    page.goto(f"/d/{DIRECTOR}")
    won = page.get_by_role("region", name="赢单数")
    all_won = won.get_by_role("button").inner_text()
    expect(page.get_by_role("region", name="销售排行榜").get_by_role("listitem")).to_have_count(3)
    asked = asked_cards(page)
    mark = page.get_by_role("region", name="销售排行榜").get_by_role("button", name=re.compile("示例销售乙"))
    act = Actions()
    mark.click()
    expect(won.get_by_role("button")).not_to_have_text(all_won)
    act.reach("7")
    expect(page.get_by_text("正在按“销售排行榜：示例销售乙”联动")).to_be_visible()
    check_accessible(page)
    assert "won" in asked
    assert "top_sellers" not in asked
    mark.click()
    expect(page.get_by_role("dialog", name=re.compile("销售排行榜"))).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_text(re.compile("联动$"))).to_have_count(0)
    expect(won.get_by_role("button")).to_have_text(all_won)


def test_a_wall_screen_shows_its_pages_and_goes_back(rooms: Visit, author: httpx.Client) -> None:
    wall = {"pages": [{"id": "p1", "name": "甲", "widgets": ["one"]}, {"id": "p2", "name": "乙", "widgets": ["two"]}]}
    cards = [bars("one", w=12, h=6), bars("two", x=12, w=12, h=6)]
    document = {"kind": "dashboard", "app": "app_sales", "name": "大屏", "widgets": cards, "wall": wall}
    board = author.post("/api/design", json={"document": document}).json()["id"]
    assert author.post("/api/design/publish", json={"ids": [board]}).status_code == 200
    page = rooms.desktop(author)
    page.goto(f"/d/{board}")
    expect(page.get_by_role("region", name="two")).to_be_visible()
    page.get_by_role("button", name="全屏显示").click()
    expect(page.get_by_role("heading", name="大屏 · 甲")).to_be_visible()
    expect(page.get_by_role("region", name="one")).to_be_visible()
    expect(page.get_by_role("region", name="two")).to_have_count(0)
    page.evaluate("document.exitFullscreen()")
    expect(page.get_by_role("region", name="two")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("zh-CN", "light", 1440), ("en", "dark", 1440), ("zh-CN", "dark", 820), ("en", "light", 820)],
)
def test_the_builder_is_accessible_in_every_look(
    rooms: Visit, author: httpx.Client, language: str, scheme: str, width: int
) -> None:
    assert author.patch("/api/me", json={"locale": language}).status_code == 200
    page = rooms.desktop(author, locale=language, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(f"/design/dashboards/{DIRECTOR}")
    canvas(page).wait_for()
    at_rest(page)
    check_accessible(page)
    if width == 1440 and language == "zh-CN":
        shot(page, "dashboard-designer")
    for name in ("手机预览", "大屏预览") if language == "zh-CN" else ("Phone preview", "Wall preview"):
        page.get_by_role("button", name=name).click()
        page.get_by_role("region", name=name).wait_for()
        check_accessible(page)
    assert author.patch("/api/me", json={"locale": "zh-CN"}).status_code == 200
