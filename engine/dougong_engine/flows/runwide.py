"""What concerns the run as a whole: urging, withdrawing, cancelling, retrying."""

from datetime import timedelta

from dougong_engine.approvals.ballot import Ballot
from dougong_engine.approvals.log import Draft
from dougong_engine.approvals.settings import Approval, setting
from dougong_engine.copies import replace
from dougong_engine.errors import Problem
from dougong_engine.flows.effect import Notify
from dougong_engine.flows.event import Cancelled, Retried, RunWide, Urged, Withdrawn
from dougong_engine.flows.walk import Walk

COOL_DOWN = timedelta(minutes=30)


def run_wide(walk: Walk, event: RunWide) -> None:
    """Carries out the event or says why not."""
    match event:
        case Urged():
            _urge(walk, event)
        case Withdrawn():
            _withdraw(walk, event)
        case Cancelled():
            draft = Draft(act="cancel", by=event.by, comment=event.words.comment, why=event.why)
            walk.log(None, (draft,))
            walk.halt_all("cancelled", event.by, cause=None)
            walk.state = replace(walk.state, ending="cancelled", failures=(), status="running")
        case Retried():
            _retry(walk, event)


def _urge(walk: Walk, event: Urged) -> None:
    state = walk.state
    if event.by != state.initiator:
        walk.refused = Problem("approval.urge.not_yours")
        return
    if state.urged is not None and event.at - state.urged < COOL_DOWN:
        until = (state.urged + COOL_DOWN).isoformat()
        walk.refused = Problem("approval.urge.cooling", params={"until": until})
        return
    late = False
    for visit in state.open():
        spec = walk.spec(visit.node)
        if isinstance(visit.memory, Ballot) and isinstance(spec, Approval) and setting(spec, "urge").on:
            channels = walk.flow.notices.urged
            for seat in visit.memory.open_seats():
                late = True
                tell = Notify(what="urged", people=(seat.person,), channels=channels, task=seat.task, node=visit.node)
                walk.emit(visit.id, (tell,))
    if not late:
        walk.refused = Problem("approval.urge.nobody")
        return
    walk.state = replace(walk.state, urged=event.at)


def _withdraw(walk: Walk, event: Withdrawn) -> None:
    if event.by != walk.state.initiator:
        walk.refused = Problem("approval.withdraw.not_yours")
        return
    match walk.flow.withdraw:
        case "never":
            walk.refused = Problem("approval.withdraw.off")
            return
        case "until_first_decision" if _decided(walk):
            walk.refused = Problem("approval.withdraw.late")
            return
        case _:
            pass
    walk.log(None, (Draft(act="withdraw", by=event.by, comment=event.words.comment),))
    walk.halt_all("withdrawn", event.by, cause=None)
    walk.state = replace(walk.state, ending="withdrawn")


def _decided(walk: Walk) -> bool:
    """True if a person's decision stands; one made void by a return does not."""
    return any(
        vote.verdict is not None and vote.by is not None and not vote.auto and not vote.void
        for visit in walk.state.visits
        if isinstance(visit.memory, Ballot)
        for vote in visit.memory.votes
    )


def _retry(walk: Walk, event: Retried) -> None:
    failed = [one for one in walk.state.visits if one.status == "failed" and event.visit in (None, one.id)]
    breaches = [one for one in walk.state.failures if one.visit is None]
    if not failed and not breaches:
        walk.refused = Problem("flow.retry.nothing")
        return
    again = {one.id for one in failed}
    rest = tuple(one for one in walk.state.failures if one.visit is not None and one.visit not in again)
    walk.state = replace(walk.state, failures=rest)
    walk.mend()
    if not walk.state.visits:
        walk.enter(walk.flow.start, (), ())
    for visit in failed:
        walk.put(replace(visit, status="open", left=None))
        walk.queue.append(visit.id)
