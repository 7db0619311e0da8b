"""What a form makes of what was entered: copies from linked records, rules, required fields."""

from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dougong_engine.design.check import check
from dougong_engine.design.checks.fill import fits
from dougong_engine.design.entity import SPECS
from dougong_engine.design.uses import field_uses
from dougong_engine.document import Json
from dougong_engine.errors import Invalid
from dougong_engine.fields import Value, field_type
from dougong_engine.filters.evaluate import Reader
from dougong_engine.forms.copying import Sources, wanted_sources
from dougong_engine.forms.entering import Writer, enter
from dougong_engine.forms.facts import Facts
from dougong_engine.forms.form_plan import FormPlan
from dougong_engine.forms.patch import Patch, read_patch
from dougong_engine.forms.submit import submit
from support.form_vectors import CLOCK, IDS, SOURCES, VECTORS, design, order_form, with_ids

FORM = order_form()
ENTITY = FORM.entity.entity
FIELDS = frozenset(one.id for one in ENTITY.fields)
EVERYBODY = Writer(Reader(me=None), FIELDS, FIELDS)


def values_of(raw: dict[str, Json]) -> dict[str, Value]:
    rows = count(1)
    return dict(read_patch(ENTITY, with_ids(raw), lambda: f"new_{next(rows)}").values)


def entered(
    raw: dict[str, Json],
    record: dict[str, Json] | None = None,
    sources: Sources = SOURCES,
    writer: Writer = EVERYBODY,
    form: FormPlan = FORM,
) -> dict[str, Value]:
    """The patch that a form makes of an input over a record."""
    before = None if record is None else {**form.entity.blank, **values_of(record)}
    return dict(enter(form, Patch(values_of(raw)), before, sources, CLOCK, writer).values)


def stored(patch: dict[str, Value], record: dict[str, Json] | None) -> dict[str, Json]:
    """What the write contract makes of the patch, by key as the API tells it."""
    before = None if record is None else {**FORM.entity.blank, **values_of(record)}
    write = submit(FORM.entity, Patch(patch), Facts(before), CLOCK, Reader())
    told: dict[str, Json] = {}
    for spec in ENTITY.fields:
        value = write.record.get(spec.id)
        told[spec.key] = field_type(spec).dump(value) if value not in (None, ()) else None
    return told


def told(shown: Json, wanted: Json) -> Json:
    """Rows without the ids that nobody asked for."""
    if not isinstance(shown, list) or not isinstance(wanted, list):
        return shown
    return [{key: row.get(key) for key in one} for row, one in zip(shown, wanted, strict=True)]  # type: ignore[union-attr]  # rows


def lacking(raw: dict[str, Json], record: dict[str, Json] | None) -> list[str]:
    """Keys of the fields that the form asks for."""
    try:
        entered(raw, record)
    except Invalid as invalid:
        return [str(one.path[0]) for one in invalid.problems if one.code == "field.required"]
    return []


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_a_form_makes_of_an_input_what_the_vectors_say(case: dict[str, Any]) -> None:
    entry, record = case["entered"], case.get("record")
    missing = lacking(entry, record)
    assert missing == case["missing"]
    found = stored(entered({**entry, **dict.fromkeys(missing, "x")}, record), record)
    for key, wanted in with_ids(case["values"]).items():
        assert told(found[key], wanted) == wanted, key


def test_only_the_records_that_are_copied_from_are_asked_for() -> None:
    patch = Patch(values_of({"customer": "acme", "lines": [{"product": "bolt", "price": "1"}, {"product": "nut"}]}))
    wanted = wanted_sources(FORM, patch, None)
    assert wanted["ent_customer"].ids == {IDS["acme"]}
    assert wanted["ent_product"].ids == {IDS["bolt"], IDS["nut"]}
    assert wanted["ent_customer"].fields == {"phone", "address", "level"}
    assert wanted_sources(FORM, Patch({}), {}) == {}


def test_a_value_that_does_not_fit_is_refused_where_it_would_stand() -> None:
    long = {**SOURCES, "ent_product": {IDS["bolt"]: {"price": "9" * 20, "unit": "box"}}}
    with pytest.raises(Invalid) as refused:
        entered({"title": "T", "lines": [{"product": "bolt"}]}, sources=long)
    assert [(one.code, one.path) for one in refused.value.problems] == [("field.decimal.range", ("lines", 0, "price"))]


def test_nobody_writes_a_fixed_field_whose_source_he_may_not_read() -> None:
    with pytest.raises(Invalid) as refused:
        entered({"title": "T", "customer": "unseen", "level": "c"})
    assert [(one.code, one.path) for one in refused.value.problems] == [("field.readonly", ("level",))]


def test_a_form_writes_no_field_that_its_writer_may_not_write() -> None:
    narrow = Writer(Reader(), FIELDS, frozenset({"title", "customer", "pieces", "price"}))
    patch = entered({"title": "T", "customer": "acme", "pieces": 10, "price": "500"}, writer=narrow)
    assert set(patch) == {"title", "customer", "pieces", "price"}


def test_a_rule_answers_to_nothing_that_the_writer_may_not_know() -> None:
    blind = Writer(Reader(), FIELDS - {"amount", "level"}, FIELDS)
    patch = entered({"title": "T", "pieces": 10, "price": "500", "due": "2026-12-01"}, writer=blind)
    assert "discount" not in patch
    assert patch["due"] is not None  # whether it would be hidden cannot be told


def _with(place: str, member: str, value: Json) -> dict[str, Json]:
    sections = VECTORS["form"]["sections"]
    fields = [{**one, member: value} if one["field"] == place else one for one in sections[0]["fields"]]
    return {"sections": [{**sections[0], "fields": fields}]}


