"""Whether a flow makes sense, before it is published: its graph, its branches, its people, its writes.

That what a flow names exists (fields, roles, stages, formulas) is checked with the whole design, not here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dougong_engine.design.entity import Entity
from dougong_engine.errors import Problem
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.checks import branches, chains, graph, people, personal, writes
from dougong_engine.flows.limits import LIMITS, Limits

if TYPE_CHECKING:
    from dougong_engine.design.flow import Flow

Nobody = Callable[[tuple[Assignee, ...]], tuple[str, ...]]
"""The initiators of today, by name, for whom these rules name nobody."""

WARNINGS = frozenset(
    {
        "flow.check.branch.never",
        "flow.check.branch.covered",
        "flow.check.branch.overlap",
        "flow.check.loop",
        "flow.check.people.circle",
        "flow.check.people.nobody",
        "flow.check.trigger.circle",
        "flow.check.trigger.self",
        "flow.check.write.copied",
    }
)
"""Codes that a publisher sees but may overrule; all others forbid publishing."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known besides the flow; what is not given is not checked against. `circles` are people who act for each
    other and so for nobody."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    flows: Mapping[str, "Flow"] = field(default_factory=dict)
    circles: tuple[tuple[str, ...], ...] = ()
    nobody: Nobody | None = None
    limits: Limits = LIMITS


def check(flow: "Flow", around: Surroundings | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with the flow; each path leads to a place in its JSON."""
    known = around or Surroundings()
    return (
        *graph.check_graph(flow, known.limits),
        *branches.check_branches(flow),
        *people.check_people(flow, known.nobody, known.circles),
        *personal.check_personal(flow),
        *writes.check_writes(flow, known.entities),
        *chains.check_chains(flow, known.entities, known.flows),
    )


def blocks(problem: Problem) -> bool:
    """True if the flow must not be published with it."""
    return problem.code not in WARNINGS
