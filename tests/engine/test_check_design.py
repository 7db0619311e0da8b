"""The cross-reference check names every broken reference, and nothing in a sound design."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dougong_engine.design.check import check
from dougong_engine.design.checks.rings import rings
from dougong_engine.document import Json
from support.designs import CUSTOMER, DOCUMENTS, ORDER, altered_design, field, put, small_design

Place = tuple[str | int, ...]


def place(path: str) -> Place:
    """`fields/0/key` as the parts of a path."""
    return tuple(int(part) if part.isdigit() else part for part in path.split("/"))


def is_(name: str, value: Json) -> dict[str, Json]:
    return {"field": name, "op": "is", "value": value}


def order_with(*fields: dict[str, Json]) -> list[Json]:
    listed = ORDER["fields"]
    assert isinstance(listed, list)
    return [*listed, *fields]


def found(id: str, path: Place, new: Json) -> set[tuple[str, Place]]:
    return {(problem.code, problem.path) for problem in check(altered_design(id, path, new))}


def test_a_sound_design_has_no_problems() -> None:
    assert check(small_design()) == ()


MENU: Json = [{"id": "m", "name": "M", "items": [{"id": "i", "opens": "viw_gone"}]}]

WRONG: list[tuple[str, str, Json, str, str]] = [
    # what an entity says about itself
    ("ent_order", "title", "nothing", "design.field.unknown", "title"),
    ("ent_order", "title", "lines", "design.entity.title_type", "title"),
    ("ent_order", "key", "customer", "design.key.twice", "key"),
    ("ent_order", "key", "people", "design.key.reserved", "key"),
    ("ent_order", "app", "app_other", "design.app.unknown", "app"),
    ("ent_order", "fields/1/id", "number", "design.id.twice", "fields"),
    ("ent_order", "fields/3/key", "number", "design.key.twice", "fields"),
    ("ent_order", "fields/3/key", "created_at", "design.key.reserved", "fields/3/key"),
    ("ent_order", "fields/4/id", "owner", "design.id.reserved", "fields/4/id"),
    ("ent_order", "fields/4/id", "ent_file", "design.id.reserved", "fields/4/id"),
    ("ent_order", "fields/4/unique", True, "design.field.not_unique_type", "fields/4/unique"),
    ("ent_order", "fields/4/least", 10, "design.field.bounds", "fields/4/least"),
    ("ent_order", "fields/3/default", "soon", "field.date.malformed", "fields/3/default"),
    ("ent_order", "fields/3/default", {"token": "me"}, "design.condition.token", "fields/3/default"),
    ("ent_order", "fields/2/default", "fourth", "field.choice.unknown", "fields/2/default"),
    ("ent_order", "fields/8/required", True, "design.field.computed_setting", "fields/8"),
    ("ent_order", "fields/1/entity", "ent_gone", "design.entity.unknown", "fields/1/entity"),
    ("ent_order", "fields/6/totals", ["item"], "design.sub_table.totals", "fields/6/totals/0"),
    ("ent_order", "fields/6/totals", ["gone"], "design.sub_table.totals", "fields/6/totals/0"),
    ("ent_order", "fields/6/totals", ["price", "price"], "design.id.twice", "fields/6/totals"),
    ("ent_order", "uniques", [["gone"]], "design.field.unknown", "uniques/0/0"),
    ("ent_order", "uniques", [["lines"]], "design.field.not_unique_type", "uniques/0/0"),
    ("ent_order", "uniques", [[]], "design.unique.empty", "uniques/0"),
    # gates
    ("ent_order", "gates/0/field", "number", "design.gate.not_choice", "gates/0/field"),
    ("ent_order", "gates/0/stages", [], "design.gate.empty", "gates/0/stages"),
    (
        "ent_order",
        "gates/0/stages/1/option",
        "gone",
        "design.option.unknown",
        "gates/0/stages/1/option",
    ),
    (
        "ent_order",
        "gates/0/stages/0/evidence/0/field",
        "number",
        "design.evidence.not_files",
        "gates/0/stages/0/evidence/0/field",
    ),
    (
        "ent_order",
        "gates/0/stages/0/evidence/0",
        {"id": "r", "name": "R", "kind": "records", "entity": "ent_customer", "through": "name"},
        "design.evidence.through",
        "gates/0/stages/0/evidence/0/through",
    ),
    ("ent_order", "gates/0/done", is_("gone", "x"), "design.field.unknown", "gates/0/done/field"),
    # computed fields
    (
        "ent_order",
        "fields/8/expression",
        "{total} + {gone}",
        "formula.field.unknown",
        "fields/8/expression/at/10",
    ),
    ("ent_order", "fields/8/expression", "{number}", "design.formula.kind", "fields/8/expression"),
    ("ent_order", "fields/9/through", "number", "design.lookup.through", "fields/9/through"),
    ("ent_order", "fields/9/field", "gone", "design.field.unknown", "fields/9/field"),
    ("ent_order", "fields/9/field", "joined", "design.formula.kind", "fields/9/result"),
    ("ent_order", "fields/7/rows", "number", "design.rollup.source", "fields/7"),
    ("ent_order", "fields/7/field", "item", "design.measure.field_type", "fields/7/field"),
    ("ent_customer", "fields/4/through", "number", "design.rollup.source", "fields/4"),
    (
        "ent_order",
        "checks",
        [{"id": "c", "name": "C", "expression": "{total}", "message": "M"}],
        "design.formula.kind",
        "checks/0/expression",
    ),
    # conditions
    ("viw_orders", "filter", is_("gone", "x"), "design.field.unknown", "filter/field"),
    ("viw_orders", "filter", is_("number.x", "x"), "design.path.not_link", "filter/field"),
    ("viw_orders", "filter", is_("lines.item", "x"), "design.path.many", "filter/field"),
    ("viw_orders", "filter", is_("stage", "fourth"), "design.option.unknown", "filter/value"),
    ("viw_orders", "filter", is_("due", "x"), "field.date.malformed", "filter"),
    ("viw_orders", "filter", is_("owner", {"token": "my_department"}), "design.condition.token", "filter/value"),
    ("viw_orders", "filter", is_("number", {"field": "due"}), "design.condition.kinds_differ", "filter/value"),
    (
        "viw_orders",
        "filter",
        {"any": [{"not": {"field": "stage", "op": "gt", "value": "first"}}]},
        "filter.operator.not_for_type",
        "filter/any/0/not",
    ),
    (
        "viw_orders",
        "filter",
        {"field": "net", "op": "contains", "value": "1"},
        "filter.operator.not_for_type",
        "filter",
    ),
    # views, boards, metrics
    ("viw_orders", "entity", "ent_gone", "design.entity.unknown", "entity"),
    ("viw_orders", "form", "frm_gone", "design.form.unknown", "form"),
    ("viw_orders", "layout/columns/0/field", "gone", "design.field.unknown", "layout/columns/0/field"),
    ("viw_orders", "layout", {"type": "kanban", "by": "number", "card": []}, "design.view.not_choice", "layout/by"),
    ("viw_orders", "sort/0/field", "gone", "design.field.unknown", "sort/0/field"),
    ("dsh_orders", "widgets/0/metric", "met_gone", "design.metric.unknown", "widgets/0/metric"),
    ("dsh_orders", "widgets/1/gate", "gone", "design.gate.unknown", "widgets/1/gate"),
    ("dsh_orders", "widgets/1/amount", "number", "design.measure.field_type", "widgets/1/amount"),
    ("dsh_orders", "widgets/1/id", "total", "design.id.twice", "widgets"),
    ("dsh_orders", "widgets/1/x", 20, "design.widget.outside", "widgets/1/w"),
    ("dsh_orders", "phone", ["gone"], "design.widget.unknown", "phone/0"),
    ("dsh_orders", "filters/0/fields", {"ent_order": "gone"}, "design.field.unknown", "filters/0/fields/ent_order"),
    (
        "dsh_orders",
        "widgets/2/groups/0",
        {"field": "number", "bucket": "month"},
        "design.group.bucket",
        "widgets/2/groups/0/bucket",
    ),
    (
        "dsh_orders",
        "widgets/2/measures/0",
        {"id": "s", "summary": "sum", "field": "number"},
        "design.measure.field_type",
        "widgets/2/measures/0/field",
    ),
    ("met_total", "measure/field", "gone", "design.field.unknown", "measure/field"),
    ("met_total", "measure", {"id": "s", "summary": "sum"}, "design.measure.no_field", "measure/field"),
    # forms
    ("frm_order", "sections/0/fields/0/field", "gone", "design.field.unknown", "sections/0/fields/0/field"),
    ("frm_order", "sections/0/fields/0/field", "stage", "design.form.field_twice", "sections/0/fields/2/field"),
    ("frm_order", "rules/0/then/0/fields", ["due"], "design.form.not_placed", "rules/0/then/0/fields/0"),
    ("frm_order", "rules/0/when", is_("gone", "x"), "design.field.unknown", "rules/0/when/field"),
    (
        "frm_order",
        "rules/0/then/0",
        {"do": "set", "fields": ["number"], "expression": "1 + 1"},
        "design.formula.kind",
        "rules/0/then/0/expression",
    ),
    # roles and menus
    ("rol_clerk", "grants/0/entity", "ent_gone", "design.entity.unknown", "grants/0/entity"),
    ("rol_clerk", "grants/0/fields", {"gone": "read"}, "design.field.unknown", "grants/0/fields/gone"),
    ("rol_clerk", "grants/0/scope", {"rows": "condition"}, "design.scope.condition", "grants/0/scope/where"),
    ("rol_clerk", "grants/0/buttons", ["flw_tell"], "design.button.unknown", "grants/0/buttons/0"),
    ("rol_clerk", "opens", ["ent_order"], "design.page.unknown", "opens/0"),
    (
        "app_shop",
        "menu",
        [{"id": "m", "name": "M", "items": [{"id": "i", "opens": "viw_gone"}]}],
        "design.page.unknown",
        "menu/0/items/0/opens",
    ),
    ("app_shop", "requires", ["app_gone"], "design.app.unknown", "requires/0"),
    # flows
    ("flw_tell", "trigger/fields", ["gone"], "design.field.unknown", "trigger/fields/0"),
    ("flw_tell", "trigger/where", is_("stage", "gone"), "design.option.unknown", "trigger/where/value"),
    ("flw_tell", "trigger", {"on": "stage_entered", "gate": "gone"}, "design.gate.unknown", "trigger/gate"),
    ("flw_tell", "nodes/0/title", "{{gone}}", "design.field.unknown", "nodes/0/title"),
    ("flw_tell", "nodes/0/title", "{{1+1}}", "message_template.place", "nodes/0/title"),
    ("flw_tell", "nodes/0/to/0/field", "gone", "design.field.unknown", "nodes/0/to/0/field"),
    ("flw_tell", "nodes/0/to/0", {"by": "role", "role": "rol_gone"}, "design.reference.unknown", "nodes/0/to/0/role"),
    ("flw_tell", "nodes/1/values", {"gone": 1}, "design.field.unknown", "nodes/1/values/gone"),
    ("flw_tell", "nodes/1/values", {"due": "soon"}, "field.date.malformed", "nodes/1/values/due"),
    (
        "flw_tell",
        "nodes/1/values",
        {"due": {"formula": "{total}"}},
        "design.formula.kind",
        "nodes/1/values/due/formula",
    ),
    ("flw_tell", "nodes/1/values", {"due": {"field": "gone"}}, "design.field.unknown", "nodes/1/values/due/field"),
    ("flw_tell", "nodes/1/values", {"due": {"output": "gone"}}, "design.node.unknown", "nodes/1/values/due/output"),
    ("flw_tell", "rights/0/entity", "ent_gone", "design.entity.unknown", "rights/0/entity"),
]


@pytest.mark.parametrize(
    ("id", "path", "new", "code", "where"), WRONG, ids=[f"{one[0]}-{one[3]}-{i}" for i, one in enumerate(WRONG)]
)
def test_a_broken_reference_is_named_at_its_place(id: str, path: str, new: Json, code: str, where: str) -> None:
    assert (code, (id, *place(where))) in found(id, place(path), new)


def test_a_sub_table_within_a_sub_table_is_refused() -> None:
    inner = field("inner", "sub_table", fields=[field("x")])
    nested = put(ORDER, ("fields", 6, "fields", 0), inner)
    assert isinstance(nested, dict)
    codes = {problem.code for problem in check(small_design({"ent_order": nested}))}
    assert "design.sub_table.nested" in codes


def test_a_column_formula_speaks_of_its_own_row() -> None:
    column = ("fields", 6, "fields", 2, "expression")
    assert found("ent_order", column, "{price} * 3") == set()
    assert {code for code, _ in found("ent_order", column, "{number}")} == {"formula.field.unknown"}


def test_a_formula_may_sum_the_rows_of_a_sub_table() -> None:
    assert found("ent_order", ("fields", 8, "expression"), "SUM({lines.price})") == set()


def test_computed_fields_that_feed_each_other_are_refused_across_entities() -> None:
    ring = field("sales", "rollup", result="number", summary="sum", entity="ent_order", through="customer", field="net")
    customer = put(CUSTOMER, ("fields", 4), ring)
    order = put(ORDER, ("fields", 8, "expression"), "{total} + {customer.sales}")
    assert isinstance(customer, dict)
    assert isinstance(order, dict)
    problems = check(small_design({"ent_customer": customer, "ent_order": order}))
    assert [(one.code, one.path) for one in problems] == [("design.computed.cycle", ("ent_customer", "fields", 4))]
    assert set(problems[0].params["fields"]) == {"sales", "net"}  # type: ignore[call-overload]  # a list of names


def test_a_formula_that_reads_itself_is_refused() -> None:
    assert found("ent_order", ("fields", 8, "expression"), "{net} + 1") == {
        ("design.computed.cycle", ("ent_order", "fields", 8))
    }


def test_a_reference_in_a_text_is_no_reference() -> None:
    assert found("viw_orders", ("description",), "ent_gone") == set()


def test_a_right_on_a_field_called_name_is_no_text() -> None:
    assert found("rol_clerk", ("grants", 0, "fields"), {"number": "read", "name": "read"}) == {
        ("design.field.unknown", ("rol_clerk", "grants", 0, "fields", "name"))
    }


def test_two_rings_are_two_problems() -> None:
    fields = order_with(
        field("a", "formula", result="number", expression="{b} + 1"),
        field("b", "formula", result="number", expression="{a} + 1"),
        field("c", "formula", result="number", expression="{d} + 1"),
        field("d", "formula", result="number", expression="{c} + 1"),
    )
    assert len(found("ent_order", ("fields",), fields)) == 2


@given(st.dictionaries(st.integers(0, 7), st.frozensets(st.integers(0, 9), max_size=3), max_size=8))
def test_a_ring_is_a_set_of_nodes_that_all_reach_each_other(graph: dict[int, frozenset[int]]) -> None:
    def reach(node: int) -> set[int]:
        seen: set[int] = set()
        waiting = [*graph.get(node, ())]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting.extend(graph.get(one, ()))
        return seen

    expected = {frozenset(other for other in reach(one) if one in reach(other)) for one in graph if one in reach(one)}
    assert {frozenset(ring) for ring in rings(graph)} == expected


def test_a_long_chain_and_many_rings_are_checked_in_time() -> None:
    chain = {index: [index + 1] for index in range(50_000)}
    assert rings(chain) == []
    assert len(rings({index: [index ^ 1] for index in range(50_000)})) == 25_000


def test_every_object_of_the_small_design_is_looked_into() -> None:
    for id, raw in DOCUMENTS.items():
        broken = small_design({id: {**raw, "app": "app_gone"}})
        assert ("design.app.unknown", id) in {(one.code, one.path[0]) for one in check(broken)}
