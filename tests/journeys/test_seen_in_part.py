"""A role sees a part of a field wherever it stands, and people at the same design object see each other by name."""

import re
from typing import Any

import httpx
from playwright.sync_api import expect

from support.browser import check_accessible, shot
from support.dated_views import read_by
from support.live import LiveServer
from support.planned_steps import KEY, Steps
from support.visiting import Visit

COLUMNS = [{"field": "name"}, {"field": "start"}, {"field": "cost"}]
SEEN = {"*": "read", "name": "masked", "cost": "masked"}
GONE = 20_000
"""A page that was closed is forgotten by then."""


def test_a_masked_field_shows_its_part_in_the_list_and_on_the_record(
    desks: Visit, designed: LiveServer, designer: httpx.Client, steps: Steps
) -> None:
    record = steps.record("一期基础浇筑工程", 5, 6, cost="98765.43")
    filter_ = {"field": "id", "op": "is", "value": record}
    view = steps.view("打码清单", {"type": "grid", "columns": COLUMNS}, filter=filter_)
    reader = steps.reader(designed, "前台小周", SEEN)
    page = read_by(desks, reader, view)
    expect(page.get_by_role("gridcell", name="一***程")).to_be_visible()
    expect(page.get_by_role("gridcell", name="***", exact=True)).to_be_visible()
    assert "98765" not in page.content() and "浇筑" not in page.content()
    check_accessible(page)
    shot(page, "masked-grid", desks.pictures)
    page.goto(f"/r/{KEY}/{record}")
    expect(page.get_by_role("heading", name="一***程", exact=True)).to_be_visible()
    expect(page.get_by_role("definition").filter(has_text=re.compile(r"^\*\*\*$"))).to_be_visible()
    check_accessible(page)
    shot(page, "masked-record", desks.pictures)
    assert designer.delete(f"/api/records/{KEY}/{record}").status_code == 204


def test_two_people_at_the_same_view_see_each_other_until_one_leaves(
    desks: Visit, designed: LiveServer, designer: httpx.Client, steps: Steps
) -> None:
    view = steps.view("一起设计", {"type": "grid", "columns": COLUMNS})
    other = steps.reader(designed, "设计员小吴", {"*": "read"}, "design")
    assert other.patch("/api/me", json={"locale": "en"}).status_code == 200
    narrow: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
    one, two = desks.desktop(designer), desks.desktop(other, **narrow)
    one.goto(f"/design/views/{view}")
    two.goto(f"/design/views/{view}")
    there = one.get_by_role("status").filter(has_text="设计员小吴也打开了它")
    expect(there).to_be_visible()
    expect(two.get_by_role("status").filter(has_text="has this open too")).to_be_visible()
    expect(two.get_by_role("status").filter(has_text="设计员小吴")).to_have_count(0)
    for page, name in ((one, "presence"), (two, "presence-narrow")):
        check_accessible(page)
        shot(page, name, desks.pictures)
    two.goto("/")
    expect(there).to_have_count(0, timeout=GONE)
    assert designer.delete(f"/api/design/{view}").status_code == 204
