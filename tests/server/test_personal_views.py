"""Views that people keep for themselves: theirs alone, checked like published ones, cut to their rights when read."""

from typing import Any

import pytest
import pytest_asyncio

from dougong.design.personal_rows import PersonalViewRows
from dougong.design.personal_views import PersonalViews
from dougong.kernel.problem import Refusal
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import APP, Office, entity, f, office

LEVELS = [{"id": "high", "name": "高"}, {"id": "low", "name": "低"}]
ORDER = entity(
    "ent_order",
    "order",
    "订单",
    [
        f("name", "text"),
        f("amount", "money"),
        f("level", "choice", options=LEVELS),
        f("secret", "text"),
        f("due", "date"),
        f("photo", "photo"),
    ],
)
GRID = {"type": "grid", "columns": [{"field": "name"}, {"field": "amount", "width": 90}, {"field": "secret"}]}
LARGE = {"field": "amount", "op": "gt", "value": "1000"}
HIDDEN = {"field": "secret", "op": "is_not_empty"}


def role(**fields: str) -> dict[str, Any]:
    grant = {"entity": "ent_order", "scope": {"rows": "all"}, "fields": fields}
    return {"format": 1, "kind": "role", "id": "rol_seller", "app": "app_test", "name": "销售", "grants": [grant]}


@pytest_asyncio.fixture
async def desk(database: Database) -> Office:  # noqa: F811  # the fixture
    made = await office(database)
    await made.publish([APP, ORDER, role(name="read", amount="read", level="read", secret="read")])
    await made.person("li", "rol_seller")
    await made.person("wang", "rol_seller")
    return made


def views_of(desk: Office) -> PersonalViews:
    return PersonalViews(desk.stage, PersonalViewRows(desk.database))


async def test_a_view_is_kept_renamed_and_forgotten_by_its_owner_alone(desk: Office) -> None:
    views, li, wang = views_of(desk), await desk.as_("li"), await desk.as_("wang")
    sort = [{"field": "amount", "descending": True}]
    kept = await views.create(li, "order", {"name": "大单", "layout": GRID, "filter": LARGE, "sort": sort})
    assert (kept["entity_key"], kept["personal"], kept["lost"]) == ("order", True, [])
    renamed = await views.change(li, kept["id"], {"name": "我的大单"})
    assert renamed == {**kept, "name": "我的大单"}
    assert await views.of_entity(li, "order") == [renamed]
    assert await views.of_entity(wang, "order") == []
    for refused in (views.read(wang, kept["id"]), views.change(wang, kept["id"], {}), views.remove(wang, kept["id"])):
        with pytest.raises(Refusal, match=r"404 design\.unknown"):
            await refused
    await views.remove(li, kept["id"])
    assert await views.of_entity(li, "order") == []


async def test_what_may_no_longer_be_seen_is_left_out_of_a_kept_view_and_named(desk: Office) -> None:
    views, li = views_of(desk), await desk.as_("li")
    both = {"all": [LARGE, HIDDEN]}
    kept = await views.create(li, "order", {"name": "x", "layout": GRID, "filter": both, "sort": [{"field": "secret"}]})
    board = {"type": "kanban", "by": "level", "card": ["name", "secret"], "total": "amount"}
    await views.create(li, "order", {"name": "y", "layout": board})
    await desk.publish([role(name="read", amount="read")])
    found = await views.read(li, kept["id"])
    assert found["lost"] == ["secret"]
    assert [one["field"] for one in found["layout"]["columns"]] == ["name", "amount"]
    assert found["filter"] == {"all": [LARGE]} or found["filter"] == LARGE
    assert "sort" not in found
    assert [one["name"] for one in await views.of_entity(li, "order")] == ["x"]
    await desk.publish([role(name="read", amount="read", level="read", secret="read")])
    assert await views.read(li, kept["id"]) == kept


async def test_a_view_that_does_not_fit_the_design_or_the_rights_is_not_kept(desk: Office) -> None:
    views, li = views_of(desk), await desk.as_("li")
    await desk.publish([role(name="read", amount="read")])
    for layout, filter_, code in (
        (GRID, None, "field.unknown"),
        ({"type": "grid", "columns": [{"field": "nothing"}]}, None, "design.field.unknown"),
        ({"type": "grid", "columns": [{"field": "name"}]}, HIDDEN, "field.unknown"),
        ({"type": "globe"}, None, "design.invalid"),
        ({"type": "kanban", "by": "name", "card": []}, None, "design.view.not_choice"),
    ):
        with pytest.raises(Refusal) as refusal:
            await views.create(li, "order", {"name": "x", "layout": layout, "filter": filter_})
        assert code in {one.code for one in refusal.value.problems}
    assert await views.of_entity(li, "order") == []


async def test_calendars_galleries_and_gantts_are_kept_and_cut_like_any_view(desk: Office) -> None:
    everything = {"name": "read", "amount": "read", "level": "read", "due": "read", "photo": "read"}
    await desk.publish([role(**everything)])
    views, li = views_of(desk), await desk.as_("li")
    for layout in (
        {"type": "calendar", "start": "due", "card": ["name", "amount"], "color": "level"},
        {"type": "gallery", "cover": "photo", "card": ["name", "amount"], "color": "level"},
        {"type": "gantt", "start": "due", "card": ["name", "amount"], "color": "level"},
    ):
        kept = await views.create(li, "order", {"name": layout["type"], "layout": layout})
        assert kept["layout"] == layout
    await desk.publish([role(name="read", due="read")])
    shown = {one["name"]: (one["layout"], one["lost"]) for one in await views.of_entity(li, "order")}
    assert shown == {
        "calendar": ({"type": "calendar", "start": "due", "card": ["name"]}, ["amount", "level"]),
        "gallery": ({"type": "gallery", "card": ["name"]}, ["amount", "level", "photo"]),
        "gantt": ({"type": "gantt", "start": "due", "card": ["name"]}, ["amount", "level"]),
    }
    await desk.publish([role(name="read")])
    assert [one["name"] for one in await views.of_entity(li, "order")] == ["gallery"]
    with pytest.raises(Refusal, match=r"422"):
        await views.create(li, "order", {"name": "x", "layout": {"type": "calendar", "start": "due"}})
