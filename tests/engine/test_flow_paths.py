"""Where paths go: branches, forks, joins, ends and failures."""

from typing import Any

import pytest

from dougong_engine.flows.effect import Fail, Finish
from dougong_engine.flows.event import Answered, Retried, TimerFired
from support.runs import Run, approval, graph


def fork(*arms: dict[str, Any], need: dict[str, Any] | None = None, last: str = "zoe") -> Run:
    """One approval a branch, then a join, then `last`."""
    branches = [{"id": f"p{one['id']}", "name": one["id"]} for one in arms]
    nodes = [
        {"id": "fork", "type": "parallel", "branches": branches},
        *arms,
        {"id": "meet", "type": "join", "of": "fork", **(need or {})},
        approval("end", last),
    ]
    edges = [f"fork:p{one['id']} > {one['id']}" for one in arms]
    edges += [f"{one['id']}{':approved' if one['type'] == 'approval' else ''} > meet" for one in arms]
    return Run(graph(nodes, [*edges, "meet > end"]))


def test_the_first_branch_that_holds_is_taken() -> None:
    branches = [
        {"id": "big", "name": "big", "when": {"field": "amount", "op": "gt", "value": "100"}},
        {"id": "huge", "name": "huge", "when": {"field": "amount", "op": "gt", "value": "50"}},
        {"id": "rest", "name": "rest"},
    ]
    nodes = [
        {"id": "which", "type": "condition", "branches": branches},
        approval("a", "ann"),
        approval("b", "bob"),
    ]
    flow = graph(nodes, ["which:big > a", "which:huge > b"])
    assert Run(flow, {"amount": "500"}).holders == ["ann"]
    assert Run(flow, {"amount": "60"}).holders == ["bob"]
    assert Run(flow, {"amount": "1"}).state.outcome == "done"


def test_a_join_waits_for_all_branches() -> None:
    run = fork(approval("a", "ann"), approval("b", "bob"))
    assert run.approve("ann").holders == ["bob"]
    assert run.approve("bob").holders == ["zoe"]


def test_a_join_for_the_first_cancels_the_others() -> None:
    run = fork(approval("a", "ann"), approval("b", "bob"), need={"need": "first"}).approve("bob")
    assert run.holders == ["zoe"]
    assert run.closed["2.1"] == "superseded"


def test_the_answer_to_a_request_that_was_cancelled_changes_nothing() -> None:
    call = {"id": "b", "type": "http_request", "url": "u"}
    run = fork(approval("a", "ann"), call, need={"need": "first"})
    key = run.state.pending[0].key
    run.approve("ann")
    assert run.holders == ["zoe"]
    before = run.state
    assert before.pending == ()
    assert run.send(Answered(at=run.at, key=key, value={"status": 200})).state == before


def test_a_join_for_two_goes_on_after_two() -> None:
    arms = [approval(one, one * 3) for one in "abc"]
    run = fork(*arms, need={"need": "n", "count": 2}).approve("aaa")
    assert run.holders == ["bbb", "ccc"]
    assert run.approve("ccc").holders == ["zoe"]


def test_a_rejection_in_one_branch_ends_the_process_unless_it_stays_in_its_branch() -> None:
    ends = fork(approval("a", "ann"), approval("b", "bob")).reject("ann")
    assert (ends.state.outcome, ends.holders) == ("rejected", [])
    stays = fork(approval("a", "ann", reject_ends="branch"), approval("b", "bob")).reject("ann")
    assert stays.holders == ["bob"]
    assert stays.approve("bob").holders == ["zoe"]


def test_a_join_that_can_no_longer_have_enough_fails_instead_of_waiting_for_ever() -> None:
    arms = [approval(one, one * 3, reject_ends="branch") for one in "ab"]
    run = fork(*arms, need={"need": "n", "count": 2}).reject("aaa").approve("bbb")
    assert run.state.status == "failed"
    assert run.state.failures[0].code == "flow.join.starved"


def test_branches_without_people_meet_at_once() -> None:
    arms = [{"id": one, "type": "update_record", "values": {one: 1}} for one in "ab"]
    run = fork(*arms)
    assert run.record == {"a": 1, "b": 1}
    assert run.holders == ["zoe"]


def test_forks_in_forks_meet_from_the_inside_out() -> None:
    two = [{"id": "x", "name": "x"}, {"id": "y", "name": "y"}]
    nodes = [
        {"id": "outer", "type": "parallel", "branches": two},
        {"id": "inner", "type": "parallel", "branches": two},
        approval("a", "ann"),
        approval("b", "bob"),
        {"id": "in", "type": "join", "of": "inner"},
        approval("c", "eve"),
        {"id": "out", "type": "join", "of": "outer"},
        approval("z", "zoe"),
    ]
    edges = ["outer:x > inner", "inner:x > a", "inner:y > b", "a:approved > in", "b:approved > in", "in > out"]
    edges += ["outer:y > c", "c:approved > out", "out > z"]
    run = Run(graph(nodes, edges)).approve("ann").approve("eve")
    assert run.holders == ["bob"]
    assert run.approve("bob").holders == ["zoe"]


