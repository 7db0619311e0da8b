"""Fires timers that are due and starts scheduled flows; the database's clock decides."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import sqlalchemy as sa
import structlog

from dougong.kernel.clock import Clock as Watch
from dougong.kernel.workspace import RightsChanged
from dougong.kernel.zone import clock_at
from dougong.process import store
from dougong.process.batches import lanes, most_together, side_by_side, within
from dougong.process.running import Runs
from dougong.process.store import read_free_run
from dougong.process.tables import timers
from dougong.storage.catalogue import Catalogue
from dougong.storage.driver.failures import StorageFailure
from dougong.storage.driver.port import Database, Session, in_transaction
from dougong.storage.schema import Schema
from dougong.storage.types import MomentType, TextType, UuidType
from dougong_engine.flows.event import TimerFired
from dougong_engine.formula.values import Clock

log = structlog.get_logger("process")
BATCH = 200
TRIES = 3

_T = timers.c
DUE = (
    sa.select(_T.workspace_id, _T.run_id, _T.name)
    .where(_T.fired_at.is_(None), _T.due_at <= sa.bindparam("now", type_=MomentType()))
    .order_by(_T.due_at, _T.run_id, _T.name)
    .limit(BATCH)
)
FAILED = (
    sa.update(timers)
    .where(
        _T.workspace_id == sa.bindparam("ws", type_=UuidType()),
        _T.run_id == sa.bindparam("run", type_=UuidType()),
        _T.name == sa.bindparam("of_name", type_=TextType()),
    )
    .values(
        tries=_T.tries + 1,
        fired_at=sa.case((_T.tries + 1 >= TRIES, sa.bindparam("now", type_=MomentType())), else_=sa.null()),
    )
)


@dataclass(frozen=True, slots=True)
class DueTimer:
    """A timer whose time has come."""

    workspace_id: str
    run_id: str
    name: str


@dataclass(slots=True)
class Timers:
    """Takes due timers to their runs; several may do so at once."""

    database: Database
    catalogue: Catalogue
    runs: Runs
    watch: Watch

    async def round(self) -> int:
        """Fires what is due now; answers how many fired."""
        now = await self.watch.read()
        rows: list[Any] = await self.database.fetch(self.runs.statements(DUE), {"now": now})
        waiting = [DueTimer(str(ws), str(run), str(name)) for ws, run, name in rows]
        fired, most = 0, most_together(self.database)
        while waiting:
            batch, waiting = side_by_side(waiting, most, lambda one: (one.workspace_id, one.run_id))
            fired += sum(await asyncio.gather(*(self._fired(part, now) for part in lanes(batch))))
        return fired

    async def _fired(self, timers: Sequence[DueTimer], now: datetime) -> int:
        """How many of the timers fired: all in one transaction, or each in its own when that fails."""
        if len(timers) > 1:
            try:
                return await self.fire(timers, now)
            except Exception as error:  # noqa: BLE001  # one of them is to blame: each has a turn of its own
                log.info("timers fire singly", timers=len(timers), reason=repr(error)[:500])
        return sum([await self._fired_alone(one, now) for one in timers])

    async def _fired_alone(self, timer: DueTimer, now: datetime) -> int:
        try:
            return await self.fire([timer], now)
        except (StorageFailure, RightsChanged) as passing:
            log.info("timer waits", run=timer.run_id, reason=type(passing).__name__)
        except Exception as error:  # noqa: BLE001  # one bad run must not hold up the timers of the others
            log.warning("timer failed", run=timer.run_id, timer=timer.name, reason=repr(error)[:500])
            bound = {"ws": timer.workspace_id, "run": timer.run_id, "of_name": timer.name, "now": now}
            await self.database.write([(self.runs.statements(FAILED), bound)])
        return 0

    async def fire(self, timers: Sequence[DueTimer], now: datetime) -> int:
        """Timers of different runs of a workspace: events, new states and 'fired' in one commit.

        Answers how many fired; a run that somebody else has in hand is left for the next look.
        """
        schema = await self.catalogue.newest(timers[0].workspace_id)
        clock = clock_at(now, schema.timezone)
        pieces = [partial(self._piece, schema, one, clock) for one in timers]

        async def work(session: Session) -> int:
            return sum(await within(session, pieces))

        return await in_transaction(self.database, work)

    async def _piece(self, schema: Schema, timer: DueTimer, clock: Clock, session: Session) -> bool:
        statements = self.runs.statements
        run = await read_free_run(session, statements, timer.workspace_id, timer.run_id)
        bound = {"ws": timer.workspace_id, "id": timer.run_id, "of_name": timer.name, "now": clock.now}
        if run is None or not await session.fetch(statements(store.FIRE), bound):
            return False
        await self.runs.advance(session, schema, run, TimerFired(at=clock.now, timer=timer.name), clock)
        return True
