"""What is wrong with a flow is found before it is published."""

from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from dougong_engine.filters.condition import Condition
from dougong_engine.flows.check import Surroundings, blocks, check
from dougong_engine.flows.contradiction import covered, never
from dougong_engine.flows.nodes import NODE_TYPES
from support.checked_flows import AROUND, branch, codes
from support.runs import approval, graph

TREE: TypeAdapter[Condition] = TypeAdapter(Condition)


def test_a_sound_flow_has_no_problems() -> None:
    big = {"field": "amount", "op": "gt", "value": "500000"}
    nodes = [branch(big, None), approval("a", "ann"), approval("b", "bob", fields={"amount": "edit"})]
    assert codes(nodes, ["c:b0 > a", "c:b1 > b", "a:approved > b"]) == []


@pytest.mark.parametrize(
    ("edges", "code", "path"),
    [
        (["a:rejected > nowhere"], "flow.check.edge.target", ("edges", 1, "target")),
        (["ghost > a"], "flow.check.edge.source", ("edges", 1, "source")),
        (["a:maybe > b"], "flow.check.edge.port", ("edges", 1, "port")),
        (["a:approved > b"], "flow.check.edge.twice", ("edges", 1)),
    ],
)
def test_edges_lead_from_a_port_that_is_there_to_a_node_that_is_there(
    edges: list[str], code: str, path: tuple[str | int, ...]
) -> None:
    nodes = [approval("a", "ann"), approval("b", "bob")]
    assert codes(nodes, ["a:approved > b", *edges]) == [(code, path)]


def test_nodes_that_nothing_leads_to_are_found() -> None:
    assert codes([approval("a", "ann"), approval("b", "bob")], []) == [("flow.check.node.unreachable", ("nodes", 1))]


def test_an_unknown_start_and_double_or_reserved_ids_are_found() -> None:
    assert codes([approval("a", "ann")], [], start="x") == [("flow.check.start.unknown", ("start",))]
    assert ("flow.check.node.twice", ("nodes", 1, "id")) in codes([approval("a", "x"), approval("a", "x")], [])
    assert codes([approval("initiator", "x")], []) == [("flow.check.node.reserved", ("nodes", 0, "id"))]


def test_ports_that_must_lead_somewhere_are_found_open() -> None:
    late = approval("a", "ann", timeouts=[{"after_hours": "1", "do": "branch"}])
    assert codes([late], []) == [("flow.check.port.open", ("nodes", 0))]


def test_a_condition_needs_a_default_at_the_end() -> None:
    big = {"field": "amount", "op": "gt", "value": "5"}
    assert codes([branch(big)], []) == [("flow.check.default.missing", ("nodes", 0, "branches"))]
    assert codes([branch(None, big, None)], []) == [("flow.check.default.not_last", ("nodes", 0, "branches", 0))]


def test_branches_that_can_never_be_taken_are_found() -> None:
    small = {"field": "amount", "op": "gt", "value": "5"}
    big = {"field": "amount", "op": "gt", "value": "50"}
    odd = {"all": [{"field": "amount", "op": "lt", "value": "5"}, big]}
    assert codes([branch(small, big, None)], []) == [("flow.check.branch.covered", ("nodes", 0, "branches", 1, "when"))]
    assert codes([branch(odd, None)], []) == [("flow.check.branch.never", ("nodes", 0, "branches", 0, "when"))]
    assert codes([branch(big, small, None)], []) == []


def test_joins_that_can_never_be_completed_are_found() -> None:
    two = [{"id": "x", "name": "x"}, {"id": "y", "name": "y"}]
    nodes = [
        {"id": "fork", "type": "parallel", "branches": two},
        approval("a", "ann"),
        approval("b", "bob"),
        {"id": "j", "type": "join", "of": "fork", "need": "n", "count": 2},
    ]
    edges = ["fork:x > a", "fork:y > b", "a:approved > j"]
    assert codes(nodes, edges) == [("flow.check.join.never", ("nodes", 3))]
    assert codes(nodes, [*edges, "b:approved > j"]) == []
    wrong = [{**nodes[3], "of": "a"}]
    assert ("flow.check.join.of", ("nodes", 3, "of")) in codes([*nodes[:3], *wrong], edges)


