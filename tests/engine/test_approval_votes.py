"""How votes count: order, passing, rejecting and stopping early."""

import pytest

from dougong_engine.flows.effect import CloseTask, OpenTask
from dougong_engine.flows.event import Decided, Words
from support.runs import Run, approval, graph


def node(*people: str, **settings: object) -> Run:
    return Run(graph([approval("a", *people, **settings)], []))


def test_all_must_approve_by_default() -> None:
    run = node("ann", "bob")
    assert run.holders == ["ann", "bob"]
    assert run.approve("ann").state.status == "running"
    assert run.approve("bob").state.outcome == "approved"


def test_one_rejection_ends_the_process_and_supersedes_the_others() -> None:
    run = node("ann", "bob").reject("ann")
    assert run.state.outcome == "rejected"
    assert [one.how for one in run.made(CloseTask)] == ["rejected", "superseded"]


def test_any_one_may_approve() -> None:
    run = node("ann", "bob", "eve", passing="any").approve("bob")
    assert run.state.outcome == "approved"
    assert sorted(run.closed.values()) == ["approved", "superseded", "superseded"]


def test_with_any_and_all_must_reject_a_single_rejection_leaves_it_open() -> None:
    run = node("ann", "bob", passing="any", rejecting="all").reject("ann")
    assert run.state.status == "running"
    assert run.approve("bob").state.outcome == "approved"


def test_with_any_everybody_rejecting_rejects() -> None:
    run = node("ann", "bob", passing="any", rejecting="all").reject("ann").reject("bob")
    assert run.state.outcome == "rejected"


@pytest.mark.parametrize(
    ("ratio", "approvals", "outcome"), [("0.5", 2, "approved"), ("0.51", 2, None), ("0.75", 3, "approved")]
)
def test_a_ratio_is_rounded_up_to_whole_votes(ratio: str, approvals: int, outcome: str | None) -> None:
    run = node("ann", "bob", "eve", "tom", passing="ratio", passing_ratio=ratio, rejecting="all")
    for person in ("ann", "bob", "eve", "tom")[:approvals]:
        run.approve(person)
    assert run.state.outcome == outcome


def test_a_ratio_of_rejections_rejects_once_it_is_reached() -> None:
    run = node("ann", "bob", "eve", "tom", rejecting="ratio", rejecting_ratio="0.5", passing="any")
    assert run.reject("ann").state.status == "running"
    assert run.reject("bob").state.outcome == "rejected"


def test_an_approval_that_can_no_longer_pass_is_rejected_at_once() -> None:
    run = node("ann", "bob", rejecting="all").reject("ann")
    assert run.state.outcome == "rejected"


def test_without_early_stop_everybody_is_heard() -> None:
    run = node("ann", "bob", passing="any", early_stop=False).approve("ann")
    assert run.holders == ["bob"]
    assert run.reject("bob").state.outcome == "rejected"


def test_one_by_one_opens_the_next_task_only_after_the_last_is_done() -> None:
    run = node("ann", "bob", "eve", order="one_by_one")
    assert run.holders == ["ann"]
    assert run.approve("ann").holders == ["bob"]
    assert run.approve("bob").holders == ["eve"]
    assert run.approve("eve").state.outcome == "approved"


def test_one_person_named_twice_votes_once() -> None:
    run = Run(graph([approval("a", "ann", "ann")], []))
    assert run.holders == ["ann"]
    assert run.approve("ann").state.outcome == "approved"


def test_a_second_click_is_told_who_decided_and_when() -> None:
    run = node("ann", "bob", passing="any")
    late = Decided(at=run.at, by="bob", task=run.task_of("bob"), verdict="approve")
    run.approve("ann")
    before = run.state
    run.send(late)
    assert run.problem is not None
    assert run.problem.code == "approval.already_decided"
    assert run.problem.params["by"] == "ann"
    assert run.state == before
    assert run.effects == []


def test_nobody_can_decide_in_the_place_of_another() -> None:
    run = node("ann", "bob")
    run.send(Decided(at=run.at, by="bob", task=run.task_of("ann"), verdict="approve"))
    assert run.problem is not None
    assert run.problem.code == "approval.not_yours"


@pytest.mark.parametrize("task", ["", "1", "1.99", "99.1", "x.1", "٣.1", "-1.1"])
def test_a_task_that_never_was_changes_nothing(task: str) -> None:
    run = node("ann")
    before = run.state
    run.send(Decided(at=run.at, by="ann", task=task, verdict="approve"))
    assert run.problem is not None
    assert run.problem.code == "approval.task.unknown"
    assert run.state == before


def test_a_rejection_needs_a_reason_unless_the_node_says_otherwise() -> None:
    run = node("ann").reject("ann", comment=" ")
    assert run.problem is not None
    assert run.problem.code == "approval.comment.required"
    assert run.problem.path == ("comment",)
    easy = node("ann", actions={"reject": {"comment": False}}).reject("ann", comment="")
    assert easy.state.outcome == "rejected"


def test_a_node_can_ask_for_signature_and_attachment() -> None:
    run = node("ann", actions={"approve": {"signature": True, "attachment": True}})
    task = run.task_of("ann")
    run.approve("ann")
    assert run.problem is not None
    assert run.problem.code == "approval.signature.required"
    run.send(Decided(at=run.at, by="ann", task=task, verdict="approve", words=Words(signature="f1")))
    assert run.problem is not None
    assert run.problem.code == "approval.attachment.required"
    run.send(
        Decided(at=run.at, by="ann", task=task, verdict="approve", words=Words(signature="f1", attachments=("f2",)))
    )
    assert run.state.outcome == "approved"


def test_an_action_that_is_switched_off_is_refused() -> None:
    run = node("ann", actions={"reject": {"on": False}}).reject("ann")
    assert run.problem is not None
    assert run.problem.code == "approval.action.off"


def test_a_node_with_its_people_opens_one_task_for_each() -> None:
    run = node("ann", "bob")
    assert [(one.task, one.person, one.why) for one in run.made(OpenTask)] == [
        ("1.1", "ann", "assigned"),
        ("1.2", "bob", "assigned"),
    ]
