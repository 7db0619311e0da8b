"""Join: where the branches of a parallel node meet again."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from dougong_engine.document import Id
from dougong_engine.flows.happening import Entered, Halted, Happening, Reopened
from dougong_engine.flows.move import Leave, Move, Stay
from dougong_engine.flows.node import NodeSpec, NodeType, onward
from dougong_engine.flows.scene import Scene


class Join(NodeSpec):
    """`of` is the parallel node. Goes on after all branches, the first, or the first `count`; the rest is cancelled."""

    type: Literal["join"]
    of: Id
    need: Literal["all", "first", "n"] = "all"
    count: Annotated[int, Field(ge=1, le=50)] | None = None

    @model_validator(mode="after")
    def _counts(self) -> "Join":
        if (self.need == "n") != (self.count is not None):
            raise ValueError("a join has 'count' exactly when it needs n branches")
        return self


def react(spec: Join, scene: Scene, happening: Happening) -> Move | None:
    """Paths wait here until `meeting` lets one of them go on; one that came through no such fork passes."""
    if not isinstance(happening, Entered | Reopened | Halted):
        return None
    forks = {one.id for one in scene.state.visits if one.node == spec.of}
    inside = any(leg.fork in forks for leg in scene.visit.path)
    return Move(Stay() if inside or isinstance(happening, Halted) else Leave())


NODE = NodeType(name="join", spec=Join, ports=onward, react=react, card="join")
