"""Metrics are exact, funnels add up."""

from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dougong_engine.design.metric import Metric
from dougong_engine.filters.condition import All, Test
from dougong_engine.metrics.evaluate import evaluate, question, quotient
from dougong_engine.metrics.funnel import MICROSECONDS_AN_HOUR, Tally, figures

BANDS = [{"level": "risk"}, {"level": "warning", "least": "0.3"}, {"level": "healthy", "least": "0.4"}]


def metric(**settings: Any) -> Metric:
    document = {
        "format": 1,
        "kind": "metric",
        "id": "met_rate",
        "app": "app_test",
        "name": "Rate",
        "entity": "ent_deal",
        "measure": {"id": "won", "summary": "count", "where": {"field": "outcome", "op": "is", "value": "won"}},
        "bands": BANDS,
    }
    return Metric.model_validate({**document, **settings})


RATE = metric(per={"id": "all", "summary": "count"}, where={"field": "city", "op": "is", "value": "x"})


def tally(now: int = 0, furthest: int = 0, finished: int | None = 0, **counts: Any) -> Tally:
    zeros: dict[str, Any] = dict.fromkeys(
        ("failed", "entered", "returned", "furthest_seen", "seen_beyond", "unknown", "stays", "stuck"), 0
    )
    lengths: dict[str, Any] = dict.fromkeys(("amount", "middle_low", "middle_high", "ninetieth"))
    return Tally(now=now, furthest=furthest, finished=finished, **{**zeros, **lengths, **counts})


def test_a_metric_asks_for_both_of_its_measures_under_both_conditions() -> None:
    board = Test(field="team", op="is", value="y")
    asked = question(RATE, board)
    assert [one.id for one in asked.measures] == ["value", "per"]
    assert asked.measures[0].where == Test(field="outcome", op="is", value="won")
    assert asked.where == All(all=(Test(field="city", op="is", value="x"), board))


def test_a_quotient_is_rounded_once_and_its_level_is_that_of_the_exact_value() -> None:
    third = evaluate(RATE, {"value": 1, "per": 3})
    assert (third.value, third.level) == (Decimal("0.333333333333"), "warning")
    assert evaluate(RATE, {"value": 2, "per": 5}).level == "healthy"
    assert evaluate(RATE, {"value": 399999, "per": 1000000}).level == "warning"


def test_a_division_by_zero_has_no_value_and_no_level() -> None:
    nothing = evaluate(RATE, {"value": 0, "per": 0})
    assert (nothing.value, nothing.level) == (None, None)
    assert dict(nothing.parts) == {"value": 0, "per": 0}


def test_values_without_a_number_have_no_level() -> None:
    assert evaluate(metric(), {"value": None}).level is None
    assert evaluate(metric(), {"value": "text"}).level is None


def test_a_count_has_the_level_of_its_band() -> None:
    assert [evaluate(metric(), {"value": value}).level for value in (0, 1)] == ["risk", "healthy"]


@given(st.decimals(-(10**17), 10**17, places=2), st.integers(1, 10**6))
def test_a_quotient_is_within_half_of_its_last_place(value: Decimal, count: int) -> None:
    found = quotient(value, count)
    assert found is not None
    with localcontext(prec=60):  # the product of quotient and count has more digits than a default context holds
        assert abs(found * count - value) * 2 <= Decimal("1e-12") * count


def test_a_funnel_narrows_and_the_done_count_as_gone_on() -> None:
    first, second, last = figures(
        [tally(now=5, furthest=4), tally(now=2, furthest=2, finished=1), tally(now=3, furthest=4, finished=3)]
    )
    assert [one.reached for one in (first, second, last)] == [10, 6, 4]
    assert first.conversion == Decimal("0.6")
    assert second.conversion == quotient(5, 6)
    assert last.conversion == Decimal("0.75")


def test_a_last_stage_has_no_conversion_where_nobody_may_know_what_is_done() -> None:
    first, last = figures([tally(furthest=1, finished=None), tally(furthest=1, finished=None)])
    assert (first.conversion, last.conversion) == (Decimal("0.5"), None)


def test_stages_that_nobody_reached_have_no_rates() -> None:
    (only,) = figures([tally()])
    assert (only.conversion, only.return_rate, only.skip_rate, only.median_hours) == (None, None, None, None)


def test_skips_count_only_records_that_came_further() -> None:
    first, _ = figures([tally(furthest_seen=7, seen_beyond=3), tally(furthest_seen=4)])
    assert first.skip_rate == Decimal("0.25")


@pytest.mark.parametrize(("low", "high", "hours"), [(1, 1, "1.00"), (1, 2, "1.50"), (0, 0, "0.00")])
def test_a_median_is_the_mean_of_the_two_middle_stays(low: int, high: int, hours: str) -> None:
    hour = int(MICROSECONDS_AN_HOUR)
    (only,) = figures([tally(middle_low=low * hour, middle_high=high * hour, ninetieth=3 * hour)])
    assert (str(only.median_hours), str(only.p90_hours)) == (hours, "3.00")


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=8))
def test_whoever_reached_a_stage_reached_every_stage_before_it(counts: list[tuple[int, int]]) -> None:
    found = figures([tally(furthest=here, finished=min(here, done)) for here, done in counts])
    reached = [one.reached for one in found]
    assert reached == sorted(reached, reverse=True)
    assert reached[0] == sum(here for here, _ in counts)
    assert all(one.conversion is None or 0 <= one.conversion <= 1 for one in found)
