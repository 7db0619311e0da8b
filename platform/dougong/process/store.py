"""The SQL of runs, tasks, timers and effects on their way out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from dougong.process.tables import decision_log, outbox, run_log, run_readers, runs, tasks, timers
from dougong.storage.design_tables import design_versions
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Dialect, Session
from dougong.storage.facts import Fetch
from dougong.storage.scope import stamp
from dougong.storage.statements import Statements
from dougong.storage.types import JsonType, MomentType, TextType, UuidType
from dougong_engine.document import Json
from dougong_engine.flows.state import RunState
from dougong_engine.flows.stored import from_json

_WS = sa.bindparam("ws", type_=UuidType())
_RUN = sa.bindparam("run", type_=UuidType())
_AT = sa.bindparam("now", type_=MomentType())
_R, _K, _T, _O = runs.c, tasks.c, timers.c, outbox.c
_INSERTS: dict[Dialect, Any] = {Dialect.SQLITE: sqlite.insert, Dialect.POSTGRESQL: postgresql.insert}

LOAD = sa.select(
    _R.id, _R.flow_id, _R.version, _R.entity_id, _R.record_id, _R.title, _R.initiator_id, _R.as_initiator, _R.state
).where(_R.workspace_id == _WS, _R.id == _RUN)
LOCK = LOAD.with_for_update()
_ID = sa.bindparam("of_id", type_=UuidType())
LOCK_TASK = (
    sa.select(*LOAD.selected_columns, _K.task, stamp())
    .join_from(tasks, runs, sa.and_(_R.workspace_id == _K.workspace_id, _R.id == _K.run_id))
    .where(_K.workspace_id == _WS, _K.id == _ID)
    .with_for_update(of=runs)
)
"""A task's run, what the task is called in it, and the caller's epoch of this moment."""
LOCK_ITSELF = (
    sa.select(*LOAD.selected_columns, sa.null(), stamp())
    .where(_R.workspace_id == _WS, _R.id == _ID)
    .with_for_update(of=runs)
)
"""The same for a run's own id."""
LOCK_FREE = LOAD.with_for_update(skip_locked=True)
CHANGE = (
    sa.update(runs)
    .where(_R.workspace_id == _WS, _R.id == _RUN)
    .values(
        {
            name: sa.bindparam(name, type_=_R[name].type)
            for name in ("status", "outcome", "changed_at", "ended_at", "state", "entries", "head")
        }
    )
)
_open = _R.status != sa.literal_column("'finished'", TextType())
OPEN_ON_RECORDS = (
    sa.select(_R.record_id, _R.id)
    .where(_R.workspace_id == _WS, any_of(_R.entity_id, "entities"), any_of(_R.record_id, "records"), _open)
    .order_by(_R.id)
)
OPEN_OF_FLOW = (
    sa.select(_R.id)
    .where(
        _R.workspace_id == _WS,
        _R.entity_id == sa.bindparam("entity", type_=TextType()),
        _R.record_id == sa.bindparam("record", type_=UuidType()),
        _R.flow_id == sa.bindparam("flow", type_=TextType()),
        _open,
    )
    .limit(1)
)
PUBLISHER = sa.select(design_versions.c.document, design_versions.c.published_by).where(
    design_versions.c.workspace_id == _WS,
    design_versions.c.object_id == sa.bindparam("flow", type_=TextType()),
    design_versions.c.version == sa.bindparam("version", type_=sa.Integer()),
)
CLOSE_TASK = (
    sa.update(tasks)
    .where(_K.workspace_id == _WS, _K.run_id == _RUN, _K.task == sa.bindparam("of_task", type_=TextType()))
    .where(_K.how.is_(None))
    .values(
        how=sa.bindparam("how", type_=TextType()),
        closed_by=sa.bindparam("by", type_=UuidType()),
        closed_at=_AT,
        draft=sa.null(),
    )
)
KEEP_DRAFT = (
    sa.update(tasks)
    .where(_K.workspace_id == _WS, _K.run_id == _RUN, _K.task == sa.bindparam("of_task", type_=TextType()))
    .values(draft=sa.bindparam("kept", type_=JsonType()))
)
DUE = (
    sa.update(tasks)
    .where(_K.workspace_id == _WS, _K.run_id == _RUN, _K.task == sa.bindparam("of_task", type_=TextType()))
    .values(
        due_at=sa.select(sa.func.min(_T.due_at))
        .where(_T.workspace_id == _WS, _T.run_id == _RUN, _T.fired_at.is_(None), any_of(_T.name, "names"))
        .scalar_subquery()
    )
)
CANCEL_TIMER = sa.delete(timers).where(
    _T.workspace_id == _WS, _T.run_id == _RUN, _T.name == sa.bindparam("of_name", type_=TextType())
)
CANCEL_TIMERS = sa.delete(timers).where(_T.workspace_id == _WS, _T.run_id == _RUN, _T.fired_at.is_(None))
FIRE = (
    sa.update(timers)
    .where(
        _T.workspace_id == _WS,
        _T.run_id == sa.bindparam("id", type_=UuidType()),
        _T.name == sa.bindparam("of_name", type_=TextType()),
        _T.fired_at.is_(None),
        _T.due_at <= _AT,
    )
    .values(fired_at=_AT)
    .returning(_T.run_id.label("id"))
)
RECALL = sa.delete(outbox).where(
    _O.workspace_id == _WS,
    _O.run_id == _RUN,
    _O.done_at.is_(None),
    _O.tries == 0,
    any_of(_O.visit, "visits"),
)
INSERT_RUN = sa.insert(runs)
INSERT_LOG = sa.insert(run_log)
INSERT_DECISION = sa.insert(decision_log)
INSERT_TASK = sa.insert(tasks)
INSERT_OUTBOX = sa.insert(outbox)


