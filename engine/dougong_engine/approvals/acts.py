"""What the holder of a task can do with it besides deciding."""

from typing import Literal

from dougong_engine.approvals.ballot import Ballot, Seat, Vote
from dougong_engine.approvals.decide import entry, holder, lacking, patch_problem, record_vote
from dougong_engine.approvals.log import Draft
from dougong_engine.approvals.seats import Sitting
from dougong_engine.approvals.settings import ActionName, Approval
from dougong_engine.copies import replace
from dougong_engine.flows.effect import KeepDraft, Notify, ShareRecord
from dougong_engine.flows.event import (
    Commented,
    Copied,
    Drafted,
    SentBack,
    SignerAdded,
    TakenBack,
    TaskEvent,
    Transferred,
    Words,
)
from dougong_engine.flows.move import Move, Refuse, Return, refuse
from dougong_engine.flows.scene import Scene

ADDING: dict[Literal["before", "after", "beside"], Literal["add_before", "add_after", "add_beside"]] = {
    "before": "add_before",
    "after": "add_after",
    "beside": "add_beside",
}


def transfer(spec: Approval, scene: Scene, ballot: Ballot, event: Transferred) -> Move:
    """The vote changes hands; its timers run on unless the node says otherwise."""
    seat = _able(spec, ballot, event, "transfer")
    if isinstance(seat, Move):
        return seat
    if event.to in undecided(ballot):
        return refuse("approval.already_signer", "to", person=event.to)
    sitting = Sitting(spec, scene, ballot)
    sitting.log(entry("transfer", seat, event.words, people=(event.behalf or event.to,)))
    hand_over(sitting, seat, event.to, event.behalf, event.by)
    return sitting.conclude(event.by)


def hand_over(sitting: Sitting, seat: Seat, to: str, behalf: str | None, by: str | None) -> None:
    """Closes all seats of the vote and gives it to another person; `settle` then opens his."""
    for one in sitting.ballot.seated(seat.vote):
        sitting.close(one, "transferred" if one.task == seat.task else "superseded", by)
    if sitting.spec.restart_on_transfer:
        sitting.stop_clock(sitting.ballot.vote(seat.vote))
    vote = replace(sitting.ballot.vote(seat.vote), person=to, behalf=behalf, why="transferred")
    sitting.ballot = sitting.ballot.with_vote(vote)


def add_signer(spec: Approval, scene: Scene, ballot: Ballot, event: SignerAdded) -> Move:
    """New votes before, after or beside the holder's; 'after' casts his own at the same time."""
    seat = _able(spec, ballot, event, ADDING[event.how])
    if isinstance(seat, Move):
        return seat
    problem = _cannot_add(spec, scene, ballot, seat, event)
    if problem is not None:
        return problem
    people = tuple(dict.fromkeys(event.people))
    added = tuple(
        Vote(len(ballot.votes) + place, person, event.behalf.get(person), kind=event.how, of=seat.vote, why=event.how)
        for place, person in enumerate(people, start=1)
    )
    sitting = Sitting(spec, scene, replace(ballot, votes=(*ballot.votes, *added)))
    named = tuple(event.behalf.get(one, one) for one in people)
    sitting.log(entry(ADDING[event.how], seat, event.words, people=named))
    if event.how == "after":
        record_vote(sitting, seat, event)
    return sitting.conclude(event.by)


def _cannot_add(spec: Approval, scene: Scene, ballot: Ballot, seat: Seat, event: SignerAdded) -> Move | None:
    """An added signer cannot add, nobody votes twice at once, and 'after' needs all that an approval needs."""
    if ballot.vote(seat.vote).kind != "base":
        return refuse("approval.add.added_signer")
    if not event.people:
        return refuse("approval.nobody_named", "people")
    if len(ballot.votes) + len(event.people) > scene.env.limits.signers:
        return refuse("approval.add.too_many", "people", limit=scene.env.limits.signers)
    for person in event.people:
        if person in undecided(ballot) or person == event.by:
            return refuse("approval.already_signer", "people", person=person)
    if event.how != "after":
        return None
    problem = patch_problem(spec, scene, {}, complete=True)
    return Move(Refuse(problem)) if problem is not None else None


def send_back(spec: Approval, scene: Scene, ballot: Ballot, event: SentBack) -> Move:
    """Closes the holder's task and asks for the return; the run knows the way."""
    seat = _able(spec, ballot, event, "send_back")
    if isinstance(seat, Move):
        return seat
    sitting = Sitting(spec, scene, ballot)
    sitting.close(seat, "sent_back", event.by)
    draft = replace(entry("send_back", seat, event.words, event.snapshot), why=f"{event.to}:{event.resume}")
    return replace(sitting.stay(), verb=Return(event.to, event.resume, draft))


