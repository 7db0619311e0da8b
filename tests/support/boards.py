"""The board builder as an author uses it in the browser."""

import re

import httpx
from playwright.sync_api import Locator, Page, expect

from support.visiting import Visit

APP = "app_sales"


def new_board(client: httpx.Client, *widgets: dict[str, object], name: str = "试用看板") -> str:
    """A fresh board with these cards, never published."""
    document = {"kind": "dashboard", "app": APP, "name": name, "widgets": [*widgets]}
    made = client.post("/api/design", json={"document": document})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def bars(id: str, entity: str = "ent_opportunity", **more: object) -> dict[str, object]:
    """A card that counts records."""
    count = {"id": "n", "summary": "count"}
    return {"id": id, "name": id, "type": "bar", "entity": entity, "measures": [count], **more}


def opened(visit: Visit, client: httpx.Client, board: str, **device: object) -> Page:
    """The builder of a board."""
    page = visit.desktop(client, **device)
    page.goto(f"/design/dashboards/{board}")
    expect(page.get_by_role("combobox").first).to_be_visible()
    return page


def canvas(page: Page) -> Locator:
    """The board as it is being made."""
    return page.locator("[data-canvas]")


def cover(page: Page, name: str) -> Locator:
    """The card on the canvas."""
    return canvas(page).get_by_role("button", name=re.compile(f"^{re.escape(name)}，"))


def field(page: Page, name: str) -> Locator:
    """A field in the list of data."""
    return page.get_by_role("region", name="字段", exact=True).get_by_role("button", name=name, exact=True)


def proposal(page: Page, type: str) -> Locator:
    """A proposed chart of this type."""
    return page.get_by_role("region", name="推荐图表").get_by_role("button", name=re.compile(f"^放上{type}"))


def draft(client: httpx.Client, id: str) -> dict[str, object]:
    """The document of a draft on the server."""
    document: dict[str, object] = client.get(f"/api/design/{id}/draft").json()["document"]
    return document


def place(client: httpx.Client, board: str, card: str) -> tuple[int, int, int, int]:
    """Where a card stands in the draft on the server: x, y, w, h."""
    widgets = draft(client, board)["widgets"]
    assert isinstance(widgets, list)
    found = next(one for one in widgets if one["id"] == card)
    return found.get("x", 0), found.get("y", 0), found.get("w", 6), found.get("h", 4)


def levels(client: httpx.Client) -> dict[str, str | None]:
    """The level of each customer by id."""
    found = client.get("/api/records/customer", params={"fields": "name,level", "limit": 200}).json()["records"]
    return {one["id"]: one["level"] for one in found}
