"""What the holder of a task can do with it besides deciding."""

from itertools import pairwise
from typing import Any

import pytest

from dougong_engine.approvals.delegation import Delegation
from dougong_engine.flows.effect import CloseTask, KeepDraft, Notify, OpenTask, ShareRecord, UpdateRecord
from dougong_engine.flows.event import (
    Cancelled,
    Commented,
    Copied,
    Decided,
    Drafted,
    SignerAdded,
    TakenBack,
    Transferred,
    Urged,
    Withdrawn,
    Words,
)
from support.company import Company
from support.runs import NOON, Run, approval, graph


def node(*people: str, more: dict[str, Any] | None = None, **settings: Any) -> Run:
    return Run(graph([approval("a", *people, **settings)], [], **(more or {})))


def add(run: Run, by: str, how: Any, *people: str, comment: str = "") -> Run:
    event = SignerAdded(at=run.at, by=by, task=run.task_of(by), how=how, people=people, words=Words(comment))
    return run.send(event)


def code(run: Run) -> str:
    assert run.problem is not None
    return run.problem.code


def test_a_transferred_task_moves_with_its_vote() -> None:
    run = node("ann", "bob")
    run.send(Transferred(at=run.at, by="ann", task=run.task_of("ann"), to="eve"))
    assert run.holders == ["bob", "eve"]
    assert run.approve("bob").approve("eve").state.outcome == "approved"
    assert run.acts == ["submit", "transfer", "approve", "approve"]


def test_a_task_cannot_go_to_somebody_who_has_one_already() -> None:
    run = node("ann", "bob")
    run.send(Transferred(at=run.at, by="ann", task=run.task_of("ann"), to="bob"))
    assert code(run) == "approval.already_signer"


def test_a_signer_added_before_goes_first_and_then_it_is_the_holders_turn_again() -> None:
    run = add(node("ann"), "ann", "before", "eve")
    assert run.holders == ["eve"]
    assert [one.how for one in run.made(CloseTask)] == ["paused"]
    run.approve("eve")
    assert run.holders == ["ann"]
    assert [one.why for one in run.made(OpenTask)] == ["reopened"]
    assert run.approve("ann").state.outcome == "approved"


def test_a_signer_added_after_follows_the_holders_own_approval() -> None:
    run = add(node("ann"), "ann", "after", "eve", "tom")
    assert run.holders == ["eve", "tom"]
    assert run.approve("eve").state.status == "running"
    assert run.approve("tom").state.outcome == "approved"
    assert run.acts == ["submit", "add_after", "approve", "approve", "approve"]


def test_an_after_signer_is_needed_even_where_any_one_may_approve() -> None:
    run = add(node("ann", "bob", passing="any"), "ann", "after", "eve")
    assert run.state.status == "running"
    assert run.approve("eve").state.outcome == "approved"


def test_a_signer_added_beside_raises_the_required_number() -> None:
    run = add(node("ann", "bob", passing="any"), "ann", "beside", "eve")
    assert run.approve("bob").state.status == "running"
    assert run.approve("eve").state.outcome == "approved"


def test_an_added_signer_cannot_add_again() -> None:
    run = add(node("ann"), "ann", "beside", "eve")
    assert code(add(run, "eve", "before", "tom")) == "approval.add.added_signer"


def test_an_added_signer_who_rejects_counts_as_a_rejection() -> None:
    run = add(node("ann"), "ann", "before", "eve").reject("eve")
    assert run.state.outcome == "rejected"


def test_nobody_is_added_who_already_has_to_decide() -> None:
    run = node("ann", "bob")
    assert code(add(run, "ann", "before", "bob")) == "approval.already_signer"
    assert code(add(run, "ann", "before", "ann")) == "approval.already_signer"
    assert code(add(run, "ann", "before")) == "approval.nobody_named"


def test_adding_after_needs_the_fields_that_an_approval_needs() -> None:
    run = node("ann", fields={"checked": "required"})
    assert code(add(run, "ann", "after", "eve")) == "approval.field.required"


def test_one_by_one_an_after_signer_comes_before_the_next_in_line() -> None:
    run = add(node("ann", "bob", order="one_by_one"), "ann", "after", "eve")
    assert run.holders == ["eve"]
    assert run.approve("eve").holders == ["bob"]


