"""Tasks that stay open too long."""

from decimal import Decimal
from typing import Any

import pytest

from dougong_engine.flows.effect import CancelTimer, Notify, OpenTask, Report, StartTimer
from dougong_engine.flows.event import Decided, SignerAdded, Transferred
from support.company import Company
from support.runs import Run, approval, graph

CHAIN = Company(managers={"ann": "max", "max": "mia"})


def late(do: str, *people: str, company: Company | None = None, **step: Any) -> Run:
    settings = step.pop("node", {})
    timeouts = [{"after_hours": "24", "do": do, **step}]
    node = approval("a", *(people or ("ann",)), timeouts=timeouts, **settings)
    after = approval("late", "tom")
    return Run(graph([node, after], ["a:timeout > late"] if do == "branch" else []), company=company or CHAIN)


def test_an_unanswered_approval_escalates_when_its_timer_fires() -> None:
    run = late("escalate", flag={"late": True})
    assert run.made(StartTimer) == [StartTimer(timer="1.v1:0:0", hours=Decimal(24), person="ann")]
    run.later(24).fire("1.v1:0:0")
    assert run.holders == ["ann", "max"]
    assert [one.why for one in run.made(OpenTask)] == ["escalated"]
    assert run.record == {"late": True}


@pytest.mark.parametrize(("first", "other"), [("ann", "max"), ("max", "ann")])
def test_after_an_escalation_either_of_the_two_decides_for_both(first: str, other: str) -> None:
    run = late("escalate").later(24).fire("1.v1:0:0")
    click = Decided(at=run.at, by=other, task=run.task_of(other), verdict="approve")
    assert run.approve(first).state.outcome == "approved"
    run.send(click)
    assert run.problem is not None
    assert run.problem.code == "approval.already_decided"


def test_a_manager_who_is_gone_is_passed_over() -> None:
    away = Company(managers=CHAIN.managers, gone={"max"})
    assert late("escalate", company=away).fire("1.v1:0:0").holders == ["ann", "mia"]


def test_an_escalation_that_finds_nobody_is_reported_and_the_task_stays() -> None:
    run = late("escalate", company=Company()).fire("1.v1:0:0")
    assert run.holders == ["ann"]
    assert [one.code for one in run.made(Report)] == ["flow.timeout.nobody"]


def test_a_timer_that_fires_after_the_decision_does_nothing() -> None:
    run = late("escalate", "ann", "bob").approve("ann")
    assert [one.timer for one in run.made(CancelTimer)] == ["1.v1:0:0"]
    before = run.state
    run.fire("1.v1:0:0")
    assert (run.state, run.effects) == (before, [])


def test_a_timer_fires_once() -> None:
    run = late("escalate").fire("1.v1:0:0")
    before = run.state
    assert run.fire("1.v1:0:0").state == before


@pytest.mark.parametrize("name", ["", "1.v1", "1.v9:0:0", "9.v1:0:0", "1.wait", "x", "1.v1:7:0"])
def test_a_timer_that_nobody_set_does_nothing(name: str) -> None:
    run = late("pass")
    before = run.state
    assert run.fire(name).state == before


def test_a_reminder_repeats_as_often_as_it_may() -> None:
    run = late("remind", repeat_hours="4", at_most=3, channels=["in_app", "mail"])
    names = ["1.v1:0:0", "1.v1:0:1", "1.v1:0:2"]
    for number, name in enumerate(names):
        run.fire(name)
        assert [(one.what, one.people, one.channels) for one in run.made(Notify)] == [
            ("reminder", ("ann",), ("in_app", "mail"))
        ]
        assert [one.timer for one in run.made(StartTimer)] == names[number + 1 : number + 2]
    assert run.holders == ["ann"]


def test_a_reminder_may_tell_others_too() -> None:
    run = late("remind", to=[{"by": "person", "people": ["zoe"]}]).fire("1.v1:0:0")
    assert sorted(one.people[0] for one in run.made(Notify)) == ["ann", "zoe"]


def test_a_late_task_can_pass_be_rejected_or_go_elsewhere() -> None:
    assert late("pass").fire("1.v1:0:0").state.outcome == "approved"
    assert late("reject").fire("1.v1:0:0").state.outcome == "rejected"
    assert late("branch").fire("1.v1:0:0").holders == ["tom"]
    assert late("send_back").fire("1.v1:0:0").holders == ["ivan"]
    moved = late("transfer", to=[{"by": "person", "people": ["zoe"]}]).fire("1.v1:0:0")
    assert moved.holders == ["zoe"]


def test_a_pass_by_the_timer_counts_only_for_the_late_one() -> None:
    run = late("pass", "ann", "bob").approve("bob")
    assert run.fire("1.v1:0:0").state.outcome == "approved"
    assert run.log[-1][0].draft.by is None
    assert run.log[-1][0].draft.why == "timeout"


def test_flags_are_set_without_touching_the_task() -> None:
    run = late("flag", flag={"late": True}).fire("1.v1:0:0")
    assert run.record == {"late": True}
    assert run.holders == ["ann"]


def test_a_flag_that_cannot_be_written_is_reported() -> None:
    run = late("flag", flag={"late": True})
    run.refuse_writes = "field.computed"
    run.fire("1.v1:0:0")
    assert [one.code for one in run.made(Report)] == ["field.computed"]
    assert run.holders == ["ann"]


def test_transferring_does_not_extend_the_time_unless_the_node_says_so() -> None:
    run = late("reject")
    run.send(Transferred(at=run.at, by="ann", task="1.1", to="eve"))
    assert run.made(StartTimer) == []
    assert run.fire("1.v1:0:0").state.outcome == "rejected"
    fresh = late("reject", node={"restart_on_transfer": True})
    fresh.send(Transferred(at=fresh.at, by="ann", task="1.1", to="eve"))
    assert [one.timer for one in fresh.made(CancelTimer)] == ["1.v1:0:0"]
    assert [one.person for one in fresh.made(StartTimer)] == ["eve"]


def test_while_signers_before_are_asked_the_holders_clock_stands_still() -> None:
    run = late("reject")
    run.send(SignerAdded(at=run.at, by="ann", task="1.1", how="before", people=("eve",)))
    assert [one.timer for one in run.made(CancelTimer)] == ["1.v1:0:0"]
    assert [one.timer for one in run.made(StartTimer)] == ["1.v2:0:0"]
    before = run.state
    assert run.fire("1.v1:0:0").state == before
    run.approve("eve")
    assert [one.timer for one in run.made(StartTimer)] == ["1.v1:0:0"]


def test_one_by_one_each_signer_has_his_own_time() -> None:
    run = late("reject", "ann", "bob", node={"order": "one_by_one"})
    assert [one.timer for one in run.timers()] == ["1.v1:0:0"]
    run.later(20).approve("ann")
    assert [one.timer for one in run.made(StartTimer)] == ["1.v2:0:0"]


def test_working_time_is_asked_for_in_the_timer() -> None:
    run = late("remind", working=True)
    assert run.made(StartTimer)[0].working