@pytest.mark.parametrize(
    ("form", "code", "path"),
    [
        (_with("amount", "fill", {"path": "customer.phone"}), "design.fill.target", ("fields", 9, "fill")),
        (_with("lines", "fill", {"path": "customer.phone"}), "design.field.unknown", ("fields", 13, "fill", "path")),
        (_with("phone", "fill", {"path": "title"}), "design.fill.path", ("fields", 2, "fill", "path")),
        (_with("phone", "fill", {"path": "customer.fax"}), "design.field.unknown", ("fields", 2, "fill", "path")),
        (_with("pieces", "fill", {"path": "customer.phone"}), "design.fill.types", ("fields", 5, "fill", "path")),
        (_with("phone", "fill", {"path": "customer.level"}), "design.fill.types", ("fields", 2, "fill", "path")),
        (_with("customer", "fill", {"path": "customer.id"}), "design.fill.chain", ("fields", 1, "fill", "path")),
        (
            _with("lines", "columns", [{"column": "price", "path": "product.name"}]),
            "design.fill.types",
            ("fields", 13, "columns", 0, "path"),
        ),
        (
            _with("lines", "columns", [{"column": "fax", "path": "product.name"}]),
            "design.field.unknown",
            ("fields", 13, "columns", 0, "column"),
        ),
        (
            _with("lines", "columns", [{"column": "taxed", "path": "product.price"}]),
            "design.fill.target",
            ("fields", 13, "columns", 0),
        ),
    ],
)
def test_what_cannot_be_copied_is_said_where_it_stands(form: dict[str, Json], code: str, path: tuple[Any, ...]) -> None:
    found = [(one.code, one.path) for one in check(design(form))]
    assert (code, ("frm_order", "sections", 0, *path)) in found


@pytest.mark.parametrize("pair", VECTORS["fits"], ids=lambda one: f"{one['source']['type']}-{one['target']['type']}")
def test_only_values_that_the_field_can_hold_are_copied_into_it(pair: dict[str, Any]) -> None:
    target, source = (
        SPECS[one["type"]].model_validate({"id": "x", "key": "x", "name": "X", **one})
        for one in (pair["target"], pair["source"])
    )
    assert fits(target, source) is pair["fits"]


def test_a_link_that_is_not_on_the_form_copies_nothing() -> None:
    sections = VECTORS["form"]["sections"]
    left = [one for one in sections[0]["fields"] if one["field"] != "customer"]
    found = check(design({"sections": [{**sections[0], "fields": left}]}))
    assert {one.code for one in found} == {"design.fill.link"}


def test_the_formula_of_a_rule_knows_the_form_only() -> None:
    rule = {
        "id": "r",
        "name": "R",
        "when": {"all": []},
        "then": [{"do": "set", "fields": ["note"], "expression": "{customer.phone}"}],
    }
    assert [(one.code, one.path[-1]) for one in check(design({"rules": [rule]}))] == [
        ("design.form.beyond", "expression")
    ]


def test_the_formula_of_a_column_knows_its_own_row_only() -> None:
    def beyond(one: Any) -> Any:
        columns = [
            {**column, "expression": "{product.price} * 2"} if column["id"] == "taxed" else column
            for column in one.get("fields", ())
        ]
        return {**one, "fields": columns} if columns else one

    found = check(design(order=[beyond(one) for one in VECTORS["order"]]))
    assert [(one.code, one.path) for one in found] == [
        ("design.formula.row_only", ("ent_order", "fields", 13, "fields", 1, "expression"))
    ]


def test_who_asks_what_uses_a_field_hears_of_the_copies_of_forms() -> None:
    whole = design()
    place = ("sections", 0, "fields")
    assert ("frm_order", (*place, 2, "fill", "path")) in field_uses(whole, "ent_customer")["phone"]
    assert ("frm_order", (*place, 13, "columns", 0, "path")) in field_uses(whole, "ent_product")["price"]
    own = field_uses(whole, "ent_order")
    assert ("frm_order", (*place, 13, "columns", 0, "column")) in own["lines.price"]
    assert ("frm_order", (*place, 13, "columns", 1, "path")) in own["lines.product"]


LINKS = st.sampled_from(["acme", "beta", "bare", None])
ROW = st.fixed_dictionaries(
    {},
    optional={
        "product": st.sampled_from(["bolt", "nut", None]),
        "price": st.sampled_from(["0", "1.005", "7", None]),
        "pieces": st.integers(0, 9),
        "unit": st.sampled_from(["kg", None]),
    },
)
INPUT = st.fixed_dictionaries(
    {"title": st.just("T"), "note": st.just("n")},
    optional={
        "customer": LINKS,
        "phone": st.sampled_from(["mine", None]),
        "level": st.sampled_from(["a", "b", "c", None]),
        "pieces": st.integers(0, 40),
        "price": st.sampled_from(["0.01", "99.99", "400", None]),
        "discount": st.sampled_from(["0.2", None]),
        "lines": st.lists(ROW, max_size=3),
    },
)


@given(INPUT, INPUT)
def test_a_form_has_nothing_left_to_do_after_it_has_done_its_work(first: Any, second: Any) -> None:
    record = FORM.entity.blank
    for raw in (first, second):
        patch = enter(FORM, Patch(values_of(raw)), record, SOURCES, CLOCK, EVERYBODY)
        record = submit(FORM.entity, patch, Facts(record), CLOCK, Reader()).record
        again = enter(FORM, Patch({}), record, SOURCES, CLOCK, EVERYBODY)
        assert again.values == {}
        level = None if record["customer"] is None else SOURCES["ent_customer"][str(record["customer"])]["level"]
        assert record["level"] == level
