"""Nodes and edges: everything is reached, every port leads where it must, every join can be completed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dougong_engine.errors import Problem
from dougong_engine.flows.event import INITIATOR
from dougong_engine.flows.limits import Limits
from dougong_engine.flows.nodes import NODE_TYPES
from dougong_engine.flows.nodes.join import Join
from dougong_engine.flows.nodes.parallel import Parallel

if TYPE_CHECKING:
    from dougong_engine.design.flow import Flow

PAUSES = frozenset({"approval", "wait", "http_request"})
"""Where a run comes to rest, so that a circle through them is no endless loop."""

Targets = dict[str, dict[str, str]]


def check_graph(flow: "Flow", limits: Limits) -> Iterator[Problem]:
    """Problems of the graph as such."""
    if len(flow.nodes) > limits.nodes:
        yield Problem("flow.limit.nodes", ("nodes",), {"limit": limits.nodes})
    yield from _ids(flow)
    yield from _edges(flow)
    targets = wires(flow)
    if flow.start not in targets:
        yield Problem("flow.check.start.unknown", ("start",), {"node": flow.start})
        return
    reached = reach(targets, flow.start)
    for index, node in enumerate(flow.nodes):
        if node.id not in reached:
            yield Problem("flow.check.node.unreachable", ("nodes", index), {"node": node.id})
        for port, must in NODE_TYPES[node.type].ports(node).items():
            if must and port not in targets[node.id]:
                params = {"node": node.id, "port": port}
                yield Problem("flow.check.port.open", ("nodes", index), params)
    yield from _joins(flow, targets)
    yield from _loops(flow, targets)


def wires(flow: "Flow") -> Targets:
    """Node → port → node, only what exists."""
    found: Targets = {node.id: {} for node in flow.nodes}
    for edge in flow.edges:
        if edge.source in found and edge.target in found:
            found[edge.source].setdefault(edge.port, edge.target)
    return found


def reach(targets: Targets, start: str, without: frozenset[str] = frozenset()) -> frozenset[str]:
    """Every node that paths from `start` come to, itself included; paths do not go through `without`."""
    found: set[str] = set()
    queue = [start]
    while queue:
        one = queue.pop()
        if one not in found and one in targets:
            found.add(one)
            queue.extend(() if one in without else targets[one].values())
    return frozenset(found)


def _ids(flow: "Flow") -> Iterator[Problem]:
    seen: set[str] = set()
    for index, node in enumerate(flow.nodes):
        if node.id in seen:
            yield Problem("flow.check.node.twice", ("nodes", index, "id"), {"node": node.id})
        if node.id == INITIATOR:
            yield Problem("flow.check.node.reserved", ("nodes", index, "id"), {"node": node.id})
        seen.add(node.id)


def _edges(flow: "Flow") -> Iterator[Problem]:
    taken: set[tuple[str, str]] = set()
    for index, edge in enumerate(flow.edges):
        source = flow.node(edge.source)
        if source is None:
            yield Problem("flow.check.edge.source", ("edges", index, "source"), {"node": edge.source})
        elif edge.port not in NODE_TYPES[source.type].ports(source):
            params = {"node": edge.source, "port": edge.port}
            yield Problem("flow.check.edge.port", ("edges", index, "port"), params)
        if flow.node(edge.target) is None:
            yield Problem("flow.check.edge.target", ("edges", index, "target"), {"node": edge.target})
        if (edge.source, edge.port) in taken:
            yield Problem("flow.check.edge.twice", ("edges", index), {"node": edge.source, "port": edge.port})
        taken.add((edge.source, edge.port))


def _joins(flow: "Flow", targets: Targets) -> Iterator[Problem]:
    joined: dict[str, list[str]] = {}
    for index, node in enumerate(flow.nodes):
        if not isinstance(node, Join):
            continue
        fork = flow.node(node.of)
        if not isinstance(fork, Parallel):
            yield Problem("flow.check.join.of", ("nodes", index, "of"), {"node": node.of})
            continue
        arriving = _arriving(targets, fork, node.id)
        need = {"all": 1, "first": 1, "n": node.count or 1}[node.need]
        if len(arriving) < need:
            params = {"node": node.id, "need": need, "have": len(arriving)}
            yield Problem("flow.check.join.never", ("nodes", index), params)
        joined.setdefault(fork.id, []).append(node.id)
        if len(joined[fork.id]) > 1 and node.need != "first":
            yield Problem("flow.check.join.second", ("nodes", index, "of"), {"node": fork.id})


def _arriving(targets: Targets, fork: Parallel, join: str) -> tuple[str, ...]:
    """The branches from which a path can come to the join without going through the fork again."""
    ways = targets[fork.id]
    stop = frozenset({fork.id})
    return tuple(one.id for one in fork.branches if one.id in ways and join in reach(targets, ways[one.id], stop))


def _loops(flow: "Flow", targets: Targets) -> Iterator[Problem]:
    """Circles in which nothing ever rests."""
    rests = frozenset(node.id for node in flow.nodes if node.type in PAUSES)
    for index, node in enumerate(flow.nodes):
        if node.id in rests:
            continue
        around = set[str]()
        for target in targets[node.id].values():
            around |= reach(targets, target, rests) - rests
        if node.id in around:
            yield Problem("flow.check.loop", ("nodes", index), {"node": node.id})
            return
