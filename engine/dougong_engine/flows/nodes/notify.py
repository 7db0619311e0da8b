"""Notify: tells people something over their channels."""

from typing import Literal

from dougong_engine.document import Note
from dougong_engine.flows.asking import ask, people
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.effect import Notify as NotifyEffect
from dougong_engine.flows.effect import Report
from dougong_engine.flows.happening import Answer, Entered, Happening, Reopened
from dougong_engine.flows.move import Leave, Move
from dougong_engine.flows.node import NodeSpec, NodeType, onward
from dougong_engine.flows.scene import Scene


class Notify(NodeSpec):
    """`title` and `body` may hold `{{field}}` or `{{link.field}}`; each reader sees only fields that he may read."""

    type: Literal["notify"]
    to: tuple[Assignee, ...]
    channels: tuple[str, ...] = ("in_app",)
    title: str
    body: Note = ""


def react(spec: Notify, scene: Scene, happening: Happening) -> Move | None:
    """Asks whom, hands the message to the outbox and goes on without waiting for its delivery."""
    match happening:
        case Entered() | Reopened():
            return Move(effects=(ask(scene, spec.to, "to"),))
        case Answer(problem=None, value=value) if people(value):
            readers = tuple(one.person for one in people(value))
            message = NotifyEffect(
                what="message",
                people=readers,
                channels=spec.channels,
                title=spec.title,
                body=spec.body,
                node=spec.id,
            )
            return Move(Leave(), effects=(message,))
        case Answer(problem=code, params=params):
            report = Report(code=code or "flow.notify.nobody", node=spec.id, params=params)
            return Move(Leave(), effects=(report,))
        case _:
            return None


NODE = NodeType(name="notify", spec=Notify, ports=onward, react=react, card="notify", tells=True)
