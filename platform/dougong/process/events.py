"""Takes events from the inbox: starts the flows they trigger, wakes the runs that wait, and tells the other consumers.

One event, everything that it causes and its removal are one transaction, so that each event counts exactly once.
"""

import asyncio
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlalchemy as sa
import structlog

from dougong.kernel.clock import Clock as Watch
from dougong.kernel.inbox import InboxEvent
from dougong.kernel.workspace import RightsChanged
from dougong.kernel.zone import clock_at
from dougong.process import store
from dougong.process.batches import IN_TURN, lanes, most_together, side_by_side, within
from dougong.process.folds import PART, Folds
from dougong.process.ports import EventConsumer
from dougong.process.running import Runs
from dougong.process.store import read_run
from dougong.process.triggers import Triggers
from dougong.process.writes import CAUSE
from dougong.storage.catalogue import Catalogue
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.failures import LockTimeout, Retry, Unavailable
from dougong.storage.driver.port import Database, Session, Step, in_transaction
from dougong.storage.facts import Current
from dougong.storage.schema import Schema
from dougong.storage.side_tables import inbox
from dougong.storage.types import UuidType
from dougong_engine.flows.event import Cancelled, RecordChanged, RunEvent
from dougong_engine.formula.values import Clock

log = structlog.get_logger("process")

TRIES = 3
SECONDS = 60.0
BATCH = 200
PASSING = (Retry, LockTimeout, Unavailable)
"""Failures of the moment: they say nothing against the event."""

RECORD_DELETED = "record_deleted"
"""Why a run ends whose record is moved to the trash."""

_I = inbox.c
_WS = sa.bindparam("ws", type_=UuidType())
_ID = sa.bindparam("of_id", type_=UuidType())
_MINE = sa.and_(_I.workspace_id == _WS, _I.id == _ID)
WAITING = (
    sa.select(_I.workspace_id, _I.id, _I.entity_id, _I.record_id, _I.version, _I.at, _I.payload)
    .where(sa.not_(_I.dead), _I.kind == "record")
    .order_by(_I.id)
    .limit(BATCH)
)
THESE = sa.and_(_I.workspace_id == _WS, any_of(_I.id, "ids"))
TAKE = sa.select(_I.id).where(THESE, sa.not_(_I.dead)).order_by(_I.id).with_for_update(skip_locked=True)
DONE = sa.delete(inbox).where(THESE)
FAILED = sa.update(inbox).where(_MINE).values(tries=_I.tries + 1, dead=_I.tries + 1 >= TRIES)


