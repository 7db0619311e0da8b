"""Lists of tasks and runs: to do, started by me, copied to me, done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from dougong.kernel.paging import decode_cursor, encode_cursor
from dougong.kernel.workspace import Principal
from dougong.kernel.zone import clock_at
from dougong.process.acting import task_rights
from dougong.process.naming import Names, names_of
from dougong.process.offers import for_decider, for_holder, for_initiator
from dougong.process.pinned import Pinned
from dougong.process.running import Runs
from dougong.process.seeing import Viewer
from dougong.process.store import RunRow, look_at_run
from dougong.process.tables import run_readers, tasks
from dougong.process.tables import runs as run_table
from dougong.process.titles import Titles
from dougong.process.words import worded
from dougong.records.scene import Scene, Stage
from dougong.storage.schema import Schema
from dougong.storage.types import UuidType
from dougong_engine.approvals.settings import Approval
from dougong_engine.document import Json

Tab = Literal["todo", "started", "cc", "done"]
FACTS = 3
"""Fields that a row shows: the first material ones of its flow."""

_WS = sa.bindparam("ws", type_=UuidType())
_ME = sa.bindparam("me", type_=UuidType())
_K, _R, _C = tasks.c, run_table.c, run_readers.c
_TASK = (_K.id, _K.run_id, _K.task, _K.node_id, _K.behalf_id, _K.what, _K.opened_at, _K.due_at, _K.closed_at, _K.how)
_NONE = sa.null()
_MINE = sa.select(*_TASK).where(_K.workspace_id == _WS, _K.person_id == _ME)
_HIDDEN = ("superseded", "transferred", "cancelled", "withdrawn", "returned", "expired", "paused")
_BEFORE = sa.bindparam("before", type_=UuidType())
_MOST = sa.bindparam("most", type_=sa.Integer())
_RUN_AS_ROW = (_R.id, _R.id.label("run"))
TABS: dict[Tab, sa.Select[Any]] = {
    "todo": _MINE.where(_K.how.is_(None), _K.id < _BEFORE).order_by(_K.id.desc()).limit(_MOST),
    "done": _MINE.where(_K.how.is_not(None), _K.how.not_in([sa.literal_column(f"'{one}'") for one in _HIDDEN]))
    .where(_K.id < _BEFORE)
    .order_by(_K.id.desc())
    .limit(_MOST),
    "started": sa.select(*_RUN_AS_ROW)
    .where(_R.workspace_id == _WS, _R.initiator_id == _ME, _R.entries > 0, _R.id < _BEFORE)
    .order_by(_R.id.desc())
    .limit(_MOST),
    "cc": sa.select(_C.run_id, _C.run_id.label("run"))
    .where(_C.workspace_id == _WS, _C.person_id == _ME, _C.run_id < _BEFORE)
    .order_by(_C.run_id.desc())
    .limit(_MOST),
}
COUNTED = 1000
"""So far a list is counted; one more stands for all that are longer."""


def _count(rows: "sa.Select[Any]") -> "sa.ScalarSelect[int]":
    some = rows.order_by(None).limit(sa.literal_column(str(COUNTED + 1), sa.Integer())).subquery()
    return sa.select(sa.func.count()).select_from(some).scalar_subquery()


COUNTS = sa.select(*(_count(rows).label(tab) for tab, rows in TABS.items()))
HOLDERS = sa.select(_K.person_id).where(
    _K.workspace_id == _WS, _K.run_id == sa.bindparam("run", type_=UuidType()), _K.how.is_(None)
)
LAST = "ffffffff-ffff-ffff-ffff-ffffffffffff"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as a list shows it; for a run that somebody started or was copied, the task members are empty."""

    id: str
    run_id: str
    task: str | None = None
    node_id: str | None = None
    behalf_id: str | None = None
    what: str | None = None
    opened_at: datetime | None = None
    due_at: datetime | None = None
    closed_at: datetime | None = None
    how: str | None = None


