"""CC: lets people see the record and the run, asks nothing of them."""

from typing import Literal

from pydantic import Field

from dougong_engine.flows.asking import ask, people
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.effect import Notify, Report, ShareRecord
from dougong_engine.flows.happening import Answer, Entered, Happening, Reopened
from dougong_engine.flows.move import Leave, Move
from dougong_engine.flows.node import FieldRights, NodeSpec, NodeType, onward
from dougong_engine.flows.scene import Scene


class Cc(NodeSpec):
    """`fields` maps field id → hidden or read, as for an approval."""

    type: Literal["cc"]
    to: tuple[Assignee, ...]
    channels: tuple[str, ...] = ("in_app",)
    fields: FieldRights = Field(default_factory=dict)


def react(spec: Cc, scene: Scene, happening: Happening) -> Move | None:
    """Asks whom, shares the record with them, tells them and goes on."""
    match happening:
        case Entered() | Reopened():
            return Move(effects=(ask(scene, spec.to, "to"),))
        case Answer(problem=None, value=value) if people(value):
            readers = tuple(one.person for one in people(value))
            share = ShareRecord(people=readers, node=spec.id)
            tell = Notify(what="copied", people=readers, channels=spec.channels, node=spec.id)
            return Move(Leave(), effects=(share, tell))
        case Answer(problem=code, params=params):
            report = Report(code=code or "flow.notify.nobody", node=spec.id, params=params)
            return Move(Leave(), effects=(report,))
        case _:
            return None


NODE = NodeType(name="cc", spec=Cc, ports=onward, react=react, card="cc", tells=True)
