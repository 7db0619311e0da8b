"""Takes events from the inbox: starts the flows they trigger, wakes the runs that wait, and tells the other consumers.

One event, everything that it causes and its removal are one transaction, so that each event counts exactly once.
"""

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
import structlog

from dougong.kernel.clock import Clock as Watch
from dougong.kernel.inbox import InboxEvent
from dougong.kernel.workspace import RightsChanged
from dougong.kernel.zone import clock_at
from dougong.process import store
from dougong.process.ports import EventConsumer
from dougong.process.running import Runs
from dougong.process.store import read_run
from dougong.process.triggers import Triggers
from dougong.process.writes import CAUSE
from dougong.storage.catalogue import Catalogue
from dougong.storage.driver.failures import LockTimeout, Retry, Unavailable
from dougong.storage.driver.port import Database, Session, in_transaction
from dougong.storage.schema import Schema
from dougong.storage.side_tables import inbox
from dougong.storage.types import UuidType
from dougong_engine.flows.event import RecordChanged
from dougong_engine.formula.values import Clock

log = structlog.get_logger("process")

TRIES = 3
SECONDS = 60.0
BATCH = 200
PASSING = (Retry, LockTimeout, Unavailable)
"""Failures of the moment: they say nothing against the event."""

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
TAKE = sa.select(_I.id).where(_MINE, sa.not_(_I.dead)).with_for_update(skip_locked=True)
DONE = sa.delete(inbox).where(_MINE)
FAILED = sa.update(inbox).where(_MINE).values(tries=_I.tries + 1, dead=_I.tries + 1 >= TRIES)


@dataclass(slots=True)
class Events:
    """The consumer of the inbox; several may run at once, in any number of processes."""

    database: Database
    catalogue: Catalogue
    runs: Runs
    triggers: Triggers
    consumers: Sequence[EventConsumer]
    watch: Watch

    async def round(self) -> int:
        """Handles what waits now, each record's events in the order of its versions; answers how many went through."""
        rows: list[Any] = await self.database.fetch(self.runs.statements(WAITING))
        blocked: set[str] = set()
        handled = 0
        schemas: dict[str, Schema] = {}
        for event in _in_order([InboxEvent(*row) for row in rows]):
            if event.workspace_id not in schemas:
                schemas[event.workspace_id] = await self.catalogue.newest(event.workspace_id)
            if event.record_id not in blocked:
                if await self._handled(schemas[event.workspace_id], event):
                    handled += 1
                else:
                    blocked.add(event.record_id)
        return handled

    async def _handled(self, schema: Schema, event: InboxEvent) -> bool:
        try:
            async with asyncio.timeout(SECONDS):
                return await self.handle(schema, event)
        except (*PASSING, RightsChanged) as passing:
            log.info("event waits", event_id=event.id, reason=type(passing).__name__)
        except Exception as error:  # noqa: BLE001  # whatever it is, the next event must have its turn
            log.warning("event failed", workspace=event.workspace_id, event_id=event.id, reason=repr(error)[:500])
            bound = {"ws": event.workspace_id, "of_id": event.id}
            await self.database.write([(self.runs.statements(FAILED), bound)])
        return False

    async def handle(self, schema: Schema, event: InboxEvent) -> bool:
        """One event in one transaction; False if somebody else has it or had it."""
        steps = [step for one in self.consumers for step in await one.consume(event)]
        clock = clock_at(self.watch.now(), schema.timezone)

        async def work(session: Session) -> bool:
            bound = {"ws": event.workspace_id, "of_id": event.id}
            if not await session.fetch(self.runs.statements(TAKE), bound):
                return False
            if not event.quiet and event.entity_id in schema.tables:
                await self._wake(session, schema, event, clock)
                await self._start(session, schema, event, clock)
            for statement, values in steps:
                await session.execute(statement, values)
            await session.execute(self.runs.statements(DONE), bound)
            return True

        return await in_transaction(self.database, work)

    async def _start(self, session: Session, schema: Schema, event: InboxEvent, clock: Clock) -> None:
        """Every flow that the event triggers; one that cannot even begin holds up none of the others."""
        for launch in await self.triggers.launches(session, schema, event, clock):
            await self.runs.attempt(session, schema, launch, clock)

    async def _wake(self, session: Session, schema: Schema, event: InboxEvent, clock: Clock) -> None:
        """Tells the open runs of the record that it has changed."""
        bound = {"ws": event.workspace_id, "entity": event.entity_id, "record": event.record_id}
        cause = event.cause or ""
        by_run = cause.removeprefix(CAUSE) if cause.startswith(CAUSE) else None
        fields = tuple(str(one) for one in event.payload.get("changed", ()))
        for (run_id,) in await session.fetch(self.runs.statements(store.OPEN_ON_RECORD), bound):
            run = await read_run(session, self.runs.statements, event.workspace_id, str(run_id))
            if run is not None:
                change = RecordChanged(at=clock.now, record=event.record_id, fields=fields, run=by_run)
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
