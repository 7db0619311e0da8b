"""Casting a vote: may he, is all there that the node asks for, and what the vote then does."""

from collections.abc import Mapping

from dougong_engine.approvals.ballot import Ballot, Seat, Vote
from dougong_engine.approvals.log import Act, Draft
from dougong_engine.approvals.seats import Sitting
from dougong_engine.approvals.settings import ActionName, Approval, setting
from dougong_engine.copies import replace
from dougong_engine.document import Json
from dougong_engine.errors import Problem
from dougong_engine.flows.effect import UpdateRecord
from dougong_engine.flows.event import Decided, SignerAdded, TaskEvent, Words
from dougong_engine.flows.happening import Answer
from dougong_engine.flows.move import Move, Refuse, refuse
from dougong_engine.flows.scene import Scene

EMPTY: tuple[Json, ...] = (None, "", [])


def holder(ballot: Ballot, event: TaskEvent) -> Seat | Move:
    """The open seat of the one who acts, or why he may not."""
    seat = ballot.seat(event.task)
    if seat is None:
        return refuse("approval.task.unknown", task=event.task)
    if seat.how is not None:
        return refuse("approval.already_decided", by=seat.by, at=str(seat.at), how=seat.how)
    if seat.person != event.by:
        return refuse("approval.not_yours", task=event.task)
    if ballot.held is not None:
        return refuse("approval.busy", task=event.task)
    return seat


def lacking(spec: Approval, action: ActionName, words: Words) -> Move | None:
    """What the node asks for with this action and is not there."""
    asked = setting(spec, action)
    if not asked.on:
        return refuse("approval.action.off", action=action)
    if asked.comment and not words.comment.strip():
        return refuse("approval.comment.required", "comment", action=action)
    if asked.signature and words.signature is None:
        return refuse("approval.signature.required", "signature", action=action)
    if asked.attachment and not words.attachments:
        return refuse("approval.attachment.required", "attachments", action=action)
    return None


def decide(spec: Approval, scene: Scene, ballot: Ballot, event: Decided) -> Move:
    """Approves or rejects; a patch is written first, and the vote counts with it or not at all."""
    seat = holder(ballot, event)
    if isinstance(seat, Move):
        return seat
    missing = lacking(spec, event.verdict, event.words)
    if missing is not None:
        return missing
    problem = patch_problem(spec, scene, event.patch, complete=event.verdict == "approve")
    if problem is not None:
        return Move(Refuse(problem))
    if not event.patch:
        return cast(spec, scene, ballot, event)
    write = UpdateRecord(
        record=scene.state.record,
        values=event.patch,
        cause=scene.state.cause.spent(scene.state.actions),
        person=event.by,
        task=event.task,
        purpose="patch",
    )
    return Move(memory=replace(ballot, held=event), effects=(write,))


def patch_problem(spec: Approval, scene: Scene, patch: Mapping[str, Json], *, complete: bool) -> Problem | None:
    """A field that the holder may not edit, or (`complete`) one that he must fill and has not."""
    for field in patch:
        if spec.fields.get(field, "read") not in ("edit", "required"):
            return Problem("approval.field.not_editable", ("patch", field), {"field": field})
    for field, right in spec.fields.items():
        if complete and right == "required":
            value = patch[field] if field in patch else scene.env.value(field)
            if value in EMPTY:
                return Problem("approval.field.required", ("patch", field), {"field": field})
    return None


def written(spec: Approval, scene: Scene, ballot: Ballot, answer: Answer) -> Move | None:
    """The patch has been written, so the held decision counts; or it was refused, and then nothing does."""
    event = ballot.held
    free = replace(ballot, held=None)
    if event is None:
        return None
    if answer.problem is not None:
        return Move(memory=free, told=Problem(answer.problem, ("patch",), dict(answer.params)))
    move = cast(spec, scene, free, event)
    return replace(move, changed=tuple(event.patch))


def cast(spec: Approval, scene: Scene, ballot: Ballot, event: Decided) -> Move:
    """Counts the vote."""
    seat = ballot.seat(event.task)
    if seat is None or seat.how is not None:
        return refuse("approval.task.unknown", task=event.task)
    sitting = Sitting(spec, scene, ballot)
    record_vote(sitting, seat, event)
    return sitting.conclude(event.by)


def record_vote(sitting: Sitting, seat: Seat, event: Decided | SignerAdded) -> None:
    """Writes the verdict into vote, seats and log; a stand-in's seat closes with its holder's."""
    verdict = event.verdict if isinstance(event, Decided) else "approve"
    scene = sitting.scene
    number = sitting.log(entry(verdict, seat, event.words, event.snapshot))
    sitting.close(seat, "approved" if verdict == "approve" else "rejected", event.by)
    sitting.close_vote(seat.vote, "superseded", event.by)
    vote: Vote = sitting.ballot.vote(seat.vote)
    cast_vote = replace(
        vote,
        verdict=verdict,
        by=event.by,
        behalf=seat.behalf,
        at=scene.at,
        entry=number,
        step=scene.state.step,
    )
    sitting.ballot = sitting.ballot.with_vote(cast_vote)


def entry(
    act: Act,
    seat: Seat,
    words: Words,
    snapshot: str = "",
    people: tuple[str, ...] = (),
) -> Draft:
    """A log entry for what the holder of a seat did."""
    return Draft(
        act=act,
        by=seat.person,
        task=seat.task,
        behalf=seat.behalf,
        people=people,
        comment=words.comment,
        signature=words.signature,
        attachments=words.attachments,
        snapshot=snapshot,
    )