def retract(spec: Approval, scene: Scene, ballot: Ballot, event: TakenBack) -> tuple[Sitting, Vote] | Move:
    """The ballot without the person's own vote, and that vote; nothing may have been decided on top of it here."""
    seat = ballot.seat(event.task)
    if seat is None:
        return refuse("approval.task.unknown", task=event.task)
    vote = ballot.vote(seat.vote)
    if seat.person != event.by or vote.by != event.by or seat.how not in ("approved", "rejected"):
        return refuse("approval.take_back.not_yours", task=event.task)
    off = lacking(spec, "take_back", Words())
    if off is not None:
        return off
    if vote.verdict is None or _built_upon(spec, ballot, vote):
        return refuse("approval.take_back.late", task=event.task)
    sitting = Sitting(spec, scene, ballot)
    sitting.log(Draft(act="take_back", by=event.by, task=event.task, behalf=seat.behalf, voids=(vote.entry,)))
    bare = replace(vote, person=event.by, behalf=seat.behalf, why="reopened", verdict=None, by=None, at=None, entry=0)
    sitting.ballot = replace(ballot.with_vote(bare), stage="voting")
    return sitting, vote


def take_back(spec: Approval, scene: Scene, ballot: Ballot, event: TakenBack) -> Move:
    """A vote is taken back while the node is still open."""
    retracted = retract(spec, scene, ballot, event)
    return retracted if isinstance(retracted, Move) else retracted[0].conclude(None)


def comment(spec: Approval, ballot: Ballot, event: Commented) -> Move:
    """Anybody who has or had a task here may comment, also after it is closed."""
    seat = ballot.seat(event.task)
    if seat is None or seat.person != event.by:
        return refuse("approval.not_yours", task=event.task)
    missing = lacking(spec, "comment", event.words)
    if missing is not None:
        return missing
    if not event.words.comment.strip():
        return refuse("approval.comment.required", "comment", action="comment")
    return Move(entries=(entry("comment", seat, event.words),))


def copy(spec: Approval, scene: Scene, ballot: Ballot, event: Copied) -> Move:
    """Shares the record with the field rights of this node."""
    seat = _able(spec, ballot, event, "cc")
    if isinstance(seat, Move):
        return seat
    if not event.people:
        return refuse("approval.nobody_named", "people")
    node = scene.visit.node
    share = ShareRecord(people=event.people, node=node)
    tell = Notify(what="copied", people=event.people, channels=spec.channels, node=node)
    return Move(effects=(share, tell), entries=(entry("copy", seat, event.words, people=event.people),))


def keep(spec: Approval, scene: Scene, ballot: Ballot, event: Drafted) -> Move:
    """Keeps half-done input; it must be about fields that the holder may edit."""
    seat = _able(spec, ballot, event, "draft")
    if isinstance(seat, Move):
        return seat
    problem = patch_problem(spec, scene, event.patch, complete=False)
    if problem is not None:
        return Move(Refuse(problem))
    return Move(effects=(KeepDraft(task=event.task, patch=event.patch, comment=event.words.comment),))


def _able(spec: Approval, ballot: Ballot, event: TaskEvent, action: ActionName) -> Seat | Move:
    """The seat of one who may take this action now."""
    seat = holder(ballot, event)
    if isinstance(seat, Move) or isinstance(event, TakenBack):
        return seat
    missing = lacking(spec, action, event.words)
    return seat if missing is None else missing


def undecided(ballot: Ballot) -> frozenset[str]:
    """Who holds a vote that is not cast yet."""
    waiting = {one.person for one in ballot.votes if one.verdict is None}
    return frozenset(waiting | {one.person for one in ballot.open_seats()})


def _built_upon(spec: Approval, ballot: Ballot, vote: Vote) -> bool:
    """True if a signer after this vote, or the next in order, has already acted."""
    after = any(one.of == vote.id and one.kind == "after" and one.verdict for one in ballot.votes)
    guarded = vote.kind == "before" and vote.of is not None and ballot.vote(vote.of).verdict is not None
    later = spec.order == "one_by_one" and any(
        one.kind == "base" and one.id > vote.id and one.verdict and not one.auto for one in ballot.votes
    )
    return after or guarded or later
