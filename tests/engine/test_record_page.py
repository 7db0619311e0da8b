"""A record's page: what may stand on it, who uses what through it, and how it is worded."""

import pytest

from dougong_engine.changes.change import ChangeEntity
from dougong_engine.changes.diff import diff
from dougong_engine.changes.risk import Level, risk
from dougong_engine.design.check import check
from dougong_engine.design.entity import Entity
from dougong_engine.design.objects import read_object
from dougong_engine.design.seen import unseen
from dougong_engine.design.texts import texts, translate
from dougong_engine.design.uses import uses
from dougong_engine.document import Json, dump
from dougong_engine.errors import Invalid
from support.designs import CUSTOMER, ORDER, altered_design, document, put, small_design

ORDERS: Json = {
    "entity": "ent_order",
    "through": "customer",
    "columns": ["number", "customer.joined"],
    "sort": [{"field": "due"}],
}
PAGE: Json = {
    "facts": ["level", "owner"],
    "main": [
        {"id": "d", "kind": "details"},
        {"id": "o", "kind": "related", "name": "Orders", "records": ORDERS},
    ],
    "side": [{"id": "c", "kind": "comments"}],
}


def found(page: Json, entity: str = "ent_customer") -> set[tuple[str, str]]:
    problems = check(altered_design(entity, ("page",), page))
    return {(one.code, "/".join(map(str, one.path[1:]))) for one in problems}


def test_a_sound_page_has_no_problems() -> None:
    assert found(PAGE) == set()


def test_a_list_may_follow_the_records_own_link() -> None:
    own: Json = {
        "main": [
            {"id": "d", "kind": "details"},
            {
                "id": "c",
                "kind": "related",
                "field": "customer",
                "records": {"entity": "ent_customer", "columns": ["level"]},
            },
        ]
    }
    assert found(own, "ent_order") == set()


TWICE: Json = [{"id": "c", "kind": "comments"}, {"id": "x", "kind": "comments"}]
MANY: Json = [{"id": f"r{n}", "kind": "related", "records": ORDERS} for n in range(12)]


@pytest.mark.parametrize(
    ("path", "new", "code", "place"),
    [
        (("form",), "frm_order", "design.form.unknown", "page/form"),
        (("form",), "frm_gone", "design.form.unknown", "page/form"),
        (("facts",), ["gone"], "design.field.unknown", "page/facts/0"),
        (("facts",), ["name", "name"], "design.id.twice", "page/facts"),
        (
            ("facts",),
            ["name", "level", "joined", "keeper", "owner", "id"],
            "design.record_page.too_many_facts",
            "page/facts",
        ),
        (("main",), [], "design.record_page.no_details", "page/main"),
        (("side", 0, "kind"), "details", "design.record_page.block_twice", "page/side/0/kind"),
        (("side",), TWICE, "design.record_page.block_twice", "page/side/1/kind"),
        (("side", 0, "id"), "d", "design.id.twice", "page/main"),
        (("side",), MANY, "design.record_page.too_many", "page/main"),
        (("side", 0, "field"), "name", "design.record_page.list", "page/side/0/field"),
        (("main", 1, "kind"), "history", "design.record_page.list", "page/main/1/records"),
        (("main", 1, "records", "entity"), "ent_gone", "design.entity.unknown", "page/main/1/records/entity"),
        (("main", 1, "records", "through"), "stage", "design.record_page.list", "page/main/1/records/through"),
        (("main", 1, "records", "through"), "gone", "design.record_page.list", "page/main/1/records/through"),
        (("main", 1, "records", "through"), None, "design.record_page.list", "page/main/1/field"),
        (("main", 1, "field"), "keeper", "design.record_page.list", "page/main/1/records/through"),
        (("main", 1, "records", "columns"), ["gone"], "design.field.unknown", "page/main/1/records/columns/0"),
        (("main", 1, "records", "columns"), ["lines.price"], "design.path.many", "page/main/1/records/columns/0"),
        (
            ("main", 1, "records", "columns"),
            ["number"] * 9,
            "design.record_page.too_many_columns",
            "page/main/1/records/columns",
        ),
        (
            ("main", 1, "records", "sort"),
            [{"field": "due"}] * 4,
            "design.view.too_many_sorts",
            "page/main/1/records/sort",
        ),
    ],
)
def test_what_does_not_fit_is_told_at_its_place(path: tuple[str | int, ...], new: Json, code: str, place: str) -> None:
    assert (code, place) in found(put(PAGE, path, new))


def test_a_sub_table_is_no_fact() -> None:
    assert found({"facts": ["lines"], "main": [{"id": "d", "kind": "details"}]}, "ent_order") == {
        ("design.record_page.fact_type", "page/facts/0")
    }


def customer(page: Json) -> Entity:
    read = read_object({**CUSTOMER, "page": page})
    assert isinstance(read, Entity)
    return read


def test_fields_and_forms_of_a_page_are_used_by_it() -> None:
    design = small_design({"ent_customer": {**CUSTOMER, "page": PAGE}})

    def places(entity: str, field: str) -> set[str]:
        return {"/".join(map(str, path)) for id, path in uses(design, entity, field) if id == "ent_customer"}

    assert "page/facts/0" in places("ent_customer", "level")
    assert "page/main/1/records/columns/0" in places("ent_order", "number")
    assert "page/main/1/records/columns/1" in places("ent_customer", "joined")
    assert "page/main/1/records/through" in places("ent_order", "customer")
    assert "page/main/1/records/sort/0/field" in places("ent_order", "due")
    page: Json = {"form": "frm_order", "main": [{"id": "d", "kind": "details"}]}
    asked = small_design({"ent_order": {**ORDER, "page": page}})
    assert ("ent_order", ("page", "form")) in uses(asked, "frm_order")


def test_nobody_puts_on_a_page_what_they_may_not_read() -> None:
    before, made = small_design(), customer(PAGE)
    hidden = {("ent_customer", "level"), ("ent_order", "due"), ("ent_order", "customer")}
    found = unseen(before, before.replaced(made), [made], lambda entity, field: (entity, field) not in hidden)
    assert {"/".join(map(str, one.path[1:])) for one in found} == {
        "page/facts/0",
        "page/main/1/records/through",
        "page/main/1/records/columns/1",
        "page/main/1/records/sort/0/field",
    }


def test_names_of_blocks_are_translated() -> None:
    entity = customer(PAGE)
    assert texts(entity)["page.main.o.name"] == "Orders"
    translated = translate(entity, {"page.main.o.name": "订单"})
    assert isinstance(translated, Entity) and translated.page is not None
    assert translated.page.main[1].name == "订单"


def test_an_entity_without_a_page_is_written_as_ever_and_a_page_as_it_was_made() -> None:
    assert dump(read_object(CUSTOMER)) == CUSTOMER
    assert dump(customer(PAGE))["page"] == PAGE


def test_another_page_is_a_safe_change() -> None:
    before = small_design()
    (change,) = diff(before, before.replaced(customer(PAGE)))
    assert isinstance(change, ChangeEntity)
    assert risk(change).level is Level.SAFE


def test_a_block_of_no_kind_is_refused() -> None:
    with pytest.raises(Invalid, match=r"design\.invalid"):
        read_object(document("entity", "ent_x", key="x", title="t", fields=[], page={"main": [{"id": "a"}]}))
