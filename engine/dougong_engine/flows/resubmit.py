"""The place of the initiator: where a returned matter waits to be handed in again."""

from dataclasses import dataclass
from datetime import datetime

from dougong_engine.approvals.log import Draft
from dougong_engine.copies import replace
from dougong_engine.errors import Problem
from dougong_engine.flows.effect import CloseTask, Closing, KeepDraft, Notify, OpenTask, UpdateRecord
from dougong_engine.flows.event import INITIATOR, Commented, Drafted, Resubmitted, TaskEvent
from dougong_engine.flows.happening import Answer, Entered, Halted, Happening, Reopened
from dougong_engine.flows.move import Break, Leave, Move, refuse
from dougong_engine.flows.node import NodeSpec, NodeType, onward
from dougong_engine.flows.scene import Scene
from dougong_engine.flows.state import Memory


@dataclass(frozen=True)
class Desk(Memory):
    """The initiator's task, and how it ended; `held` counts as soon as its patch has been written."""

    task: str = ""
    person: str = ""
    how: Closing | None = None
    by: str | None = None
    at: datetime | None = None
    held: Resubmitted | None = None


def react(spec: NodeSpec, scene: Scene, happening: Happening) -> Move | None:
    """Waits for the initiator."""
    desk = scene.visit.memory if isinstance(scene.visit.memory, Desk) else Desk()
    match happening:
        case Entered() | Reopened():
            return _open(spec, scene)
        case Resubmitted():
            return _off(desk, happening) or _hand_in(scene, desk, happening)
        case Drafted():
            keep = KeepDraft(task=happening.task, patch=happening.patch, comment=happening.words.comment)
            return _off(desk, happening) or Move(effects=(keep,))
        case Commented() if happening.task == desk.task and happening.by == desk.person:
            act = Draft(act="comment", by=happening.by, task=happening.task, comment=happening.words.comment)
            return Move(entries=(act,))
        case Answer(problem=None) if desk.held is not None:
            return replace(_done(scene, desk, desk.held), changed=tuple(desk.held.patch))
        case Answer(problem=str(code), params=params) if desk.held is not None:
            told = Problem(code, ("patch",), dict(params))
            return Move(memory=replace(desk, held=None), told=told)
        case Halted(how=how, by=by) if desk.how is None:
            return _close(scene, desk, how, by)
        case _ if isinstance(happening, TaskEvent):
            return _off(desk, happening) or refuse("approval.task.unknown", task=happening.task)
        case _:
            return None


def _open(spec: NodeSpec, scene: Scene) -> Move:
    person = scene.state.initiator
    if person is None:
        return Move(Break("flow.return.no_initiator"))
    task = f"{scene.visit.id}.{scene.state.step}"
    effects = (
        OpenTask(task=task, node=spec.id, person=person, what="resubmit", why="returned"),
        Notify(what="returned", people=(person,), channels=scene.flow.notices.task, task=task, node=spec.id),
    )
    return Move(memory=Desk(task, person), effects=effects)


def _off(desk: Desk, event: TaskEvent) -> Move | None:
    """Why the asker may not, or None."""
    if event.task != desk.task:
        return refuse("approval.task.unknown", task=event.task)
    if desk.how is not None:
        return refuse("approval.already_decided", by=desk.by, at=str(desk.at), how=desk.how)
    if event.by != desk.person:
        return refuse("approval.not_yours", task=event.task)
    return refuse("approval.busy", task=event.task) if desk.held is not None else None


def _hand_in(scene: Scene, desk: Desk, event: Resubmitted) -> Move:
    if not event.patch:
        return _done(scene, desk, event)
    write = UpdateRecord(
        record=scene.state.record,
        values=event.patch,
        cause=scene.state.cause.spent(scene.state.actions),
        person=event.by,
        task=event.task,
        purpose="patch",
    )
    return Move(memory=replace(desk, held=event), effects=(write,))


def _done(scene: Scene, desk: Desk, event: Resubmitted) -> Move:
    act = Draft(
        act="resubmit",
        by=event.by,
        task=event.task,
        comment=event.words.comment,
        signature=event.words.signature,
        attachments=event.words.attachments,
        snapshot=event.snapshot,
    )
    closed = _close(scene, desk, "resubmitted", event.by)
    return replace(closed, verb=Leave(), entries=(act,))


def _close(scene: Scene, desk: Desk, how: Closing, by: str | None) -> Move:
    closed = replace(desk, how=how, by=by, at=scene.at, held=None)
    return Move(memory=closed, effects=(CloseTask(task=desk.task, how=how, by=by, at=scene.at),))


PLACE = NodeSpec(id=INITIATOR, name=INITIATOR, type="resubmit")
NODE = NodeType(name="resubmit", spec=NodeSpec, ports=onward, react=react, card="", memory=Desk, human=True)