@dataclass(slots=True)
class Events:
    """The consumer of the inbox; several may run at once, in any number of processes.

    `together` is the database with the reads of one moment gathered: what consumers and triggers read before a
    transaction, equal reads once.
    """

    database: Database
    together: Database
    catalogue: Catalogue
    runs: Runs
    triggers: Triggers
    consumers: Sequence[EventConsumer]
    folds: Folds
    watch: Watch

    async def round(self) -> int:
        """Handles what waits now, each record's events in the order of its versions; answers how many went through."""
        rows: list[Any] = await self.database.fetch(self.runs.statements(WAITING))
        waiting = _in_order([InboxEvent(*row) for row in rows])
        held, handled = await self.folds.before(waiting)
        blocked = set(held)
        schemas: dict[str, Schema] = {}
        most = most_together(self.database, IN_TURN)
        while waiting:
            batch, waiting = side_by_side(waiting, most, _subject)
            workspace_id = batch[0].workspace_id
            if workspace_id not in schemas:
                schemas[workspace_id] = await self.catalogue.newest(workspace_id)
            free = [event for event in batch if event.record_id not in blocked]
            parts = [self._handled(schemas[workspace_id], part) for part in lanes(free)]
            through = frozenset[str]().union(*await asyncio.gather(*parts))
            blocked |= {event.record_id for event in free if event.id not in through}
            handled += len(through)
        return handled if len(rows) >= PART else handled + await self.folds.next()

    async def _handled(self, schema: Schema, events: Sequence[InboxEvent]) -> frozenset[str]:
        """Which of the events went through: all in one transaction, or each in its own when that fails."""
        if len(events) > 1:
            try:
                async with asyncio.timeout(SECONDS):
                    return await self.handle(schema, events)
            except Exception as error:  # noqa: BLE001  # one of them is to blame: each has a turn of its own
                log.info("events are handled singly", events=len(events), reason=repr(error)[:500])
        return frozenset([one.id for one in events if await self._handled_alone(schema, one)])

    async def _handled_alone(self, schema: Schema, event: InboxEvent) -> bool:
        try:
            async with asyncio.timeout(SECONDS):
                return bool(await self.handle(schema, [event]))
        except (*PASSING, RightsChanged) as passing:
            log.info("event waits", event_id=event.id, reason=type(passing).__name__)
        except Exception as error:  # noqa: BLE001  # whatever it is, the next event must have its turn
            log.warning("event failed", workspace=event.workspace_id, event_id=event.id, reason=repr(error)[:500])
            bound = {"ws": event.workspace_id, "of_id": event.id}
            await self.database.write([(self.runs.statements(FAILED), bound)])
        return False

    async def handle(self, schema: Schema, events: Sequence[InboxEvent]) -> frozenset[str]:
        """Events of different records of a workspace in one transaction; without those that somebody else has."""
        clock = clock_at(self.watch.now(), schema.timezone)
        consumed, seen = await asyncio.gather(
            asyncio.gather(*(self._consumed(event) for event in events)),
            asyncio.gather(*(self._seen(schema, event, clock) for event in events)),
        )
        known = {event.id: (steps, one) for event, steps, one in zip(events, consumed, seen, strict=True)}
        bound: dict[str, Any] = {"ws": schema.workspace_id, "ids": [event.id for event in events]}

        async def work(session: Session) -> frozenset[str]:
            taken = frozenset(str(id) for (id,) in await session.fetch(self.runs.statements(TAKE), bound))
            mine = [event for event in events if event.id in taken]
            waiting = await self._waiting(session, schema, mine)
            pieces = [
                partial(self._cause_all, schema, event, *known[event.id], waiting.get(event.record_id, ()), clock)
                for event in mine
            ]
            if pieces:
                await within(session, pieces, self.database.dialect)
                await session.execute(self.runs.statements(DONE), {**bound, "ids": sorted(taken)})
            return taken

        return await in_transaction(self.database, work)

    async def _consumed(self, event: InboxEvent) -> list[Step]:
        return [step for one in self.consumers for step in await one.consume(event)]

    async def _seen(self, schema: Schema, event: InboxEvent, clock: Clock) -> Current | None:
        if event.quiet or event.entity_id not in schema.tables:
            return None
        return await self.triggers.seen(self.together, schema, event, clock)

    async def _cause_all(
        self,
        schema: Schema,
        event: InboxEvent,
        steps: Sequence[Step],
        seen: Current | None,
        waiting: Sequence[str],
        clock: Clock,
        session: Session,
    ) -> None:
        """Everything that one event causes; `waiting` are the open runs of its record."""
        for run_id in waiting:
            await self._wake(session, schema, event, run_id, clock)
            seen = None  # what the run did may have changed it
        if event.entity_id in schema.tables and not event.quiet:
            await self._start(session, schema, event, clock, seen)
        for statement, values in steps:
            await session.many(statement, [values])

    async def _start(
        self, session: Session, schema: Schema, event: InboxEvent, clock: Clock, seen: Current | None
    ) -> None:
        """Every flow that the event triggers; one that cannot even begin holds up none of the others."""
        for launch in await self.triggers.launches(session, schema, event, clock, seen):
            await self.runs.attempt(session, schema, launch, clock)

    async def _waiting(
        self, session: Session, schema: Schema, events: Sequence[InboxEvent]
    ) -> Mapping[str, Sequence[str]]:
        """By record the open runs that its event concerns."""
        waking = [one for one in events if one.entity_id in schema.tables and (one.action == "delete" or not one.quiet)]
        if not waking:
            return {}
        bound: dict[str, Any] = {
            "ws": schema.workspace_id,
            "entities": sorted({one.entity_id for one in waking}),
            "records": [one.record_id for one in waking],
        }
        found: dict[str, list[str]] = {}
        for record_id, run_id in await session.fetch(self.runs.statements(store.OPEN_ON_RECORDS), bound):
            found.setdefault(str(record_id), []).append(str(run_id))
        return found

    async def _wake(self, session: Session, schema: Schema, event: InboxEvent, run_id: str, clock: Clock) -> None:
        """Tells an open run of the record that it has changed; that of a deleted record ends."""
        cause = event.cause or ""
        by_run = cause.removeprefix(CAUSE) if cause.startswith(CAUSE) else None
        fields = tuple(str(one) for one in event.payload.get("changed", ()))
        run = await read_run(session, self.runs.statements, event.workspace_id, run_id)
        if run is not None:
            change: RunEvent = RecordChanged(at=clock.now, record=event.record_id, fields=fields, run=by_run)
            if event.action == "delete":
                change = Cancelled(at=clock.now, by=event.payload.get("by"), why=RECORD_DELETED)
            await self.runs.advance(session, schema, run, change, clock)


def _in_order(waiting: Sequence[InboxEvent]) -> list[InboxEvent]:
    """Oldest first, but each record's events in the order of its versions.

    Each process begins elsewhere, so that several do not try the same events one after the other.
    """
    by_record: dict[str, list[InboxEvent]] = {}
    for one in waiting:
        by_record.setdefault(one.record_id, []).append(one)
    turns = {id: iter(sorted(some, key=lambda one: one.version)) for id, some in by_record.items()}
    begin = os.getpid() % len(waiting) if len(waiting) == BATCH else 0
    return [next(turns[one.record_id]) for one in (*waiting[begin:], *waiting[:begin])]


def _subject(event: InboxEvent) -> tuple[str, str]:
    return event.workspace_id, event.record_id
