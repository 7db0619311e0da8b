"""One task with all that its holder needs to decide."""

from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa

from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.kernel.zone import clock_at
from dougong.process import facts as loading
from dougong.process.acting import node_fields, task_rights
from dougong.process.calendars import calendar_at
from dougong.process.facts import RecordFacts
from dougong.process.naming import names_of
from dougong.process.pinned import Pinned
from dougong.process.seeing import Viewer
from dougong.process.starter import mean
from dougong.process.store import RunRow, look_at_run
from dougong.process.tables import run_readers, tasks, timers
from dougong.process.task_lists import Headed, TaskLists, TaskRow, head, wire
from dougong.process.timeline import Story, timeline
from dougong.records.scene import Scene
from dougong.storage.schema import Schema
from dougong.storage.types import MomentType, UuidType
from dougong_engine.approvals.ballot import Ballot
from dougong_engine.approvals.settings import Approval
from dougong_engine.document import Json
from dougong_engine.fields import field_type
from dougong_engine.flows.node import FieldRight
from dougong_engine.flows.runwide import COOL_DOWN
from dougong_engine.formula.values import Clock
from dougong_engine.timers.due import skipped

_WS = sa.bindparam("ws", type_=UuidType())
_ME = sa.bindparam("me", type_=UuidType())
_ID = sa.bindparam("of_id", type_=UuidType())
_K, _C = tasks.c, run_readers.c
ONE = sa.select(
    _K.id, _K.run_id, _K.task, _K.node_id, _K.behalf_id, _K.what, _K.opened_at, _K.due_at, _K.closed_at, _K.how,
    _K.person_id, _K.draft,
).where(_K.workspace_id == _WS, _K.id == _ID)  # fmt: skip
COPIED = sa.select(_C.node_id).where(_C.workspace_id == _WS, _C.person_id == _ME, _C.run_id == _ID)
TOOK_PART = sa.select(_K.node_id).where(_K.workspace_id == _WS, _K.run_id == _ID, _K.person_id == _ME).limit(1)

