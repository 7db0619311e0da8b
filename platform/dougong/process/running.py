"""One step of a run: the interpreter's answer to an event, carried out and saved in the transaction at hand."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog

from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import RightsChanged
from dougong.process import facts as loading
from dougong.process.facts import RecordFacts
from dougong.process.hints import Hints
from dougong.process.judging import JUDGED, judged
from dougong.process.pinned import Pinned, PinnedFlows
from dougong.process.saving import Saver
from dougong.process.starter import mean
from dougong.process.store import RunRow
from dougong.process.words import shown
from dougong.process.writes import Own, Performer, StoredWrites
from dougong.records.writing import Writing
from dougong.storage.driver.failures import StorageFailure
from dougong.storage.driver.port import Session
from dougong.storage.facts import Current
from dougong.storage.resolve import field_at
from dougong.storage.schema import Schema
from dougong.storage.statements import Statements
from dougong_engine.design.flow import Flow
from dougong_engine.document import Json
from dougong_engine.errors import Invalid, Problem
from dougong_engine.flows import advance as interpreter
from dougong_engine.flows.advance import Step, breached
from dougong_engine.flows.effect import CreateRecord, Emitted, Fail, ResolveAssignees, UpdateRecord
from dougong_engine.flows.event import RunEvent, TriggerEvent
from dougong_engine.flows.limits import NO_CAUSE, Cause
from dougong_engine.flows.scene import Env
from dougong_engine.flows.state import RunState
from dougong_engine.formula.values import Clock
from dougong_engine.messages_template import Shown, fill

log = structlog.get_logger("process")

STATUS: Mapping[str, int] = {
    "approval.already_decided": 409,
    "approval.busy": 409,
    "approval.not_yours": 403,
    "approval.take_back.not_yours": 403,
    "approval.urge.not_yours": 403,
    "approval.withdraw.not_yours": 403,
    "approval.take_back.late": 409,
    "approval.task.unknown": 404,
    "approval.urge.cooling": 409,
    "approval.withdraw.late": 409,
    "flow.run.over": 409,
}
"""HTTP status of what the interpreter refuses; 422 for the rest."""

TITLE_CHARACTERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """A run that is to begin. `as_initiator`: its steps have the initiator's rights, not the flow's own."""

    flow_id: str
    version: int
    on: str
    record_id: str | None = None
    initiator_id: str | None = None
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cause: Cause = NO_CAUSE
    as_initiator: bool = False
    id: str = field(default_factory=new_id)
    seen: Current | None = None
    """The record as it was read in the transaction in which the run is to begin."""


class Breached(Exception):
    """A limit was reached after something of the step had been performed: all of it is undone."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(slots=True)
