"""What happens to a task that stays open too long."""

from dougong_engine.approvals.acts import hand_over, undecided
from dougong_engine.approvals.ballot import Ballot, Seat, Verdict, Vote
from dougong_engine.approvals.log import Draft
from dougong_engine.approvals.seats import Sitting
from dougong_engine.approvals.settings import Approval, TimeoutStep
from dougong_engine.copies import replace
from dougong_engine.flows.asking import ask, people
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.effect import Notify, Report, StartTimer, UpdateRecord
from dougong_engine.flows.event import INITIATOR, TimerFired
from dougong_engine.flows.happening import Answer
from dougong_engine.flows.move import Leave, Move, Return
from dougong_engine.flows.scene import Scene

MANAGER = (Assignee(by="manager"),)


def fire(spec: Approval, scene: Scene, ballot: Ballot, event: TimerFired) -> Move | None:
    """A timer of a vote has fallen due; one that was cancelled meanwhile changes nothing."""
    vote = next((one for one in ballot.votes if event.timer in one.clock), None)
    if vote is None or vote.verdict is not None or not ballot.seated(vote.id):
        return None
    _, index, times = event.timer.split(":")
    step = spec.timeouts[int(index)]
    sitting = Sitting(spec, scene, ballot)
    _tick(sitting, vote, event.timer, step, int(index), int(times))
    if step.flag and times == "0":
        sitting.effects.append(
            UpdateRecord(
                record=scene.state.record,
                values=step.flag,
                cause=scene.state.cause.spent(scene.state.actions),
                purpose="flag",
            )
        )
    return _do(sitting, vote, step, event.timer)


def _tick(sitting: Sitting, vote: Vote, timer: str, step: TimeoutStep, index: int, times: int) -> None:
    """Takes the fired timer off the vote, and starts the next one of a reminder that repeats."""
    clock = tuple(one for one in vote.clock if one != timer)
    if step.do == "remind" and step.repeat_hours is not None and times + 1 < step.at_most:
        name = f"{timer.split(':')[0]}:{index}:{times + 1}"
        again = StartTimer(timer=name, hours=step.repeat_hours, working=step.working, person=vote.person)
        sitting.effects.append(again)
        clock = (*clock, name)
    sitting.ballot = sitting.ballot.with_vote(replace(vote, clock=clock))


def _do(sitting: Sitting, vote: Vote, step: TimeoutStep, timer: str) -> Move:
    scene, seat = sitting.scene, sitting.ballot.seated(vote.id)[0]
    if step.do not in ("remind", "flag"):
        sitting.log(Draft(act="timeout", by=None, task=seat.task, why=step.do))
    match step.do:
        case "flag":
            return sitting.stay()
        case "remind":
            _remind(sitting, step, seat, timer)
            return sitting.stay()
        case "escalate":
            question = ask(scene, MANAGER, f"escalate {timer}", about=seat.person, climb=True)
            sitting.effects.append(question)
            return sitting.stay()
        case "transfer":
            sitting.effects.append(ask(scene, step.to, f"transfer {timer}", about=seat.person))
            return sitting.stay()
        case "pass" | "reject":
            return _count(sitting, vote, "approve" if step.do == "pass" else "reject")
        case "send_back":
            sitting.close(seat, "expired", None)
            draft = Draft(act="send_back", by=None, task=seat.task, why=f"{INITIATOR}:again")
            return replace(sitting.stay(), verb=Return(INITIATOR, "again", draft))
        case "branch":
            sitting.close_all("expired", None)
            sitting.ballot = replace(sitting.ballot, stage="closed")
            return replace(sitting.stay(), verb=Leave("timeout"))


def _remind(sitting: Sitting, step: TimeoutStep, seat: Seat, timer: str) -> None:
    holders = tuple(one.person for one in sitting.ballot.seated(seat.vote))
    node = sitting.scene.visit.node
    sitting.effects.append(Notify(what="reminder", people=holders, channels=step.channels, task=seat.task, node=node))
    if step.to:
        sitting.effects.append(ask(sitting.scene, step.to, f"remind {timer}", about=seat.person))


def _count(sitting: Sitting, vote: Vote, verdict: Verdict) -> Move:
    """The timer casts the vote."""
    number = sitting.log(Draft(act="auto_approve" if verdict == "approve" else "reject", by=None, why="timeout"))
    sitting.close_vote(vote.id, "expired", None)
    done = replace(
        sitting.ballot.vote(vote.id),
        verdict=verdict,
        by=None,
        auto="timeout",
        at=sitting.scene.at,
        entry=number,
        step=sitting.scene.state.step,
    )
    sitting.ballot = sitting.ballot.with_vote(done)
    return sitting.conclude(None)


def answered(spec: Approval, scene: Scene, ballot: Ballot, answer: Answer) -> Move | None:
    """The people whom a timeout step asked for are known."""
    purpose, _, timer = answer.effect.purpose.partition(" ")
    number = int(timer.partition(":")[0].partition(".v")[2])
    found = people(answer.value)
    seats = ballot.seated(number)
    if not seats:
        return None
    step = spec.timeouts[int(timer.split(":")[1])]
    if answer.problem is not None or not found:
        code = answer.problem or "flow.timeout.nobody"
        return Move(effects=(Report(code=code, node=scene.visit.node, params={"do": step.do}),))
    sitting = Sitting(spec, scene, ballot)
    seat = seats[0]
    match purpose:
        case "remind":
            names = tuple(one.person for one in found)
            node = scene.visit.node
            sitting.effects.append(
                Notify(what="reminder", people=names, channels=step.channels, task=seat.task, node=node)
            )
        case "escalate" if found[0].person not in {one.person for one in ballot.open_seats()}:
            boss = found[0]
            sitting.log(Draft(act="escalate", by=None, task=seat.task, people=(boss.person,)))
            sitting.open(ballot.vote(number), boss.person, boss.behalf, "escalated")
        case "transfer":
            next_one = next((one for one in found if one.person not in undecided(ballot)), None)
            if next_one is None:
                return Move(
                    effects=(Report(code="flow.timeout.nobody", node=scene.visit.node, params={"do": step.do}),)
                )
            sitting.log(Draft(act="transfer", by=None, task=seat.task, people=(next_one.person,), why="timeout"))
            hand_over(sitting, seat, next_one.person, next_one.behalf, None)
            return sitting.conclude(None)
        case _:
            return None
    return sitting.stay()
