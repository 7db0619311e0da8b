"""Condition: the first branch that holds, else the default."""

from typing import Literal

from dougong_engine.document import Item
from dougong_engine.errors import Invalid
from dougong_engine.filters.condition import Condition as Tree
from dougong_engine.flows.happening import Entered, Happening
from dougong_engine.flows.move import Break, Leave, Move
from dougong_engine.flows.node import NodeSpec, NodeType
from dougong_engine.flows.scene import Scene


class Branch(Item):
    """One way on; its id is the port. Only the last branch, the default, has no `when`."""

    when: Tree | None = None


class Condition(NodeSpec):
    """Branches are asked in their order; exactly one is taken."""

    type: Literal["condition"]
    branches: tuple[Branch, ...]


def ports(spec: Condition) -> dict[str, bool]:
    """One port for each branch; a branch may end the path."""
    return {branch.id: False for branch in spec.branches}


def react(spec: Condition, scene: Scene, happening: Happening) -> Move | None:
    """Leaves at once."""
    if not isinstance(happening, Entered):
        return None
    for branch in spec.branches:
        try:
            taken = branch.when is None or scene.env.holds(branch.when)
        except Invalid as error:
            return Move(Break("flow.condition.failed", {"branch": branch.id, "code": error.problems[0].code}))
        if taken:
            return Move(Leave(branch.id))
    return Move(Break("flow.condition.no_branch"))


NODE = NodeType(name="condition", spec=Condition, ports=ports, react=react, card="condition")
