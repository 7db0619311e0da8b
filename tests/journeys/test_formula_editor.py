"""A formula is written in the browser: found by pinyin, judged while it is typed, tried on records, and published."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import check_accessible, shot
from support.designer import cover, opened, palette, publish, saved
from support.visiting import Visit

ENTITY = "sku"


@pytest.fixture(autouse=True)
def goods(designer: httpx.Client) -> Iterator[None]:
    """Two things to try formulas on, and no others."""
    made = []
    for code, price in (("A-1", "12.50"), ("A-2", "4.00")):
        values = {"code": code, "name": f"商品 {code}", "price": price}
        answer = designer.post(f"/api/records/{ENTITY}", json=values)
        assert answer.status_code == 201, answer.text
        made.append(answer.json()["id"])
    yield
    for id in made:
        designer.delete(f"/api/records/{ENTITY}/{id}").raise_for_status()


def _formula(page: Page) -> Locator:
    """A new formula field's editor."""
    palette(page, "公式").click()
    expect(cover(page, "公式")).to_be_visible()
    editor = page.get_by_role("textbox", name="公式", exact=True)
    expect(editor).to_be_visible()
    return editor


def _results(page: Page) -> Locator:
    return page.get_by_role("table", name="用现有记录试算")


def test_a_formula_is_found_by_pinyin_tried_on_records_and_published(
    desks: Visit, designer: httpx.Client, form: str
) -> None:
    page = opened(desks, designer, form)
    editor = _formula(page)
    editor.click()
    page.keyboard.press("/")
    offers = page.get_by_role("listbox")
    expect(offers.get_by_role("option", name=re.compile("零售价"))).to_be_visible()
    check_accessible(page)
    # Nobody looks at the list between the last letter and Enter.
    page.keyboard.type("lsj")
    page.keyboard.press("Enter")
    expect(editor).to_have_text("零售价")
    page.keyboard.type(" / 2")
    expect(_results(page).get_by_text("6.25")).to_be_visible()
    expect(_results(page).get_by_text("2.00")).to_be_visible()
    expect(page.get_by_text("结果是数")).to_be_visible()
    check_accessible(page)
    shot(page, "formula-editor")
    page.keyboard.press("Tab")
    saved(page)
    document = designer.get("/api/design/ent_sku/draft").json()["document"]
    made = next(field for field in document["fields"] if field["type"] == "formula")
    assert re.fullmatch(r"\{[a-z0-9_]+\} / 2", made["expression"]) and made["result"] == "number"
    publish(page)
    page.goto(f"/r/{ENTITY}/new?form={form}")
    expect(page.get_by_label("公式")).to_be_visible()


def test_a_mistake_is_underlined_and_told_in_words(desks: Visit, designer: httpx.Client, form: str) -> None:
    page = opened(desks, designer, form)
    editor = _formula(page)
    editor.click()
    page.keyboard.type("SUMM(1)")
    expect(page.get_by_text("没有函数“SUMM”。 可以试试：SUM")).to_be_visible()
    expect(editor).to_have_attribute("aria-invalid", "true")
    expect(editor.locator(".cm-wrong")).to_have_text("SUMM")
    check_accessible(page)
    page.keyboard.press("Control+a")
    page.keyboard.type("DATEDIF(")
    expect(page.get_by_text("DATEDIF(日期, 日期")).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(editor).to_have_attribute("aria-invalid", "false")
    page.keyboard.press("Tab")
    saved(page)


def test_a_pill_goes_as_a_whole_and_is_copied_by_its_name(desks: Visit, designer: httpx.Client, form: str) -> None:
    page = opened(desks, designer, form)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor = _formula(page)
    editor.click()
    page.keyboard.type("lsj")
    expect(page.get_by_role("listbox").get_by_role("option").first).to_have_text(re.compile("^零售价"))
    page.keyboard.press("Enter")
    expect(editor.locator(".cm-pill")).to_have_text("零售价")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == "{零售价}"
    page.keyboard.press("Control+End")
    page.keyboard.press("Backspace")
    expect(editor.locator(".cm-pill")).to_have_count(0)
    page.keyboard.press("Control+v")
    expect(editor.locator(".cm-pill")).to_have_text("零售价")
    # Undo belongs to the text while it is being written.
    page.keyboard.press("Control+z")
    expect(editor.locator(".cm-pill")).to_have_count(0)
    page.keyboard.press("Tab")
    saved(page)


def test_an_english_reader_writes_a_formula_with_the_keyboard_alone(
    desks: Visit, designer: httpx.Client, form: str
) -> None:
    designer.patch("/api/me", json={"locale": "en"})
    page = desks.desktop(designer, color_scheme="dark")
    page.goto(f"/design/forms/{form}")
    page.get_by_role("region", name="New fields").get_by_role("button", name="Formula", exact=True).focus()
    page.keyboard.press("Enter")
    editor = page.get_by_role("textbox", name="Formula", exact=True)
    expect(editor).to_be_visible()
    editor.focus()
    page.keyboard.type("ROU")
    expect(page.get_by_role("listbox").get_by_role("option").first).to_have_text(re.compile("^ROUND"))
    page.keyboard.press("Enter")
    page.keyboard.type("7 / 2, 0)")
    expect(editor).to_have_text("ROUND(7 / 2, 0)")
    expect(page.get_by_role("table", name="With existing records").get_by_text("4.00").first).to_be_visible()
    check_accessible(page)
    shot(page, "formula-editor-dark")
    page.keyboard.press("Tab")
    expect(editor).not_to_be_focused()
    designer.patch("/api/me", json={"locale": "zh-CN"})
