"""Walks a run that is only tried: the interpreter as it is, effects kept in a list, nothing performed outside."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from dougong.process.judging import Judged, judged
from dougong.process.trial_writes import SoFar, SupposedWrites, WouldChange
from dougong.process.writes import Performer
from dougong_engine.document import Json
from dougong_engine.errors import EngineError, Invalid, Problem
from dougong_engine.fields import Value
from dougong_engine.flows import advance as interpreter
from dougong_engine.flows.advance import Step, breached
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.effect import (
    CancelTimer,
    CreateRecord,
    Effect,
    Emitted,
    Fail,
    Inside,
    ResolveAssignees,
    StartTimer,
    UpdateRecord,
)
from dougong_engine.flows.event import Answered, RecordChanged, RunEvent, TimerFired, TriggerEvent
from dougong_engine.flows.state import RunState
from dougong_engine.formula.values import Clock

Record = Mapping[tuple[str, ...], Value]
"""A record's values by path."""

Naming = Callable[[ResolveAssignees], Mapping[str, tuple[Assignee, ...]]]
"""Person → the rules that name them."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An effect as it would have happened, with what it would have written or who was named by which rules.

    `values` are the record's at that moment, `due` is when a timer that is set falls due.
    """

    at: datetime
    visit: int
    effect: Effect
    values: Record
    due: datetime | None = None
    change: WouldChange | None = None
    rules: Mapping[str, tuple[Assignee, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the trial stood before an event, to come back to when it is refused."""

    state: RunState
    so_far: SoFar
    values: dict[tuple[str, ...], Value]
    seen: tuple[Seen, ...]
    asked: tuple[Judged, ...]
    timers: Mapping[str, datetime]


@dataclass(slots=True)
class TrialWalk:
    """One run in the making; `performer` has its row, its facts and the writes that store nothing.

    `due_of` says when a timer that is set now falls due.
    """

    performer: Performer
    writes: SupposedWrites
    naming: Naming
    due_of: Callable[[StartTimer, Clock], datetime]
    seen: tuple[Seen, ...] = ()
    asked: tuple[Judged, ...] = ()
    timers: Mapping[str, datetime] = field(default_factory=dict)
    fired: tuple[str, ...] = ()

    @property
    def state(self) -> RunState:
        """The run as it stands."""
        return self.performer.run.state

    @property
    def clock(self) -> Clock:
        """What time it is in the trial."""
        return self.performer.clock

    def order(self, timer: str) -> tuple[datetime, str]:
        """Sorts timers that run by when they fall due."""
        return self.timers[timer], timer

    def first_timer(self, node: str) -> str | None:
        """The next timer to fall due at a node where the run stands."""
        stands = {str(one.id) for one in self.state.open() if one.node == node}
        return min((name for name in self.timers if name.partition(".")[0] in stands), key=self.order, default=None)

    async def begin(self, trigger: TriggerEvent) -> None:
        """From the trigger to where the run waits."""
        pinned, env = self.performer.pinned, self.performer.facts.env()
        await self._carry_out(lambda: interpreter.start(pinned.flow, pinned.version, trigger, env), fails=True)

    async def send(self, event: RunEvent) -> tuple[Problem, ...]:
        """One event; why it was refused, in which case nothing has changed."""
        return await self._carry_out(lambda: self._advanced(event))

    async def fire(self, name: str) -> tuple[Problem, ...]:
        """The timer falls due, and it is that late; why the run stopped there, if it did."""
        now = max(self.clock.now, self.timers[name])
        self.performer.clock = self.performer.facts.clock = replace(self.clock, now=now)
        self.timers = {one: due for one, due in self.timers.items() if one != name}
        self.fired = (*self.fired, name)
        return await self._carry_out(lambda: self._advanced(TimerFired(at=now, timer=name)), fails=True)

    def _advanced(self, event: RunEvent) -> Step:
        return interpreter.advance(self.performer.pinned.flow, self.state, event, self.performer.facts.env())

    async def _carry_out(self, first: Callable[[], Step], *, fails: bool = False) -> tuple[Problem, ...]:
        """A step with everything that it leads to, or nothing of it. With `fails` a problem stops the run."""
        kept = Kept(self.state, self.writes.so_far, self.performer.facts.values, self.seen, self.asked, self.timers)
        self.performer.refusal = None
        try:
            problems = await self._follow(first(), kept)
        except EngineError as error:
            problems = error.problems
        if problems:
            self._restore(kept)
            if fails:
                self.performer.run.state = breached(kept.state, problems[0]).state
        return problems

    async def _follow(self, step: Step, kept: Kept) -> tuple[Problem, ...]:
        queue, told = deque[Emitted](), len(self.writes.so_far.made)
        problems = self._take(step, queue, kept)
        while (queue or told < len(self.writes.so_far.made)) and not problems:
            if queue:
                problems = await self._perform(queue.popleft(), queue, kept)
                continue
            change, told = self.writes.so_far.made[told], told + 1
            if change.record_id == self.state.record and not change.made:
                event = RecordChanged(
                    at=self.clock.now, record=change.record_id, fields=tuple(change.changes), run=self.state.run
                )
                problems = self._take(self._advanced(event), queue, kept)
        return problems

    async def _perform(self, one: Emitted, queue: deque[Emitted], kept: Kept) -> tuple[Problem, ...]:
        """Notes an effect; one that is answered inside a step is answered."""
        effect, values = one.effect, self.performer.facts.values
        seen = Seen(self.clock.now, one.visit, effect, values)
        match effect:
            case StartTimer():
                due = self.due_of(effect, self.clock)
                seen, self.timers = replace(seen, due=due), {**self.timers, effect.timer: due}
            case CancelTimer(timer=name):
                self.timers = {timer: due for timer, due in self.timers.items() if timer != name}
            case ResolveAssignees() | CreateRecord() | UpdateRecord():
                before = len(self.writes.so_far.made)
                answer = await self._answer(one, effect)
                made = self.writes.so_far.made[before:]
                rules = self.naming(effect) if isinstance(effect, ResolveAssignees) and answer.problem is None else {}
                self.seen = (*self.seen, replace(seen, change=made[0] if made else None, rules=rules))
                return self._take(self._advanced(answer), queue, kept)
            case _:
                pass
        self.seen = (*self.seen, seen)
        return ()

    async def _answer(self, one: Emitted, effect: Inside) -> Answered:
        try:
            return await self.performer.answer(one, effect)
        except Invalid as error:
            first = error.problems[0]
            params: dict[str, Json] = {name: str(value) for name, value in first.params.items()}
            return Answered(at=self.clock.now, key=one.key, problem=first.code, params=params)

    def _take(self, step: Step, queue: deque[Emitted], kept: Kept) -> tuple[Problem, ...]:
        """The run is now as the step says; at a limit it stands still as it was before the event."""
        if step.problem is not None:
            refusal = self.performer.refusal
            return refusal.problems if refusal is not None else (step.problem,)
        limit = next((one.effect for one in step.effects if isinstance(one.effect, Fail) and one.effect.rollback), None)
        if limit is not None:
            self._restore(kept)
            self.performer.run.state = breached(kept.state, Problem(limit.code, (), limit.params)).state
            queue.clear()
            return ()
        before, self.performer.run.state = self.state, step.state
        self.asked = (*self.asked, *judged(self.performer.pinned.flow, before, step.state, self.performer.facts))
        queue.extend(step.effects)
        return ()

    def _restore(self, kept: Kept) -> None:
        self.performer.run.state = kept.state
        self.writes.so_far, self.performer.facts.values = kept.so_far, kept.values
        self.seen, self.asked, self.timers = kept.seen, kept.asked, kept.timers
