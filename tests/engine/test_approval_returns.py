"""Returning a matter: to the initiator, to an earlier node, out of a parallel branch, and what runs again."""

from typing import Any

from dougong_engine.flows.effect import CloseTask, OpenTask
from dougong_engine.flows.event import (
    INITIATOR,
    Drafted,
    RecordChanged,
    Resubmitted,
    SentBack,
    TakenBack,
    Withdrawn,
    Words,
)
from support.runs import Run, approval, graph


def line(**more: Any) -> Run:
    """ann → bob → eve."""
    nodes = [approval("a", "ann"), approval("b", "bob"), approval("c", "eve")]
    return Run(graph(nodes, ["a:approved > b", "b:approved > c"], **more))


def contract(resume: str = "fork", **more: Any) -> Run:
    """ann, then legal, finance and general manager side by side, then bob."""
    branches = [{"id": one, "name": one} for one in ("legal", "money", "boss")]
    nodes = [
        approval("first", "ann"),
        {"id": "fork", "type": "parallel", "branches": branches, "resume": resume},
        approval("law", "lea"),
        approval("fin", "fay"),
        approval("gm", "gil"),
        {"id": "meet", "type": "join", "of": "fork"},
        approval("last", "bob"),
    ]
    edges = [
        "first:approved > fork",
        "fork:legal > law",
        "fork:money > fin",
        "fork:boss > gm",
        "law:approved > meet",
        "fin:approved > meet",
        "gm:approved > meet",
        "meet > last",
    ]
    return Run(graph(nodes, edges, **more))


def back(run: Run, by: str, to: str = INITIATOR, resume: Any = "again") -> Run:
    words = Words("please mend")
    return run.send(SentBack(at=run.at, by=by, task=run.task_of(by), to=to, resume=resume, words=words))


def again(run: Run, **patch: Any) -> Run:
    return run.send(Resubmitted(at=run.at, by="ivan", task=run.task_of("ivan"), patch=patch))


def code(run: Run) -> str:
    assert run.problem is not None
    return run.problem.code


def voided(run: Run) -> set[int]:
    return {number for entry, _ in run.log for number in entry.draft.voids}


def test_a_matter_returned_to_the_initiator_runs_again_from_the_start() -> None:
    run = back(line().approve("ann"), "bob")
    assert run.holders == ["ivan"]
    assert voided(run) == {2}
    assert again(run).holders == ["ann"]
    assert run.approve("ann").approve("bob").approve("eve").state.outcome == "approved"
    assert run.acts == [
        "submit",
        "approve",
        "send_back",
        "resubmit",
        "approve",
        "approve",
        "approve",
    ]


def test_a_matter_returned_straight_comes_back_to_who_returned_it() -> None:
    run = back(line().approve("ann").approve("bob"), "eve", resume="straight")
    assert again(run).holders == ["eve"]
    assert run.approve("eve").state.outcome == "approved"
    assert voided(run) == set()


def test_a_matter_returned_to_an_earlier_node_voids_what_is_decided_anew() -> None:
    run = back(line().approve("ann").approve("bob"), "eve", to="a")
    assert run.holders == ["ann"]
    assert voided(run) == {2, 3}
    assert run.approve("ann").holders == ["bob"]
    assert run.approve("bob").approve("eve").state.outcome == "approved"


def test_straight_back_from_an_earlier_node_skips_those_between() -> None:
    run = back(line().approve("ann").approve("bob"), "eve", to="a", resume="straight")
    assert voided(run) == {2}
    assert run.approve("ann").holders == ["eve"]


def test_straight_back_is_void_once_something_material_has_changed() -> None:
    run = back(line(material=["amount"]).approve("ann").approve("bob"), "eve", resume="straight")
    assert again(run, amount="900000").holders == ["ann"]
    assert voided(run) == {2, 3}
    assert "rerun" in run.acts


def test_a_change_that_is_not_material_keeps_the_straight_way_back() -> None:
    run = back(line(material=["amount"]).approve("ann").approve("bob"), "eve", resume="straight")
    assert again(run, note="mended").holders == ["eve"]


def test_a_rejection_at_the_node_returned_to_ends_the_process() -> None:
    run = back(line().approve("ann").approve("bob"), "eve", to="b", resume="straight")
    assert run.reject("bob").state.outcome == "rejected"


def test_nobody_returns_to_a_node_that_has_not_been_passed_or_to_his_own() -> None:
    run = line().approve("ann")
    before = run.state
    for to in ("c", "b", "nowhere"):
        assert code(back(run, "bob", to=to)) == "flow.return.not_earlier"
    assert run.state == before
    assert run.holders == ["bob"]


def test_several_approvers_all_lose_their_tasks_when_one_returns() -> None:
    run = Run(graph([approval("a", "ann", "bob", "eve")], []))
    run.approve("ann")
    back(run, "bob")
    assert run.holders == ["ivan"]
    assert [one.how for one in run.made(CloseTask)] == ["sent_back", "returned"]


def test_straight_back_keeps_the_votes_of_the_others_at_the_same_node() -> None:
    run = Run(graph([approval("a", "ann", "bob", "eve")], []))
    run.approve("ann")
    again(back(run, "bob", resume="straight"))
    assert run.holders == ["bob", "eve"]
    assert {one.why for one in run.made(OpenTask)} == {"assigned"}
    assert run.approve("bob").approve("eve").state.outcome == "approved"


