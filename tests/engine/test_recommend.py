"""The chart recommender: whole, valid cards, best first, each with its reason."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dougong_engine.dashboards.chosen import Profile, chosen
from dougong_engine.dashboards.proposal import Proposal
from dougong_engine.dashboards.recommend import recommend
from dougong_engine.design.app import App
from dougong_engine.design.check import check_object
from dougong_engine.design.entity import SYSTEM_FIELDS, Entity
from dougong_engine.design.objects import Design, design_of, read_object
from dougong_engine.document import dump
from dougong_engine.errors import Invalid
from support.designs import PACKAGES, document, field, shipped

ORDER = document(
    "entity",
    "ent_order",
    key="order",
    title="number",
    fields=[
        field("number"),
        field("customer", "link", entity="ent_customer"),
        field("stage", "choice", options=[{"id": one, "name": one} for one in ("new", "sent")]),
        field("area", "choice", options=[{"id": f"a{one}", "name": str(one)} for one in range(4)]),
        field("city"),
        field("day", "date"),
        field("amount", "money"),
        field("plan", "money"),
        field("rate", "percent"),
        field("notes", "long_text"),
    ],
    gates=[{"id": "steps", "field": "stage", "stages": [{"option": "new"}, {"option": "sent"}]}],
)
CUSTOMER = document("entity", "ent_customer", key="customer", title="name", fields=[field("name"), field("level")])
TOTAL = document("metric", "met_total", entity="ent_order", measure={"id": "m", "summary": "sum", "field": "amount"})
SHOP = document("app", "app_shop", key="shop")
DESIGN = design_of([read_object(one) for one in (SHOP, CUSTOMER, ORDER)])


def proposed(*fields: str, design: Design = DESIGN, target: str | None = None, **profile: Any) -> list[Proposal]:
    found = chosen(design, "ent_order", fields, target, {})
    return list(recommend(design, found, Profile(**profile)))


def types(*fields: str, **more: Any) -> list[str]:
    return [one.widget.type for one in proposed(*fields, **more)]


def problems(design: Design, one: Proposal) -> list[str]:
    more = [] if one.metric is None else [one.metric]
    app = next(design.of(App)).id
    board = {"format": 1, "kind": "dashboard", "id": "dsh_x", "app": app, "name": "x"}
    shown = read_object({**board, "widgets": [dump(one.widget)]})
    around = design.replaced(*more)
    return [str(problem) for checked in (shown, *more) for problem in check_object(around, checked)]


def test_a_stage_makes_a_funnel_with_the_amount() -> None:
    first = proposed("stage", "amount")[0]
    assert dump(first.widget)["gate"] == "steps"
    assert dump(first.widget)["amount"] == "amount"
    assert first.reason.code == "board.because.funnel"


def test_customers_and_an_amount_make_a_classification_first() -> None:
    first = proposed("customer", "amount", "day", records=90, distinct={"customer": 30})[0]
    assert first.widget.type == "abc"
    assert dump(first.widget)["groups"] == [{"field": "customer"}]
    assert dump(first.widget)["measures"] == [{"id": "amount", "summary": "sum", "field": "amount"}]
    assert first.reason.params == {"measure": "amount", "dimension": "customer", "values": 30}


def test_two_customers_need_no_classes() -> None:
    assert "abc" not in types("customer", "amount", records=90, distinct={"customer": 2})


def test_a_share_does_not_add_up() -> None:
    found = proposed("customer", "rate", records=90, distinct={"customer": 30})
    assert "abc" not in [one.widget.type for one in found]
    assert dump(found[0].widget)["measures"] == [{"id": "rate", "summary": "average", "field": "rate"}]


@pytest.mark.parametrize(
    ("last", "bucket"),
    [
        (date(2026, 1, 20), "day"),
        (date(2026, 5, 1), "week"),
        (date(2027, 1, 1), "month"),
        (date(2030, 1, 1), "quarter"),
    ],
)
def test_a_date_makes_a_line_in_stretches_that_fit_the_span(last: date, bucket: str) -> None:
    first = proposed("day", "amount", days={"day": (date(2026, 1, 1), last)})[0]
    assert first.widget.type == "line"
    assert dump(first.widget)["groups"] == [{"field": "day", "bucket": bucket}]
    assert first.reason.params["bucket"] == f"board.bucket.{bucket}"


def test_decades_fall_into_years_and_no_data_into_months() -> None:
    long = proposed("day", days={"day": (date(1990, 1, 1), date(2026, 1, 1))})[0]
    assert dump(long.widget)["groups"] == [{"field": "day", "bucket": "year"}]
    assert dump(long.widget)["measures"] == [{"id": "count", "summary": "count"}]
    assert dump(proposed("day")[0].widget)["groups"] == [{"field": "day", "bucket": "month"}]


def test_few_values_stand_side_by_side_and_many_are_ranked() -> None:
    assert types("area", "amount")[:2] == ["bar", "pie"]
    assert types("city", "amount", records=500, distinct={"city": 40})[:2] == ["abc", "leaderboard"]
    assert types("city", records=500, distinct={"city": 40})[0] == "leaderboard"


def test_a_text_that_names_one_record_each_is_no_dimension() -> None:
    assert types("number", "amount", records=500, distinct={"number": 500}) == ["kpi", "table"]


def test_a_number_against_a_target_shows_how_much_is_reached() -> None:
    first = proposed("amount", target="plan")[0]
    assert first.metric is not None
    assert (first.metric.show, first.metric.per is not None) == ("percent", True)
    assert [band.level for band in first.metric.bands] == ["risk", "warning", "healthy"]
    assert dump(first.widget)["metric"] == first.metric.id


def test_a_metric_that_exists_is_used_and_not_made_again() -> None:
    design = DESIGN.replaced(read_object(TOTAL))
    (card,) = [one for one in proposed("amount", design=design) if one.widget.type == "kpi"]
    assert (dump(card.widget)["metric"], card.metric) == ("met_total", None)


def test_ids_keep_clear_of_those_that_the_board_has() -> None:
    found = recommend(DESIGN, chosen(DESIGN, "ent_order", ["area"], None, {}), Profile(), {"bar", "bar_2"})
    assert found[0].widget.id == "bar_3"


@pytest.mark.parametrize(
    ("fields", "target", "code"),
    [(["gone"], None, "design.field.unknown"), (["amount"], "city", "design.measure.field_type")],
)
def test_fields_that_do_not_fit_are_refused(fields: list[str], target: str | None, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        chosen(DESIGN, "ent_order", fields, target, {})
    assert caught.value.problems[0].code == code


SHIPPED = {name: shipped(name).design for name in PACKAGES}
PLACES = [
    (name, entity.id, tuple(one.id for one in (*entity.fields, *SYSTEM_FIELDS)))
    for name, design in SHIPPED.items()
    for entity in design.of(Entity)
]


@given(st.data())
def test_every_proposal_for_any_fields_of_the_shipped_apps_is_a_valid_card(data: st.DataObject) -> None:
    name, entity, ids = data.draw(st.sampled_from(PLACES))
    fields = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=6, unique=True))
    distinct = {one: data.draw(st.integers(0, 40)) for one in fields}
    profile = Profile(data.draw(st.integers(0, 50)), distinct)
    found = chosen(SHIPPED[name], entity, fields, None, {})
    first, again = (recommend(SHIPPED[name], found, profile) for _ in range(2))
    assert first == again
    assert first, "a table at least"
    for one in first:
        assert problems(SHIPPED[name], one) == []