def test_an_approver_changes_only_the_fields_that_the_node_lets_him() -> None:
    run = node("ann", fields={"note": "edit"})
    run.approve("ann", amount="1")
    assert code(run) == "approval.field.not_editable"
    assert run.problem is not None
    assert run.problem.path == ("patch", "amount")
    run.approve("ann", note="seen")
    assert run.record == {"note": "seen"}
    assert run.state.outcome == "approved"
    write = next(one.effect for one in run.history if isinstance(one.effect, UpdateRecord))
    assert (write.person, write.task) == ("ann", "1.1")


def test_a_required_field_must_be_filled_before_approving_but_not_before_rejecting() -> None:
    run = node("ann", fields={"note": "required"})
    assert code(run.approve("ann")) == "approval.field.required"
    assert run.reject("ann").state.outcome == "rejected"


def test_a_required_field_that_is_already_filled_is_enough() -> None:
    run = Run(graph([approval("a", "ann", fields={"note": "required"})], []), {"note": "x"})
    assert run.approve("ann").state.outcome == "approved"


def test_a_refused_patch_lets_nothing_of_the_decision_count() -> None:
    run = node("ann", fields={"note": "edit"})
    run.refuse_writes = "field.text.too_long"
    run.approve("ann", note="x" * 999)
    assert code(run) == "field.text.too_long"
    assert run.holders == ["ann"]
    run.refuse_writes = None
    assert run.approve("ann", note="x").state.outcome == "approved"


def test_a_decision_can_be_taken_back_while_the_node_is_open() -> None:
    run = node("ann", "bob")
    task = run.task_of("ann")
    run.approve("ann")
    run.send(TakenBack(at=run.at, by="ann", task=task))
    assert run.holders == ["ann", "bob"]
    assert run.log[-1][0].draft.voids == (2,)
    assert run.approve("bob").state.status == "running"
    assert run.reject("ann").state.outcome == "rejected"


def test_nobody_takes_back_the_decision_of_another() -> None:
    run = node("ann", "bob")
    task = run.task_of("ann")
    run.approve("ann")
    run.send(TakenBack(at=run.at, by="bob", task=task))
    assert code(run) == "approval.take_back.not_yours"


def test_one_by_one_a_decision_is_final_once_the_next_has_decided() -> None:
    run = node("ann", "bob", "eve", order="one_by_one")
    task = run.task_of("ann")
    run.approve("ann").approve("bob")
    run.send(TakenBack(at=run.at, by="ann", task=task))
    assert code(run) == "approval.take_back.late"


def two_steps(*middle: dict[str, Any]) -> Run:
    ids = ["a", *(one["id"] for one in middle), "b"]
    edges = [f"{left}{':approved' if left == 'a' else ''} > {right}" for left, right in pairwise(ids)]
    return Run(graph([approval("a", "ann"), *middle, approval("b", "bob")], edges))


def test_a_decision_can_be_taken_back_until_the_next_node_acts() -> None:
    run = two_steps()
    run.approve("ann")
    run.send(TakenBack(at=run.at, by="ann", task="1.1"))
    assert run.holders == ["ann"]
    run.approve("ann")
    assert run.holders == ["bob"]
    assert run.approve("bob").state.outcome == "approved"


def test_a_decision_is_final_once_the_next_has_decided_or_something_was_written() -> None:
    run = two_steps()
    run.approve("ann").approve("bob").later(1)
    run.send(TakenBack(at=run.at, by="ann", task="1.1"))
    assert code(run) == "approval.take_back.late"
    wrote = two_steps({"id": "w", "type": "update_record", "values": {"x": 1}})
    wrote.approve("ann")
    wrote.send(TakenBack(at=wrote.at, by="ann", task="1.1"))
    assert code(wrote) == "approval.take_back.late"


@pytest.mark.parametrize(("seconds", "back"), [(4, True), (6, False)])
def test_the_last_decision_can_be_taken_back_while_outside_effects_are_held(seconds: int, back: bool) -> None:
    run = node("ann").reject("ann").later(seconds / 3600)
    run.send(TakenBack(at=run.at, by="ann", task="1.1"))
    assert (run.state.status == "running") == back
    assert run.holders == (["ann"] if back else [])
    if back:
        assert run.approve("ann").state.outcome == "approved"


def test_the_initiator_withdraws_until_the_first_decision() -> None:
    run = node("ann", "bob")
    assert code(run.send(Withdrawn(at=run.at, by="ann"))) == "approval.withdraw.not_yours"
    run.approve("ann")
    assert code(run.send(Withdrawn(at=run.at, by="ivan"))) == "approval.withdraw.late"
    fresh = node("ann").send(Withdrawn(at=NOON, by="ivan"))
    assert (fresh.state.outcome, fresh.holders) == ("withdrawn", [])