class Runs:
    """Begins runs and takes events to them. Everything happens inside the caller's transaction."""

    writing: Writing
    statements: Statements
    pinned: PinnedFlows
    hints: Hints

    async def begin(self, session: Session, schema: Schema, launch: Launch, clock: Clock) -> RunRow:
        """A new run, walked until it waits."""
        pinned = await self.pinned.get(session, schema.workspace_id, launch.flow_id, launch.version)
        flow = pinned.flow
        facts = await self._facts(session, schema, pinned, launch, clock, launch.seen)
        trigger = TriggerEvent(
            at=clock.now,
            run=launch.id,
            on=launch.on,
            initiator=launch.initiator_id,
            record=launch.record_id,
            chosen=launch.chosen,
            cause=launch.cause,
        )
        run = _row(schema, launch, flow, _title(flow, facts, clock), clock)
        empty = run.state
        saver = Saver(session, self.statements, schema, run, clock, fresh=True)
        step = interpreter.start(flow, launch.version, trigger, facts.env())
        await self._carry_out(saver, pinned, facts, step, empty, Noted("trigger", {"on": launch.on}))
        return run

    async def attempt(self, session: Session, schema: Schema, launch: Launch, clock: Clock) -> None:
        """Begins a run; one that a fault of ours keeps from beginning stands there as failed and can be retried."""
        try:
            async with session.savepoint():
                await self.begin(session, schema, launch, clock)
        except (StorageFailure, RightsChanged):
            raise
        except Exception as error:  # noqa: BLE001  # the flows beside it must have their turn
            log.warning("flow did not start", flow=launch.flow_id, run=launch.id, reason=repr(error)[:500])
            pinned = await self.pinned.get(session, schema.workspace_id, launch.flow_id, launch.version)
            run = _row(schema, launch, pinned.flow, pinned.flow.name, clock)
            reason: dict[str, object] = {"reason": type(error).__name__}
            failed = breached(run.state, Problem("flow.start.failed", (), reason))
            run.state = failed.state
            await Saver(session, self.statements, schema, run, clock, fresh=True).save(failed.effects)

    async def advance(
        self,
        session: Session,
        schema: Schema,
        run: RunRow,
        event: RunEvent,
        clock: Clock,
        *,
        facts: RecordFacts | None = None,
        held: bool = False,
    ) -> bool:
        """The run after one event; False if the event concerned nobody. Raises Refusal for what is not allowed.

        `facts` are what the caller has just loaded for the run in this transaction. `held` keeps outside effects back
        for a moment: a person may still take the act back.
        """
        pinned = await self.pinned.get(session, run.workspace_id, run.flow_id, run.version)
        facts = facts or await self._facts(session, schema, pinned, run, clock)
        before = run.state
        step = interpreter.advance(pinned.flow, before, event, facts.env())
        if step.problem is not None and not step.effects and step.state == before:
            raise Refusal(STATUS.get(step.problem.code, 422), [step.problem])
        if step.state == before and not step.effects:
            return False
        saver = Saver(session, self.statements, schema, run, clock, held=held, timed=pinned.timed)
        await self._carry_out(saver, pinned, facts, step, before, Noted(event.type, _about(event)))
        return True

    async def facts(self, session: Session, schema: Schema, run: RunRow, clock: Clock) -> RecordFacts:
        """What the run may look at, as it is now."""
        pinned = await self.pinned.get(session, run.workspace_id, run.flow_id, run.version)
        return await self._facts(session, schema, pinned, run, clock)

    async def _facts(
        self,
        session: Session,
        schema: Schema,
        pinned: Pinned,
        run: Launch | RunRow,
        clock: Clock,
        seen: Current | None = None,
    ) -> RecordFacts:
        facts = RecordFacts(schema, pinned.flow.entity, clock)
        await mean(session, self.statements.dialect, facts, pinned.flow, run.initiator_id)
        beyond = loading.wanted(schema, pinned)
        return await loading.load(session, self.statements.dialect, facts, run.record_id, beyond, seen)

    async def _carry_out(
        self, saver: Saver, pinned: Pinned, facts: RecordFacts, step: Step, before: RunState, noted: "Noted"
    ) -> None:
        """Performs and saves the step; at a limit, undoes it and saves the run as failed."""
        try:
            async with saver.session.savepoint():
                emitted = await self._follow(saver, pinned, facts, step)
        except Breached as limit:
            failed = breached(before, limit.problem)
            saver.run.state, emitted = failed.state, list(failed.effects)
        saver.note(noted.kind, "", noted.detail)
        await saver.save(emitted)
        self.hints.step(saver.run.workspace_id, saver.run.id, emitted)

    async def _follow(self, saver: Saver, pinned: Pinned, facts: RecordFacts, step: Step) -> list[Emitted]:
        """Performs inside effects and feeds their answers back until none is left."""
        run, env = saver.run, facts.env()
        about = Own(facts, run.entity_id, run.record_id, loading.wanted(saver.schema, pinned))
        writes = StoredWrites(saver.session, self.writing, saver.schema, run.id, saver.clock, about)
        performer = Performer(saver.session, self.statements, writes, saver.schema, pinned, run, saver.clock, facts)
        emitted: list[Emitted] = []
        queue = deque[Emitted]()
        saver.written = performer.written
        before = run.state
        self._take(run, step, performer, queue, first=True)
        self._note_conditions(saver, pinned, facts, before)
        while queue:
            one = queue.popleft()
            emitted.append(one)
            if isinstance(one.effect, ResolveAssignees | CreateRecord | UpdateRecord):
                answer = await performer.answer(one, one.effect)
                if facts.stale:
                    await self._reload(saver, pinned, facts)
                before, after = run.state, _advanced(pinned.flow, run, answer, env)
                self._take(run, after, performer, queue, first=False)
                self._note_conditions(saver, pinned, facts, before)
        return emitted

    def _take(self, run: RunRow, step: Step, performer: Performer, queue: "deque[Emitted]", *, first: bool) -> None:
        """The run is now as the step says; what it asks for waits its turn."""
        limit = next((one.effect for one in step.effects if isinstance(one.effect, Fail) and one.effect.rollback), None)
        if limit is not None and not (first and len(step.effects) == 1 and not queue):
            raise Breached(Problem(limit.code, (), limit.params))
        if step.problem is not None:
            raise performer.refusal or Refusal(STATUS.get(step.problem.code, 422), [step.problem])
        run.state = step.state
        queue.extend(step.effects)

    def _note_conditions(self, saver: Saver, pinned: Pinned, facts: RecordFacts, before: RunState) -> None:
        for one in judged(pinned.flow, before, saver.run.state, facts):
            saver.note(JUDGED, one.node, one.detail)

    async def _reload(self, saver: Saver, pinned: Pinned, facts: RecordFacts) -> None:
        beyond = loading.wanted(saver.schema, pinned)
        await loading.load(saver.session, self.statements.dialect, facts, saver.run.record_id, beyond)


@dataclass(frozen=True, slots=True)
class Noted:
    """What the run's log says about the event."""

    kind: str
    detail: Json


def _about(event: RunEvent) -> Json:
    """Who and what an event is about; what was entered is in the record's history, not in the log."""
    found: dict[str, Json] = {}
    for name in ("by", "task", "timer", "key", "verdict", "to", "problem"):
        value = getattr(event, name, None)
        if isinstance(value, str):
            found[name] = value
    return found


def _advanced(flow: Flow, run: RunRow, event: RunEvent, env: Env) -> Step:
    return interpreter.advance(flow, run.state, event, env)


def _title(flow: Flow, facts: RecordFacts, clock: Clock) -> str:
    """The run's name: the flow's template over the record, or the flow's own name."""

    def value_of(path: str) -> Shown:
        parts = tuple(path.split("."))
        try:
            spec = field_at(facts.schema, facts.entity_id, parts)
        except Invalid:
            return None
        return shown(spec, facts.values.get(parts), clock.zone, {})

    return (fill(flow.title, value_of) or flow.name)[:TITLE_CHARACTERS]


def _row(schema: Schema, launch: Launch, flow: Flow, title: str, clock: Clock) -> RunRow:
    """A run before its first step."""
    empty = RunState(
        run=launch.id,
        flow=flow.id,
        version=launch.version,
        record=launch.record_id,
        initiator=launch.initiator_id,
        started=clock.now,
        cause=launch.cause.then(flow.id, launch.record_id),
        chosen=launch.chosen,
    )
    return RunRow(
        schema.workspace_id,
        launch.id,
        flow.id,
        launch.version,
        flow.entity,
        launch.record_id,
        title,
        launch.initiator_id,
        launch.as_initiator,
        empty,
    )