def test_a_circle_in_which_nothing_rests_is_a_warning() -> None:
    nodes = [{"id": "a", "type": "update_record", "values": {"amount": "1"}}, branch(None)]
    problems = check(graph(nodes, ["a > c", "c:b0 > a"]), AROUND)
    assert [one.code for one in problems] == ["flow.check.loop"]
    assert not blocks(problems[0])
    rests = [approval("a", "ann"), branch(None)]
    assert codes(rests, ["a:approved > c", "c:b0 > a"]) == []


def test_a_flow_that_would_start_itself_is_found() -> None:
    write = {"id": "a", "type": "update_record", "values": {"amount": "1"}}
    on: dict[str, Any] = {"on": "updated"}
    assert codes([write], [], trigger=on) == [("flow.check.trigger.self", ("nodes", 0))]
    assert codes([write], [], trigger={**on, "fields": ["name"]}) == []
    stops = {**on, "where": {"field": "amount", "op": "is", "value": "7"}}
    assert codes([write], [], trigger=stops) == []
    make = {"id": "a", "type": "create_record", "entity": "ent_contract", "values": {"name": "x"}}
    assert codes([make], []) == [("flow.check.trigger.self", ("nodes", 0))]


def test_fields_that_nobody_can_fill_are_found() -> None:
    make = {"id": "a", "type": "create_record", "entity": "ent_contract", "values": {}}
    assert ("flow.check.write.required", ("nodes", 0, "values")) in codes([make], [])
    write = {"id": "a", "type": "update_record", "values": {"double": "1", "name": None, "created_at": "x"}}
    assert codes([write], []) == [
        ("flow.check.write.not_writable", ("nodes", 0, "values", "double")),
        ("flow.check.write.required", ("nodes", 0, "values", "name")),
        ("flow.check.write.not_writable", ("nodes", 0, "values", "created_at")),
    ]
    assert codes([approval("a", "ann", fields={"double": "required"})], []) == [
        ("flow.check.write.not_writable", ("nodes", 0, "fields", "double"))
    ]


def test_an_update_of_a_record_that_was_not_made_before_is_found() -> None:
    write = {"id": "a", "type": "update_record", "made_by": "m", "values": {}}
    make = {"id": "m", "type": "create_record", "entity": "ent_x", "values": {}}
    assert codes([write, make], ["a > m"]) == [("flow.check.write.not_made", ("nodes", 0, "made_by"))]
    assert codes([make, write], ["m > a"]) == []


def test_rules_that_look_at_people_who_are_not_there_are_found() -> None:
    no_one = approval("a", assignees=[])
    assert codes([no_one], []) == [("flow.check.people.none", ("nodes", 0, "assignees"))]
    boss = approval("a", assignees=[{"by": "manager"}])
    cron = {"on": "schedule", "cron": "0 9 * * *"}
    assert codes([boss], [], trigger=cron) == [("flow.check.people.no_initiator", ("nodes", 0, "assignees", 0))]
    named = approval("a", assignees=[{"by": "node", "node": "b"}])
    assert ("flow.check.people.node", ("nodes", 0, "assignees", 0, "node")) in codes([named], [])
    first = approval("a", assignees=[{"by": "previous"}])
    assert codes([first], []) == [("flow.check.people.previous", ("nodes", 0, "assignees", 0))]


def test_initiators_for_whom_nobody_would_decide_are_listed() -> None:
    around = Surroundings(nobody=lambda rules: ("kim", "lou") if rules[0].by == "manager" else ())
    problems = check(graph([approval("a", assignees=[{"by": "manager"}])], []), around)
    assert [(one.code, one.params["initiators"]) for one in problems] == [("flow.check.people.nobody", ["kim", "lou"])]


