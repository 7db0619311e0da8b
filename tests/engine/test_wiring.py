"""Which cards a filter reaches by itself, and why not the others."""

from typing import Any

import pytest

from dougong_engine.dashboards.wiring import unwired, wiring
from dougong_engine.design.dashboard import Dashboard
from dougong_engine.design.objects import design_of, read_object
from dougong_engine.errors import Invalid
from support.designs import document, field

LEVELS = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
DESIGN = design_of(
    [
        read_object(one)
        for one in (
            document("app", "app_shop", key="shop"),
            document(
                "entity",
                "ent_customer",
                key="customer",
                title="name",
                fields=[field("name"), field("level", "choice", options=LEVELS), field("day", "date")],
            ),
            document(
                "entity",
                "ent_order",
                key="order",
                title="name",
                fields=[field("name"), field("buyer", "link", entity="ent_customer"), field("day", "date")],
            ),
            document(
                "entity",
                "ent_visit",
                key="visit",
                title="name",
                fields=[
                    field("name"),
                    field("host", "link", entity="ent_customer"),
                    field("guest", "link", entity="ent_customer"),
                    field("level", "choice", options=LEVELS),
                ],
            ),
            document("entity", "ent_task", key="task", title="name", fields=[field("name"), field("level")]),
            document("metric", "met_orders", entity="ent_order", measure={"id": "n", "summary": "count"}),
        )
    ]
)


def card(entity: str) -> dict[str, Any]:
    bars = {"groups": [{"field": "name"}], "measures": [{"id": "n", "summary": "count"}]}
    return {"id": entity[4:], "name": entity, "type": "bar", "entity": entity, **bars}


def board(**members: Any) -> Dashboard:
    cards = [card(one) for one in ("ent_customer", "ent_order", "ent_visit", "ent_task")]
    kpi = {"id": "count", "name": "count", "type": "kpi", "metric": "met_orders"}
    lost = {"id": "lost", "name": "lost", "type": "kpi", "metric": "met_gone"}
    found = read_object(document("dashboard", "dsh_all", widgets=[*cards, kpi, lost], **members))
    assert isinstance(found, Dashboard)
    return found


def reached(entity: str, path: str) -> dict[str, str]:
    """Widget → path, or the code that says why not."""
    wires = wiring(DESIGN, board(), entity, path).wires
    return {one.widget: one.path or (one.why.code if one.why else "") for one in wires}


def test_a_field_reaches_its_own_entity_what_links_to_it_and_what_has_its_like() -> None:
    assert reached("ent_customer", "level") == {
        "customer": "level",
        "order": "buyer.level",
        "visit": "level",
        "task": "board.filter.no_field",
        "count": "buyer.level",
        "lost": "board.filter.no_entity",
    }


def test_a_link_reaches_the_linked_records_themselves_and_other_links_to_them() -> None:
    found = reached("ent_order", "buyer")
    assert (found["customer"], found["order"], found["count"]) == ("id", "buyer", "buyer")
    assert found["visit"] == "board.filter.several"


def test_a_path_through_a_link_reaches_the_field_itself() -> None:
    assert reached("ent_order", "buyer.level")["customer"] == "level"


def test_a_day_of_ones_own_comes_before_the_day_of_what_is_linked() -> None:
    assert reached("ent_customer", "day")["order"] == "day"


def test_everybody_has_an_owner() -> None:
    found = reached("ent_task", "owner")
    assert {id: path for id, path in found.items() if id != "lost"} == dict.fromkeys(
        ("customer", "order", "visit", "task", "count"), "owner"
    )


def test_the_answer_counts_and_makes_the_fields_of_the_filter() -> None:
    found = wiring(DESIGN, board(), "ent_customer", "level")
    assert (found.reached, len(found.wires)) == (4, 6)
    assert found.fields == {"ent_customer": "level", "ent_order": "buyer.level", "ent_visit": "level"}


def test_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(Invalid):
        wiring(DESIGN, board(), "ent_customer", "gone")


def test_the_author_is_told_of_cards_that_a_filter_could_reach() -> None:
    filters = [{"id": "level", "name": "Level", "fields": {"ent_customer": "level", "ent_order": "buyer.level"}}]
    found = list(unwired(DESIGN, board(filters=filters)))
    assert [(one.code, one.path, one.params["widget"]) for one in found] == [
        ("board.filter.unwired", ("filters", 0, "fields"), "visit")
    ]
    assert list(unwired(DESIGN, board(filters=[{"id": "x", "name": "x", "fields": {}}]))) == []
