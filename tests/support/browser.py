"""Real Chromium over a real server, and axe on whatever page is open."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = ROOT / "docs" / "screenshots"
BUILT = ROOT / "platform" / "dougong" / "static" / "index.html"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP: dict[str, Any] = {"viewport": {"width": 1360, "height": 860}, "locale": "zh-CN"}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
    "locale": "zh-CN",
}
PATIENCE = 30_000
"""Milliseconds that anything on a page may take: the machine may be busy."""
NOTHING_WAITS = """() => [...document.querySelectorAll("[aria-busy=true]")].every((one) => {
  const { top, right, bottom, left } = one.getBoundingClientRect();
  return bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth; })"""
LOOKS = 10
NEXT_FRAME = "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What of axe's rules depends on the theme."""
RUN_AXE = """(rules) => axe.run(document, {resultTypes: ["violations"], ...rules}).then((found) =>
  found.violations.map((one) => ({id: one.id, nodes: one.nodes.map((node) => node.html.slice(0, 200))})))"""


def program() -> str | None:
    """The system's Chromium."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all journeys."""
    found = program()
    if found is None:
        message = "Chromium was not found: install the package 'chromium'"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    if not BUILT.exists():
        pytest.fail("No front end to visit: build it with 'python scripts/front_end.py'")
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


def opened(chromium: Browser, url: str, device: dict[str, Any] | None = None) -> tuple[BrowserContext, Page]:
    """A fresh browser profile at an address."""
    # axe is put into the page by the test; the page's own policy rightly forbids that
    context = chromium.new_context(base_url=url, bypass_csp=True, **(device or DESKTOP))
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    return context, page


def at_rest(page: Page) -> None:
    """Waits until everything that is in sight has come."""
    page.locator("h1").first.wait_for()
    page.wait_for_function(NOTHING_WAITS)


def violations(page: Page, rules: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """What axe finds on the page as it is now, by all of its rules or by some."""
    page.add_script_tag(path=str(AXE))
    found: list[dict[str, Any]] = page.evaluate(RUN_AXE, rules or {})
    return found


def lasting_violations(page: Page, rules: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """What stays wrong: a colour may be on its way from one to the other, and charts draw themselves a moment later."""
    found: list[dict[str, Any]] = []
    for _ in range(LOOKS):
        found = violations(page, rules)
        if not found:
            break
        page.evaluate(NEXT_FRAME)
    return found


def violations_in_the_other_theme(page: Page) -> list[dict[str, Any]]:
    """What axe says of the colours once the system has gone dark, or light; afterwards it is as it was."""
    was = "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
    page.emulate_media(color_scheme="light" if was == "dark" else "dark", reduced_motion="reduce")
    at_rest(page)
    found = lasting_violations(page, COLOURS)
    page.emulate_media(color_scheme="dark" if was == "dark" else "light", reduced_motion="no-preference")
    return found


def check_accessible(page: Page) -> None:
    """Fails with rule and element for each violation; looked at when the page has come to rest."""
    at_rest(page)
    found = lasting_violations(page)
    assert found == [], json.dumps(found, ensure_ascii=False, indent=1)


def shot(page: Page, name: str, folder: Path = SHOTS) -> None:
    """Keep a picture of the page when the run is asked to (DOUGONG_SHOTS=1)."""
    if os.environ.get("DOUGONG_SHOTS") == "1":
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(folder / f"{name}.png"))
