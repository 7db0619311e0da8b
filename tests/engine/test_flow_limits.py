"""Every run and every chain of runs ends."""

from dataclasses import replace
from typing import Any

import pytest

from dougong_engine.flows.effect import Fail
from dougong_engine.flows.event import Retried
from dougong_engine.flows.limits import LIMITS, NO_CAUSE, Cause, admit
from support.runs import Run, approval, graph


def circle(**more: Any) -> Run:
    nodes = [
        {"id": "a", "type": "update_record", "values": {"x": 1}},
        {"id": "b", "type": "condition", "branches": [{"id": "go", "name": "go"}]},
    ]
    return Run(graph(nodes, ["a > b", "b:go > a"]), **more)


def test_a_circle_without_rest_is_broken_off_and_its_step_undone() -> None:
    run = circle(limits=replace(LIMITS, actions=20))
    assert run.state.status == "failed"
    assert run.made(Fail)[-1] == Fail(
        code="flow.limit.actions", node="a", params={"limit": 20, "node": "a"}, rollback=True
    )
    assert (run.record, run.state.visits) == ({}, ())


def test_messages_count_as_actions_so_that_a_circle_floods_nobody() -> None:
    tell = {"id": "a", "type": "notify", "to": [{"by": "initiator"}], "title": "x"}
    run = Run(graph([tell], ["a > a"]), limits=replace(LIMITS, actions=20))
    assert run.state.failures[0].code == "flow.limit.actions"
    assert run.history == []


def test_a_circle_of_nodes_that_do_nothing_ends_within_one_step() -> None:
    branches = [{"id": "go", "name": "go"}]
    nodes = [{"id": one, "type": "condition", "branches": branches} for one in "ab"]
    run = Run(graph(nodes, ["a:go > b", "b:go > a"]))
    assert run.state.failures[0].code == "flow.limit.step"
    assert run.state.visits == ()


def test_a_fork_that_leads_back_into_itself_does_not_grow_for_ever() -> None:
    two = [{"id": "x", "name": "x"}, {"id": "y", "name": "y"}]
    nodes = [{"id": "fork", "type": "parallel", "branches": two}]
    run = Run(graph(nodes, ["fork:x > fork", "fork:y > fork"]))
    assert run.state.failures[0].code == "flow.limit.nesting"


def test_people_who_send_a_matter_round_and_round_reach_a_limit_too() -> None:
    nodes = [approval("a", "ann"), approval("b", "bob")]
    run = Run(graph(nodes, ["a:approved > b", "b:approved > a"]), limits=replace(LIMITS, visits=10))
    for _ in range(5):
        if run.state.status == "running":
            run.approve("ann").approve("bob")
    assert run.state.failures[0].code == "flow.limit.visits"


def test_a_run_that_hit_a_limit_can_be_taken_up_again_after_it_was_raised() -> None:
    nodes = [approval("a", "ann"), approval("b", "bob")]
    run = Run(graph(nodes, ["a:approved > b"]), limits=replace(LIMITS, visits=1))
    run.approve("ann")
    assert run.state.status == "failed"
    run.limits = LIMITS
    run.send(Retried(at=run.at, by="root"))
    assert run.state.status == "running"


def test_a_chain_of_runs_has_a_depth() -> None:
    cause = NO_CAUSE
    for number in range(LIMITS.depth):
        assert admit(cause, f"flw_{number}", "r") is None
        cause = cause.then(f"flw_{number}", "r")
    problem = admit(cause, "flw_x", "r")
    assert problem is not None
    assert problem.code == "flow.limit.depth"
    assert problem.params["chain"] == [f"flw_{number}" for number in range(LIMITS.depth)]


def test_the_same_flow_on_the_same_record_runs_so_often_in_a_chain_and_no_more() -> None:
    cause = Cause()
    for _ in range(LIMITS.repeats):
        assert admit(cause, "flw_a", "r") is None
        cause = cause.then("flw_a", "r")
    problem = admit(cause, "flw_a", "r")
    assert problem is not None
    assert problem.code == "flow.limit.repeats"
    assert admit(cause, "flw_a", "other") is None


def test_actions_are_counted_over_the_whole_chain() -> None:
    spent = Cause(depth=1, actions=LIMITS.actions - 1)
    nodes = [{"id": one, "type": "update_record", "values": {"x": 1}} for one in "ab"]
    run = Run(graph(nodes, ["a > b"]), cause=spent)
    assert run.state.failures[0].code == "flow.limit.actions"


def test_a_chain_that_has_spent_its_actions_starts_nothing_more() -> None:
    problem = admit(Cause(depth=1, actions=LIMITS.actions), "flw_a", "r")
    assert problem is not None
    assert problem.code == "flow.limit.actions"


def test_a_run_that_may_not_start_is_born_failed_and_does_nothing() -> None:
    run = Run(graph([approval("a", "ann")], []), cause=Cause(depth=16))
    assert (run.state.status, run.holders) == ("failed", [])
    assert [type(one) for one in run.effects] == [Fail]


def test_a_run_that_never_started_is_started_by_a_retry_and_not_called_done() -> None:
    run = Run(graph([approval("a", "ann")], []), cause=Cause(depth=16))
    run.send(Retried(at=run.at, by="root"))
    assert (run.state.status, run.holders) == ("running", ["ann"])


@pytest.mark.parametrize("count", [300, 301])
def test_a_graph_has_so_many_nodes_at_most(count: int) -> None:
    nodes = [approval(f"n{number}", "ann") for number in range(count)]
    assert Run(graph(nodes, [])).state.status == ("running" if count == 300 else "failed")


def test_too_many_approvers_fail_the_node() -> None:
    people = [f"p{number}" for number in range(201)]
    assert Run(graph([approval("a", *people)], [])).state.failures[0].code == "flow.approval.too_many"
