"""Runs for those who started them, take part in them, or look after the flows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from dougong.kernel.messages import sentence
from dougong.kernel.paging import decode_cursor, encode_cursor
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal
from dougong.kernel.zone import clock_at
from dougong.process.acting import task_rights
from dougong.process.judging import JUDGED
from dougong.process.naming import names_of
from dougong.process.run_steps import LogLine, Steps, visit_head
from dougong.process.run_values import safe
from dougong.process.seeing import Viewer
from dougong.process.store import RunHead
from dougong.process.tables import run_log
from dougong.process.tables import runs as run_table
from dougong.process.task_documents import Seen, TaskDocuments
from dougong.process.task_lists import LAST, TaskRow, head, wire
from dougong.process.timeline import Story, timeline
from dougong.records.planning import holder
from dougong.records.scene import Scene
from dougong.storage.types import TextType, UuidType
from dougong_engine.document import Json, dump
from dougong_engine.flows.node import NodeSpec
from dougong_engine.flows.nodes.condition import Condition
from dougong_engine.flows.nodes.parallel import Parallel

_WS = sa.bindparam("ws", type_=UuidType())
_R, _L = run_table.c, run_log.c
_SHOWN = (
    _R.id, _R.flow_id, _R.version, _R.entity_id, _R.record_id, _R.status, _R.outcome, _R.title, _R.initiator_id,
    _R.started_at, _R.ended_at,
)  # fmt: skip
PAGE = (
    sa.select(*_SHOWN)
    .where(_R.workspace_id == _WS, _R.id < sa.bindparam("before", type_=UuidType()))
    .order_by(_R.id.desc())
    .limit(sa.bindparam("most", type_=sa.Integer()))
)
MINE = PAGE.where(_R.initiator_id == sa.bindparam("me", type_=UuidType()))
_FLOW = _R.flow_id == sa.bindparam("flow", type_=TextType())
_STATUS = _R.status == sa.bindparam("status", type_=TextType())
QUESTIONS = {
    (mine, flow, status): (MINE if mine else PAGE).where(*([_FLOW] if flow else []), *([_STATUS] if status else []))
    for mine in (False, True)
    for flow in (False, True)
    for status in (False, True)
}
OF_RECORD = PAGE.where(
    _R.entity_id == sa.bindparam("entity", type_=TextType()), _R.record_id == sa.bindparam("record", type_=UuidType())
)
LOG = (
    sa.select(_L.step, _L.place, _L.at, _L.kind, _L.node, _L.detail)
    .where(_L.workspace_id == _WS, _L.run_id == sa.bindparam("run", type_=UuidType()))
    .order_by(_L.step, _L.place)
    .limit(5000)
)


def may_watch(principal: Principal) -> bool:
    """True for those who look after flows: they see every run, but of records only what their roles show."""
    return principal.admin or bool(principal.abilities & {"audit", "design"})


def problem_of(code: str, params: Mapping[str, Any], principal: Principal, *, whole: bool) -> dict[str, Json]:
    """A problem of a run in the viewer's language; without `whole`, values of the record are left out of it."""
    told = dict(params) if whole else safe(params)
    return {"code": code, "params": told, "message": sentence(code, told, principal.locale)}


def _detail(line: LogLine, *, whole: bool) -> Json:
    detail: dict[str, Json] = line.detail
    params = detail.get("params")
    return {**detail, "params": safe(params)} if isinstance(params, dict) and not whole else detail


