"""Fires timers that are due and starts scheduled flows; the database's clock decides."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
import structlog

from dougong.kernel.clock import Clock as Watch
from dougong.kernel.workspace import RightsChanged
from dougong.kernel.zone import clock_at
from dougong.process import store
from dougong.process.running import Runs
from dougong.process.store import read_run
from dougong.process.tables import timers
from dougong.storage.catalogue import Catalogue
from dougong.storage.driver.failures import StorageFailure
from dougong.storage.driver.port import Database, Session, in_transaction
from dougong.storage.types import MomentType, TextType, UuidType
from dougong_engine.flows.event import TimerFired

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
        return sum([await self._fired(str(ws), str(run), str(name), now) for ws, run, name in rows])

    async def _fired(self, workspace_id: str, run_id: str, name: str, now: datetime) -> bool:
        try:
            return await self.fire(workspace_id, run_id, name, now)
        except (StorageFailure, RightsChanged) as passing:
            log.info("timer waits", run=run_id, reason=type(passing).__name__)
        except Exception as error:  # noqa: BLE001  # one bad run must not hold up the timers of the others
            log.warning("timer failed", run=run_id, timer=name, reason=repr(error)[:500])
            bound = {"ws": workspace_id, "run": run_id, "of_name": name, "now": now}
            await self.database.write([(self.runs.statements(FAILED), bound)])
        return False

    async def fire(self, workspace_id: str, run_id: str, name: str, now: datetime) -> bool:
        """One timer: the event, the new state and 'fired' in one commit. False if somebody was faster."""
        schema = await self.catalogue.newest(workspace_id)
        clock = clock_at(now, schema.timezone)

        async def work(session: Session) -> bool:
            run = await read_run(session, self.runs.statements, workspace_id, run_id)
            bound = {"ws": workspace_id, "run": run_id, "of_name": name, "now": now}
            if run is None or not await session.execute(self.runs.statements(store.FIRE), bound):
                return False
            await self.runs.advance(session, schema, run, TimerFired(at=now, timer=name), clock)
            return True

        return await in_transaction(self.database, work)
