"""Differences between designs: complete, reversible, and judged by what they do to records."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dougong_engine.changes.change import (
    AddEntity,
    AddField,
    AddUnique,
    ChangeField,
    DropEntity,
    DropField,
    DropUnique,
    OrderFields,
    apply,
    inverse,
)
from dougong_engine.changes.diff import diff
from dougong_engine.changes.risk import Level, risk
from dougong_engine.design.object import DesignObject
from dougong_engine.design.objects import Design, design_of
from dougong_engine.document import Json
from support.designs import CUSTOMER, DOCUMENTS, ORDER, field, put, shipped, small_design
from support.tweaks import tweaked

SALES = shipped("sales_management").objects
SAMPLE = [SALES[id] for id in ("ent_opportunity", "ent_quote", "frm_contract", "viw_opportunities", "rol_finance")]


@st.composite
def designs(draw: st.DrawFn) -> Design:
    """Some of the sample objects, each tweaked."""
    kept: list[DesignObject] = draw(st.lists(st.sampled_from(SAMPLE), unique_by=lambda one: one.id))
    return design_of(draw(tweaked(one)) for one in kept)


@settings(max_examples=120, deadline=None)
@given(designs(), designs())
def test_applying_the_difference_gives_the_new_design_and_its_inverse_the_old(old: Design, new: Design) -> None:
    changes = diff(old, new)
    assert dict(apply(old, changes).objects) == dict(new.objects)
    assert dict(apply(new, inverse(changes)).objects) == dict(old.objects)


def test_a_design_does_not_differ_from_itself() -> None:
    assert diff(small_design(), small_design()) == ()


def changes_to(id: str, path: tuple[str | int, ...], new: Json) -> list[object]:
    raw = put(DOCUMENTS[id], path, new)
    assert isinstance(raw, dict)
    return list(diff(small_design(), small_design({id: raw})))


def fields() -> list[Json]:
    found = ORDER["fields"]
    assert isinstance(found, list)
    return found


def test_a_new_field_is_one_change_with_its_place() -> None:
    (change,) = changes_to("ent_order", ("fields",), [field("note"), *fields()])
    assert isinstance(change, AddField)
    assert (change.entity, change.table, change.field.id, change.at) == ("ent_order", None, "note", 0)


def test_columns_of_a_sub_table_change_by_themselves() -> None:
    lines = put(
        fields()[6], ("fields",), [field("item", "long_text"), field("price", "money"), field("count", "integer")]
    )
    found = changes_to("ent_order", ("fields", 6), lines)
    assert {type(one) for one in found} == {ChangeField, DropField, AddField}
    assert all(getattr(one, "table", "") == "lines" for one in found)


def test_moving_a_field_is_no_drop() -> None:
    assert [type(one) for one in changes_to("ent_order", ("fields",), [*fields()[1:], fields()[0]])] == [OrderFields]


def test_unique_sets_and_entities_come_and_go() -> None:
    assert [type(one) for one in changes_to("ent_order", ("uniques",), [["number", "due"]])] == [DropUnique, AddUnique]
    less = small_design().replaced(without=("ent_customer",))
    assert [type(one) for one in diff(small_design(), less)] == [DropEntity]
    assert [type(one) for one in diff(less, small_design())] == [AddEntity]


def test_a_new_order_of_unique_sets_is_kept() -> None:
    two = small_design({"ent_order": {**ORDER, "uniques": [["number"], ["due"]]}})
    turned = small_design({"ent_order": {**ORDER, "uniques": [["due"], ["number"]]}})
    assert dict(apply(two, diff(two, turned)).objects) == dict(turned.objects)


FEWER: Json = [{"id": "first", "name": "1"}, {"id": "second", "name": "2"}]
NUMBERED: Json = [*fields(), field("n", "auto_number", pattern="{000}")]

RISKS: list[tuple[str, tuple[str | int, ...], Json, Level, set[str]]] = [
    ("ent_order", ("fields", 0, "name"), "Order number", Level.SAFE, set()),
    ("ent_order", ("fields", 0, "key"), "order_number", Level.SAFE, {"change.key.renamed"}),
    ("ent_order", ("fields",), [*fields(), field("note")], Level.SAFE, set()),
    ("ent_order", ("fields",), [*fields(), field("note", required=True)], Level.BACKFILL, {"change.field.required"}),
    ("ent_order", ("fields",), [*fields(), field("code", unique=True)], Level.BACKFILL, {"change.unique.verified"}),
    (
        "ent_order",
        ("fields",),
        [*fields(), field("n", "auto_number", pattern="{000}")],
        Level.BACKFILL,
        {"change.field.computed"},
    ),
    ("ent_order", ("fields",), fields()[:-1], Level.SAFE, set()),
    ("ent_order", ("fields",), [*fields()[:3], *fields()[4:]], Level.DESTRUCTIVE, {"change.field.dropped"}),
    ("ent_order", ("fields", 0), field("number", "long_text"), Level.BACKFILL, {"change.field.widened"}),
    ("ent_order", ("fields", 0), field("number", "date"), Level.DESTRUCTIVE, {"change.field.retyped"}),
    ("ent_order", ("fields", 0, "max_length"), 20, Level.BACKFILL, {"change.field.narrowed"}),
    ("ent_order", ("fields", 0, "max_length"), 400, Level.SAFE, set()),
    ("ent_order", ("fields", 5, "places"), 2, Level.DESTRUCTIVE, {"change.field.places"}),
    ("ent_order", ("fields", 5, "places"), 6, Level.BACKFILL, {"change.field.places"}),
    (
        "ent_order",
        ("fields", 2, "options"),
        FEWER,
        Level.DESTRUCTIVE,
        {"change.options.dropped"},
    ),
    ("ent_order", ("fields", 1, "many"), True, Level.BACKFILL, {"change.field.many"}),
    ("ent_order", ("fields", 1, "entity"), "ent_order", Level.DESTRUCTIVE, {"change.link.moved"}),
    ("ent_order", ("fields", 8, "expression"), "{total}", Level.BACKFILL, {"change.field.computed"}),
    ("ent_order", ("fields", 8, "display"), "money", Level.SAFE, set()),
    ("ent_order", ("fields", 8, "declassified"), True, Level.DESTRUCTIVE, {"change.field.declassified"}),
    ("ent_order", ("uniques",), [["number"], ["due"]], Level.BACKFILL, {"change.unique.verified"}),
    ("ent_order", ("gates",), [], Level.SAFE, {"change.gates.changed"}),
    ("ent_order", ("title",), "due", Level.BACKFILL, {"change.title.changed"}),
    ("viw_orders", ("name",), "Orders", Level.SAFE, set()),
]


@pytest.mark.parametrize(("id", "path", "new", "level", "codes"), RISKS)
def test_a_change_is_as_risky_as_its_worst_effect(
    id: str, path: tuple[str | int, ...], new: Json, level: Level, codes: set[str]
) -> None:
    raw = put(DOCUMENTS[id], path, new)
    assert isinstance(raw, dict)
    found = [risk(one) for one in diff(small_design(), small_design({id: raw}))]
    assert max(one.level for one in found) is level
    assert {reason.code for one in found for reason in one.reasons} == codes


def test_dropping_an_entity_is_destructive() -> None:
    assert CUSTOMER["id"] == "ent_customer"
    (change,) = diff(small_design(), small_design().replaced(without=("ent_customer",)))
    assert risk(change).level is Level.DESTRUCTIVE