@dataclass(slots=True)
class RunDocuments:
    """Answers runs."""

    tasks: TaskDocuments

    async def page(
        self, principal: Principal, flow: str | None, status: str | None, cursor: str | None, limit: int
    ) -> dict[str, Json]:
        """Runs, newest first: all of them for those who look after flows, one's own for everybody else."""
        mine = not may_watch(principal)
        question: Json = [principal.workspace_id, principal.person_id, "runs", flow, status]
        before = str(decode_cursor(cursor, question)[0]) if cursor else LAST
        bound = {"ws": principal.workspace_id, "me": principal.person_id, "before": before, "most": limit + 1}
        bound |= {"flow": flow, "status": status}
        statement = QUESTIONS[mine, flow is not None, status is not None]
        lists = self.tasks.lists
        rows: list[Any] = await lists.stage.database.fetch(lists.runs.statements(statement), bound)
        more = encode_cursor([rows[limit - 1][0]], question) if len(rows) > limit else None
        return {"runs": await self._shown(principal, rows[:limit]), "next": more}

    async def of_record(self, scene: Scene, entity_id: str, record_id: str) -> list[Json]:
        """The runs of a record that the caller may see. 404 if they may not."""
        lists = self.tasks.lists
        database = lists.stage.database
        await self.must_see(scene, entity_id, record_id)
        bound = {"ws": scene.principal.workspace_id, "entity": entity_id, "record": record_id}
        rows: list[Any] = await database.fetch(lists.runs.statements(OF_RECORD), {**bound, "before": LAST, "most": 100})
        return await self._shown(scene.principal, rows)

    async def must_see(self, scene: Scene, entity_id: str, record_id: str) -> None:
        """404 for a record that is not there for the caller."""
        database = self.tasks.lists.stage.database
        if await Viewer(scene, database, database.dialect).record(entity_id, record_id, ("id",)) is None:
            raise refuse(404, "record.unknown", id=record_id)

    async def document(self, principal: Principal, run_id: str) -> dict[str, Json]:
        """The graph, the path taken through it, what failed, and the log."""
        seen = await self._seen(principal, run_id)
        lists = self.tasks.lists
        stage, statements, run, flow = lists.stage, lists.runs.statements, seen.run, seen.pinned.flow
        names = await names_of(stage.database, statements, run.workspace_id, [run.initiator_id])
        facts = await self.tasks.facts(seen)
        rows: list[Any] = await stage.database.fetch(statements(LOG), {"ws": run.workspace_id, "run": run.id})
        log = [LogLine(*row) for row in rows]
        steps = self._steps(principal, seen)
        await steps.read(log)
        whole = principal.admin
        return {
            **head(replace(await self.tasks.headed(principal, seen), row=TaskRow(run.id, run.id)), names, stage.now()),
            "version": run.version,
            "start": flow.start,
            "nodes": [_node(one) for one in flow.nodes],
            "edges": [dump(one) for one in flow.edges],
            "path": [{**visit_head(one), **steps.told(one.id)} for one in run.state.visits],
            "failures": [
                {"node": one.node, **problem_of(one.code, one.params, principal, whole=whole)}
                for one in run.state.failures
            ],
            "log": [
                {
                    "step": one.step,
                    "place": one.place,
                    "at": wire(one.at),
                    "kind": one.kind,
                    "node": one.node,
                    "detail": _detail(one, whole=whole),
                }
                for one in log
                if one.kind != JUDGED
            ],
            "timeline": await timeline(stage.database, statements, Story(run, seen.pinned, facts)),
            "actions": lists.actions(principal, run, seen.pinned, seen.row),
        }

    def _steps(self, principal: Principal, seen: Seen) -> Steps:
        """The run's steps through the viewer's rights."""
        lists = self.tasks.lists
        stage, schema = lists.stage, seen.schema
        plain = Scene(principal, stage.plannings.of(schema), holder(principal), clock_at(stage.now(), schema.timezone))
        who = task_rights(seen.pinned.flow, seen.pinned.version, seen.node, principal)
        here = Scene(principal, plain.planning, who, plain.clock)
        shown = Viewer(here, stage.database, stage.database.dialect)
        own = Viewer(plain, stage.database, stage.database.dialect)
        return Steps(seen.run, seen.pinned.flow, lists.runs.statements, shown, own, principal.locale)

    async def _seen(self, principal: Principal, run_id: str) -> Seen:
        watcher = may_watch(principal)
        return await self.tasks.seen(principal, run_id, watcher=watcher)

    async def _shown(self, principal: Principal, rows: list[Any]) -> list[Json]:
        lists, workspace_id = self.tasks.lists, principal.workspace_id
        names = await names_of(lists.stage.database, lists.runs.statements, workspace_id, [row[8] for row in rows])
        schema = await lists.stage.catalogue.newest(workspace_id)
        titles = await lists.titles.of(principal, [_about(workspace_id, row) for row in rows])
        shown: list[Json] = []
        for id, flow, version, entity, record, status, outcome, _, initiator, started, ended in rows:
            title = titles[id].text
            pinned = await lists.runs.pinned.get(lists.stage.database, workspace_id, flow, version)
            table = schema.tables.get(entity)
            shown.append(
                {
                    "id": id,
                    "flow": {"id": flow, "name": schema.localized(pinned.flow, principal.locale).name},
                    "version": version,
                    "entity": table.entity.key if table is not None else "",
                    "record": None if record is None else {"id": record, "title": title},
                    "title": title,
                    "status": status,
                    "outcome": outcome,
                    "initiator": names.person(initiator),
                    "started_at": wire(started),
                    "ended_at": wire(ended),
                }
            )
        return shown


def _node(spec: NodeSpec) -> dict[str, Json]:
    """A node of the graph as readers of the run see it: no settings, only what is drawn."""
    told: dict[str, Json] = {"id": spec.id, "name": spec.name, "type": spec.type}
    match spec:
        case Condition(branches=branches) | Parallel(branches=branches):
            return {**told, "branches": [{"id": one.id, "name": one.name} for one in branches]}
        case _:
            return told


def _about(workspace_id: str, row: Any) -> RunHead:
    id, flow, version, entity, record, _, _, title, initiator, _, _ = row
    return RunHead(workspace_id, id, flow, version, entity, record, title, initiator)
