"""Who decides: rules, nobody, the initiator himself, and those who have decided before."""

from typing import Any

import pytest

from dougong_engine.approvals.delegation import Delegation, circles, follow
from dougong_engine.document import Json
from dougong_engine.flows.event import RecordChanged, Retried, SentBack, TakenBack, Words
from support.company import Company
from support.runs import NOON, Run, approval, graph

COMPANY = Company(
    managers={"ivan": "ann", "ann": "bob", "bob": "carl", "carl": "bob"},
    roles={"rol_law": ("lea", "leo")},
    departments={"ivan": "dep_1", "lea": "dep_1", "leo": "dep_2"},
    heads={"dep_1": "hal", "dep_0": "top"},
    parents={"dep_1": "dep_0"},
    slots={"auditor": ("ada",)},
)


def who(rule: dict[str, Any], record: dict[str, Json] | None = None, **more: Any) -> list[str]:
    return Run(graph([approval("a", assignees=[rule])], []), record, COMPANY, **more).holders


@pytest.mark.parametrize(
    ("rule", "people"),
    [
        ({"by": "person", "people": ["eve", "tom"]}, ["eve", "tom"]),
        ({"by": "slot", "slot": "auditor"}, ["ada"]),
        ({"by": "role", "role": "rol_law"}, ["lea", "leo"]),
        ({"by": "role", "role": "rol_law", "within": "department"}, ["lea"]),
        ({"by": "department_head"}, ["hal"]),
        ({"by": "department_head", "level": 2}, ["top"]),
        ({"by": "department_head", "field": "dep"}, ["top"]),
        ({"by": "manager"}, ["ann"]),
        ({"by": "manager", "level": 2}, ["bob"]),
        ({"by": "manager", "field": "seller"}, ["bob"]),
        ({"by": "managers_up_to", "level": 2}, ["ann", "bob"]),
        ({"by": "managers_up_to", "level": 10}, ["ann", "bob", "carl"]),
        ({"by": "field", "field": "team"}, ["eve", "tom"]),
        ({"by": "initiator"}, ["ivan"]),
        ({"by": "chosen_by_initiator"}, ["zoe"]),
        ({"by": "app_owner"}, ["olga"]),
    ],
)
def test_every_way_of_naming_people(rule: dict[str, Any], people: list[str]) -> None:
    record: dict[str, Json] = {"dep": "dep_0", "seller": "ann", "team": ["eve", "tom"]}
    assert who(rule, record, chosen={"a": ("zoe",)}) == people


def test_a_matter_that_names_nobody_goes_to_the_owner_of_the_app() -> None:
    assert who({"by": "manager", "level": 9}) == ["olga"]


def test_a_fallback_can_be_named() -> None:
    node = approval("a", assignees=[{"by": "field", "field": "x"}], fallback=[{"by": "person", "people": ["fay"]}])
    assert Run(graph([node], []), company=COMPANY).holders == ["fay"]


def test_a_missing_manager_is_replaced_by_the_next_above() -> None:
    gone = Company(managers={"ivan": "ann", "ann": "bob"}, gone={"ann"})
    node = approval("a", assignees=[{"by": "manager"}], empty="manager")
    assert Run(graph([node], []), company=gone).holders == ["bob"]


def test_a_node_passes_by_itself_only_if_it_says_so() -> None:
    node = approval("a", assignees=[{"by": "field", "field": "x"}], empty="pass")
    run = Run(graph([node], []), company=COMPANY)
    assert run.state.outcome == "approved"
    assert run.log[-1][0].draft.why == "nobody"


def test_a_node_for_which_really_nobody_is_left_fails_and_can_be_retried() -> None:
    company = Company(gone={"olga"})
    run = Run(graph([approval("a", assignees=[{"by": "field", "field": "x"}])], []), company=company)
    assert run.state.status == "failed"
    assert run.state.failures[0].code == "flow.approval.nobody"
    company.gone.clear()
    run.send(Retried(at=run.at, by="root"))
    assert run.state.status == "running"
    assert run.holders == ["olga"]


def test_the_initiator_among_the_approvers_acts_passes_or_hands_over() -> None:
    rule = [{"by": "initiator"}]
    acts = Run(graph([approval("a", assignees=rule)], []), company=COMPANY)
    assert acts.holders == ["ivan"]
    passes = Run(graph([approval("a", assignees=rule, initiator="pass")], []), company=COMPANY)
    assert passes.state.outcome == "approved"
    assert passes.log[-1][0].draft.why == "initiator"
    hands = Run(graph([approval("a", assignees=rule, initiator="manager")], []), company=COMPANY)
    assert hands.holders == ["ann"]


