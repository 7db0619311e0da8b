"""Each type of view asks fields of a kind, is found by who-uses-what, and is cut to what its reader sees."""

import pytest

from dougong_engine.design.check import check
from dougong_engine.design.objects import Design, design_of, read_object
from dougong_engine.design.seen import within
from dougong_engine.design.uses import uses
from dougong_engine.design.view import View
from dougong_engine.document import Json, dump
from dougong_engine.views import VIEW_TYPES
from support.designs import document, field

LEVELS: Json = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
VISIT = document(
    "entity",
    "ent_visit",
    key="visit",
    title="name",
    fields=[
        field("name"),
        field("day", "date"),
        field("until", "date"),
        field("at", "moment"),
        field("level", "choice", options=LEVELS),
        field("front", "photo"),
        field("papers", "file"),
        field("next_day", "formula", result="date", expression="{day}"),
        field("first", "link", entity="ent_visit", many=True),
        field("shop", "link", entity="ent_shop"),
        field("price", "money"),
    ],
)
SHOP = document("entity", "ent_shop", key="shop", title="name", fields=[field("name"), field("opened", "date")])
CALENDAR: dict[str, Json] = {"type": "calendar", "start": "day", "end": "until", "card": ["name"], "color": "level"}
GALLERY: dict[str, Json] = {"type": "gallery", "cover": "front", "fit": "whole", "card": ["name"], "color": "level"}
GANTT: dict[str, Json] = {"type": "gantt", "start": "day", "end": "until", "after": "first", "card": ["name", "price"]}
GRID: dict[str, Json] = {"type": "grid", "columns": [{"field": "name"}, {"field": "price"}], "color": "level"}
KANBAN: dict[str, Json] = {"type": "kanban", "by": "level", "card": ["name"], "total": "price"}
LAYOUTS = (GRID, KANBAN, CALENDAR, GALLERY, GANTT)


def design(layout: Json) -> Design:
    app = document("app", "app_shop", key="shop")
    view = document("view", "viw_visits", entity="ent_visit", layout=layout)
    return design_of([read_object(one) for one in (app, VISIT, SHOP, view)])


def view_of(layout: Json) -> View:
    found = design(layout).get(View, "viw_visits")
    assert found is not None
    return found


def test_every_registered_type_is_tried_here() -> None:
    assert {layout["type"] for layout in LAYOUTS} == set(VIEW_TYPES)
    for name, one in VIEW_TYPES.items():
        assert (one.name, one.layout) == (name, name)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sound_layout_has_no_problems_and_is_written_as_it_was_read(layout: dict[str, Json]) -> None:
    assert check(design(layout)) == ()
    assert dump(view_of(layout))["layout"] == layout


@pytest.mark.parametrize(
    ("layout", "change", "code", "member"),
    [
        (CALENDAR, {"start": "name"}, "design.view.not_day", "start"),
        (CALENDAR, {"end": "price"}, "design.view.not_day", "end"),
        (CALENDAR, {"end": "at"}, "design.view.span_kinds", "end"),
        (CALENDAR, {"color": "name"}, "design.view.not_choice", "color"),
        (CALENDAR, {"start": "first.day"}, "design.path.many", "start"),
        (GALLERY, {"cover": "name"}, "design.view.not_picture", "cover"),
        (GALLERY, {"color": "front"}, "design.view.not_choice", "color"),
        (GANTT, {"start": "level"}, "design.view.not_day", "start"),
        (GANTT, {"after": "shop"}, "design.view.not_own_link", "after"),
        (GANTT, {"after": "name"}, "design.view.not_own_link", "after"),
        (GANTT, {"card": ["name", "gone"]}, "design.field.unknown", "card"),
        (GRID, {"color": "price"}, "design.view.not_choice", "color"),
        (KANBAN, {"by": "price"}, "design.view.not_choice", "by"),
        (KANBAN, {"total": "name"}, "design.measure.field_type", "total"),
    ],
)
def test_a_field_that_cannot_serve_is_named(
    layout: dict[str, Json], change: dict[str, Json], code: str, member: str
) -> None:
    found = {(one.code, one.path[1:3]) for one in check(design({**layout, **change}))}
    assert found == {(code, ("layout", member))}


@pytest.mark.parametrize("change", [{"start": "at", "end": None}, {"start": "next_day"}, {"start": "shop.opened"}])
def test_moments_computed_days_and_days_beyond_a_link_serve_too(change: dict[str, Json]) -> None:
    assert check(design({**CALENDAR, **change})) == ()


@pytest.mark.parametrize(("layout", "member"), [(CALENDAR, "start"), (GANTT, "start")])
def test_who_uses_a_day_is_told(layout: dict[str, Json], member: str) -> None:
    assert ("viw_visits", ("layout", member)) in uses(design(layout), "ent_visit", "day")


@pytest.mark.parametrize(
    ("layout", "hidden", "left"),
    [
        (CALENDAR, {"until", "level"}, {"type": "calendar", "start": "day", "card": ["name"]}),
        (CALENDAR, {"day"}, None),
        (GALLERY, {"front", "name"}, {"type": "gallery", "fit": "whole", "color": "level"}),
        (GANTT, {"first", "price"}, {"type": "gantt", "start": "day", "end": "until", "card": ["name"]}),
        (GRID, {"price", "level"}, {"type": "grid", "columns": [{"field": "name"}]}),
        (KANBAN, {"price"}, {"type": "kanban", "by": "level", "card": ["name"]}),
        (KANBAN, {"level"}, None),
    ],
)
def test_a_reader_gets_what_is_left_of_a_layout(layout: dict[str, Json], hidden: set[str], left: Json) -> None:
    asked: set[str] = set()

    def seen(path: str) -> bool:
        asked.add(path)
        return path not in hidden

    cut = within(view_of(layout).layout, seen)
    assert (None if cut is None else dump(cut)) == left
    assert hidden <= asked
