"""The shipped contract approval, run by the interpreter: parallel, late, returned, approved."""

from decimal import Decimal

import pytest

from dougong_engine.design.flow import Flow
from dougong_engine.document import Json
from dougong_engine.flows.effect import Notify
from dougong_engine.flows.event import Resubmitted, SentBack, Words
from support.company import Company
from support.designs import shipped
from support.runs import Run

FLOW = shipped("sales_management").design.get(Flow, "flw_contract_approval")


def contract(amount: str) -> Run:
    assert FLOW is not None
    company = Company(
        roles={"rol_legal": ("lea",), "rol_finance": ("finn",), "rol_general_manager": ("gina",)},
        managers={"ivan": "mona", "lea": "gina", "finn": "gina", "gina": "olga"},
    )
    record: dict[str, Json] = {"name": "C", "amount": amount, "approval_status": "draft", "owner": "ivan"}
    return Run(FLOW, record, company)


def a_day_passes(run: Run) -> list[Notify]:
    """Fires every timer of 24 hours and answers what people were told."""
    run.later(24)
    told: list[Notify] = []
    for timer in [one for one in run.timers() if one.hours == Decimal(24)]:
        run.fire(timer.timer)
        told.extend(run.made(Notify))
    return told


def test_a_large_contract_goes_to_three_people_at_once() -> None:
    run = contract("600000")
    assert run.record["approval_status"] == "in_approval"
    assert run.holders == ["finn", "gina", "lea"]


@pytest.mark.parametrize("amount", ["500000", "120000"])
def test_a_contract_up_to_the_limit_goes_to_the_direct_manager_only(amount: str) -> None:
    run = contract(amount)
    assert run.holders == ["mona"]
    run.approve("mona")
    assert (run.record["approval_status"], run.state.status) == ("approved", "finished")


def test_all_three_must_approve() -> None:
    run = contract("600000").approve("lea").approve("finn")
    assert run.record["approval_status"] == "in_approval"
    run.approve("gina")
    assert (run.record["approval_status"], run.state.status) == ("approved", "finished")


def test_a_return_goes_to_the_submitter_who_changes_and_resubmits() -> None:
    run = contract("600000").approve("lea")
    run.send(SentBack(at=run.at, by="finn", task=run.task_of("finn"), words=Words("付款条款请改")))
    assert "ivan" in run.holders
    run.send(Resubmitted(at=run.at, by="ivan", task=run.task_of("ivan"), words=Words("已改")))
    assert "finn" in run.holders
    for person in ("finn", "gina", "lea"):
        if person in run.holders:
            run.approve(person)
    assert (run.record["approval_status"], run.state.status) == ("approved", "finished")


def test_the_general_manager_may_end_it() -> None:
    run = contract("600000").reject("gina")
    assert run.record["approval_status"] == "rejected"
    assert run.holders == []
    assert run.state.outcome == "rejected"


def test_legal_and_finance_return_but_do_not_end_it() -> None:
    run = contract("600000").reject("lea")
    assert run.problem is not None
    assert run.holders == ["finn", "gina", "lea"]


def test_whoever_lets_it_lie_for_a_day_is_reminded_and_it_is_escalated_by_mail_and_flagged() -> None:
    run = contract("600000").approve("gina")
    told = a_day_passes(run)
    assert {one.what for one in told} == {"reminder", "escalated"}
    assert all(set(one.channels) == {"in_app", "mail"} for one in told)
    assert {person for one in told if one.what == "reminder" for person in one.people} == {"lea", "finn"}
    assert run.record["approval_overdue"] is True
    assert "gina" in run.holders


def test_the_flag_goes_when_the_contract_is_approved() -> None:
    run = contract("600000").approve("gina")
    a_day_passes(run)
    run.approve("lea").approve("finn")
    assert (run.record["approval_status"], run.record["approval_overdue"]) == ("approved", False)
    assert run.state.status == "finished"


def test_late_then_escalated_then_returned_then_changed_and_approved_by_all() -> None:
    run = contract("600000").approve("lea")
    a_day_passes(run)
    run.send(SentBack(at=run.at, by="finn", task=run.task_of("finn"), words=Words("付款条款请改")))
    back = Resubmitted(at=run.at, by="ivan", task=run.task_of("ivan"), patch={"amount": "650000"})
    run.send(back)
    assert run.record["amount"] == "650000"
    for _ in range(6):
        for person in run.holders:
            if person in run.holders:
                run.approve(person)
    assert (run.record["approval_status"], run.record["approval_overdue"]) == ("approved", False)
    assert run.state.status == "finished"
