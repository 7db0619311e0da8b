"""Records on days as people see and move them in the browser."""

from typing import Any

import httpx
from playwright.sync_api import Locator, Page

from support.visiting import Visit

GRID: dict[str, Any] = {"type": "grid", "columns": [{"field": "name"}, {"field": "start"}, {"field": "state"}]}
CALENDAR: dict[str, Any] = {"type": "calendar", "start": "start", "end": "until", "card": ["cost"], "color": "state"}
GANTT: dict[str, Any] = {
    "type": "gantt",
    "start": "start",
    "end": "until",
    "after": "first",
    "card": ["cost"],
    "color": "state",
}
GALLERY: dict[str, Any] = {"type": "gallery", "cover": "front", "card": ["start", "cost"], "color": "state"}


def read_by(desks: Visit, client: httpx.Client, view: str) -> Page:
    """A view as somebody reads it."""
    page = desks.desktop(client)
    page.goto(f"/a/store_app/v/{view}")
    return page


def is_(name: str) -> dict[str, str]:
    """The condition of one step alone."""
    return {"field": "name", "op": "is", "value": name}


def chip(page: Page, name: str) -> Locator:
    """A record on its days."""
    return page.locator("[data-record]").filter(has_text=name).first


def day(page: Page, date: str) -> tuple[float, float]:
    """The middle of a day of the calendar."""
    box = page.locator(f"[data-day='{date}']").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] - 30


def carry(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """With the mouse, from one point to another."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 10, start[1] + 4, steps=3)
    page.mouse.move(*end, steps=8)
    page.mouse.up()


def middle(place: Locator) -> tuple[float, float]:
    """Where to take hold of something."""
    box = place.bounding_box()
    assert box is not None
    return box["x"] + min(20, box["width"] / 2), box["y"] + box["height"] / 2
