"""What of a design its author may not see, wherever it is mentioned, and what may stay as it was."""

from collections.abc import Mapping
from typing import Any

from dougong_engine.design.objects import Design, design_of, read_object
from dougong_engine.design.seen import unseen
from support.records import APP, entity, f

FIELDS = [f("name", "text"), f("cost", "money"), f("other", "link", entity="ent_deal")]
DEAL = entity("ent_deal", "deal", "商机", FIELDS)
TEST = {"field": "cost", "op": "gt", "value": "1"}
VIEW: dict[str, Any] = {
    "format": 1, "kind": "view", "id": "viw_a", "app": "app_test", "name": "全部", "entity": "ent_deal",
    "layout": {"type": "grid", "columns": [{"field": "name"}, {"field": "cost"}]},
}  # fmt: skip
FLOW: dict[str, Any] = {
    "format": 1, "kind": "flow", "id": "flw_a", "app": "app_test", "name": "流程", "entity": "ent_deal",
    "trigger": {"on": "button", "label": "开始"}, "start": "a",
    "nodes": [{"id": "a", "name": "推送", "type": "http_request", "url": "https://one.example/{{cost}}"}],
}  # fmt: skip


def design(*documents: Mapping[str, Any]) -> Design:
    return design_of(read_object(dict(one)) for one in documents)


def found(before: Design, *changed: Mapping[str, Any]) -> list[tuple[str | int, ...]]:
    objects = [read_object(dict(one)) for one in changed]
    told = list(unseen(before, before.replaced(*objects), objects, lambda _, field: field != "cost"))
    assert all(one.code == "publish.rights.field" and "cost" not in str(one.params) for one in told)
    return [one.path for one in told]


def test_a_view_that_shows_an_unseen_field_is_named_by_its_place() -> None:
    before = design(APP, DEAL)
    assert found(before, VIEW) == [("viw_a", "layout", "columns", 1, "field")]
    sorted_by = {**VIEW, "layout": {"type": "grid", "columns": [{"field": "name"}]}, "sort": [{"field": "other.cost"}]}
    assert found(before, sorted_by) == [("viw_a", "sort", 0, "field")]


def test_what_an_author_leaves_as_it_was_may_stay_and_move() -> None:
    before = design(APP, DEAL, VIEW)
    turned = {**VIEW, "layout": {"type": "grid", "columns": [{"field": "cost"}, {"field": "name"}]}}
    assert found(before, {**turned, "name": "新名"}) == []
    filtered = {**turned, "filter": TEST}
    assert found(before, filtered) == [("viw_a", "filter", "field")]


def test_a_node_that_uses_what_its_author_may_not_see_is_not_changed_by_them() -> None:
    before = design(APP, DEAL, FLOW)
    first, told = FLOW["nodes"][0], {"id": "b", "name": "停", "type": "stop"}
    assert found(before, {**FLOW, "name": "新名", "nodes": [told, first]}) == []
    assert found(before, {**FLOW, "nodes": [{**first, "url": "https://two.example/{{cost}}"}]}) == [
        ("flw_a", "nodes", 0, "url")
    ]


def test_a_field_that_is_new_with_the_publish_is_known_to_its_author() -> None:
    fresh = {**DEAL, "fields": [*FIELDS, f("rate", "percent")]}
    shown = {**VIEW, "layout": {"type": "grid", "columns": [{"field": "rate"}]}}
    assert found(design(APP, DEAL), fresh, shown) == []
    assert found(design(APP), DEAL, VIEW) == []


def test_a_formula_over_an_unseen_field_is_refused_and_an_old_one_stays() -> None:
    twice = f("twice", "formula", result="number", expression="{cost} * 2")
    before = design(APP, {**DEAL, "fields": [*FIELDS, twice]})
    assert found(design(APP, DEAL), {**DEAL, "fields": [*FIELDS, twice]}) == [("ent_deal", "fields", 3, "expression")]
    assert found(before, {**DEAL, "name": "生意", "fields": [*FIELDS, twice]}) == []
    open_to_all = {**twice, "declassified": True}
    assert found(before, {**DEAL, "fields": [*FIELDS, open_to_all]}) == [("ent_deal", "fields", 3, "expression")]


def test_a_role_may_name_the_field_but_no_condition_may_ask_about_it() -> None:
    grant = {"entity": "ent_deal", "scope": {"rows": "all"}, "fields": {"cost": "read"}}
    role = {"format": 1, "kind": "role", "id": "rol_a", "app": "app_test", "name": "看", "grants": [grant]}
    assert found(design(APP, DEAL), role) == []
    asking = {**grant, "scope": {"rows": "condition", "where": TEST}}
    assert found(design(APP, DEAL), {**role, "grants": [asking]}) == [("rol_a", "grants", 0, "scope", "where", "field")]
