"""Finds what depends on itself: the strongly connected parts of a graph, in one pass and without recursion."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Protocol, TypeVar


class Ordered(Protocol):
    """What can be sorted and looked up."""

    def __lt__(self, other: Any, /) -> bool: ...
    def __hash__(self) -> int: ...


Node = TypeVar("Node", bound=Ordered)


def rings(graph: Mapping[Node, Collection[Node]]) -> list[list[Node]]:
    """Groups of nodes that reach each other (or themselves), each sorted, in order of their first node.

    Tarjan, "Depth-first search and linear graph algorithms", 1972, with the calls kept on a list.
    """
    number: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    open_nodes: dict[Node, None] = {}
    found: list[list[Node]] = []
    for root in sorted(graph):
        if root in number:
            continue
        calls: list[tuple[Node, Iterator[Node]]] = [_begin(root, graph, number, lowest, open_nodes)]
        while calls:
            node, rest = calls[-1]
            target = next((one for one in rest if one in graph), None)
            if target is None:
                calls.pop()
                if calls:
                    above = calls[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == number[node]:
                    found.extend(_closed(node, graph, open_nodes))
            elif target not in number:
                calls.append(_begin(target, graph, number, lowest, open_nodes))
            elif target in open_nodes:
                lowest[node] = min(lowest[node], number[target])
    return sorted(found, key=lambda ring: ring[0])


def _begin(
    node: Node,
    graph: Mapping[Node, Collection[Node]],
    number: dict[Node, int],
    lowest: dict[Node, int],
    open_nodes: dict[Node, None],
) -> tuple[Node, Iterator[Node]]:
    number[node] = lowest[node] = len(number)
    open_nodes[node] = None
    return node, iter(sorted(graph[node]))


def _closed(node: Node, graph: Mapping[Node, Collection[Node]], open_nodes: dict[Node, None]) -> Iterator[list[Node]]:
    """Takes the part that begins with a node off the open nodes; it is a ring if it has several or reaches itself."""
    part: list[Node] = []
    while not part or part[-1] != node:
        part.append(open_nodes.popitem()[0])
    if len(part) > 1 or node in graph[node]:
        yield sorted(part)