def test_a_flow_may_allow_withdrawing_until_the_end_or_never() -> None:
    run = node("ann", "bob", more={"withdraw": "until_end"}).approve("ann")
    assert run.send(Withdrawn(at=run.at, by="ivan")).state.outcome == "withdrawn"
    never = node("ann", more={"withdraw": "never"})
    assert code(never.send(Withdrawn(at=never.at, by="ivan"))) == "approval.withdraw.off"


def test_urging_has_a_cool_down_of_thirty_minutes() -> None:
    run = node("ann", "bob").send(Urged(at=NOON, by="ivan"))
    assert sorted(one.people[0] for one in run.made(Notify)) == ["ann", "bob"]
    run.later(0.49).send(Urged(at=run.at, by="ivan"))
    assert code(run) == "approval.urge.cooling"
    assert run.problem is not None
    assert run.problem.params["until"] == "2026-11-23T04:30:00+00:00"
    run.later(0.01).send(Urged(at=run.at, by="ivan"))
    assert run.problem is None


def test_only_the_initiator_urges_and_only_where_somebody_is_awaited() -> None:
    run = node("ann")
    assert code(run.send(Urged(at=run.at, by="ann"))) == "approval.urge.not_yours"
    quiet = node("ann", actions={"urge": {"on": False}})
    assert code(quiet.send(Urged(at=quiet.at, by="ivan"))) == "approval.urge.nobody"


def test_comments_are_open_to_those_who_have_decided() -> None:
    run = node("ann", "bob").approve("ann")
    run.send(Commented(at=run.at, by="ann", task="1.1", words=Words("mind the date")))
    assert run.acts[-1] == "comment"
    assert run.holders == ["bob"]
    run.send(Commented(at=run.at, by="eve", task="1.1", words=Words("hi")))
    assert code(run) == "approval.not_yours"
    assert code(run.send(Commented(at=run.at, by="ann", task="1.1", words=Words(" ")))) == ("approval.comment.required")


def test_copying_shares_the_record_and_tells_people() -> None:
    run = node("ann")
    run.send(Copied(at=run.at, by="ann", task="1.1", people=("zoe",)))
    assert run.made(ShareRecord) == [ShareRecord(people=("zoe",), node="a")]
    assert [one.what for one in run.made(Notify)] == ["copied"]
    assert run.holders == ["ann"]


def test_a_draft_is_kept_and_decides_nothing() -> None:
    run = node("ann", fields={"note": "edit"})
    run.send(Drafted(at=run.at, by="ann", task="1.1", patch={"note": "half"}, words=Words("hm")))
    assert run.made(KeepDraft) == [KeepDraft(task="1.1", patch={"note": "half"}, comment="hm")]
    run.send(Drafted(at=run.at, by="ann", task="1.1", patch={"amount": "1"}))
    assert code(run) == "approval.field.not_editable"
    assert run.holders == ["ann"]


def test_whoever_may_can_cancel_a_run_and_all_its_tasks_close() -> None:
    run = node("ann", "bob")
    run.send(Cancelled(at=run.at, by="root"))
    assert (run.state.status, run.state.outcome, run.holders) == ("finished", "cancelled", [])
    assert code(run.send(Cancelled(at=run.at, by="root"))) == "flow.run.over"


def test_a_delegate_acts_and_the_log_says_for_whom() -> None:
    away = Delegation("ann", "eve", NOON, NOON.replace(day=30))
    run = Run(graph([approval("a", "ann")], []), delegations=(away,))
    assert run.holders == ["eve"]
    assert run.approve("eve").log[-1][0].draft.behalf == "ann"


def test_a_circle_of_delegations_goes_to_the_owner_of_the_app() -> None:
    later = NOON.replace(day=30)
    circle = (Delegation("ann", "eve", NOON, later), Delegation("eve", "ann", NOON, later))
    run = Run(graph([approval("a", "ann")], []), company=Company(owner="olga"), delegations=circle)
    assert run.holders == ["olga"]


def test_a_decision_while_its_patch_is_being_written_waits_its_turn() -> None:
    run = Run(graph([approval("a", "ann", fields={"note": "edit"})], []), slow_writes=True)
    run.send(Decided(at=run.at, by="ann", task="1.1", verdict="approve", patch={"note": "x"}))
    again = Decided(at=run.at, by="ann", task="1.1", verdict="approve", patch={"note": "y"})
    assert code(run.send(again)) == "approval.busy"