def test_an_approval_that_nobody_may_approve_is_found() -> None:
    node = approval("a", "ann", actions={"approve": {"on": False}})
    assert codes([node], []) == [("flow.check.approval.no_approve", ("nodes", 0, "actions", "approve"))]


def test_a_fork_with_one_branch_is_none() -> None:
    fork = {"id": "f", "type": "parallel", "branches": [{"id": "x", "name": "x"}]}
    assert codes([fork, approval("a", "ann")], ["f:x > a"]) == [("flow.check.branch.alone", ("nodes", 0, "branches"))]


def t(field: str, op: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "op": op, "value": value}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"all": [t("a", "is", "x"), t("a", "is", "y")]}, True),
        ({"all": [t("a", "is", "5"), t("a", "is", "5.0")]}, False),
        ({"all": [t("a", "is", "x"), t("a", "is_not", "x")]}, True),
        ({"all": [t("a", "in", ["x", "y"]), t("a", "not_in", ["x"])]}, False),
        ({"all": [t("a", "gt", "5"), t("a", "lt", "5")]}, True),
        ({"all": [t("a", "gte", "5"), t("a", "lte", "5")]}, False),
        ({"all": [t("a", "is_empty"), t("a", "is", "x")]}, True),
        ({"all": [t("a", "is_empty"), t("a", "is_not", "x")]}, False),
        ({"all": [t("a", "is", "3"), t("a", "gt", "5")]}, True),
        ({"all": [t("a", "is", {"token": "me"}), t("a", "is", "x")]}, False),
        ({"all": [t("a", "gt", {"field": "b"}), t("a", "lt", "5")]}, False),
        ({"any": [{"all": [t("a", "is", "x"), t("a", "is", "y")]}]}, True),
        ({"any": []}, True),
        ({"all": []}, False),
        ({"not": {"all": []}}, False),
        ({"all": [{"any": []}, t("a", "is", "x")]}, True),
    ],
)
def test_plain_contradictions_are_seen_and_nothing_else_is_claimed(condition: Any, expected: bool) -> None:
    assert never(TREE.validate_python(condition)) is expected


@pytest.mark.parametrize(
    ("condition", "earlier", "expected"),
    [
        (t("a", "gt", "10"), t("a", "gt", "5"), True),
        (t("a", "gt", "5"), t("a", "gt", "10"), False),
        (t("a", "gte", "5"), t("a", "gt", "5"), False),
        (t("a", "is", "x"), t("a", "in", ["x", "y"]), True),
        (t("a", "is", "7"), t("a", "gt", "5"), True),
        (t("a", "is", "x"), t("a", "is_not_empty"), True),
        (t("a", "is_not", "x"), t("a", "is_not_empty"), False),
        ({"all": [t("a", "is", "x"), t("b", "is", "y")]}, t("a", "is", "x"), True),
        (t("a", "is", "x"), {"all": [t("a", "is", "x"), t("b", "is", "y")]}, False),
        (t("a", "contains", "x"), t("a", "contains", "x"), True),
        (t("a", "contains", "xy"), t("a", "contains", "x"), False),
        (t("a", "is", "x"), {"any": [t("b", "is", "y"), t("a", "is", "x")]}, True),
        (t("a", "is", {"token": "me"}), t("a", "is_not", "x"), False),
    ],
)
def test_a_branch_behind_a_wider_one_is_seen(condition: Any, earlier: Any, expected: bool) -> None:
    assert covered(TREE.validate_python(condition), TREE.validate_python(earlier)) is expected


def test_every_node_type_is_registered_under_its_own_name() -> None:
    assert all(name == one.name for name, one in NODE_TYPES.items())
    written = {name: get_args(one.spec.model_fields["type"].annotation) for name, one in NODE_TYPES.items()}
    assert written == {name: (name,) for name in NODE_TYPES}
