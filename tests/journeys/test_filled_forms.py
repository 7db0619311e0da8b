"""A form takes over what linked records say, computes its rows and sets values, without a line of code."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import check_accessible, shot
from support.designer import cover, opened, publish, saved
from support.filled_orders import ORDER, buyer_and_goods, order_form
from support.visiting import Visit


@pytest.fixture
def order(designer: httpx.Client) -> Iterator[str]:
    """The form of an order, with somebody who orders and something to order."""
    form = order_form(designer)
    with buyer_and_goods(designer):
        yield form


def _write(page: Page, editor: Locator, *parts: str | tuple[str, str]) -> None:
    """A formula: a field is taken from the list by its initials, all else is typed."""
    editor.focus()
    for part in parts:
        if isinstance(part, str):
            page.keyboard.type(part)
            continue
        initials, name = part
        page.keyboard.type(initials)
        offers = page.get_by_role("listbox")
        expect(offers.get_by_role("option", selected=True)).to_contain_text(name)
        page.keyboard.press("Enter")
        expect(offers).to_be_hidden()


def _choose(page: Page, place: Locator, name: str) -> None:
    place.focus()
    page.keyboard.press("Enter")
    option = page.get_by_role("option", name=name)
    expect(option).to_be_visible()
    option.click()


def test_a_form_fills_computes_and_sets_by_the_keyboard(desks: Visit, designer: httpx.Client, order: str) -> None:
    page = opened(desks, designer, order)
    cover(page, "客户").click()
    page.keyboard.press("ArrowDown")
    fill = page.get_by_label("带出数据")
    fill.focus()
    page.keyboard.press("ArrowDown")
    expect(fill.locator("option:checked")).to_have_text("客户 › 手机")
    check_accessible(page)

    cover(page, "明细").click()
    page.get_by_label("“单价”带出").select_option(label="商品 › 零售价")
    page.get_by_role("group", name="各列带出数据").get_by_role("checkbox").check()
    page.get_by_role("button", name="加一列").click()
    page.get_by_role("menuitem", name="公式").click()
    page.keyboard.type("小计")
    page.keyboard.press("Enter")
    editor = page.get_by_role("group", name="“小计”的公式").get_by_role("textbox", name="公式", exact=True)
    _write(page, editor, ("dj", "单价"), " * ", ("js", "件数"))
    expect(editor).to_have_text(re.compile("单价.*件数"))
    check_accessible(page)
    shot(page, "form-fill")

    cover(page, "箱数").click()
    page.get_by_role("tab", name=re.compile("^规则")).click()
    page.get_by_role("button", name="新建规则").click()
    page.get_by_label("字段", exact=True).select_option(label="单号")
    page.get_by_label("比较方式").select_option("is_not_empty")
    page.get_by_label("动作", exact=True).select_option(label="赋值")
    page.get_by_role("button", name="用公式").focus()
    page.keyboard.press("Enter")
    rule = page.get_by_role("textbox", name="按公式赋值")
    _write(page, rule, "SUM(", ("js", "件数"), ") * 2")
    expect(rule).to_have_text(re.compile(r"SUM\(.*件数.*\) \* 2"))
    page.keyboard.press("Tab")
    saved(page)
    publish(page)

    page.goto(f"/r/{ORDER}/new?form={order}")
    page.get_by_label("单号").fill("D-1")
    _choose(page, page.get_by_label("客户"), "远山超市")
    expect(page.get_by_label("联系电话")).to_have_value("13800000000")
    page.get_by_role("button", name="添加一行").click()
    row = page.get_by_role("table").get_by_role("row").nth(1)
    _choose(page, row.get_by_label("商品"), "气泡水")
    expect(row.get_by_label("单价")).to_have_value(re.compile("12.5"))
    expect(row.get_by_label("单价")).to_be_disabled()
    row.get_by_label("件数").fill("3")
    expect(row.get_by_label("小计")).to_have_text(re.compile("37.50"))
    expect(page.get_by_label("箱数")).to_have_value("6")
    check_accessible(page)
    page.get_by_role("button", name="提交").click()
    expect(page).to_have_url(re.compile(rf"/r/{ORDER}/[0-9a-f-]+$"))
    stored = designer.get(f"/api/records/{ORDER}/{page.url.rsplit('/', 1)[-1]}").json()
    assert (stored["phone"], stored["pieces"]) == ("13800000000", 6)
    assert stored["lines"][0]["price"] == "12.50"
