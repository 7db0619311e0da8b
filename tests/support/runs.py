"""A run with a small world around it: inside effects are answered at once, the state is saved and loaded each time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from dougong_engine.approvals.assignment import Period, resolve
from dougong_engine.approvals.delegation import Delegation
from dougong_engine.approvals.log import Entry
from dougong_engine.design.flow import Flow
from dougong_engine.document import Json
from dougong_engine.errors import Invalid, Problem
from dougong_engine.flows.advance import Step, advance, breached, newborn, start
from dougong_engine.flows.effect import (
    CloseTask,
    CreateRecord,
    Effect,
    Emitted,
    Fail,
    LogDecision,
    OpenTask,
    ResolveAssignees,
    StartTimer,
    UpdateRecord,
)
from dougong_engine.flows.event import (
    Answered,
    Decided,
    RunEvent,
    TimerFired,
    TriggerEvent,
    Words,
)
from dougong_engine.flows.limits import LIMITS, NO_CAUSE, Cause, Limits
from dougong_engine.flows.scene import Env
from dougong_engine.flows.state import RunState
from dougong_engine.flows.stored import (
    effect_from_json,
    effect_to_json,
    event_to_json,
    from_json,
    to_json,
)
from support.company import Company, holds
from support.graphs import approval, graph

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def reload(state: RunState) -> RunState:
    """The state as it comes back from the database, which must be the same."""
    again = from_json(json.loads(json.dumps(to_json(state))))
    assert again == state
    return again


@dataclass
class Kept:
    """What was there before a transaction."""

    state: RunState
    record: dict[str, Json]
    created: list[Mapping[str, Json]]
    history: list[Emitted]
    log: list[tuple[Entry, str]]
    tasks: dict[str, str]
    closed: dict[str, str]


class Run:
    """Drives one run; `effects` holds what the last event led to, `history` everything."""

    def __init__(
        self,
        flow: Flow,
        record: dict[str, Json] | None = None,
        company: Company | None = None,
        *,
        initiator: str | None = "ivan",
        chosen: Mapping[str, tuple[str, ...]] | None = None,
        cause: Cause = NO_CAUSE,
        limits: Limits = LIMITS,
        delegations: tuple[Delegation, ...] = (),
        refuse_writes: str | None = None,
        formulas: Mapping[str, Json] | None = None,
        slow_writes: bool = False,
    ) -> None:
        self.flow = flow
        self.record = record if record is not None else {}
        self.company = company or Company()
        self.limits = limits
        self.delegations = delegations
        self.refuse_writes = refuse_writes
        self.formulas = dict(formulas or {})
        self.slow_writes = slow_writes
        self.at = NOON
        self.created: list[Mapping[str, Json]] = []
        self.effects: list[Effect] = []
        self.history: list[Emitted] = []
        self.log: list[tuple[Entry, str]] = []
        self.tasks: dict[str, str] = {}
        self.closed: dict[str, str] = {}
        trigger = TriggerEvent(
            at=self.at,
            run="run1",
            on="created",
            initiator=initiator,
            record="rec1",
            chosen=chosen or {},
            cause=cause,
        )
        self.problem: Problem | None = None
        self.trigger = trigger
        self.tape: list[Json] = []
        """Every event with the facts of its step and what came of it, for replay."""
        self.state = newborn(flow, 1, trigger)
        self.take(self.noted(None, start(flow, 1, trigger, self.env())))

    def env(self) -> Env:
        return Env(
            holds=lambda condition: holds(condition, self.record),
            value=self.record.get,
            calculate=self.calculate,
            symbol=lambda token: f"<{token['token']}>",
            limits=self.limits,
        )

    def step(self, event: RunEvent) -> Step:
        """One advance, kept on the tape."""
        return self.noted(event, advance(self.flow, self.state, event, self.env()))

    def noted(self, event: RunEvent | None, step: Step) -> Step:
        self.tape.append(
            {
                "event": event_to_json(event) if event is not None else None,
                "facts": json.loads(json.dumps(self.record)),
                "effects": [effect_to_json(one) for one in step.effects],
                "state": to_json(step.state),
                "problem": step.problem.code if step.problem is not None else None,
            }
        )
        return step

    def calculate(self, source: str) -> Json:
        if source not in self.formulas:
            raise Invalid([Problem("formula.broken")])
        return self.formulas[source]

    def take(self, step: Step) -> None:
        """Performs what the step asks for in one transaction: it all happens, or nothing of it does."""
        self.effects = []
        self.problem = step.problem
        before = self.kept()
        queue = self.saved(step)
        while queue:
            emitted = queue.pop(0)
            if isinstance(emitted.effect, Fail) and emitted.effect.rollback:
                self.restore(before)
                problem = Problem(emitted.effect.code, params=emitted.effect.params)
                failed = breached(before.state, problem)
                self.state = reload(failed.state)
                self.effects = [one.effect for one in failed.effects]
                return
            self.note(emitted)
            answer = self.perform(emitted)
            if answer is not None:
                then = self.step(answer)
                queue.extend(self.saved(then))
                if then.problem is not None:
                    self.restore(before)
                    self.problem = then.problem
                    return

    def saved(self, step: Step) -> list[Emitted]:
        """The effects of a step whose state has been written and read back."""
        self.state = reload(step.state)
        for one in step.effects:
            assert effect_from_json(json.loads(json.dumps(effect_to_json(one)))) == one
        return list(step.effects)

    def kept(self) -> "Kept":
        """What a rollback brings back."""
        return Kept(
            self.state,
            dict(self.record),
            list(self.created),
            list(self.history),
            list(self.log),
            dict(self.tasks),
            dict(self.closed),
        )

    def restore(self, kept: "Kept") -> None:
        """A rollback."""
        self.state, self.effects = kept.state, []
        self.record.clear()
        self.record.update(kept.record)
        self.created, self.history, self.log = kept.created, kept.history, kept.log
        self.tasks, self.closed = kept.tasks, kept.closed

    def note(self, emitted: Emitted) -> None:
        assert emitted.key not in {one.key for one in self.history}
        self.history.append(emitted)
        self.effects.append(emitted.effect)
        match emitted.effect:
            case OpenTask(task=task, person=person):
                assert task not in self.tasks, "a task is opened once"
                self.tasks[task] = person
            case CloseTask(task=task, how=how):
                assert task in self.tasks, "a task is closed once"
                del self.tasks[task]
                self.closed[task] = how
            case LogDecision(entry=entry, head=head):
                self.log.append((entry, head))
            case _:
                pass

    def perform(self, emitted: Emitted) -> Answered | None:
        """The world's answer to an inside effect."""
        match emitted.effect:
            case ResolveAssignees():
                found = resolve(
                    emitted.effect, self.company, self.persons_in, self.delegations, Period(self.flow.id, self.at)
                )
                value: Json = [{"person": one.person, "behalf": one.behalf} for one in found]
                return Answered(at=self.at, key=emitted.key, value=value)
            case UpdateRecord() | CreateRecord() if self.slow_writes:
                return None
            case UpdateRecord(values=values, record=record):
                if self.refuse_writes is not None:
                    return Answered(at=self.at, key=emitted.key, problem=self.refuse_writes)
                if record == "rec1":
                    self.record.update(values)
                return Answered(at=self.at, key=emitted.key, value={})
            case CreateRecord(values=values):
                if self.refuse_writes is not None:
                    return Answered(at=self.at, key=emitted.key, problem=self.refuse_writes)
                self.created.append(values)
                return Answered(at=self.at, key=emitted.key, value={"id": f"new{len(self.created)}"})
            case _:
                return None

    def persons_in(self, path: str) -> tuple[str, ...]:
        value = self.record.get(path)
        if isinstance(value, list):
            return tuple(str(one) for one in value)
        return (str(value),) if value is not None else ()

    def send(self, event: RunEvent) -> "Run":
        """One event; the clock stands still unless `later` moves it."""
        before = self.state
        step = self.step(event)
        if step.problem is not None and not step.effects:
            assert step.state == before or step.state.step == before.step + 1
        self.take(step)
        return self

    def later(self, hours: float) -> "Run":
        """Moves the clock."""
        self.at += timedelta(hours=hours)
        return self

    def task_of(self, person: str) -> str:
        return next(task for task, holder in self.tasks.items() if holder == person)

    def approve(self, person: str, comment: str = "", **patch: Json) -> "Run":
        words, task = Words(comment), self.task_of(person)
        event = Decided(at=self.at, by=person, task=task, verdict="approve", words=words, patch=patch)
        return self.send(event)

    def reject(self, person: str, comment: str = "no") -> "Run":
        words, task = Words(comment), self.task_of(person)
        return self.send(Decided(at=self.at, by=person, task=task, verdict="reject", words=words))

    def fire(self, timer: str) -> "Run":
        """The timer falls due."""
        return self.send(TimerFired(at=self.at, timer=timer))

    def timers(self) -> list[StartTimer]:
        """All timers that were ever started, in order."""
        return [one.effect for one in self.history if isinstance(one.effect, StartTimer)]

    def made(self, kind: type[Effect]) -> list[Any]:
        """The effects of that kind since the last event."""
        return [one for one in self.effects if isinstance(one, kind)]

    @property
    def holders(self) -> list[str]:
        """Who has an open task."""
        return sorted(self.tasks.values())

    @property
    def acts(self) -> list[str]:
        """What the decision log says, in order."""
        return [entry.draft.act for entry, _ in self.log]


__all__ = ["NOON", "Run", "approval", "graph", "reload"]