@dataclass(slots=True)
class TaskLists:
    """Answers a person's lists."""

    stage: Stage
    runs: Runs
    titles: Titles

    async def page(self, principal: Principal, tab: Tab, cursor: str | None, limit: int) -> dict[str, Json]:
        """One page, newest first, and how many each list holds, counted up to 1,001."""
        question: Json = [principal.workspace_id, principal.person_id, "tasks", tab]
        before = str(decode_cursor(cursor, question)[0]) if cursor else LAST
        bound = {"ws": principal.workspace_id, "me": principal.person_id, "before": before, "most": limit + 1}
        rows: list[Any] = await self.stage.database.fetch(self.runs.statements(TABS[tab]), bound)
        found = [TaskRow(*row) for row in rows]
        more = encode_cursor([found[limit - 1].id], question) if len(found) > limit else None
        counted: list[Any] = await self.stage.database.fetch(self.runs.statements(COUNTS), {**bound, "before": LAST})
        return {
            "tasks": await self._rows(principal, found[:limit]),
            "next": more,
            "counts": dict(zip(TABS, counted[0], strict=True)),
        }

    async def _rows(self, principal: Principal, rows: Sequence[TaskRow]) -> list[Json]:
        """The rows whose runs are still there."""
        runs = {one.id: await self._run(principal, one.run_id) for one in rows}
        titles = await self.titles.of(principal, [run for run in runs.values() if run is not None])
        shown = [(row, run) for row in rows if (run := runs[row.id]) is not None]
        return [await self._row(principal, row, run, titles[run.id].text) for row, run in shown]

    async def _run(self, principal: Principal, run_id: str) -> RunRow | None:
        return await look_at_run(self.stage.database, self.runs.statements, principal.workspace_id, run_id)

    async def _row(self, principal: Principal, row: TaskRow, run: RunRow, title: str) -> Json:
        """A row with everything in it by name."""
        schema = await self.stage.catalogue.newest(principal.workspace_id)
        found = await self.runs.pinned.get(self.stage.database, run.workspace_id, run.flow_id, run.version)
        pinned = found.localized(schema, principal.locale)
        bound = {"ws": principal.workspace_id, "run": run.id}
        waiting = [str(one) for (one,) in await self.stage.database.fetch(self.runs.statements(HOLDERS), bound)]
        ids = [run.initiator_id, row.behalf_id, *waiting]
        names = await names_of(self.stage.database, self.runs.statements, run.workspace_id, ids)
        return {
            **head(Headed(schema, run, pinned, row, title), names, self.stage.now()),
            "waiting_for": [names.person(one) for one in dict.fromkeys(waiting)],
            "fields": await self._facts(principal, schema, run, pinned, row.node_id),
            "actions": self.actions(principal, run, pinned, row),
        }

    def actions(self, principal: Principal, run: RunRow, pinned: Pinned, row: TaskRow) -> list[Json]:
        """What the caller may do with it now."""
        at, me, flow = self.stage.now(), principal.person_id, pinned.flow
        if row.task is None:
            return for_initiator(flow, run.state, me, at)
        if row.how is not None:
            return for_decider(flow, run.state, me, row.task, at)
        spec = flow.node(row.node_id or "")
        if isinstance(spec, Approval):
            return for_holder(spec, run.state, row.task)
        return [{"name": "resubmit"}, {"name": "draft"}, *for_initiator(flow, run.state, me, at)]

    async def _facts(
        self, principal: Principal, schema: Schema, run: RunRow, pinned: Pinned, node: str | None
    ) -> list[Json]:
        """A few fields in words, as far as the caller may read them here."""
        entity = schema.tables.get(run.entity_id)
        if entity is None or run.record_id is None:
            return []
        clock = clock_at(self.stage.now(), schema.timezone)
        who = task_rights(pinned.flow, pinned.version, node, principal)
        scene = Scene(principal, self.stage.plannings.of(schema), who, clock)
        viewer = Viewer(scene, self.stage.database, self.stage.database.dialect)
        asked = [id for id in pinned.flow.material if entity.entity.field(id) is not None][:FACTS]
        words = await viewer.words(run.entity_id, run.record_id, asked) if asked else {}
        named = schema.localized(entity.entity, principal.locale)
        specs = [spec for id in asked if id in words and (spec := named.field(id)) is not None]
        return [{"key": one.key, "name": one.name, "text": worded(one, words[one.id])} for one in specs]


@dataclass(frozen=True, slots=True)
class Headed:
    """What the head of an answer is about; flow and title are those of its reader."""

    schema: Schema
    run: RunRow
    pinned: Pinned
    row: TaskRow
    title: str


def head(about: Headed, names: Names, now: datetime) -> dict[str, Json]:
    """What every answer about a task begins with."""
    run, pinned, row = about.run, about.pinned, about.row
    entity = about.schema.tables.get(run.entity_id)
    node = pinned.flow.node(row.node_id) if row.node_id is not None else None
    opened = row.opened_at or run.state.started
    closed = row.closed_at or (run.state.ended if row.task is None else None)
    return {
        "id": row.id,
        "run": run.id,
        "flow": {"id": run.flow_id, "name": pinned.flow.name},
        "node": {"id": row.node_id or "", "name": node.name if node is not None else ""},
        "entity": entity.entity.key if entity is not None else "",
        "record": None if run.record_id is None else {"id": run.record_id, "title": about.title},
        "what": row.what,
        "opened_at": wire(opened),
        "due_at": wire(row.due_at),
        "closed_at": wire(closed),
        "outcome": row.how if row.task is not None else run.state.outcome,
        "status": run.state.status,
        "overdue": row.due_at is not None and row.how is None and row.due_at <= now,
        "initiator": names.person(run.initiator_id),
        "behalf": names.person(row.behalf_id),
    }


def wire(moment: datetime | None) -> str | None:
    """A moment as the API writes it."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")