def _put_timer(dialect: Dialect) -> sa.Executable:
    insert = _INSERTS[dialect](timers)
    insert = insert.values({one.name: sa.bindparam(one.name, type_=one.type) for one in timers.c})
    renewed = {name: insert.excluded[name] for name in ("due_at", "fired_at", "calendar", "tries")}
    made: sa.Executable = insert.on_conflict_do_update(index_elements=["workspace_id", "run_id", "name"], set_=renewed)
    return made


PUT_TIMER = {one: _put_timer(one) for one in Dialect}
"""A timer row; one of the same name is replaced."""
PUT_READER: dict[Dialect, sa.Executable] = {one: _INSERTS[one](run_readers).on_conflict_do_nothing() for one in Dialect}
"""A copy for somebody; a second one of the same run says nothing new."""
PUT_OUTBOX: dict[Dialect, sa.Executable] = {one: _INSERTS[one](outbox).on_conflict_do_nothing() for one in Dialect}
"""An effect that may have been put there before."""


@dataclass(slots=True)
class RunHead:
    """What a run is about."""

    workspace_id: str
    id: str
    flow_id: str
    version: int
    entity_id: str
    record_id: str | None
    title: str
    initiator_id: str | None


@dataclass(slots=True)
class RunRow(RunHead):
    """A run as it lies in the database; `state` is what the interpreter remembers."""

    as_initiator: bool
    state: RunState

    def about(self) -> dict[str, object]:
        """The columns that never change."""
        names = ("workspace_id", "id", "flow_id", "version", "entity_id", "record_id", "title", "initiator_id")
        return {name: getattr(self, name) for name in (*names, "as_initiator")}


async def read_run(session: Session, statements: Statements, workspace_id: str, id: str) -> RunRow | None:
    """The run's row, locked until the transaction ends; None if there is none."""
    return _run(workspace_id, await session.fetch(statements(LOCK), {"ws": workspace_id, "run": id}))


async def read_addressed(
    session: Session, statements: Statements, workspace_id: str, me: str, id: str
) -> tuple[RunRow, str | None, int | None] | None:
    """The run of a task, or of that id itself, locked; the task; the epoch of `me`. None if there is neither."""
    bound = {"ws": workspace_id, "me": me, "of_id": id}
    for statement in (LOCK_TASK, LOCK_ITSELF):
        rows: list[Any] = await session.fetch(statements(statement), bound)
        if rows:
            *about, task, epoch = rows[0]
            run = _run(workspace_id, [about])
            return None if run is None else (run, task, epoch)
    return None


async def look_at_run(fetch: Fetch, statements: Statements, workspace_id: str, id: str) -> RunRow | None:
    """The run as it is now, without a lock."""
    return _run(workspace_id, await fetch.fetch(statements(LOAD), {"ws": workspace_id, "run": id}))


async def read_free_run(session: Session, statements: Statements, workspace_id: str, id: str) -> RunRow | None:
    """The run's row, locked until the transaction ends; None if there is none or somebody else has it locked."""
    return _run(workspace_id, await session.fetch(statements(LOCK_FREE), {"ws": workspace_id, "run": id}))


def _run(workspace_id: str, rows: list[Any]) -> RunRow | None:
    if not rows:
        return None
    found, flow, version, entity, record, title, initiator, as_initiator, state = rows[0]
    return RunRow(
        workspace_id, found, flow, version, entity, record, title, initiator, bool(as_initiator), from_json(state)
    )


def log_row(run: RunRow, place: int, at: datetime, kind: str, node: str, detail: Json) -> dict[str, object]:
    """One line of a run's log."""
    return {
        "workspace_id": run.workspace_id,
        "run_id": run.id,
        "step": run.state.step,
        "place": place,
        "at": at,
        "kind": kind,
        "node": node,
        "detail": detail,
    }
