"""Whatever people click, in whatever order: no task is lost or doubled, and every run can be brought to its end."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dougong_engine.approvals.ballot import Ballot
from dougong_engine.approvals.log import verify
from dougong_engine.flows.effect import CancelTimer, StartTimer
from dougong_engine.flows.event import (
    Cancelled,
    Commented,
    Copied,
    Decided,
    Drafted,
    RecordChanged,
    Resubmitted,
    RunEvent,
    SentBack,
    SignerAdded,
    TakenBack,
    TimerFired,
    Transferred,
    Urged,
    Withdrawn,
    Words,
)
from dougong_engine.flows.resubmit import Desk
from support.company import Company
from support.runs import Run, approval, graph

PEOPLE = ("ann", "bob", "eve", "ivan", "max", "tom")
WORDS = Words("because", "sig")
LATE = ["remind", "escalate", "transfer", "pass", "reject", "send_back", "flag"]


def flow(options: dict[str, Any]) -> Any:
    late = {
        "after_hours": "24",
        "do": options["late"],
        "to": [{"by": "person", "people": ["tom"]}],
        "flag": {"late": True},
        "repeat_hours": "1",
        "at_most": 2,
    }
    votes = {
        "passing": options["passing"],
        "rejecting": options["rejecting"],
        "order": options["order"],
        "early_stop": options["early_stop"],
        "reject_ends": options["reject_ends"],
        "timeouts": [late],
        "fields": {"note": "edit"},
    }
    two = [{"id": "x", "name": "x"}, {"id": "y", "name": "y"}]
    nodes = [
        approval("first", "ann", **votes),
        {"id": "fork", "type": "parallel", "branches": two, "resume": options["resume"]},
        approval("left", "ann", "bob", "eve", **votes),
        approval("right", "bob", "max", **votes),
        {"id": "meet", "type": "join", "of": "fork", "need": options["need"]},
        approval("last", "eve", "ann", **votes),
    ]
    edges = ["first:approved > fork", "fork:x > left", "fork:y > right", "left:approved > meet"]
    edges += ["right:approved > meet", "meet > last"]
    return graph(nodes, edges, auto_approve=options["auto"], material=["amount"], withdraw=options["withdraw"])


class Approvals(RuleBasedStateMachine):
    """Random people do random things to random tasks, allowed or not."""

    @initialize(
        options=st.fixed_dictionaries(
            {
                "passing": st.sampled_from(["any", "all"]),
                "rejecting": st.sampled_from(["one", "all"]),
                "order": st.sampled_from(["together", "one_by_one"]),
                "early_stop": st.booleans(),
                "reject_ends": st.sampled_from(["process", "branch"]),
                "resume": st.sampled_from(["fork", "branch"]),
                "need": st.sampled_from(["all", "first"]),
                "auto": st.sampled_from(["never", "adjacent", "any_earlier"]),
                "withdraw": st.sampled_from(["until_first_decision", "until_end"]),
                "late": st.sampled_from(LATE),
            }
        )
    )
    def begin(self, options: dict[str, Any]) -> None:
        managers = {"ann": "max", "bob": "max", "eve": "tom", "max": "tom"}
        self.run = Run(flow(options), company=Company(managers=managers))
        self.before = self.run.state

    def send(self, event: RunEvent) -> None:
        before, held = self.run.state, dict(self.run.tasks)
        self.run.send(event)
        if self.run.problem is not None:
            assert self.run.state == before
            assert self.run.effects == []
            assert self.run.tasks == held

    def pick(self, number: int) -> str:
        """Mostly a task that is open, sometimes one that is not."""
        known = [*self.run.tasks, *self.run.tasks, *self.run.closed, "7.7"]
        return known[number % len(known)]

    @rule(number=st.integers(0, 99), approve=st.integers(0, 3), patch=st.sampled_from([{}, {}, {"note": "n"}]))
    def decide(self, number: int, approve: int, patch: dict[str, Any]) -> None:
        task = self.pick(number)
        verdict: Any = "approve" if approve else "reject"
        by = self.run.tasks.get(task, "ann")
        self.send(Decided(at=self.run.at, by=by, task=task, verdict=verdict, words=WORDS, patch=patch))

    @rule(number=st.integers(0, 99), by=st.sampled_from(PEOPLE))
    def meddle(self, number: int, by: str) -> None:
        self.send(Decided(at=self.run.at, by=by, task=self.pick(number), verdict="approve", words=WORDS))

    @rule(
        number=st.integers(0, 99),
        to=st.sampled_from(["initiator", "first", "left", "right", "last"]),
        resume=st.sampled_from(["again", "straight"]),
    )
    def send_back(self, number: int, to: str, resume: Any) -> None:
        task = self.pick(number)
        by = self.run.tasks.get(task, "bob")
        self.send(SentBack(at=self.run.at, by=by, task=task, to=to, resume=resume, words=WORDS))

    @rule(number=st.integers(0, 99), change=st.sampled_from([{}, {"amount": "1"}]))
    def resubmit(self, number: int, change: dict[str, Any]) -> None:
        self.send(Resubmitted(at=self.run.at, by="ivan", task=self.pick(number), patch=change))

    @rule(number=st.integers(0, 99), to=st.sampled_from(PEOPLE))
    def transfer(self, number: int, to: str) -> None:
        task = self.pick(number)
        by = self.run.tasks.get(task, "bob")
        self.send(Transferred(at=self.run.at, by=by, task=task, to=to, words=WORDS))

    @rule(
        number=st.integers(0, 99),
        how=st.sampled_from(["before", "after", "beside"]),
        people=st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True),
    )
    def add(self, number: int, how: Any, people: list[str]) -> None:
        task = self.pick(number)
        by = self.run.tasks.get(task, "bob")
        self.send(SignerAdded(at=self.run.at, by=by, task=task, how=how, people=tuple(people), words=WORDS))

    @rule(number=st.integers(0, 99), by=st.sampled_from(PEOPLE))
    def take_back(self, number: int, by: str) -> None:
        closed = list(self.run.closed)
        if closed:
            self.send(TakenBack(at=self.run.at, by=by, task=closed[number % len(closed)]))

    @rule(number=st.integers(0, 99), by=st.sampled_from(PEOPLE))
    def talk(self, number: int, by: str) -> None:
        task = self.pick(number)
        self.send(Commented(at=self.run.at, by=by, task=task, words=WORDS))
        self.send(Copied(at=self.run.at, by=by, task=task, people=("zoe",), words=WORDS))
        self.send(Drafted(at=self.run.at, by=by, task=task, patch={"note": "x"}))

    @rule(number=st.integers(0, 99))
    def fire(self, number: int) -> None:
        known = [one.timer for one in self.run.timers()] or ["1.v1:0:0"]
        self.send(TimerFired(at=self.run.at, timer=known[number % len(known)]))

    @rule(field=st.sampled_from(["amount", "note"]))
    def edit(self, field: str) -> None:
        self.send(RecordChanged(at=self.run.at, record="rec1", fields=(field,)))

    @rule(by=st.sampled_from(["ivan", "ann"]), hours=st.sampled_from([0.001, 1]))
    def urge(self, by: str, hours: float) -> None:
        self.run.later(hours)
        self.send(Urged(at=self.run.at, by=by))

    @rule(by=st.sampled_from(["ivan", "ann"]), number=st.integers(0, 19))
    def withdraw(self, by: str, number: int) -> None:
        if number == 0:
            self.send(Withdrawn(at=self.run.at, by=by))

    @invariant()
    def tasks_are_those_of_the_state(self) -> None:
        if not hasattr(self, "run"):
            return
        held: dict[str, str] = {}
        for visit in self.run.state.open():
            match visit.memory:
                case Ballot() as ballot:
                    assert ballot.open_seats(), "an open node has somebody to act"
                    held.update({seat.task: seat.person for seat in ballot.open_seats()})
                    voters = [one.person for one in ballot.open_seats()]
                    assert len(voters) == len(set(voters)), "nobody has two tasks at one node"
                case Desk(how=None, task=task, person=person):
                    held[task] = person
                case _:
                    pass
        assert held == self.run.tasks

    @invariant()
    def timers_are_those_of_the_state(self) -> None:
        if not hasattr(self, "run"):
            return
        ticking: set[str] = set()
        for one in self.run.history:
            match one.effect:
                case StartTimer(timer=name):
                    ticking.add(name)
                case CancelTimer(timer=name):
                    ticking.discard(name)
                case _:
                    pass
        known = {
            name
            for visit in self.run.state.open()
            if isinstance(visit.memory, Ballot)
            for vote in visit.memory.votes
            for name in vote.clock
        }
        assert known <= ticking

    @invariant()
    def the_run_stands_somewhere_or_has_ended(self) -> None:
        if hasattr(self, "run"):
            state = self.run.state
            assert state.status != "failed", state.failures
            assert (state.status == "finished") == (not state.open())
            assert not state.pending
            assert verify(self.run.log, state.head) is None
            assert not (state.status == "finished" and self.run.tasks)

    def teardown(self) -> None:
        """People who always agree bring every run to its end."""
        if not hasattr(self, "run"):
            return
        for _ in range(300):
            if self.run.state.status == "finished":
                return
            task, person = next(iter(self.run.tasks.items()))
            if person == "ivan" and task not in self.seats():
                self.send(Resubmitted(at=self.run.at, by=person, task=task))
            else:
                self.send(Decided(at=self.run.at, by=person, task=task, verdict="approve", words=WORDS))
            assert self.run.problem is None
        self.send(Cancelled(at=self.run.at, by="root"))
        raise AssertionError("a run that everybody approves must end")

    def seats(self) -> set[str]:
        return {
            seat.task
            for visit in self.run.state.open()
            if isinstance(visit.memory, Ballot)
            for seat in visit.memory.open_seats()
        }


TestApprovals = Approvals.TestCase
TestApprovals.settings = settings(max_examples=120, stateful_step_count=30, deadline=None)