COUNTED_BY = (
    sa.select(timers.c.calendar)
    .where(timers.c.workspace_id == _WS, timers.c.run_id == sa.bindparam("run", type_=UuidType()))
    .where(timers.c.due_at == sa.bindparam("due", type_=MomentType()), timers.c.calendar.is_not(None))
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A task or run that the caller may see, and through which node's field rights."""

    row: TaskRow
    run: RunRow
    pinned: Pinned
    schema: Schema
    node: str | None
    draft: Any


@dataclass(slots=True)
class TaskDocuments:
    """Answers a task, or a run by its id, to those whom it concerns."""

    lists: TaskLists

    async def document(self, principal: Principal, id: str) -> dict[str, Json]:
        """The task with its record, field rights, timeline and actions. 404 for anybody whom it does not concern."""
        seen = await self.seen(principal, id)
        stage, statements = self.lists.stage, self.lists.runs.statements
        schema, run = seen.schema, seen.run
        clock = clock_at(stage.now(), schema.timezone)
        who = task_rights(seen.pinned.flow, seen.pinned.version, seen.node, principal)
        scene = Scene(principal, stage.plannings.of(schema), who, clock)
        names = await names_of(stage.database, statements, run.workspace_id, [run.initiator_id, seen.row.behalf_id])
        facts = await self.facts(seen)
        rights = self._rights(seen)
        return {
            **head(await self.headed(principal, seen), names, stage.now()),
            "values": await self._values(scene, seen, rights),
            "rights": cast("dict[str, Json]", rights),
            "timeline": await timeline(stage.database, statements, Story(run, seen.pinned, facts)),
            "due_why": await self._due_why(seen, clock),
            "draft": self._draft(seen),
            "return_to": self._return_to(seen),
            "urge_after": wire(run.state.urged + COOL_DOWN) if run.state.urged is not None else None,
            "actions": self.lists.actions(principal, run, seen.pinned, seen.row),
        }

    async def headed(self, principal: Principal, seen: Seen) -> Headed:
        """What the answer begins with, named for the caller."""
        titles = await self.lists.titles.of(principal, [seen.run])
        return Headed(seen.schema, seen.run, seen.pinned, seen.row, titles[seen.run.id].text)

    async def facts(self, seen: Seen) -> RecordFacts:
        """What the flow itself sees of the record."""
        stage = self.lists.stage
        facts = RecordFacts(seen.schema, seen.run.entity_id, clock_at(stage.now(), seen.schema.timezone))
        await mean(stage.database, stage.database.dialect, facts, seen.pinned.flow, seen.run.initiator_id)
        beyond = loading.wanted(seen.schema, seen.pinned)
        return await loading.load(stage.database, stage.database.dialect, facts, seen.run.record_id, beyond)

    async def seen(self, principal: Principal, id: str, *, watcher: bool = False) -> Seen:
        """What the id means to the caller; a watcher sees every run."""
        stage, statements = self.lists.stage, self.lists.runs.statements
        bound = {"ws": principal.workspace_id, "of_id": id, "me": principal.person_id}
        rows: list[Any] = await stage.database.fetch(statements(ONE), bound)
        run_id = rows[0][1] if rows else id
        run = await look_at_run(stage.database, statements, principal.workspace_id, run_id)
        if run is None:
            raise refuse(404, "approval.task.unknown", task=id)
        schema = await stage.catalogue.newest(principal.workspace_id)
        found = await self.lists.runs.pinned.get(stage.database, run.workspace_id, run.flow_id, run.version)
        pinned = found.localized(schema, principal.locale)
        if rows and rows[0][10] == principal.person_id:
            row = TaskRow(*rows[0][:10])
            spec = pinned.flow.node(row.node_id or "")
            over = row.how is not None and isinstance(spec, Approval) and not spec.read_after
            return Seen(row, run, pinned, schema, None if over else row.node_id, rows[0][11])
        row = TaskRow(run.id, run.id)
        if run.initiator_id == principal.person_id or principal.admin or watcher:
            return Seen(row, run, pinned, schema, None, None)
        for statement in (COPIED, TOOK_PART):
            nodes = await stage.database.fetch(statements(statement), {**bound, "of_id": run.id})
            if nodes:
                return Seen(row, run, pinned, schema, str(nodes[0][0]), None)
        raise refuse(404, "approval.task.unknown", task=id)

    def _rights(self, seen: Seen) -> dict[str, FieldRight]:
        """Field key → right; what the node does not name may be read."""
        entity = seen.schema.tables.get(seen.run.entity_id)
        if entity is None:
            return {}
        named = node_fields(seen.pinned.flow, seen.node or "") or {}
        is_open = seen.row.task is not None and seen.row.how is None
        at_desk = is_open and seen.row.what == "resubmit"
        found: dict[str, FieldRight] = {}
        for spec in entity.entity.fields:
            right: FieldRight = named.get(spec.id, "edit" if at_desk and not spec.computed() else "read")
            found[spec.key] = right if is_open or right == "hidden" else "read"
        return found

    async def _values(self, scene: Scene, seen: Seen, rights: dict[str, FieldRight]) -> Json:
        """The record without the fields that the node hides."""
        run = seen.run
        if run.record_id is None or run.entity_id not in seen.schema.tables:
            return None
        viewer = Viewer(scene, self.lists.stage.database, self.lists.stage.database.dialect)
        entity = seen.schema.table(run.entity_id).entity
        links = frozenset(one.key for one in entity.fields if field_type(one).refers is not None)
        record = await viewer.record(run.entity_id, run.record_id, (), links | {"owner", "created_by", "updated_by"})
        if record is None:
            return None
        return {key: value for key, value in record.items() if rights.get(key) != "hidden"}

    async def _due_why(self, seen: Seen, clock: Clock) -> Json:
        """How the due time was counted; null where plain hours ran, or none."""
        row, stage, statements = seen.row, self.lists.stage, self.lists.runs.statements
        if row.task is None or row.due_at is None or row.opened_at is None:
            return None
        bound = {"ws": seen.run.workspace_id, "run": seen.run.id, "due": row.due_at}
        rows: list[Any] = await stage.database.fetch(statements(COUNTED_BY), bound)
        if not rows:
            return None
        version = int(rows[0][0])
        calendar = await calendar_at(stage.database, statements, seen.run.workspace_id, version)
        days = skipped(row.opened_at, row.due_at, calendar, clock.zone)
        return {"calendar": version, "skipped": [{"day": day.isoformat(), "name": name} for day, name in days.items()]}

    def _draft(self, seen: Seen) -> Json:
        """What the holder has put aside, by key."""
        entity = seen.schema.tables.get(seen.run.entity_id)
        if not isinstance(seen.draft, dict) or entity is None:
            return None
        fields = seen.draft.get("fields", {})
        by_key = {spec.key: value for id, value in fields.items() if (spec := entity.entity.field(id)) is not None}
        return {"fields": by_key, "comment": seen.draft.get("comment", "")}

    def _return_to(self, seen: Seen) -> list[Json]:
        """Human nodes that have been asked before this one."""
        task = seen.row.task
        if task is None or seen.row.how is not None:
            return []
        state = seen.run.state
        before = state.ancestors(int(task.partition(".")[0]))
        nodes = [one.node for one in state.visits if one.id in before and isinstance(one.memory, Ballot)]
        flow = seen.pinned.flow
        return [{"id": one, "name": spec.name} for one in dict.fromkeys(nodes) if (spec := flow.node(one)) is not None]
