"""For whom a flow finds nobody to decide: its rules held against the organisation of today, before any run."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dougong_engine.approvals.assignment import Organisation, Period, line_above, resolve
from dougong_engine.approvals.delegation import Delegation
from dougong_engine.approvals.settings import Approval
from dougong_engine.errors import Problem
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.checks.people import NO_INITIATOR
from dougong_engine.flows.effect import ResolveAssignees

if TYPE_CHECKING:
    from dougong_engine.design.flow import Flow

RUN_KNOWS = frozenset({"field", "previous", "node", "chosen_by_initiator"})
"""Ways of naming people that only a run can answer."""


@dataclass(frozen=True, slots=True)
class Missing:
    """An initiator (None: a run that nobody starts) for whom no rule names anybody, and why each does not.

    `stuck`: the node's way out of that names nobody either, so that the run would fail.
    """

    initiator: str | None
    reasons: tuple[Problem, ...]
    stuck: bool


@dataclass(frozen=True, slots=True)
class Manned:
    """An approval: for whom it finds nobody; `open` if that is only known in a run."""

    node: Approval
    open: bool
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is who, who is away, and who may start runs."""

    organisation: Organisation
    initiators: tuple[str, ...]
    delegations: tuple[Delegation, ...] = ()
    period: Period | None = None


def manned(flow: "Flow", staff: Staff) -> Iterator[Manned]:
    """Each approval of the flow, in the order of its nodes."""
    starters: tuple[str | None, ...] = (None,) if flow.trigger.on in NO_INITIATOR else staff.initiators
    names = _Names(staff)
    for node in flow.nodes:
        if isinstance(node, Approval):
            open_rules = any(_run_knows(one) for one in node.assignees)
            missing = () if open_rules else tuple(_missing(node, names, starters))
            yield Manned(node, open_rules, missing)


def nobody_for(rules: tuple[Assignee, ...], staff: Staff) -> tuple[str, ...]:
    """The initiators for whom these rules name nobody today; none where only a run can tell."""
    if any(_run_knows(one) for one in rules):
        return ()
    names = _Names(staff)
    return tuple(one for one in staff.initiators if not names.anybody(rules, one))


def _run_knows(rule: Assignee) -> bool:
    return rule.by in RUN_KNOWS or rule.field is not None


@dataclass(slots=True)
class _Names:
    """Whether rules name anybody for an initiator; what depends on his department, or not on him, is asked once."""

    staff: Staff
    _known: dict[tuple[Assignee, str | None, bool], bool] = field(default_factory=dict)

    def anybody(self, rules: Iterable[Assignee], initiator: str | None, *, climb: bool = False) -> bool:
        """True if one of the rules does."""
        return any(self._by_rule(one, initiator, climb) for one in rules)

    def _by_rule(self, rule: Assignee, initiator: str | None, climb: bool) -> bool:
        if rule.by in ("manager", "managers_up_to", "initiator"):
            return self._asked(rule, initiator, climb)
        at_home = rule.by == "department_head" or (rule.by == "role" and rule.within == "department")
        home = self.staff.organisation.department_of(initiator) if at_home and initiator is not None else None
        key = rule, home, climb
        if key not in self._known:
            self._known[key] = self._asked(rule, initiator, climb)
        return self._known[key]

    def _asked(self, rule: Assignee, initiator: str | None, climb: bool) -> bool:
        question = ResolveAssignees(rules=(rule,), about=initiator, initiator=initiator, climb=climb)
        staff = self.staff
        return bool(resolve(question, staff.organisation, _no_fields, staff.delegations, staff.period))


def _no_fields(_path: str) -> tuple[str, ...]:
    """There is no record yet."""
    return ()


def _missing(node: Approval, names: _Names, starters: Iterable[str | None]) -> Iterator[Missing]:
    for one in starters:
        if not names.anybody(node.assignees, one):
            reasons = tuple(
                why_nobody(rule, one, names.staff.organisation).under("assignees", place)
                for place, rule in enumerate(node.assignees)
            )
            yield Missing(one, reasons, _stuck(node, one, names))


def _stuck(node: Approval, initiator: str | None, names: _Names) -> bool:
    """Whether what the node does when nobody is named comes to nobody too."""
    if node.empty == "pass":
        return False
    if node.empty == "manager" and names.anybody(node.assignees, initiator, climb=True):
        return False
    rules = node.fallback or (Assignee(by="app_owner"),)
    return not any(_run_knows(one) for one in rules) and not names.anybody(rules, initiator)


def why_nobody(rule: Assignee, initiator: str | None, organisation: Organisation) -> Problem:
    """Why a rule names nobody who is there: what is missing, or that whoever it names has left."""
    home = organisation.department_of(initiator) if initiator is not None else None
    match rule.by:
        case "slot" if not organisation.bound_to(rule.slot or ""):
            return Problem("flow.nobody.slot", (), {"slot": rule.slot})
        case "role" if not organisation.members_of(rule.role or ""):
            return Problem("flow.nobody.role", (), {"role": rule.role})
        case "role" | "department_head" if home is None and (
            rule.by == "department_head" or rule.within != "workspace"
        ):
            return Problem("flow.nobody.department")
        case "role" if rule.within == "department":
            return Problem("flow.nobody.role_here", (), {"role": rule.role})
        case "department_head" if _head(home, rule.level, organisation) is None:
            return Problem("flow.nobody.head", (), {"level": rule.level})
        case "manager" | "managers_up_to" if len(line_above(organisation, initiator)) < _least(rule):
            return Problem("flow.nobody.manager", (), {"level": rule.level})
        case "app_owner" if organisation.app_owner() is None:
            return Problem("flow.nobody.owner")
        case _:
            return Problem("flow.nobody.left")


def _least(rule: Assignee) -> int:
    """So many managers there must be above somebody for the rule to name one."""
    return rule.level if rule.by == "manager" else 1


def _head(home: str | None, level: int, organisation: Organisation) -> str | None:
    place = home
    for _ in range(level - 1):
        place = organisation.parent_of(place) if place is not None else None
    return organisation.head_of(place) if place is not None else None
