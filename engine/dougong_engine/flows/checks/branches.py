"""Branches: there is a default, it stands last, and each other one can hold."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dougong_engine.errors import Problem
from dougong_engine.filters.condition import All
from dougong_engine.filters.condition import Condition as Tree
from dougong_engine.flows.contradiction import covered, never, overlapping
from dougong_engine.flows.nodes.condition import Condition
from dougong_engine.flows.nodes.parallel import Parallel

if TYPE_CHECKING:
    from dougong_engine.design.flow import Flow


def check_branches(flow: "Flow") -> Iterator[Problem]:
    """Problems of conditions and forks."""
    if flow.trigger.where is not None and never(flow.trigger.where):
        yield Problem("flow.check.branch.never", ("trigger", "where"))
    for index, node in enumerate(flow.nodes):
        if not isinstance(node, Condition | Parallel):
            continue
        seen: set[str] = set()
        for place, branch in enumerate(node.branches):
            if branch.id in seen:
                path = ("nodes", index, "branches", place, "id")
                yield Problem("flow.check.branch.twice", path, {"branch": branch.id})
            seen.add(branch.id)
        if isinstance(node, Condition):
            given = _given(flow, node.id)
            yield from (problem.under("nodes", index) for problem in _condition(node, given))
        elif len(node.branches) < 2:
            yield Problem("flow.check.branch.alone", ("nodes", index, "branches"), {"node": node.id})


PASSED = frozenset({"condition", "parallel", "notify", "cc"})
"""Nodes that a path leaves at once and that change no record."""


def _given(flow: "Flow", node: str) -> tuple[Tree, ...]:
    """What is known to hold where a path reaches the node: conditions met on the only way there, just before."""
    found: list[Tree] = []
    seen: set[str] = set()
    while node not in seen:
        seen.add(node)
        edges = [one for one in flow.edges if one.target == node]
        if not edges and node == flow.start and flow.trigger.where is not None:
            found.append(flow.trigger.where)
        source = flow.node(edges[0].source) if len(edges) == 1 and node != flow.start else None
        if source is None or source.type not in PASSED:
            break
        if isinstance(source, Condition):
            found += [one.when for one in source.branches if one.id == edges[0].port and one.when is not None]
        node = source.id
    return tuple(found)


def _condition(node: Condition, given: tuple[Tree, ...]) -> Iterator[Problem]:
    if not node.branches or node.branches[-1].when is not None:
        yield Problem("flow.check.default.missing", ("branches",), {"node": node.id})
    earlier: list[tuple[str, Tree]] = []
    for place, branch in enumerate(node.branches):
        path = ("branches", place)
        if branch.when is None:
            if place < len(node.branches) - 1:
                yield Problem("flow.check.default.not_last", path, {"branch": branch.id})
            continue
        hides = next((id for id, one in earlier if covered(branch.when, one)), None)
        meets = next((id for id, one in earlier if overlapping(branch.when, one)), None)
        if never(All(all=(*given, branch.when))):
            yield Problem("flow.check.branch.never", (*path, "when"), {"branch": branch.id})
        elif hides is not None:
            params = {"branch": branch.id, "earlier": hides}
            yield Problem("flow.check.branch.covered", (*path, "when"), params)
        elif meets is not None:
            params = {"branch": branch.id, "earlier": meets}
            yield Problem("flow.check.branch.overlap", (*path, "when"), params)
        earlier.append((branch.id, branch.when))
