"""What the author of a flow is told but may overrule: overlaps, chains, circles, fields that nobody can fill."""

from typing import Any

from dougong_engine.design.checks.flow import warnings
from dougong_engine.design.entity import Entity
from dougong_engine.design.objects import design_of
from dougong_engine.design.role import Grant, Role
from dougong_engine.flows.check import Surroundings, blocks, check
from support.checked_flows import AROUND, CONTRACT, branch, codes
from support.graphs import approval, graph


def test_branches_that_overlap_without_one_covering_the_other_are_found() -> None:
    def between(low: str, high: str) -> dict[str, Any]:
        tests = [{"field": "amount", "op": "gte", "value": low}, {"field": "amount", "op": "lt", "value": high}]
        return {"all": tests}

    place = ("nodes", 0, "branches", 1, "when")
    assert codes([branch(between("0", "60"), between("50", "90"), None)], []) == [("flow.check.branch.overlap", place)]
    assert codes([branch(between("0", "50"), between("50", "90"), None)], []) == []
    # Steps that begin with the narrowest are the usual way to write an order of magnitude.
    assert codes([branch(between("0", "50"), between("0", "90"), None)], []) == []
    other = {"field": "name", "op": "is", "value": "x"}
    assert codes([branch(between("0", "50"), other, None)], []) == []


def test_a_branch_that_the_way_to_it_rules_out_is_found() -> None:
    big, small = ({"field": "amount", "op": op, "value": "50"} for op in ("gt", "lt"))
    inner = {**branch(small, None), "id": "d"}
    place = ("nodes", 1, "branches", 0, "when")
    assert codes([branch(big, None), inner], ["c:b0 > d"]) == [("flow.check.branch.never", place)]
    assert codes([branch(big, None), inner], ["c:b0 > d", "c:b1 > d"]) == []
    rest = approval("a", "ann")
    assert codes([branch(big, None), inner, rest], ["c:b0 > a", "a:approved > d"]) == []
    assert codes([branch(small, None)], [], trigger={"on": "created", "where": big}) == [
        ("flow.check.branch.never", ("nodes", 0, "branches", 0, "when"))
    ]


def test_whoever_is_copied_in_cannot_fill_a_field() -> None:
    copy = {"id": "a", "type": "cc", "to": [{"by": "initiator"}], "fields": {"amount": "required", "name": "hidden"}}
    assert codes([copy], []) == [("flow.check.write.copied", ("nodes", 0, "fields", "amount"))]


def test_a_flow_that_starts_itself_by_moving_a_stage_is_found() -> None:
    gate = {"id": "gate", "field": "state", "stages": [{"option": "won"}, {"option": "lost"}]}
    options = [{"id": "won", "name": "Won"}, {"id": "lost", "name": "Lost"}]
    state = {"id": "state", "key": "state", "name": "State", "type": "choice", "options": options}
    fields = [*CONTRACT.model_dump(mode="json", by_alias=True)["fields"], state]
    whole = Entity.model_validate(
        {**CONTRACT.model_dump(mode="json", by_alias=True), "fields": fields, "gates": [gate]}
    )
    around = Surroundings(entities={"ent_contract": whole})

    def found(option: str, **trigger: Any) -> list[str]:
        write = {"id": "a", "type": "update_record", "values": {"state": option}}
        return [one.code for one in check(graph([write], [], trigger={"gate": "gate", **trigger}), around)]

    assert found("won", on="stage_entered", stage="won") == ["flow.check.trigger.self"]
    assert found("lost", on="stage_entered", stage="won") == []
    assert found("lost", on="stage_left", stage="won") == ["flow.check.trigger.self"]


def test_flows_that_start_each_other_are_found() -> None:
    write = {"id": "a", "type": "update_record", "values": {"amount": "1"}}
    rename = {"id": "a", "type": "update_record", "values": {"name": "x"}}
    one = graph([write], [], id="flw_one", name="One", trigger={"on": "updated", "fields": ["name"]})
    other = graph([rename], [], id="flw_other", name="Other", trigger={"on": "updated", "fields": ["amount"]})
    flows = {"flw_one": one, "flw_other": other}
    (circle,) = check(one, Surroundings(entities=AROUND.entities, flows=flows))
    assert (circle.code, circle.params["flows"]) == ("flow.check.trigger.circle", ["One", "Other", "One"])
    assert not blocks(circle)
    quiet = {**flows, "flw_other": graph([rename], [], id="flw_other", trigger={"on": "button", "label": "x"})}
    assert check(one, Surroundings(entities=AROUND.entities, flows=quiet)) == ()


def test_people_who_act_for_each_other_are_named_where_a_flow_asks_people() -> None:
    around = Surroundings(entities=AROUND.entities, circles=(("Ann", "Bob"),))
    (circle,) = check(graph([approval("a", "ann")], []), around)
    assert (circle.code, circle.params) == ("flow.check.people.circle", {"people": ["Ann", "Bob"]})
    assert check(graph([branch(None)], []), around) == ()


def test_a_field_that_the_next_stage_asks_for_and_nobody_may_fill_is_found() -> None:
    options = [{"id": "open", "name": "Open"}, {"id": "won", "name": "Won"}]
    evidence = [{"id": "e", "name": "E", "kind": "filled", "field": "amount"}]
    stages = [{"option": "open", "evidence": evidence}, {"option": "won"}]
    state = {"id": "state", "key": "state", "name": "State", "type": "choice", "options": options}
    whole = CONTRACT.model_dump(mode="json", by_alias=True)
    whole |= {"fields": [*whole["fields"], state], "gates": [{"id": "gate", "field": "state", "stages": stages}]}
    write = {"id": "a", "type": "update_record", "values": {"state": "won"}}

    def found(*nodes: dict[str, Any], right: str = "read") -> list[tuple[str, tuple[str | int, ...]]]:
        grant = {"entity": "ent_contract", "scope": {"rows": "all"}, "fields": {"*": right}}
        role = Role(format=1, kind="role", id="rol_x", app="app_test", name="X", grants=(Grant.model_validate(grant),))
        flow = graph([write, *nodes], [f"a > {one['id']}" for one in nodes])
        return [(one.code, one.path) for one in warnings(design_of([Entity.model_validate(whole), role, flow]), flow)]

    assert found() == [("flow.check.write.nobody", ("nodes", 0, "values", "state"))]
    assert found(right="write") == []
    assert found(approval("b", "ann", fields={"amount": "required"})) == []
