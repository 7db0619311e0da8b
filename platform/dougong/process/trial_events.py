"""From what somebody is supposed to answer to the event that the interpreter understands."""

from dougong.process.act_events import patch_of
from dougong.process.facts import RecordFacts
from dougong.process.trial_asked import Supposed
from dougong_engine.approvals.ballot import Ballot
from dougong_engine.flows.effect import HttpRequest
from dougong_engine.flows.event import INITIATOR, Answered, Decided, Resubmitted, RunEvent, SentBack, Words
from dougong_engine.flows.resubmit import Desk
from dougong_engine.flows.state import RunState, Visit

WORDS = Words(comment="—", signature="—", attachments=("—",))
"""All that a node may ask for besides the verdict: a trial is not about it."""

UNANSWERED = "flow.try.no_reply"


def answering(state: RunState, one: Supposed, facts: RecordFacts) -> RunEvent | None:
    """The event, if the run waits for this answer now. Raises Refusal for a field that the entity does not have."""
    at = facts.clock.now
    if one.verdict in ("reply", "fail"):
        return _reply(state, one, facts)
    for visit in state.open():
        task = _task(visit, one) if visit.node == one.node else None
        if task is None:
            continue
        name, person = task
        match one.verdict:
            case "approve" | "reject":
                patch = patch_of(one.fields, facts)
                return Decided(at=at, by=person, task=name, verdict=one.verdict, words=WORDS, patch=patch)
            case "send_back":
                return SentBack(at=at, by=person, task=name, to=one.to or INITIATOR, words=WORDS)
            case _:
                return Resubmitted(at=at, by=person, task=name, words=WORDS, patch=patch_of(one.fields, facts))
    return None


def _reply(state: RunState, one: Supposed, facts: RecordFacts) -> RunEvent | None:
    for pending in state.pending:
        visit = state.visit(pending.visit)
        if isinstance(pending.effect, HttpRequest) and visit is not None and visit.node == one.node:
            problem = UNANSWERED if one.verdict == "fail" else None
            return Answered(at=facts.clock.now, key=pending.key, value=one.reply, problem=problem)
    return None


def _task(visit: Visit, one: Supposed) -> tuple[str, str] | None:
    """Name and holder of the open task from which the answer would come."""
    memory = visit.memory
    if isinstance(memory, Desk):
        return (memory.task, memory.person) if one.verdict == "resubmit" and memory.how is None else None
    if not isinstance(memory, Ballot) or one.verdict == "resubmit":
        return None
    seats = (seat for seat in memory.open_seats() if one.person in (None, seat.person))
    return next(((seat.task, seat.person) for seat in seats), None)
