"""Messages of flows: who gets one over which channel, and what each reader may find in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dougong.kernel.outbox import GiveUp
from dougong.kernel.zone import clock_at
from dougong.process import acting
from dougong.process.acting import Nobody
from dougong.process.ports import Letter, Messenger
from dougong.process.running import Runs
from dougong.process.seeing import Viewer, rights_at
from dougong.process.store import RunRow, look_at_run
from dougong.process.tables import decision_log, tasks
from dougong.records.planning import holder
from dougong.records.reading import Reading
from dougong.records.scene import Scene
from dougong.storage.people_tables import people
from dougong.storage.types import TextType, UuidType
from dougong_engine.document import Json
from dougong_engine.messages_template import Shown, named

_WS = sa.bindparam("ws", type_=UuidType())
_RUN = sa.bindparam("run", type_=UuidType())
TASK = sa.select(tasks.c.id, tasks.c.due_at, tasks.c.person_id).where(
    tasks.c.workspace_id == _WS, tasks.c.run_id == _RUN, tasks.c.task == sa.bindparam("of_task", type_=TextType())
)
LAST_BY = (
    sa.select(people.c.name)
    .join(
        decision_log,
        sa.and_(decision_log.c.workspace_id == people.c.workspace_id, decision_log.c.by == people.c.id),
    )
    .where(decision_log.c.workspace_id == _WS, decision_log.c.run_id == _RUN)
    .order_by(decision_log.c.number.desc())
    .limit(1)
)
NAME = sa.select(people.c.name).where(people.c.workspace_id == _WS, people.c.id == sa.bindparam("of", type_=UuidType()))

OUTCOMES: Mapping[str, Mapping[str, str]] = {
    "zh-CN": {
        "approved": "通过",
        "rejected": "未通过",
        "withdrawn": "已撤回",
        "cancelled": "已取消",
        "done": "已完成",
    },
    "en": {
        "approved": "approved",
        "rejected": "rejected",
        "withdrawn": "withdrawn",
        "cancelled": "cancelled",
        "done": "done",
    },
}


@dataclass(slots=True)
class Letters:
    """Splits a message into deliveries, and fills in each one when it is delivered: rights are those of that moment."""

    runs: Runs
    reading: Reading
    messenger: Messenger

    async def parts(self, workspace_id: str, key: str, notify: Mapping[str, Any]) -> dict[str, Json]:
        """Key and payload of each delivery."""
        planned = await self.messenger.plan(workspace_id, notify["people"], notify["what"], notify["channels"])
        return {
            f"{key}:{person}:{channel}": {**notify, "people": [person], "channels": [channel]}
            for person, channel in planned
        }

    async def deliver(self, workspace_id: str, run_id: str, key: str, notify: Mapping[str, Any]) -> None:
        """One delivery. Raises TryAgain or GiveUp."""
        database, statements = self.reading.stage.database, self.runs.statements
        run = await look_at_run(database, statements, workspace_id, run_id)
        if run is None:
            raise GiveUp("flow.run.gone")
        person, channel = notify["people"][0], notify["channels"][0]
        bound: dict[str, Any] = {"ws": workspace_id, "run": run_id, "of_task": notify.get("task") or ""}
        found: list[Any] = await database.fetch(statements(TASK), bound)
        task, due, holder = found[0] if found else (None, None, None)
        letter = Letter(
            workspace_id=workspace_id,
            person_id=person,
            what=notify["what"],
            title=notify.get("title", ""),
            body=notify.get("body", ""),
            values=await self._values(run, person, notify, due),
            key=key,
            entity=run.entity_id,
            record=run.record_id,
            task=task if holder == person else None,
            run=run.id,
        )
        await self.messenger.deliver(letter, channel)

    async def _values(self, run: RunRow, person: str, notify: Mapping[str, Any], due: Any) -> Mapping[str, Shown]:
        stage, statements = self.reading.stage, self.runs.statements
        schema = await stage.catalogue.newest(run.workspace_id)
        clock = clock_at(stage.now(), schema.timezone)
        pinned = await self.runs.pinned.get(stage.database, run.workspace_id, run.flow_id, run.version)
        try:
            principal = await acting.person(stage.database, statements, run.workspace_id, person)
        except Nobody:
            raise GiveUp("notify.person.gone") from None
        node = pinned.flow.node(notify.get("node") or "")
        what = notify["what"]
        who = NAME if what == "urged" else LAST_BY
        by: list[Any] = await stage.database.fetch(
            statements(who), {"ws": run.workspace_id, "run": run.id, "of": run.initiator_id}
        )
        outcome = run.state.outcome or ""
        usual: dict[str, Shown] = {
            "flow": pinned.flow.name,
            "node": node.name if node is not None else "",
            "title": run.title,
            "by": by[0][0] if by else None,
            "due": None if due is None else clock.zone.local(due),
            "outcome": OUTCOMES.get(principal.locale, {}).get(outcome, outcome),
        }
        paths = {one.path for text in (notify.get("title", ""), notify.get("body", "")) for one in named(text)}
        if not paths:
            return usual
        if run.record_id is None or run.entity_id not in schema.tables:
            return {}
        scene = Scene(principal, stage.plannings.of(schema), holder(principal), clock)
        at_node = notify["node"] if what != "message" else None
        scene = Scene(principal, scene.planning, rights_at(scene, schema, pinned, run, at_node), clock)
        return await Viewer(scene, stage.database, stage.database.dialect).words(run.entity_id, run.record_id, paths)
