"""The one entry of approvals: what happened to which part of the node."""

from dougong_engine.approvals import acts, assign, decide, late
from dougong_engine.approvals.ballot import Ballot
from dougong_engine.approvals.seats import Sitting
from dougong_engine.approvals.settings import Approval
from dougong_engine.copies import replace
from dougong_engine.flows.effect import Report, UpdateRecord
from dougong_engine.flows.event import (
    Commented,
    Copied,
    Decided,
    Drafted,
    RecordChanged,
    Resubmitted,
    SentBack,
    SignerAdded,
    TakenBack,
    TimerFired,
    Transferred,
)
from dougong_engine.flows.happening import Answer, Entered, Halted, Happening, Reopened
from dougong_engine.flows.move import Move, refuse
from dougong_engine.flows.scene import Scene


def react(spec: Approval, scene: Scene, happening: Happening) -> Move | None:
    """Total: every happening has an answer at every stage."""
    ballot = scene.visit.memory if isinstance(scene.visit.memory, Ballot) else Ballot()
    match happening:
        case Entered():
            return assign.begin(spec, scene)
        case Reopened():
            return _reopen(spec, scene, ballot)
        case Halted(how=how, by=by):
            sitting = Sitting(spec, scene, ballot)
            sitting.close_all(how, by)
            return replace(sitting.stay(), memory=replace(sitting.ballot, held=None))
        case Answer():
            return _answered(spec, scene, ballot, happening)
        case TimerFired():
            return late.fire(spec, scene, ballot, happening)
        case Decided():
            return decide.decide(spec, scene, ballot, happening)
        case SentBack():
            return acts.send_back(spec, scene, ballot, happening)
        case Transferred():
            return acts.transfer(spec, scene, ballot, happening)
        case SignerAdded():
            return acts.add_signer(spec, scene, ballot, happening)
        case TakenBack():
            return acts.take_back(spec, scene, ballot, happening)
        case Commented():
            return acts.comment(spec, ballot, happening)
        case Copied():
            return acts.copy(spec, scene, ballot, happening)
        case Drafted():
            return acts.keep(spec, scene, ballot, happening)
        case Resubmitted():
            return refuse("approval.task.unknown", task=happening.task)
        case RecordChanged():
            return None


def _reopen(spec: Approval, scene: Scene, ballot: Ballot) -> Move:
    """Goes on from the votes that are there; one that had not yet named its people names them now."""
    if ballot.stage in ("asking", "climbing", "fallback"):
        return assign.begin(spec, scene)
    return Sitting(spec, scene, replace(ballot, stage="voting", held=None)).conclude(None)


def _answered(spec: Approval, scene: Scene, ballot: Ballot, answer: Answer) -> Move | None:
    match answer.effect.purpose:
        case "assign" if ballot.stage in ("asking", "climbing", "fallback"):
            return assign.assigned(spec, scene, ballot, answer)
        case "patch":
            return decide.written(spec, scene, ballot, answer)
        case "flag" if answer.problem is not None:
            report = Report(code=answer.problem, node=scene.visit.node, params=answer.params)
            return Move(effects=(report,))
        case "flag" if isinstance(answer.effect, UpdateRecord):
            return Move(changed=tuple(answer.effect.values))
        case purpose if purpose.partition(" ")[0] in ("remind", "escalate", "transfer"):
            return late.answered(spec, scene, ballot, answer)
        case _:
            return None
