"""For whom an approval finds nobody is known before anybody starts it, with the reason."""

from datetime import UTC, datetime
from typing import Any

import pytest

from dougong_engine.approvals.assignment import Period, named_by
from dougong_engine.approvals.delegation import Delegation
from dougong_engine.flows.approvers import Manned, Staff, manned, nobody_for
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.effect import ResolveAssignees
from support.company import Company
from support.runs import approval, graph

EVERYBODY = ("ann", "bob", "cleo")
HOUSE = Company(
    managers={"ann": "bob", "bob": "gone"},
    roles={"rol_law": ("lea",), "rol_left": ("gone",), "rol_none": ()},
    departments={"ann": "dep_sales", "bob": "dep_law", "lea": "dep_law"},
    heads={"dep_law": "lea"},
    parents={"dep_sales": "dep_all"},
    gone={"gone"},
)


def found(*rules: dict[str, Any], staff: Staff | None = None, **settings: Any) -> Manned:
    flow = graph([approval("a", assignees=list(rules), **settings)], [])
    (one,) = manned(flow, staff or Staff(HOUSE, EVERYBODY))
    return one


@pytest.mark.parametrize(
    ("rule", "missing"),
    [
        ({"by": "manager"}, {"bob": "flow.nobody.left", "cleo": "flow.nobody.manager"}),
        ({"by": "manager", "level": 2}, dict.fromkeys(EVERYBODY, "flow.nobody.manager") | {"ann": "flow.nobody.left"}),
        ({"by": "managers_up_to", "level": 3}, {"bob": "flow.nobody.left", "cleo": "flow.nobody.manager"}),
        ({"by": "department_head"}, {"ann": "flow.nobody.head", "cleo": "flow.nobody.department"}),
        ({"by": "role", "role": "rol_law"}, {}),
        ({"by": "role", "role": "rol_left"}, dict.fromkeys(EVERYBODY, "flow.nobody.left")),
        ({"by": "role", "role": "rol_none"}, dict.fromkeys(EVERYBODY, "flow.nobody.role")),
        (
            {"by": "role", "role": "rol_law", "within": "department"},
            {"ann": "flow.nobody.role_here", "cleo": "flow.nobody.department"},
        ),
        ({"by": "person", "people": ["gone"]}, dict.fromkeys(EVERYBODY, "flow.nobody.left")),
        ({"by": "slot", "slot": "keeper"}, dict.fromkeys(EVERYBODY, "flow.nobody.slot")),
        ({"by": "initiator"}, {}),
        ({"by": "app_owner"}, {}),
    ],
)
def test_each_way_of_naming_people_says_why_it_names_nobody(rule: dict[str, Any], missing: dict[str, str]) -> None:
    one = found(rule)
    assert {each.initiator: each.reasons[0].code for each in one.missing} == missing
    assert nobody_for((Assignee.model_validate(rule),), Staff(HOUSE, EVERYBODY)) == tuple(
        each for each in EVERYBODY if each in missing
    )
    assert all(each.reasons[0].path == ("assignees", 0) for each in one.missing)


def test_rules_together_miss_only_those_whom_all_of_them_miss() -> None:
    one = found({"by": "manager"}, {"by": "department_head"})
    assert [each.initiator for each in one.missing] == ["cleo"]
    assert [reason.code for reason in one.missing[0].reasons] == ["flow.nobody.manager", "flow.nobody.department"]


@pytest.mark.parametrize(
    "rule",
    [
        {"by": "field", "field": "keeper"},
        {"by": "chosen_by_initiator"},
        {"by": "manager", "field": "keeper"},
    ],
)
def test_what_only_a_run_knows_is_left_open(rule: dict[str, Any]) -> None:
    one = found({"by": "person", "people": ["gone"]}, rule)
    assert (one.open, one.missing) == (True, ())


def test_a_way_out_that_leads_to_nobody_either_is_told() -> None:
    rule = {"by": "manager"}
    assert [each.stuck for each in found(rule).missing] == [False, False]
    lost = Company(managers=HOUSE.managers, gone={"gone", "olga"})
    assert [each.stuck for each in found(rule, staff=Staff(lost, EVERYBODY)).missing] == [True, True]
    assert [each.stuck for each in found(rule, staff=Staff(lost, EVERYBODY), empty="pass").missing] == [False, False]
    above = Company(managers={"ann": "gone", "gone": "bob"}, gone={"gone", "olga"})
    climbing = found(rule, staff=Staff(above, ("ann", "cleo")), empty="manager")
    assert [(each.initiator, each.stuck) for each in climbing.missing] == [("ann", False), ("cleo", True)]


def test_a_flow_that_nobody_starts_is_asked_once_for_nobody() -> None:
    flow = graph([approval("a", assignees=[{"by": "person", "people": ["gone"]}])], [], trigger={"on": "webhook"})
    (one,) = manned(flow, Staff(HOUSE, EVERYBODY))
    assert [each.initiator for each in one.missing] == [None]


def test_whoever_is_away_is_replaced_as_in_a_run() -> None:
    noon = datetime(2026, 11, 23, 4, tzinfo=UTC)
    away = (Delegation("bob", "lea", noon.replace(hour=1), noon.replace(hour=9)),)
    staff = Staff(HOUSE, ("ann",), away, Period("flw_test", noon))
    assert found({"by": "manager"}, staff=staff).missing == ()


def test_the_rules_that_name_somebody_are_known_by_person() -> None:
    rules = tuple(
        Assignee.model_validate(one)
        for one in ({"by": "manager"}, {"by": "person", "people": ["bob", "cleo"]}, {"by": "role", "role": "rol_none"})
    )
    question = ResolveAssignees(rules=rules, about="ann", initiator="ann")
    assert named_by(question, HOUSE, lambda _: ()) == {"bob": rules[:2], "cleo": rules[1:2]}
