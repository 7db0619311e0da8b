"""The public side of a form: what strangers see, what they may send, and what a designer is told about it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from dougong_engine.design.check import check
from dougong_engine.design.entity import Entity
from dougong_engine.design.form import Form, PublicForm
from dougong_engine.design.objects import Design, read_object
from dougong_engine.design.uses import field_uses
from dougong_engine.document import Json, dump, to_bytes
from dougong_engine.errors import Invalid
from dougong_engine.forms.public import PublicSide, closed, completed, grants, public_side
from dougong_engine.packages.rewrite import renamed
from support.designs import CUSTOMER, FORM, ORDER, field, small_design

PLACED = ("number", "customer", "stage", "file", "lines", "total", "net", "level")


def form_with(public: Mapping[str, Any] | None, *placed: Any, **members: Any) -> dict[str, Json]:
    fields: list[Any] = [one if isinstance(one, dict) else {"field": one} for one in placed or PLACED]
    bare = {member: one for member, one in FORM.items() if member != "rules"}
    own: dict[str, Json] = {**bare, "sections": [{"id": "main", "fields": fields}], **members}
    return own if public is None else {**own, "public": dict(public)}


def design_with(form: dict[str, Json], **others: dict[str, Json]) -> Design:
    return small_design({"frm_order": form, **others})


def side_of(form: dict[str, Json], entity: dict[str, Json] = ORDER) -> PublicSide:
    found, of = read_object(form), read_object(entity)
    assert isinstance(found, Form) and isinstance(of, Entity)
    side = public_side(found, of)
    assert side is not None
    return side


def shown(side: PublicSide) -> list[str]:
    return [one.id for one in side.shown]


def wrong(form: dict[str, Json], **others: dict[str, Json]) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(one.code, one.path[1:]) for one in check(design_with(form, **others)) if one.path[0] == "frm_order"]


def test_a_form_has_no_public_side_unless_it_says_so() -> None:
    plain = read_object(form_with(None))
    order = read_object(ORDER)
    assert isinstance(plain, Form) and isinstance(order, Entity)
    assert public_side(plain, order) is None
    assert "public" not in dump(plain)


def test_the_settings_are_byte_stable() -> None:
    public = {"opens": "2026-11-22T06:00:00Z", "lists": ["customer"], "values": {"discount": "0.15"}}
    document = form_with(public)
    assert to_bytes(read_object(document)) == to_bytes(document)


def test_strangers_see_no_links_no_files_and_nothing_from_beyond_the_form() -> None:
    assert shown(side_of(form_with({}))) == ["number", "stage", "lines", "total"]


def test_what_the_settings_allow_is_shown_and_with_it_what_is_computed_from_it() -> None:
    side = side_of(form_with({"lists": ["customer"], "files": {}}, *PLACED, "discount"))
    assert shown(side) == ["number", "customer", "stage", "file", "lines", "total", "net", "discount"]
    assert side.filled == {"number", "customer", "stage", "file", "lines", "discount"}


def test_a_formula_is_left_out_as_long_as_something_that_it_reads_is_not_on_the_form() -> None:
    assert "net" not in shown(side_of(form_with({}, "lines", "total", "net")))


def test_strangers_may_make_a_record_with_these_fields_and_read_titles_of_listed_records() -> None:
    side = side_of(form_with({"lists": ["customer"], "values": {"discount": "0.1"}}, "number", "customer", "total"))
    form = read_object(form_with({}))
    assert isinstance(form, Form)
    own, customers = grants(form, side, {"ent_customer": "name"})
    assert (own.entity, own.actions, own.scope.rows) == ("ent_order", ("create",), "own")
    assert own.fields == {"number": "write", "customer": "write", "discount": "write"}
    assert (customers.entity, customers.actions, customers.fields) == ("ent_customer", (), {"name": "read"})


def test_a_field_that_is_not_on_the_form_cannot_be_sent() -> None:
    side, order = side_of(form_with({}, "number")), read_object(ORDER)
    assert isinstance(order, Entity)
    with pytest.raises(Invalid) as refused:
        completed(side, order, {"number": "1", "due": "2026-01-01", "owner": "x", "id": "y", "nothing": 1})
    assert [(one.code, one.path) for one in refused.value.problems] == [
        ("public_form.field", ("due",)),
        ("public_form.field", ("owner",)),
        ("public_form.field", ("id",)),
        ("public_form.field", ("nothing",)),
    ]


def test_fixed_values_stand_whatever_is_sent() -> None:
    places = ({"field": "number", "readonly": True, "default": "A-1"}, "stage", "lines", "total")
    side, order = side_of(form_with({"values": {"stage": "first"}}, *places)), read_object(ORDER)
    assert isinstance(order, Entity)
    assert completed(side, order, {"number": "B-2", "stage": "third", "total": "9"}) == {
        "number": "A-1",
        "stage": "first",
    }


def test_a_readonly_field_takes_what_a_rule_sets() -> None:
    rule = {
        "id": "r",
        "name": "R",
        "when": {"field": "stage", "op": "is", "value": "first"},
        "then": [{"do": "set", "fields": ["number"], "value": "A-1"}],
    }
    form = form_with({}, {"field": "number", "readonly": True}, "stage", rules=[rule])
    assert side_of(form).filled == {"number", "stage"}


def test_rows_lose_their_ids_and_files_are_counted() -> None:
    order = read_object(ORDER)
    assert isinstance(order, Entity)
    side = side_of(form_with({"files": {"most": 1}}, "lines", "file"))
    sent = completed(side, order, {"lines": [{"id": "someone-elses", "item": "x"}], "file": ["a"]})
    assert sent == {"lines": [{"item": "x"}], "file": ["a"]}
    with pytest.raises(Invalid) as refused:
        completed(side, order, {"file": ["a", "b"]})
    assert refused.value.problems[0].code == "public_form.files"


def test_a_form_is_open_between_its_two_moments_and_until_it_is_full() -> None:
    public = PublicForm.model_validate({"opens": "2026-11-01T00:00:00Z", "closes": "2026-12-01T00:00:00Z", "most": 2})

    def on(month: int, day: int, taken: int = 0) -> str | None:
        return closed(public, datetime(2026, month, day, tzinfo=UTC), taken)

    assert (on(10, 31), on(11, 1), on(11, 30), on(12, 1)) == ("public_form.early", None, None, "public_form.late")
    assert (on(11, 2, 1), on(11, 2, 2)) == (None, "public_form.full")


WRONG: list[tuple[dict[str, Json], str, tuple[str | int, ...]]] = [
    (form_with({}, "number", "customer", "keeper"), "design.field.unknown", ("sections", 0, "fields", 2, "field")),
    (form_with({"lists": ["stage"]}), "design.public.list", ("public", "lists", 0)),
    (form_with({"lists": ["customer"]}, "number"), "design.public.list", ("public", "lists", 0)),
    (form_with({"values": {"gone": 1}}), "design.field.unknown", ("public", "values", "gone")),
    (form_with({"values": {"net": "1"}}), "design.field.computed_setting", ("public", "values", "net")),
    (form_with({"values": {"id": "x"}}), "design.field.computed_setting", ("public", "values", "id")),
    (form_with({"values": {"stage": "gone"}}), "field.choice.unknown", ("public", "values", "stage")),
    (form_with({"owner": "rol_gone"}), "design.reference.unknown", ("public", "owner")),
    (form_with({"owner": "ent_order"}), "design.public.owner", ("public", "owner")),
    (
        form_with({"opens": "2026-11-02T00:00:00Z", "closes": "2026-11-02T00:00:00Z"}),
        "design.public.never",
        ("public", "closes"),
    ),
]


@pytest.mark.parametrize(("form", "code", "where"), WRONG)
def test_wrong_settings_are_named_at_their_place(
    form: dict[str, Json], code: str, where: tuple[str | int, ...]
) -> None:
    assert (code, where) in wrong(form)


def test_a_sound_public_form_has_no_problems() -> None:
    public = {"lists": ["customer"], "files": {}, "owner": "rol_clerk", "values": {"discount": "0.1"}}
    assert wrong(form_with(public)) == []


def test_people_and_columns_that_choose_something_are_refused() -> None:
    customer = {**CUSTOMER, "fields": [*_fields(CUSTOMER), field("rows", "sub_table", fields=[field("p", "person")])]}
    form = form_with({}, "name", "keeper", "rows", entity="ent_customer")
    assert wrong(form, ent_customer=customer) == [
        ("design.public.people", ("sections", 0, "fields", 1)),
        ("design.public.column", ("sections", 0, "fields", 2)),
    ]


def test_a_required_field_that_strangers_cannot_fill_is_refused_until_it_has_a_value() -> None:
    form = form_with({}, "level", entity="ent_customer")
    assert wrong(form) == [("design.public.required", ("public",))]
    assert wrong(form_with({"values": {"name": "From the web"}}, "level", entity="ent_customer")) == []


def test_a_rule_that_looks_beyond_what_is_shown_is_refused() -> None:
    when: Json = {"field": "customer.level", "op": "is", "value": "a"}
    looks: Json = [{"id": "r", "name": "R", "when": when, "then": [{"do": "hide", "fields": ["number"]}]}]
    assert wrong(form_with({"lists": ["customer"]}, rules=looks)) == [("design.public.rule", ("rules", 0, "when"))]
    sets: Json = [
        {
            "id": "r",
            "name": "R",
            "when": {"field": "number", "op": "is_empty"},
            "then": [{"do": "set", "fields": ["number"], "expression": "{level}"}],
        }
    ]
    found = wrong(form_with({"lists": ["customer"]}, rules=sets))
    assert found == [("design.public.rule", ("rules", 0, "then", 0, "expression"))]


def test_a_list_never_shows_a_computed_title() -> None:
    named = field("full", "formula", result="text", expression="{name}")
    customer = {**CUSTOMER, "fields": [*_fields(CUSTOMER), named], "title": "full"}
    found = wrong(form_with({"lists": ["customer"]}), ent_customer=customer)
    assert found == [("design.public.list_title", ("public", "lists", 0))]


def test_listed_links_and_fixed_values_count_as_uses_of_a_field() -> None:
    used = field_uses(design_with(form_with({"lists": ["customer"], "values": {"due": "2026-01-01"}})), "ent_order")
    assert ("frm_order", ("public", "lists", 0)) in used["customer"]
    assert ("frm_order", ("public", "values", "due")) in used["due"]


def test_a_package_gives_the_owning_role_its_own_id() -> None:
    moved = renamed(form_with({"owner": "rol_clerk", "note": "rol_clerk"}), {"rol_clerk": "rol_clerk_2"})
    assert isinstance(moved, dict)
    assert moved["public"] == {"owner": "rol_clerk_2", "note": "rol_clerk"}


def _fields(entity: dict[str, Json]) -> list[Json]:
    listed = entity["fields"]
    assert isinstance(listed, list)
    return listed
