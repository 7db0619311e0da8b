"""The flow designer as an author uses it in the browser."""

import re

import httpx
from playwright.sync_api import Locator, Page, expect

from support.visiting import Visit


def opened(desks: Visit, client: httpx.Client, flow: str) -> Page:
    """The designer of a flow, with its steps there."""
    page = desks.desktop(client)
    page.goto(f"/design/flows/{flow}")
    expect(tree(page).locator("[data-card]").first).to_be_visible()
    return page


def tree(page: Page) -> Locator:
    """The flow as it is being made."""
    return page.get_by_role("region", name="流程", exact=True)


def card(page: Page, name: str) -> Locator:
    """A step on the tree."""
    return tree(page).locator("[data-card]").filter(has_text=re.compile(f"^{re.escape(name)}"))


def names(page: Page, *wanted: str) -> None:
    """Waits until these steps and no others stand on the tree, in reading order."""
    expect(tree(page).locator("[data-card]")).to_have_count(len(wanted))
    for place, name in enumerate(wanted):
        expect(tree(page).locator("[data-card]").nth(place)).to_contain_text(name)


def document(client: httpx.Client, flow: str) -> dict[str, object]:
    """The draft on the server."""
    found: dict[str, object] = client.get(f"/api/design/{flow}/draft").json()["document"]
    return found


def add_first(page: Page, step: str) -> None:
    """One more step right after the start, from the menu on the line."""
    page.get_by_role("button", name="在“流程开始”之后添加").click()
    page.get_by_role("menuitem", name=step).click()