def test_a_return_out_of_a_branch_closes_the_siblings_and_runs_the_fork_again() -> None:
    run = contract("fork").approve("ann").approve("fay")
    back(run, "lea")
    assert run.holders == ["ivan"]
    assert voided(run) == {2, 3}
    again(run)
    assert run.holders == ["ann"]
    assert run.approve("ann").holders == ["fay", "gil", "lea"]


def test_with_policy_branch_only_the_returning_branch_runs_again() -> None:
    run = contract("branch").approve("ann").approve("fay")
    back(run, "lea")
    assert run.holders == ["ivan"]
    assert voided(run) == set()
    again(run)
    assert run.holders == ["gil", "lea"]
    run.approve("lea").approve("gil")
    assert run.holders == ["bob"]
    assert run.approve("bob").state.outcome == "approved"


def test_with_policy_branch_a_material_change_still_runs_everything_again() -> None:
    run = contract("branch", material=["amount"]).approve("ann").approve("fay")
    again(back(run, "lea"), amount="1")
    assert run.holders == ["ann"]
    assert voided(run) == {2, 3}


def test_straight_back_into_a_branch_gives_everybody_his_place_again() -> None:
    run = contract("fork").approve("ann").approve("fay")
    again(back(run, "lea", resume="straight"))
    assert run.holders == ["gil", "lea"]
    run.approve("gil").approve("lea")
    assert run.holders == ["bob"]


def test_a_return_within_the_branch_leaves_the_siblings_alone() -> None:
    branches = [{"id": "x", "name": "x"}, {"id": "y", "name": "y"}]
    nodes = [
        {"id": "fork", "type": "parallel", "branches": branches},
        approval("x1", "ann"),
        approval("x2", "bob"),
        approval("y1", "eve"),
        {"id": "meet", "type": "join", "of": "fork"},
    ]
    edges = ["fork:x > x1", "x1:approved > x2", "x2:approved > meet", "fork:y > y1", "y1:approved > meet"]
    run = Run(graph(nodes, edges)).approve("ann")
    back(run, "bob", to="x1")
    assert run.holders == ["ann", "eve"]
    run.approve("ann").approve("bob").approve("eve")
    assert run.state.outcome == "approved"


def test_a_return_into_a_branch_that_has_been_joined_runs_that_branch_and_passes_the_join() -> None:
    run = contract().approve("ann").approve("fay").approve("lea").approve("gil")
    back(run, "bob", to="law")
    assert run.holders == ["lea"]
    assert run.approve("lea").holders == ["bob"]
    assert run.approve("bob").state.outcome == "approved"


def test_two_returns_in_a_row_find_their_way() -> None:
    run = line().approve("ann").approve("bob")
    back(run, "eve", to="b", resume="straight")
    back(run, "bob")
    assert run.holders == ["ivan"]
    again(run)
    assert run.approve("ann").approve("bob").approve("eve").state.outcome == "approved"


def test_the_initiator_may_put_his_input_aside_or_withdraw_what_was_returned() -> None:
    run = back(line().approve("ann"), "bob")
    run.send(Drafted(at=run.at, by="ivan", task=run.task_of("ivan"), patch={"x": 1}))
    assert run.problem is None
    assert run.send(Withdrawn(at=run.at, by="ivan")).state.outcome == "withdrawn"
    assert run.holders == []


def test_only_the_initiator_hands_in_again_and_only_once() -> None:
    run = back(line(), "ann")
    task = run.task_of("ivan")
    run.send(Resubmitted(at=run.at, by="ann", task=task))
    assert code(run) == "approval.not_yours"
    again(run)
    run.send(Resubmitted(at=run.at, by="ivan", task=task))
    assert code(run) == "approval.already_decided"


def test_a_resubmission_whose_write_is_refused_stays_with_the_initiator() -> None:
    run = back(line(), "ann")
    run.refuse_writes = "field.required"
    assert code(again(run, x=None)) == "field.required"
    assert run.holders == ["ivan"]


def test_a_run_that_nobody_started_cannot_be_returned_to_the_initiator() -> None:
    run = Run(graph([approval("a", "ann")], []), initiator=None)
    back(run, "ann")
    assert run.state.status == "failed"
    assert run.state.failures[0].code == "flow.return.no_initiator"


def test_outside_edits_while_the_initiator_mends_count_as_material() -> None:
    run = back(line(material=["amount"]).approve("ann").approve("bob"), "eve", resume="straight")
    run.send(RecordChanged(at=run.at, record="rec1", fields=("amount",)))
    assert again(run).holders == ["ann"]


def test_who_let_a_matter_go_straight_on_cannot_take_that_back() -> None:
    run = back(line().approve("ann").approve("bob"), "eve", to="b", resume="straight")
    task = run.task_of("bob")
    run.approve("bob")
    assert run.holders == ["eve"]
    run.send(TakenBack(at=run.at, by="bob", task=task))
    assert code(run) == "approval.take_back.late"
    assert run.holders == ["eve"]


def test_who_returned_a_matter_and_then_approved_it_may_still_take_that_back() -> None:
    run = again(back(line().approve("ann"), "bob", resume="straight"))
    task = run.task_of("bob")
    run.approve("bob")
    assert run.holders == ["eve"]
    run.send(TakenBack(at=run.at, by="bob", task=task))
    assert run.holders == ["bob"]
