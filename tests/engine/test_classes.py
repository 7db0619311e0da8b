"""ABC classes: exact, the same for equals, whole at the cut-offs."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from dougong_engine.formula.numbers import CONTEXT
from dougong_engine.metrics.classes import CLASSES, Cutoffs, classify

TOTALS = st.lists(st.decimals(-(10**12), 10**12, places=2) | st.integers(-3, 3).map(Decimal), max_size=60)
SHARES = st.integers(1, 10_000).map(lambda one: Decimal(one) / 10_000)
CUTOFFS = st.lists(SHARES, min_size=2, max_size=2, unique=True).map(lambda two: Cutoffs(a=min(two), b=max(two)))


def names(*totals: str, cutoffs: Cutoffs | None = None) -> str:
    found = classify([Decimal(one) for one in totals], cutoffs or Cutoffs())
    return "".join(one.name for one in found.placed)


def test_the_one_that_reaches_a_cut_off_ends_its_class() -> None:
    assert names("80", "15", "5") == "ABC"
    assert names("79.99", "15.01", "5") == "AAC", "the one that crosses a cut-off is still in the better class"
    assert names("80.01", "14.98", "5.01") == "ABB"
    assert names("5", "15", "80") == "CBA", "in the order in which they were given"


def test_a_single_one_is_a() -> None:
    assert names("0.01") == "A"


def test_equal_totals_share_a_class_and_what_they_reach() -> None:
    found = classify([Decimal(10)] * 10, Cutoffs())
    assert {(one.name, one.share, one.reached) for one in found.placed} == {("A", Decimal("0.1"), Decimal(1))}
    assert names("50", "25.0", "25", cutoffs=Cutoffs(a=Decimal("0.5"), b=Decimal("0.75"))) == "ABB"


def test_zero_and_less_are_c_and_add_nothing() -> None:
    found = classify([Decimal(60), Decimal(0), Decimal(-40), Decimal(40)], Cutoffs())
    assert "".join(one.name for one in found.placed) == "ACCA"
    assert (found.whole, found.classes["C"].count, found.classes["C"].total) == (100, 2, 0)
    assert found.placed[2].share == 0
    assert found.placed[2].reached == 1


def test_without_anything_above_zero_there_are_no_shares() -> None:
    found = classify([Decimal(0), Decimal(-1)], Cutoffs())
    assert [(one.name, one.share, one.reached) for one in found.placed] == [("C", None, None)] * 2
    assert [(found.classes[one].count, found.classes[one].share) for one in CLASSES] == [
        (0, None),
        (0, None),
        (2, None),
    ]
    assert classify([], Cutoffs()).whole == 0


def test_with_the_whole_as_second_cut_off_nothing_above_zero_is_c() -> None:
    assert names("98", "1", "1", "0", cutoffs=Cutoffs(b=Decimal(1))) == "ABBC"


@pytest.mark.parametrize(
    ("a", "b"), [("0.9", "0.8"), ("0.8", "0.8"), ("0", "0.5"), ("0.5", "1.01"), ("0.12345", "0.5")]
)
def test_cut_offs_rise_between_nothing_and_the_whole(a: str, b: str) -> None:
    with pytest.raises(ValidationError):
        Cutoffs(a=Decimal(a), b=Decimal(b))


@given(TOTALS, CUTOFFS)
def test_classes_part_the_totals_and_their_totals_make_the_whole(totals: list[Decimal], cutoffs: Cutoffs) -> None:
    found = classify(totals, cutoffs)
    assert sum(one.count for one in found.classes.values()) == len(totals) == len(found.placed)
    assert sum((one.total for one in found.classes.values()), Decimal(0)) == found.whole
    for name in CLASSES:
        own = [total for total, place in zip(totals, found.placed, strict=True) if place.name == name]
        assert found.classes[name].count == len(own)
        assert found.classes[name].total == sum((one for one in own if one > 0), Decimal(0))


@given(TOTALS, CUTOFFS)
def test_the_greater_never_has_the_worse_class(totals: list[Decimal], cutoffs: Cutoffs) -> None:
    found = classify(totals, cutoffs)
    ranked = sorted(zip(totals, found.placed, strict=True), key=lambda one: one[0], reverse=True)
    for (more, better), (less, worse) in pairwise(ranked):
        assert better.name <= worse.name
        assert more > less or better == worse


@given(TOTALS, CUTOFFS)
def test_a_class_follows_from_the_exact_share_of_everything_greater(totals: list[Decimal], cutoffs: Cutoffs) -> None:
    found = classify(totals, cutoffs)
    whole = sum((one for one in totals if one > 0), Decimal(0))
    for total, place in zip(totals, found.placed, strict=True):
        above = sum((one for one in totals if one > total and one > 0), Decimal(0))
        wanted = "C"
        if total > 0 and above < CONTEXT.multiply(whole, cutoffs.b):
            wanted = "A" if above < CONTEXT.multiply(whole, cutoffs.a) else "B"
        assert place.name == wanted


@given(TOTALS, CUTOFFS)
def test_no_order_among_the_totals_matters(totals: list[Decimal], cutoffs: Cutoffs) -> None:
    turned = totals[::-1]
    assert classify(turned, cutoffs).placed == classify(totals, cutoffs).placed[::-1]
