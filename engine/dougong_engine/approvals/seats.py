"""Opening and closing tasks and their timers so that they fit the votes."""

from dataclasses import dataclass, field
from typing import Literal

from dougong_engine.approvals.ballot import Ballot, Seat, Vote
from dougong_engine.approvals.log import Draft
from dougong_engine.approvals.policy import ready, result
from dougong_engine.approvals.settings import Approval
from dougong_engine.copies import replace
from dougong_engine.flows.effect import (
    CancelTimer,
    CloseTask,
    Closing,
    Effect,
    Notify,
    OpenTask,
    StartTimer,
    Why,
)
from dougong_engine.flows.move import Leave, Move
from dougong_engine.flows.scene import Scene


@dataclass
class Sitting:
    """One step of an approval in the making: the ballot so far, and what has been asked for."""

    spec: Approval
    scene: Scene
    ballot: Ballot
    effects: list[Effect] = field(default_factory=list)
    entries: list[Draft] = field(default_factory=list)
    changed: tuple[str, ...] = ()

    def next_entry(self) -> int:
        """The number that the next log entry will have."""
        return self.scene.state.entries + len(self.entries) + 1

    def log(self, draft: Draft) -> int:
        """Adds an entry and answers its number."""
        number = self.next_entry()
        self.entries.append(draft)
        return number

    def open(self, vote: Vote, person: str, behalf: str | None, why: Why) -> None:
        """Gives a person the vote's task and tells him."""
        task = f"{self.scene.visit.id}.{len(self.ballot.seats) + 1}"
        seat = Seat(task, vote.id, person, behalf, stand_in=why == "escalated")
        self.ballot = replace(self.ballot, seats=(*self.ballot.seats, seat))
        node = self.scene.visit.node
        self.effects.append(OpenTask(task=task, node=node, person=person, behalf=behalf, why=why))
        channels = self.spec.channels
        if channels:
            what: Literal["escalated", "task"] = "escalated" if why == "escalated" else "task"
            self.effects.append(Notify(what=what, people=(person,), channels=channels, task=task, node=node))

    def close(self, seat: Seat, how: Closing, by: str | None) -> None:
        """Takes a task away from its holder."""
        self.ballot = self.ballot.with_seat(replace(seat, how=how, by=by, at=self.scene.at))
        self.effects.append(CloseTask(task=seat.task, how=how, by=by, at=self.scene.at))

    def start_clock(self, vote: Vote) -> Vote:
        """Starts the vote's timers; they run on when the task changes hands."""
        names = []
        for index, step in enumerate(self.spec.timeouts):
            name = f"{self.scene.visit.id}.v{vote.id}:{index}:0"
            names.append(name)
            self.effects.append(
                StartTimer(timer=name, hours=step.after_hours, working=step.working, person=vote.person)
            )
        vote = replace(vote, ticking=True, clock=tuple(names))
        self.ballot = self.ballot.with_vote(vote)
        return vote

    def stop_clock(self, vote: Vote) -> None:
        """Cancels the vote's timers."""
        self.effects.extend(CancelTimer(timer=name) for name in vote.clock)
        self.ballot = self.ballot.with_vote(replace(self.ballot.vote(vote.id), ticking=False, clock=()))

    def close_vote(self, vote: int, how: Closing, by: str | None) -> None:
        """Closes whatever is open for a vote."""
        for seat in self.ballot.seated(vote):
            self.close(seat, how, by)
        self.stop_clock(self.ballot.vote(vote))

    def close_all(self, how: Closing, by: str | None) -> None:
        """Closes everything that is open."""
        for vote in self.ballot.votes:
            if vote.clock or self.ballot.seated(vote.id):
                self.close_vote(vote.id, how, by)

    def settle(self) -> None:
        """Opens the seats of votes that can be cast now, closes those that no longer can."""
        able = {one.id for one in ready(self.spec, self.ballot)}
        for vote in self.ballot.votes:
            seated = self.ballot.seated(vote.id)
            if vote.id not in able and seated and vote.verdict is None:
                self.close_vote(vote.id, "paused", None)
                self.ballot = self.ballot.with_vote(replace(self.ballot.vote(vote.id), why="reopened"))
            elif vote.id in able and not seated:
                now = vote if vote.ticking else self.start_clock(vote)
                self.open(now, now.person, now.behalf, now.why)

    def conclude(self, by: str | None) -> Move:
        """The move that the votes amount to: open what is due, or close all and go on."""
        outcome = result(self.spec, self.ballot)
        if outcome is None:
            self.settle()
            return self.stay()
        self.close_all("superseded", by)
        self.ballot = replace(self.ballot, stage="closed")
        alone = outcome == "rejected" and self.spec.reject_ends == "process"
        return replace(self.stay(), verb=Leave(outcome, alone=alone, ending=outcome))

    def stay(self) -> Move:
        """The move that keeps the path here."""
        return Move(
            memory=self.ballot,
            effects=tuple(self.effects),
            entries=tuple(self.entries),
            changed=self.changed,
        )
