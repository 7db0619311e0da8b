"""People: every task has somebody to do it, and what he needs for it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dougong_engine.approvals.settings import Approval, setting
from dougong_engine.errors import Problem
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.checks.graph import reach, wires
from dougong_engine.flows.nodes.cc import Cc
from dougong_engine.flows.nodes.notify import Notify

if TYPE_CHECKING:
    from dougong_engine.design.flow import Flow
    from dougong_engine.flows.check import Nobody

ABOUT_INITIATOR = frozenset({"initiator", "manager", "managers_up_to", "department_head", "chosen_by_initiator"})
"""Ways of naming people that need somebody who started the run, unless they look at a field."""

NO_INITIATOR = frozenset({"schedule", "webhook"})

MOST_NAMED = 20
"""Initiators without anybody to decide for them that a problem names; it counts them all."""


def check_people(flow: "Flow", nobody: "Nobody | None", circles: tuple[tuple[str, ...], ...] = ()) -> Iterator[Problem]:
    """Problems of assignees and of what they may do; `circles` are people who act for each other."""
    if any(isinstance(one, Approval) for one in flow.nodes):
        for circle in circles:
            yield Problem("flow.check.people.circle", ("nodes",), {"people": list(circle)})
    for index, node in enumerate(flow.nodes):
        match node:
            case Approval():
                yield from (problem.under("nodes", index) for problem in _approval(flow, node, nobody))
            case Cc() | Notify():
                yield from (problem.under("nodes", index) for problem in _rules(flow, node.id, node.to, "to"))
            case _:
                pass


def _approval(flow: "Flow", node: Approval, nobody: "Nobody | None") -> Iterator[Problem]:
    yield from _rules(flow, node.id, node.assignees, "assignees")
    yield from _rules(flow, node.id, node.fallback, "fallback", needed=False)
    if not setting(node, "approve").on:
        yield Problem("flow.check.approval.no_approve", ("actions", "approve"), {"node": node.id})
    for place, step in enumerate(node.timeouts):
        yield from _rules(flow, node.id, step.to, "timeouts", place, "to", needed=False)
        if step.do == "send_back" and flow.trigger.on in NO_INITIATOR:
            yield Problem("flow.check.people.no_initiator", ("timeouts", place), {"node": node.id})
    if nobody is not None and node.assignees and node.empty != "pass":
        missing = nobody(node.assignees)
        if missing:
            params = {"node": node.id, "initiators": list(missing[:MOST_NAMED]), "count": len(missing)}
            yield Problem("flow.check.people.nobody", ("assignees",), params)


def _rules(
    flow: "Flow", node: str, rules: tuple[Assignee, ...], *path: str | int, needed: bool = True
) -> Iterator[Problem]:
    if needed and not rules:
        yield Problem("flow.check.people.none", path, {"node": node})
    for place, rule in enumerate(rules):
        where = (*path, place)
        if rule.by in ABOUT_INITIATOR and rule.field is None and flow.trigger.on in NO_INITIATOR:
            yield Problem("flow.check.people.no_initiator", where, {"node": node})
        if rule.by == "node" and not _comes_before(flow, rule.node or "", node):
            yield Problem("flow.check.people.node", (*where, "node"), {"node": rule.node})
        if rule.by == "previous" and not _has_earlier_human(flow, node):
            yield Problem("flow.check.people.previous", where, {"node": node})


def _comes_before(flow: "Flow", earlier: str, node: str) -> bool:
    if not isinstance(flow.node(earlier), Approval) or earlier == node:
        return False
    return node in reach(wires(flow), earlier)


def _has_earlier_human(flow: "Flow", node: str) -> bool:
    return any(_comes_before(flow, one.id, node) for one in flow.nodes)
