"""Stop: ends the run with an outcome."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from dougong_engine.flows.happening import Entered, Happening
from dougong_engine.flows.move import End, Move
from dougong_engine.flows.node import NodeSpec, NodeType
from dougong_engine.flows.scene import Scene


class Stop(NodeSpec):
    """Whatever is still open elsewhere in the run is cancelled."""

    type: Literal["stop"]
    outcome: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,39}$")] = "done"


def ports(_spec: Stop) -> dict[str, bool]:
    """Nothing comes after."""
    return {}


def react(spec: Stop, _scene: Scene, happening: Happening) -> Move | None:
    """Ends the run."""
    return Move(End(spec.outcome)) if isinstance(happening, Entered) else None


NODE = NodeType(name="stop", spec=Stop, ports=ports, react=react, card="stop")
