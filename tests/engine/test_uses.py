"""Who uses what: every mention is found, whatever kind of object makes it."""

from dougong_engine.design.uses import uses
from support.designs import DOCUMENTS, put, small_design


def users(object_id: str, field_id: str | None = None) -> set[str]:
    return {id for id, _ in uses(small_design(), object_id, field_id)}


def places(object_id: str, field_id: str) -> set[tuple[str, str]]:
    return {(id, "/".join(map(str, path))) for id, path in uses(small_design(), object_id, field_id)}


def test_an_entity_is_used_by_everything_that_names_it() -> None:
    assert users("ent_order") == {
        "ent_customer",
        "frm_order",
        "viw_orders",
        "met_total",
        "dsh_orders",
        "rol_clerk",
        "flw_tell",
    }


def test_an_object_is_used_where_its_id_stands() -> None:
    assert users("met_total") == {"dsh_orders"}
    assert users("frm_order") == {"viw_orders"}
    assert users("dsh_orders") == {"rol_clerk"}
    assert users("flw_tell") == set()


def test_a_field_is_used_by_conditions_columns_gates_flows_and_rules() -> None:
    assert places("ent_order", "stage") == {
        ("ent_order", "gates/0/field"),
        ("frm_order", "sections/0/fields/2/field"),
        ("frm_order", "rules/0/when/field"),
        ("flw_tell", "trigger/fields/0"),
        ("flw_tell", "trigger/where/field"),
    }


def test_a_path_through_a_link_uses_the_link_and_the_field_behind_it() -> None:
    assert ("viw_orders", "layout/columns/1/field") in places("ent_customer", "level")
    assert ("viw_orders", "layout/columns/1/field") in places("ent_order", "customer")
    assert ("flw_tell", "nodes/0/to/0/field") in places("ent_customer", "keeper")
    assert ("flw_tell", "nodes/0/title") in places("ent_customer", "name")


def test_formulas_lookups_and_rollups_use_their_inputs() -> None:
    assert places("ent_order", "discount") == {("ent_order", "fields/8/expression")}
    assert ("ent_order", "fields/9/field") in places("ent_customer", "level")
    assert ("ent_customer", "fields/4/through") in places("ent_order", "customer")
    assert ("ent_order", "fields/7/rows") in places("ent_order", "lines")
    assert ("ent_order", "fields/8/expression") in places("ent_order", "total")


def test_a_column_of_a_sub_table_is_named_with_its_table() -> None:
    assert places("ent_order", "lines.price") == {
        ("ent_order", "fields/7/rows"),
        ("ent_order", "fields/6/fields/2/expression"),
    }
    assert places("ent_order", "price") == set()


def test_rights_unique_sets_titles_and_written_values_are_uses() -> None:
    assert ("rol_clerk", "grants/0/fields/net") in places("ent_order", "net")
    assert {("ent_order", "title"), ("ent_order", "uniques/0/0")} <= places("ent_order", "number")
    assert {("flw_tell", "nodes/1/values/due"), ("dsh_orders", "filters/0/fields/ent_order")} <= places(
        "ent_order", "due"
    )


def test_the_other_side_of_a_comparison_is_a_use() -> None:
    view = put(
        DOCUMENTS["viw_orders"], ("filter",), {"field": "due", "op": "gt", "value": {"field": "customer.joined"}}
    )
    assert isinstance(view, dict)
    found = uses(small_design({"viw_orders": view}), "ent_customer", "joined")
    assert ("viw_orders", ("filter", "value", "field")) in found