def test_an_inner_fork_may_meet_only_at_the_outer_join() -> None:
    two = [{"id": "x", "name": "x"}, {"id": "y", "name": "y"}]
    nodes = [
        {"id": "outer", "type": "parallel", "branches": two},
        {"id": "inner", "type": "parallel", "branches": two},
        approval("a", "ann"),
        approval("b", "bob"),
        approval("c", "eve"),
        {"id": "out", "type": "join", "of": "outer"},
        approval("z", "zoe"),
    ]
    edges = ["outer:x > inner", "inner:x > a", "inner:y > b", "a:approved > out", "b:approved > out"]
    edges += ["outer:y > c", "c:approved > out", "out > z"]
    run = Run(graph(nodes, edges)).approve("ann").approve("eve")
    assert run.holders == ["bob"]
    assert run.approve("bob").holders == ["zoe"]


def test_a_stop_ends_the_run_and_whatever_is_still_open() -> None:
    two = [{"id": "x", "name": "x"}, {"id": "y", "name": "y"}]
    nodes = [
        {"id": "fork", "type": "parallel", "branches": two},
        approval("a", "ann"),
        approval("b", "bob"),
        {"id": "halt", "type": "stop", "outcome": "given_up"},
    ]
    run = Run(graph(nodes, ["fork:x > a", "fork:y > b", "a:approved > halt"])).approve("ann")
    assert (run.state.status, run.state.outcome, run.holders) == ("finished", "given_up", [])
    assert run.made(Finish) == [Finish(outcome="given_up")]


def test_a_rejection_may_lead_on_and_the_run_still_counts_as_rejected() -> None:
    nodes = [approval("a", "ann"), {"id": "mark", "type": "update_record", "values": {"state": "no"}}]
    run = Run(graph(nodes, ["a:rejected > mark"])).reject("ann")
    assert run.record == {"state": "no"}
    assert run.state.outcome == "rejected"


def test_a_run_without_people_is_done() -> None:
    run = Run(graph([{"id": "mark", "type": "update_record", "values": {"x": 1}}], []))
    assert (run.state.outcome, run.acts) == ("done", [])


def test_a_failed_node_is_never_shown_as_success_and_can_be_run_again() -> None:
    nodes = [{"id": "mark", "type": "update_record", "values": {"x": 1}}, approval("a", "ann")]
    run = Run(graph(nodes, ["mark > a"]), refuse_writes="field.unknown")
    assert (run.state.status, run.state.outcome) == ("failed", None)
    assert run.made(Fail) == [Fail(code="field.unknown", node="mark")]
    run.refuse_writes = None
    run.send(Retried(at=run.at, by="root", visit=1))
    assert run.state.status == "running"
    assert run.holders == ["ann"]
    run.send(Retried(at=run.at, by="root"))
    assert run.problem is not None
    assert run.problem.code == "flow.retry.nothing"


def test_one_failed_branch_does_not_stop_people_in_the_other_but_the_run_does_not_finish() -> None:
    run = fork(approval("a", "ann"), {"id": "b", "type": "create_record", "entity": "ent_x", "values": {"v": 1}})
    assert run.holders == ["ann"]
    two = [{"id": "x", "name": "x"}, {"id": "y", "name": "y"}]
    nodes = [
        {"id": "fork", "type": "parallel", "branches": two},
        approval("a", "ann"),
        {"id": "b", "type": "update_record", "values": {"v": {"formula": "1/"}}},
    ]
    broken = Run(graph(nodes, ["fork:x > a", "fork:y > b"]))
    assert (broken.state.status, broken.holders) == ("failed", ["ann"])
    assert broken.approve("ann").state.status == "failed"
    broken.formulas["1/"] = 7
    broken.send(Retried(at=broken.at, by="root"))
    assert (broken.state.status, broken.state.outcome) == ("finished", "approved")


@pytest.mark.parametrize("name", ["nonsense", "run1:1:0", ""])
def test_answers_and_timers_that_nobody_asked_for_change_nothing(name: str) -> None:
    run = Run(graph([approval("a", "ann")], []))
    before = run.state
    run.send(Answered(at=run.at, key=name, value=[]))
    run.send(TimerFired(at=run.at, timer=name))
    assert run.state == before


def test_a_finished_run_takes_no_more_events() -> None:
    run = Run(graph([approval("a", "ann")], [])).approve("ann").later(1)
    before = run.state
    run.send(TimerFired(at=run.at, timer="1.v1:0:0"))
    run.send(Retried(at=run.at, by="root"))
    assert run.problem is not None
    assert run.problem.code == "flow.run.over"
    assert run.state == before
