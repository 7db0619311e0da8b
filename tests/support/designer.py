"""The form designer as an author uses it in the browser."""

import contextlib
import re

import httpx
from playwright.sync_api import Locator, Page, expect

from support.visiting import Visit

SAVED = re.compile("^已保存$")
# For a moment after a drop no click counts, so that the drop itself is none: a click on something of ours comes through
# when it does again.
CLICKS_COUNT = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  let heard = false;
  probe.addEventListener("click", () => { heard = true; });
  probe.dispatchEvent(new MouseEvent("click", { bubbles: false }));
  probe.remove();
  return heard;
}"""
LABELS = "all => all.map(one => one.getAttribute('aria-label'))"


def opened(desks: Visit, client: httpx.Client, form: str) -> Page:
    """The designer of a form, with its fields there."""
    page = desks.desktop(client)
    page.goto(f"/design/forms/{form}")
    expect(canvas(page).get_by_role("button", name=re.compile("，单行文本$")).first).to_be_visible()
    return page


def canvas(page: Page) -> Locator:
    """The form as it is being made."""
    return page.get_by_role("region", name="画布")


def cover(page: Page, name: str) -> Locator:
    """The field on the canvas."""
    return canvas(page).get_by_role("button", name=re.compile(f"^{re.escape(name)}，"))


def palette(page: Page, name: str) -> Locator:
    """A type of field that can be added."""
    return page.get_by_role("region", name="新字段").get_by_role("button", name=name, exact=True)


def order(page: Page) -> list[str]:
    """The names on the canvas in reading order."""
    return [str(one).split("，")[0] for one in canvas(page).locator("[data-cover]").evaluate_all(LABELS)]


def stands(page: Page, place: int, name: str) -> None:
    """Waits until the field stands at that place of the canvas; -1 is the last one."""
    label = re.compile(f"^{re.escape(name)}，")
    expect(canvas(page).locator("[data-cover]").nth(place)).to_have_attribute("aria-label", label)


def in_order(page: Page, *names: str) -> None:
    """Waits until these fields and no others stand on the canvas, in this order."""
    expect(canvas(page).locator("[data-cover]")).to_have_count(len(names))
    for place, name in enumerate(names):
        stands(page, place, name)


def saved(page: Page) -> None:
    """Waits until the server has it."""
    expect(page.get_by_role("status").filter(has_text=SAVED)).to_be_visible()


def placed(client: httpx.Client, form: str) -> list[str]:
    """The fields of the draft on the server."""
    document = client.get(f"/api/design/{form}/draft").json()["document"]
    return [place["field"] for section in document["sections"] for place in section["fields"]]


def publish(page: Page) -> None:
    """Through the dialog that tells what will change."""
    page.get_by_role("button", name="发布", exact=True).click()
    dialog = page.get_by_role("dialog", name="发布")
    dialog.get_by_role("button", name="发布", exact=True).click()
    expect(dialog).to_be_hidden()


def first_step(page: Page, key: str) -> None:
    """The first arrow after something was lifted by keys: it counts from the moment on at which the lift listens."""
    line = page.locator("[data-drop-line]")
    for _ in range(20):
        page.keyboard.press(key)
        with contextlib.suppress(AssertionError):
            expect(line).to_be_visible(timeout=500)
            return
    expect(line).to_be_visible()


def drag(page: Page, what: Locator, x: float, y: float) -> None:
    """Carry something with the mouse to a point of the window and drop it there."""
    box = what.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 30, steps=4)
    page.mouse.move(x, y, steps=6)
    page.mouse.move(x + 1, y)
    page.mouse.up()
    page.wait_for_function(CLICKS_COUNT)
