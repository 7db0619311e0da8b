"""Starts flows by the calendar: one row a flow says when it is planned next."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from cronsim import CronSim, CronSimError

from dougong.kernel.clock import Clock as Watch
from dougong.kernel.zone import WorkspaceZone, clock_at, zone
from dougong.process.running import Launch, Runs
from dougong.process.tables import schedules
from dougong.storage.catalogue import Catalogue
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database, Session, in_transaction
from dougong.storage.reader import Reader
from dougong.storage.resolve import ready, values
from dougong.storage.schema import Schema
from dougong.storage.types import MomentType, TextType, UuidType
from dougong.storage.workspaces import workspaces
from dougong_engine.access.plan import full
from dougong_engine.design.flow import Flow
from dougong_engine.errors import EngineError
from dougong_engine.formula.values import Clock
from dougong_engine.timers.repeat import turn

log = structlog.get_logger("process")
EVERY = timedelta(seconds=5)
"""Plans are exact to the minute, so nobody needs to look more often."""

MOST = 1000
"""Records for which one turn of a schedule starts runs."""

_S = schedules.c
_WS = sa.bindparam("ws", type_=UuidType())
_FLOW = sa.bindparam("flow", type_=TextType())
_MINE = sa.and_(_S.workspace_id == _WS, _S.flow_id == _FLOW)
ALL = sa.select(_S.workspace_id, _S.flow_id, _S.cron, _S.planned_at)
REVISIONS = sa.select(workspaces.c.id, workspaces.c.design_revision)
PLAN = sa.insert(schedules)
FORGET = sa.delete(schedules).where(_MINE)
MOVE = (
    sa.update(schedules)
    .where(_MINE, _S.planned_at == sa.bindparam("was", type_=MomentType()))
    .values(planned_at=sa.bindparam("then", type_=MomentType()))
)


def next_fire(cron: str, place: WorkspaceZone, after: datetime) -> datetime | None:
    """The first instant after another that the plan names, on the wall clock of the zone; None if there is none."""
    try:
        turns = CronSim(cron, place.local(after))
        local = next(turns)
        while place.instant(local) <= after:
            local = next(turns)
    except (CronSimError, StopIteration):
        return None
    return place.instant(local).astimezone(UTC)


@dataclass(slots=True)
class Schedules:
    """Keeps the plan of every scheduled flow and starts what is due."""

    database: Database
    catalogue: Catalogue
    runs: Runs
    watch: Watch
    _looked: datetime | None = None

    async def round(self) -> int:
        """Starts what is due now; answers how many runs began."""
        now = self.watch.now()
        if self._looked is not None and now - self._looked < EVERY:
            return 0
        self._looked = now
        planned: dict[tuple[str, str], tuple[str, datetime]] = {}
        rows: list[Any] = await self.database.fetch(self.runs.statements(ALL))
        for workspace_id, flow_id, cron, at in rows:
            planned[str(workspace_id), str(flow_id)] = (cron, at)
        began = 0
        for (workspace_id,) in [(row[0],) for row in await self.database.fetch(self.runs.statements(REVISIONS))]:
            began += await self._workspace(str(workspace_id), planned, now)
        return began

    async def _workspace(
        self, workspace_id: str, planned: dict[tuple[str, str], tuple[str, datetime]], now: datetime
    ) -> int:
        schema = await self.catalogue.newest(workspace_id)
        flows = {one.id: one for one in schema.design.of(Flow) if one.trigger.cron is not None}
        began = 0
        for flow in flows.values():
            found = planned.get((workspace_id, flow.id))
            if found is None or found[0] != flow.trigger.cron:
                await self._plan(schema, flow, now)
            elif found[1] <= now:
                began += await self._turn(schema, flow, found[1], now)
        for owner, flow_id in planned:
            if owner == workspace_id and flow_id not in flows:
                await self.database.write([(self.runs.statements(FORGET), {"ws": owner, "flow": flow_id})])
        return began

    async def _plan(self, schema: Schema, flow: Flow, now: datetime) -> None:
        then = next_fire(str(flow.trigger.cron), zone(schema.timezone), now)
        if then is None:
            return
        row = {"workspace_id": schema.workspace_id, "flow_id": flow.id, "cron": flow.trigger.cron, "planned_at": then}
        forget = {"ws": schema.workspace_id, "flow": flow.id}
        await self.database.write([(self.runs.statements(FORGET), forget), (self.runs.statements(PLAN), row)])

    async def _turn(self, schema: Schema, flow: Flow, planned: datetime, now: datetime) -> int:
        """One turn: the next plan and the runs of this one in one commit."""
        place, clock = zone(schema.timezone), clock_at(now, schema.timezone)
        due = turn(planned, now, lambda after: next_fire(str(flow.trigger.cron), place, after), flow.trigger.catch_up)
        records = await self._records(schema, flow, clock) if due.fire else []

        async def work(session: Session) -> int:
            bound = {"ws": schema.workspace_id, "flow": flow.id, "was": planned, "then": due.next or planned}
            if not await session.execute(self.runs.statements(MOVE), bound):
                return 0
            for record in records:
                launch = Launch(flow_id=flow.id, version=schema.versions[flow.id], on="schedule", record_id=record)
                await self.runs.attempt(session, schema, launch, clock)
            return len(records)

        return await in_transaction(self.database, work)

    async def _records(self, schema: Schema, flow: Flow, clock: Clock) -> list[str | None]:
        """The records that the trigger's condition matches; no record at all for a trigger without one."""
        if flow.trigger.where is None:
            return [None]
        try:
            resolved = ready(flow.trigger.where, schema, flow.entity, clock, "p")
        except EngineError as error:
            log.warning("schedule cannot be judged", flow=flow.id, reason=str(error))
            return []
        reader = Reader(schema, flow.entity, lambda one: full(schema.table(one).entity), clock, trusted=True)
        where = reader.where(resolved)
        select = sa.select(reader.root.c.id).select_from(reader.source).where(*reader.visible(), where)
        statement = compile_statement(select.order_by(reader.root.c.id).limit(MOST), self.database.dialect)
        bound = {"ws": schema.workspace_id, "me": None, **reader.bound, **values(resolved)}
        return [str(id) for (id,) in await self.database.fetch(statement, bound)]
