"""From rules to people: pure, over whatever organisation the platform has loaded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, assert_never

from dougong_engine.approvals.delegation import Delegation, follow
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.effect import ResolveAssignees

MOST_LEVELS = 20
"""So far up a line of managers or departments is followed, circles included."""


class Organisation(Protocol):
    """Who is who today; ids only."""

    def active(self, person: str) -> bool:
        """False for those who have left or never can sign in."""
        ...

    def manager_of(self, person: str) -> str | None: ...
    def members_of(self, role: str) -> tuple[str, ...]: ...
    def department_of(self, person: str) -> str | None: ...
    def head_of(self, department: str) -> str | None: ...
    def parent_of(self, department: str) -> str | None: ...
    def bound_to(self, slot: str) -> tuple[str, ...]: ...
    def app_owner(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Assigned:
    """Somebody to act, for somebody else where `behalf` is set."""

    person: str
    behalf: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """For which flow and at what time delegations are looked up."""

    flow: str
    at: datetime


def resolve(
    question: ResolveAssignees,
    organisation: Organisation,
    persons_in: Callable[[str], tuple[str, ...]],
    delegations: Iterable[Delegation] = (),
    period: Period | None = None,
) -> tuple[Assigned, ...]:
    """The people whom the rules name, in order, each once; those who have left are not named.

    `persons_in(path)` gives the ids of a person or department field of the run's record. A delegate stands in for the
    one who delegated; a circle of delegations goes to the app's owner.
    """
    named: list[str] = []
    for rule in question.rules:
        named.extend(_by_rule(rule, question, organisation, persons_in))
    if question.spare:
        boss = _first_active(line_above(organisation, question.initiator), organisation)
        named = [boss if one == question.initiator and boss is not None else one for one in named]
    found: dict[str, Assigned] = {}
    rules = tuple(delegations)
    for person in dict.fromkeys(named):
        one = _delegate(person, organisation, rules, period)
        if one is not None:
            found.setdefault(one.person, one)
    return tuple(found.values())


def _delegate(
    person: str, organisation: Organisation, delegations: tuple[Delegation, ...], period: Period | None
) -> Assigned | None:
    if period is None or not delegations:
        return Assigned(person) if organisation.active(person) else None
    end = follow(person, period.flow, period.at, delegations, organisation.active)
    owner = organisation.app_owner()
    to = owner if end.circle and owner is not None else end.person
    if not organisation.active(to):
        return None
    return Assigned(to, person if to != person else None)


def _by_rule(
    rule: Assignee,
    question: ResolveAssignees,
    organisation: Organisation,
    persons_in: Callable[[str], tuple[str, ...]],
) -> tuple[str, ...]:
    match rule.by:
        case "person":
            return rule.people
        case "slot":
            return organisation.bound_to(rule.slot or "")
        case "role":
            return _role(rule, question, organisation)
        case "department_head":
            return _head(rule, question, organisation, persons_in)
        case "manager" | "managers_up_to":
            return _managers(rule, question, organisation, persons_in)
        case "field":
            return persons_in(rule.field or "")
        case "initiator":
            return (question.initiator,) if question.initiator is not None else ()
        case "previous":
            return question.previous
        case "node":
            return question.decided.get(rule.node or "", ())
        case "chosen_by_initiator":
            return question.chosen
        case "app_owner":
            owner = organisation.app_owner()
            return (owner,) if owner is not None else ()
        case _:
            assert_never(rule.by)


def _role(rule: Assignee, question: ResolveAssignees, organisation: Organisation) -> tuple[str, ...]:
    members = organisation.members_of(rule.role or "")
    if rule.within == "workspace":
        return members
    home = organisation.department_of(question.about) if question.about is not None else None
    return tuple(one for one in members if home is not None and organisation.department_of(one) == home)


def _head(
    rule: Assignee,
    question: ResolveAssignees,
    organisation: Organisation,
    persons_in: Callable[[str], tuple[str, ...]],
) -> tuple[str, ...]:
    """The head `level` − 1 departments up; with `climb` the next one above who is there."""
    if rule.field is not None:
        homes: tuple[str | None, ...] = persons_in(rule.field)
    else:
        homes = (organisation.department_of(question.about) if question.about is not None else None,)
    found: list[str] = []
    for home in homes:
        line: list[str | None] = []
        place: str | None = home
        while place is not None and len(line) < MOST_LEVELS:
            line.append(organisation.head_of(place))
            place = organisation.parent_of(place)
        rest = line[rule.level - 1 :] if question.climb else line[rule.level - 1 : rule.level]
        head = next((one for one in rest if one is not None and organisation.active(one)), None)
        found.extend([head] if head is not None else [])
    return tuple(found)


def _managers(
    rule: Assignee,
    question: ResolveAssignees,
    organisation: Organisation,
    persons_in: Callable[[str], tuple[str, ...]],
) -> tuple[str, ...]:
    """The manager at `level`, or all up to it; with `climb` the next one above who is there."""
    about: tuple[str | None, ...] = persons_in(rule.field) if rule.field is not None else (question.about,)
    found: list[str] = []
    for person in about:
        line = line_above(organisation, person)
        if question.climb:
            above = _first_active(line[rule.level - 1 :], organisation) or _first_active(line, organisation)
            found.extend([above] if above is not None else [])
        else:
            found.extend(line[: rule.level] if rule.by == "managers_up_to" else line[rule.level - 1 : rule.level])
    return tuple(found)


def line_above(organisation: Organisation, person: str | None) -> tuple[str, ...]:
    """A person's manager, that one's manager and so on; a circle ends the line."""
    line: list[str] = []
    place = organisation.manager_of(person) if person is not None else None
    while place is not None and place != person and place not in line and len(line) < MOST_LEVELS:
        line.append(place)
        place = organisation.manager_of(place)
    return tuple(line)


def _first_active(people: tuple[str, ...], organisation: Organisation) -> str | None:
    return next((one for one in people if organisation.active(one)), None)


def named_by(
    question: ResolveAssignees, organisation: Organisation, persons_in: Callable[[str], tuple[str, ...]]
) -> dict[str, tuple[Assignee, ...]]:
    """Person → the rules that name them today, before anybody stands in for them."""
    found: dict[str, tuple[Assignee, ...]] = {}
    for rule in question.rules:
        for person in dict.fromkeys(_by_rule(rule, question, organisation, persons_in)):
            found[person] = (*found.get(person, ()), rule)
    return found
