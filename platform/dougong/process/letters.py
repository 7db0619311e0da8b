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
from dougong.process.store import RunHead, read_head
from dougong.process.tables import decision_log, tasks
from dougong.records.planning import holder
from dougong.records.reading import Reading
from dougong.records.scene import Scene
from dougong.storage.driver.port import Database
from dougong.storage.people_tables import people
from dougong.storage.schema import Schema
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
    """Splits a message into deliveries, and fills in each one when it is delivered: rights are those of that moment.

    `database` may gather the reads of many letters.
    """

    runs: Runs
    reading: Reading
    database: Database
    messenger: Messenger

    async def parts(self, workspace_id: str, key: str, notify: Mapping[str, Any]) -> dict[str, dict[str, Json]]:
        """Key and payload of each delivery."""
        planned = await self.messenger.plan(workspace_id, notify["people"], notify["what"], notify["channels"])
        return {
            f"{key}:{person}:{channel}": {**notify, "people": [person], "channels": [channel]}
            for person, channel in planned
        }

    async def letter(self, schema: Schema, run_id: str, key: str, notify: Mapping[str, Any]) -> Letter:
        """The letter to the one person of a delivery. Raises GiveUp."""
        workspace_id, statements = schema.workspace_id, self.runs.statements
        found = await read_head(self.database, statements, workspace_id, run_id)
        if found is None:
            raise GiveUp("flow.run.gone")
        run, outcome = found
        person = notify["people"][0]
        task, due, holder = None, None, None
        if notify.get("task"):
            bound: dict[str, Any] = {"ws": workspace_id, "run": run_id, "of_task": notify["task"]}
            rows: list[Any] = await self.database.fetch(statements(TASK), bound)
            task, due, holder = rows[0] if rows else (None, None, None)
        return Letter(
            workspace_id=workspace_id,
            person_id=person,
            what=notify["what"],
            title=notify.get("title", ""),
            body=notify.get("body", ""),
            values=await self._values(schema, run, outcome or "", person, notify, due),
            key=key,
            entity=run.entity_id,
            record=run.record_id,
            task=task if holder == person else None,
            run=run.id,
        )

    async def _values(
        self, schema: Schema, run: RunHead, outcome: str, person: str, notify: Mapping[str, Any], due: Any
    ) -> Mapping[str, Shown]:
        stage, database = self.reading.stage, self.database
        clock = clock_at(stage.now(), schema.timezone)
        pinned = await self.runs.pinned.get(database, run.workspace_id, run.flow_id, run.version)
        try:
            principal = await acting.person(database, self.runs.statements, run.workspace_id, person)
        except Nobody:
            raise GiveUp("notify.person.gone") from None
        paths = {one.path for text in (notify.get("title", ""), notify.get("body", "")) for one in named(text)}
        if not paths:
            node = pinned.flow.node(notify.get("node") or "")
            return {
                "flow": pinned.flow.name,
                "node": node.name if node is not None else "",
                "title": run.title,
                "by": await self._by(run, notify["what"]),
                "due": None if due is None else clock.zone.local(due),
                "outcome": OUTCOMES.get(principal.locale, {}).get(outcome, outcome),
            }
        if run.record_id is None or run.entity_id not in schema.tables:
            return {}
        scene = Scene(principal, stage.plannings.of(schema), holder(principal), clock)
        at_node = notify["node"] if notify["what"] != "message" else None
        scene = Scene(principal, scene.planning, rights_at(scene, schema, pinned, run, at_node), clock)
        return await Viewer(scene, database, database.dialect).words(run.entity_id, run.record_id, paths)

    async def _by(self, run: RunHead, what: str) -> str | None:
        """Who the usual wording says it was: who urged, or who acted last."""
        bound = {"ws": run.workspace_id, "run": run.id, "of": run.initiator_id}
        statement = self.runs.statements(NAME if what == "urged" else LAST_BY)
        rows: list[Any] = await self.database.fetch(statement, bound)
        return rows[0][0] if rows else None
