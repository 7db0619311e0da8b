"""A flow's drawing and its trial as an author uses them in the browser."""

import re
from typing import Any

import httpx
from playwright.sync_api import Locator, Page, expect


def card(page: Page, node: str) -> Locator:
    """The card of a node."""
    return page.locator(f"[data-card={node}]")


def on_canvas(page: Page) -> None:
    """Changes to the free drawing."""
    page.get_by_role("button", name="自由画布").click()
    expect(page.locator("[data-flow-canvas] [data-card]").first).to_be_visible()


def linked(client: httpx.Client, flow: str) -> set[str]:
    """The edges of the draft on the server: source:port > target."""
    edges: list[dict[str, Any]] = client.get(f"/api/design/{flow}/draft").json()["document"].get("edges", [])
    return {f"{one['source']}:{one.get('port', '')} > {one['target']}" for one in edges}


def try_panel(page: Page) -> Locator:
    """The panel of the trial, opened where it is not."""
    panel = page.get_by_role("region", name="试运行")
    if panel.count() == 0:
        page.get_by_role("button", name="试运行", exact=True).click()
    expect(panel).to_be_visible()
    return panel


def choose_record(page: Page, title: str) -> None:
    """The sample record, by its title."""
    page.get_by_label("样本记录").click()
    page.keyboard.type(title)
    page.get_by_role("option", name=re.compile(re.escape(title))).first.click()


def waiting(panel: Locator, name: str) -> Locator:
    """What the trial waits for at a node."""
    return panel.get_by_role("group", name=name, exact=True)