def three(auto: str, *people: str, **more: Any) -> Run:
    nodes = [approval(name, one) for name, one in zip("abc", people, strict=True)]
    flow = graph(nodes, ["a:approved > b", "b:approved > c"], auto_approve=auto, **more)
    return Run(flow)


def test_the_same_person_again_passes_at_the_next_node() -> None:
    run = three("adjacent", "ann", "ann", "bob").approve("ann")
    assert run.holders == ["bob"]
    assert run.log[-1][0].draft.why == "repeat"
    assert three("never", "ann", "ann", "bob").approve("ann").holders == ["ann"]


def test_adjacent_does_not_reach_over_somebody_else() -> None:
    assert three("adjacent", "ann", "bob", "ann").approve("ann").approve("bob").holders == ["ann"]
    assert three("any_earlier", "ann", "bob", "ann").approve("ann").approve("bob").state.outcome == "approved"


def test_no_automatic_pass_after_a_material_change() -> None:
    run = three("any_earlier", "ann", "bob", "ann", material=["amount"]).approve("ann")
    run.send(RecordChanged(at=run.at, record="rec1", fields=("amount",)))
    assert run.approve("bob").holders == ["ann"]


def test_changes_of_other_fields_and_records_do_not_matter() -> None:
    run = three("any_earlier", "ann", "bob", "ann", material=["amount"]).approve("ann")
    before = run.state
    run.send(RecordChanged(at=run.at, record="rec1", fields=("note",)))
    run.send(RecordChanged(at=run.at, record="rec2", fields=("amount",)))
    assert run.state == before
    assert run.approve("bob").state.outcome == "approved"


def test_what_the_run_itself_changed_is_counted_when_it_happens_not_when_it_is_reported() -> None:
    nodes = [approval("a", "ann", fields={"amount": "edit"}), approval("b", "ann")]
    flow = graph(nodes, ["a:approved > b"], auto_approve="adjacent", material=["amount"])
    run = Run(flow).approve("ann", amount="5")
    assert run.state.outcome == "approved"
    other = [approval("a", "ann"), approval("b", "bob", fields={"amount": "edit"}), approval("c", "ann")]
    edges = ["a:approved > b", "b:approved > c"]
    changed = Run(graph(other, edges, auto_approve="any_earlier", material=["amount"]))
    changed.approve("ann").approve("bob", amount="5")
    assert changed.holders == ["ann"]
    before = changed.state
    changed.send(RecordChanged(at=changed.at, record="rec1", fields=("amount",), run="run1"))
    assert changed.state == before


def test_a_decision_that_was_returned_or_taken_back_passes_nobody() -> None:
    run = three("any_earlier", "ann", "bob", "ann").approve("ann")
    task = run.task_of("bob")
    run.send(SentBack(at=run.at, by="bob", task=task, to="a", words=Words("no")))
    run.approve("ann")
    back = next(task for task, how in run.closed.items() if how == "approved" and task.startswith("3."))
    run.send(TakenBack(at=run.at, by="ann", task=back))
    assert run.holders == ["ann"]


def test_previous_and_named_nodes_name_those_who_decided() -> None:
    nodes = [
        approval("a", "ann", "eve", passing="any"),
        approval("b", assignees=[{"by": "previous"}]),
        approval("c", assignees=[{"by": "node", "node": "a"}]),
    ]
    run = Run(graph(nodes, ["a:approved > b", "b:approved > c"])).approve("eve")
    assert run.holders == ["eve"]
    assert run.approve("eve").holders == ["eve"]


def test_two_who_delegate_to_the_same_person_give_him_one_task() -> None:
    until = NOON.replace(day=30)
    away = (Delegation("ann", "eve", NOON, until), Delegation("bob", "eve", NOON, until))
    run = Run(graph([approval("a", "ann", "bob")], []), delegations=away)
    assert run.holders == ["eve"]
    assert run.approve("eve").state.outcome == "approved"


def test_delegations_hold_for_their_time_and_their_flows() -> None:
    until = NOON.replace(day=30)
    rules = (Delegation("ann", "eve", NOON, until, ("flw_x",)), Delegation("eve", "tom", NOON, until))

    def end(flow: str, day: int) -> str:
        return follow("ann", flow, NOON.replace(day=day), rules, lambda _: True).person

    assert end("flw_x", 23) == "tom"
    assert end("flw_y", 23) == "ann"
    assert end("flw_x", 30) == "ann"


def test_circles_of_delegation_are_found_and_named_once() -> None:
    until = NOON.replace(day=30)
    rules = tuple(Delegation(one, to, NOON, until) for one, to in ("ab", "bc", "ca", "dx"))
    assert circles(rules, NOON) == (("a", "b", "c"),)
    assert follow("a", "", NOON, rules, lambda _: True).circle == ("a", "b", "c")
