"""Which flows an event starts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from dougong.kernel.inbox import InboxEvent
from dougong.process import facts as loading
from dougong.process import store
from dougong.process.facts import RecordFacts
from dougong.process.running import Launch, Runs
from dougong.process.starter import mean
from dougong.process.store import read_run
from dougong.process.writes import CAUSE
from dougong.storage.driver.port import Session
from dougong.storage.facts import Current, Fetch
from dougong.storage.schema import Schema
from dougong.storage.side_tables import history
from dougong.storage.types import TextType, UuidType
from dougong_engine.design.flow import Flow
from dougong_engine.errors import EngineError
from dougong_engine.fields import Value, field_type
from dougong_engine.flows.limits import NO_CAUSE, Cause
from dougong_engine.flows.trigger import Occurrence, matches
from dougong_engine.formula.values import Clock

_H = history.c
CHANGES = sa.select(_H.changes).where(
    _H.workspace_id == sa.bindparam("ws", type_=UuidType()),
    _H.entity_id == sa.bindparam("entity", type_=TextType()),
    _H.record_id == sa.bindparam("record", type_=UuidType()),
    _H.version == sa.bindparam("version", type_=sa.BigInteger()),
)
ACTIONS = {"create": "created", "restore": "created", "update": "updated", "delete": "deleted"}


@dataclass(slots=True)
class Triggers:
    """Matches events with the triggers of published flows."""

    runs: Runs

    async def seen(self, fetch: Fetch, schema: Schema, event: InboxEvent, clock: Clock) -> Current | None:
        """The record of an event that may start something."""
        if not _candidates(schema, event):
            return None
        facts = RecordFacts(schema, event.entity_id, clock)
        return (await loading.load(fetch, self.runs.statements.dialect, facts, event.record_id, ())).current

    async def launches(
        self, session: Session, schema: Schema, event: InboxEvent, clock: Clock, seen: Current | None
    ) -> list[Launch]:
        """The runs that an event starts, flows in the order of their ids; `seen` is its record as read a moment ago."""
        candidates = _candidates(schema, event)
        if not candidates:
            return []
        beyond = loading.asked(*(tree for flow, _ in candidates for tree in (flow.trigger.where, flow.trigger.was)))
        facts = RecordFacts(schema, event.entity_id, clock)
        await loading.load(session, self.runs.statements.dialect, facts, event.record_id, beyond, seen)
        by = event.payload.get("by")
        for flow, _ in candidates:
            await mean(session, self.runs.statements.dialect, facts, flow, by if isinstance(by, str) else None)
        before = await self._before(session, facts, event)
        cause = await self._cause(session, event)
        found: list[Launch] = []
        for flow, occurrence in candidates:
            if not _matches(flow, occurrence, facts, before) or await self._overlaps(session, flow, event):
                continue
            found.append(
                Launch(
                    flow_id=flow.id,
                    version=schema.versions[flow.id],
                    on=occurrence.on,
                    record_id=event.record_id,
                    initiator_id=by if isinstance(by, str) else None,
                    cause=cause,
                    # A stranger has no rights to act with: what they hand in runs with those that the flow lists.
                    as_initiator=flow.trigger.on == "form_submitted" and event.payload.get("via") != "public",
                    # What the first of them does may change the record for the others.
                    seen=None if found else facts.current,
                )
            )
        return found

    async def _before(self, session: Session, facts: RecordFacts, event: InboxEvent) -> RecordFacts | None:
        """The record as it was before the event; None for a new one."""
        if event.action != "update":
            return None
        bound: dict[str, Any] = {"ws": event.workspace_id, "entity": event.entity_id, "record": event.record_id}
        rows: list[Any] = await session.fetch(self.runs.statements(CHANGES), {**bound, "version": event.version})
        if not rows:
            return None
        entity = facts.schema.table(event.entity_id).entity
        old: dict[tuple[str, ...], Value] = {}
        for name, (was, _) in rows[0][0].items():
            spec = entity.field(name)
            if spec is not None:
                old[(name,)] = None if was is None else field_type(spec).parse(spec, was)
        return replace(facts, values={**facts.values, **old})

    async def _cause(self, session: Session, event: InboxEvent) -> Cause:
        """The chain that led to the event, as far as runs are in it."""
        cause = event.cause or ""
        if not cause.startswith(CAUSE):
            return NO_CAUSE
        run = await read_run(session, self.runs.statements, event.workspace_id, cause.removeprefix(CAUSE))
        return NO_CAUSE if run is None else run.state.cause.spent(run.state.actions)

    async def _overlaps(self, session: Session, flow: Flow, event: InboxEvent) -> bool:
        if flow.overlap != "skip":
            return False
        bound = {"ws": event.workspace_id, "entity": event.entity_id, "record": event.record_id, "flow": flow.id}
        return bool(await session.fetch(self.runs.statements(store.OPEN_OF_FLOW), bound))


def _candidates(schema: Schema, event: InboxEvent) -> list[tuple[Flow, Occurrence]]:
    """Flows that are triggered by something of the kind, in the order of their ids."""
    return [
        (flow, one)
        for flow in schema.worked_out(("flows by entity",), lambda: _by_entity(schema)).get(event.entity_id, ())
        for one in occurrences(event)
        if flow.trigger.on == one.on
    ]


def _by_entity(schema: Schema) -> dict[str, list[Flow]]:
    found: dict[str, list[Flow]] = {}
    for flow in sorted(schema.design.of(Flow), key=lambda flow: flow.id):
        found.setdefault(flow.entity, []).append(flow)
    return found


def occurrences(event: InboxEvent) -> Iterator[Occurrence]:
    """What an event is to triggers."""
    on = ACTIONS.get(event.action)
    changed = tuple(str(one) for one in event.payload.get("changed", ()))
    if on is not None:
        yield Occurrence(on, event.entity_id, changed)  # type: ignore[arg-type]  # ACTIONS holds words of On
    for gate, before, after in event.payload.get("moves", ()):
        if before is not None:
            yield Occurrence("stage_left", event.entity_id, changed, gate=gate, stage=before)
        if after is not None:
            yield Occurrence("stage_entered", event.entity_id, changed, gate=gate, stage=after)
    if event.payload.get("via") in ("form", "public"):
        yield Occurrence("form_submitted", event.entity_id, changed, form=event.payload.get("form"))


def _matches(flow: Flow, one: Occurrence, facts: RecordFacts, before: RecordFacts | None) -> bool:
    """A condition that cannot be judged does not hold."""
    try:
        return matches(flow.id, flow.entity, flow.trigger, one, facts.holds, None if before is None else before.holds)
    except EngineError:
        return False
