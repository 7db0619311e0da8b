"""The grid does what hands used to Excel expect, in a real browser over 100,000 rows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

ACTIVE = """() => { const cell = document.activeElement.closest('[data-cell]');
  return cell ? [Number(cell.dataset.row), Number(cell.dataset.column)] : null }"""
ORDER = "() => [...document.querySelectorAll('[data-header]')].map((cell) => cell.dataset.header).slice(0, 5)"


class GridHands:
    """What a person sees of the grid and does to it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.press = page.keyboard.press
        self.type = page.keyboard.type

    def cell(self, row: int, column: int) -> Locator:
        return self.page.locator(f'[data-row="{row}"][data-column="{column}"]')

    def shows(self, row: int, column: int, text: str) -> None:
        expect(self.cell(row, column)).to_have_text(text)

    def stands_at(self, row: int, column: int) -> None:
        self.page.wait_for_function(f"(({ACTIVE})() ?? []).join() === '{row},{column}'")

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=4)
        self.page.mouse.move(*end, steps=4)
        self.page.mouse.up()

    def middle(self, locator: Locator) -> tuple[float, float]:
        box = locator.bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.fixture
def hands(page: Page, stories: str) -> GridHands:
    page.goto(f"{stories}?story=grid")
    grid = GridHands(page)
    grid.shows(0, 3, "1,000.00")
    return grid


def test_typing_replaces_f2_appends_escape_restores_and_enter_goes_down(hands: GridHands) -> None:
    hands.cell(0, 6).click()
    hands.type("new")
    hands.press("Enter")
    hands.shows(0, 6, "new")
    hands.stands_at(1, 6)
    hands.press("F2")
    hands.type("!")
    hands.press("Tab")
    hands.shows(1, 6, "6-6!")
    hands.stands_at(1, 7)
    hands.type("gone")
    hands.press("Escape")
    hands.shows(1, 7, "7-7")
    hands.press("Control+z")
    hands.shows(1, 6, "6-6")
    hands.press("Control+y")
    hands.shows(1, 6, "6-6!")


def test_an_input_method_keeps_its_first_key(hands: GridHands) -> None:
    hands.cell(2, 6).click()
    session = hands.page.context.new_cdp_session(hands.page)
    for composed in ("n", "ni"):
        place = {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)}
        session.send("Input.imeSetComposition", place)
    session.send("Input.insertText", {"text": "你好"})
    hands.press("Enter")
    hands.shows(2, 6, "你好")


def test_clicking_away_saves_what_was_typed(hands: GridHands) -> None:
    hands.cell(2, 6).dblclick()
    hands.type("x")
    hands.cell(5, 7).click()
    hands.shows(2, 6, "6-12x")
    hands.stands_at(5, 7)


def test_a_refused_cell_keeps_its_value_and_reason_until_it_is_given_up(hands: GridHands) -> None:
    hands.cell(5, 3).click()
    hands.type("-5")
    hands.press("Enter")
    expect(hands.cell(5, 3)).to_have_attribute("aria-invalid", "true")
    hands.press("ArrowUp")
    expect(hands.page.get_by_text("金额不能小于 0")).to_be_visible()
    hands.press("Escape")
    hands.shows(5, 3, "40,595.05")


def test_ranges_are_copied_and_pasted_as_tab_separated_text(hands: GridHands) -> None:
    hands.cell(0, 6).click()
    hands.press("Shift+ArrowDown")
    hands.press("Shift+ArrowRight")
    hands.press("Control+c")
    assert hands.page.evaluate("navigator.clipboard.readText()") == "6-0\t7-0\r\n6-6\t7-7"
    hands.cell(10, 6).click()
    hands.press("Control+v")
    hands.shows(11, 7, "7-7")


def test_five_thousand_rows_are_pasted_and_undone_as_one_step(hands: GridHands) -> None:
    text = "\r\n".join("\t".join(f"p{row}-{column}" for column in range(10)) for row in range(5000))
    hands.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    hands.cell(0, 6).click()
    hands.press("Control+v")
    hands.page.get_by_text("p4999-0", exact=True).wait_for()
    hands.press("Control+z")
    hands.shows(4999, 6, "6-84")


def test_cells_are_filled_by_key_and_by_handle(hands: GridHands) -> None:
    hands.cell(12, 6).click()
    hands.press("Shift+ArrowDown")
    hands.press("Control+d")
    hands.shows(13, 6, "6-72")
    hands.cell(16, 6).click()
    handle = hands.page.locator("[data-fill-handle]")
    hands.drag(hands.middle(handle), hands.middle(hands.cell(19, 6)))
    hands.shows(19, 6, "6-96")


def test_the_far_corner_is_one_key_away_and_back(hands: GridHands) -> None:
    hands.cell(0, 0).click()
    hands.press("Control+End")
    hands.stands_at(99_999, 29)
    hands.shows(99_999, 29, f"29-{99_999 * 29 % 997}")
    hands.press("Control+Home")
    hands.stands_at(0, 0)


def test_space_opens_shift_space_ticks_and_escape_then_tab_leaves(hands: GridHands) -> None:
    hands.cell(1, 1).click()
    hands.press(" ")
    expect(hands.page.locator('[data-opened="rec-1"]')).to_have_count(1)
    hands.press("Shift+ArrowDown")
    hands.press("Shift+ ")
    expect(hands.page.locator('[role=row][aria-selected="true"]')).to_have_count(2)
    hands.press("Escape")
    hands.press("Tab")
    assert hands.page.evaluate("document.activeElement.closest('[role=grid]') === null")


def test_columns_move_by_key_and_by_drag_without_sorting(hands: GridHands) -> None:
    hands.cell(0, 2).click()
    hands.press("ArrowUp")
    hands.press("Alt+ArrowLeft")
    expect(hands.page.locator("[data-header=owner]")).to_have_attribute("aria-colindex", "3")
    header = hands.page.locator("[data-header=close]")
    target = hands.page.locator("[data-header=owner]").bounding_box()
    assert target is not None
    hands.drag(hands.middle(header), (target["x"] + 8, target["y"] + 10))
    expect(header).to_have_attribute("aria-colindex", "3")
    expect(header).to_have_attribute("aria-sort", "none")
    assert hands.page.evaluate(ORDER)[:4] == ["name", "close", "owner", "stage"]
