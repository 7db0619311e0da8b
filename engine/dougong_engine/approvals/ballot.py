"""What an approval remembers: votes, and the seats (tasks) from which they are cast."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dougong_engine.copies import replace
from dougong_engine.flows.effect import Closing, Why
from dougong_engine.flows.event import Decided
from dougong_engine.flows.state import Memory

Verdict = Literal["approve", "reject"]


@dataclass(frozen=True)
class Vote:
    """The right to one verdict. `of` is the vote to which an added one belongs; `clock` names its running timers.

    `entry` is the number of the verdict in the decision log, `step` the run's step at which it fell, `auto` why no
    human gave it, `void` True once a return has made it count no more.
    """

    id: int
    person: str
    behalf: str | None = None
    kind: Literal["base", "before", "after", "beside"] = "base"
    of: int | None = None
    why: Why = "assigned"
    ticking: bool = False
    clock: tuple[str, ...] = ()
    verdict: Verdict | None = None
    by: str | None = None
    at: datetime | None = None
    auto: str = ""
    entry: int = 0
    step: int = 0
    void: bool = False


@dataclass(frozen=True)
class Seat:
    """One task: who holds it, for which vote, and how it ended. A stand-in holds it beside the late holder."""

    task: str
    vote: int
    person: str
    behalf: str | None = None
    stand_in: bool = False
    how: Closing | None = None
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Ballot(Memory):
    """`held` is a decision that counts as soon as its patch has been written."""

    stage: Literal["asking", "climbing", "fallback", "voting", "closed"] = "asking"
    votes: tuple[Vote, ...] = ()
    seats: tuple[Seat, ...] = ()
    held: Decided | None = None

    def vote(self, id: int) -> Vote:
        """The vote with that id, which must be there."""
        return next(one for one in self.votes if one.id == id)

    def seat(self, task: str) -> Seat | None:
        """The seat of that task."""
        return next((one for one in self.seats if one.task == task), None)

    def seated(self, vote: int) -> tuple[Seat, ...]:
        """The open seats of a vote."""
        return tuple(one for one in self.seats if one.vote == vote and one.how is None)

    def open_seats(self) -> tuple[Seat, ...]:
        """All tasks that somebody holds now."""
        return tuple(one for one in self.seats if one.how is None)

    def deciders(self) -> tuple[str, ...]:
        """Who gave a verdict that counts, in order of the votes and without doubles."""
        return tuple(dict.fromkeys(one.by for one in self.votes if one.verdict and one.by and not one.void))

    def voiding(self) -> tuple[int, ...]:
        """The log entries of the verdicts that would become void."""
        return tuple(one.entry for one in self.votes if one.verdict is not None and not one.void)

    def voided(self) -> "Ballot":
        """The same ballot with no verdict that counts."""
        return replace(self, votes=tuple(replace(one, void=one.verdict is not None) for one in self.votes))

    def with_vote(self, changed: Vote) -> "Ballot":
        """The ballot with one vote replaced."""
        return replace(self, votes=tuple(changed if one.id == changed.id else one for one in self.votes))

    def with_seat(self, changed: Seat) -> "Ballot":
        """The ballot with one seat replaced."""
        return replace(self, seats=tuple(changed if one.task == changed.task else one for one in self.seats))
