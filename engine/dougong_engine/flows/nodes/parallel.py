"""Parallel: all branches at once."""

from typing import Literal

from dougong_engine.document import Item
from dougong_engine.flows.happening import Entered, Happening
from dougong_engine.flows.move import Move, Split
from dougong_engine.flows.node import NodeSpec, NodeType
from dougong_engine.flows.scene import Scene


class Parallel(NodeSpec):
    """Each branch's id is a port.

    A return from inside a branch to a node before the fork halts the other branches. `resume` says what a resubmission
    then runs again: the whole `fork`, or only the `branch` that returned while the others go on where they stood.
    """

    type: Literal["parallel"]
    branches: tuple[Item, ...]
    resume: Literal["fork", "branch"] = "fork"


def ports(spec: Parallel) -> dict[str, bool]:
    """One port for each branch, each of which must lead somewhere."""
    return {branch.id: True for branch in spec.branches}


def react(spec: Parallel, _scene: Scene, happening: Happening) -> Move | None:
    """Splits the path."""
    return Move(Split(tuple(one.id for one in spec.branches))) if isinstance(happening, Entered) else None


NODE = NodeType(name="parallel", spec=Parallel, ports=ports, react=react, card="parallel")
