"""The contract of a node type: its settings, its ports, and how it reacts to what happens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from dougong_engine.document import Id, Item, Json
from dougong_engine.flows.move import Break, Leave, Move
from dougong_engine.flows.scene import Scene
from dougong_engine.flows.state import Memory

FieldRight = Literal["hidden", "read", "edit", "required"]
FieldRights = dict[Id, FieldRight]
"""Field id → what the holder of a task may do with it; a field not named is read."""


class NodeSpec(Item):
    """One step of a flow; each type adds its own members."""

    type: str


@dataclass(frozen=True, slots=True)
class NodeType:
    """A node type as data: adding one is one file and one line of the registry.

    `ports(spec)` maps port → True if a path that leaves there must lead somewhere. `react(spec, scene, happening)` is a
    pure function; None means that the happening is none of the node's business and changes nothing. `card` names the
    component of the designer. `human`: people decide here, so it can be returned to. `acts`: it changes data or calls
    other systems, so nothing before it can be taken back once it ran. `tells`: it sends messages. Both count as
    actions.
    """

    name: str
    spec: type[NodeSpec]
    ports: Callable[..., dict[str, bool]]
    react: Callable[..., Move | None]
    card: str
    memory: type[Memory] = Memory
    human: bool = False
    acts: bool = False
    tells: bool = False


def onward(_spec: NodeSpec) -> dict[str, bool]:
    """The ports of a node with one way on."""
    return {"": False}


def onward_or_error(_spec: NodeSpec) -> dict[str, bool]:
    """The ports of a node whose failure may be led elsewhere."""
    return {"": False, "error": False}


def failed(scene: Scene, code: str, params: Mapping[str, Json]) -> Move:
    """On through port `error` where it leads somewhere, otherwise the node fails."""
    led = scene.flow.target(scene.visit.node, "error") is not None
    problem: dict[str, Json] = {"code": code, **params}
    return Move(Leave("error"), output=problem) if led else Move(Break(code, params))
