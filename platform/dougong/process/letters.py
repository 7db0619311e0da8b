"""Messages of flows: who gets one over which channel, and what each reader may find in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from dougong.kernel.outbox import GiveUp
from dougong.kernel.workspace import Principal, RightsChanged
from dougong.kernel.zone import clock_at
from dougong.process import acting
from dougong.process.acting import Nobody, task_rights
from dougong.process.glances import Glances
from dougong.process.pinned import Pinned
from dougong.process.ports import Letter, Messenger
from dougong.process.running import Runs
from dougong.process.seeing import Viewer
from dougong.process.store import RunHead
from dougong.process.tables import decision_log, runs, tasks
from dougong.process.titles import Titles
from dougong.records.reading import Reading
from dougong.records.scene import Scene
from dougong.storage.driver.port import Database
from dougong.storage.people_tables import people
from dougong.storage.schema import Schema
from dougong.storage.types import TextType, UuidType
from dougong_engine.design.flow import Flow
from dougong_engine.document import Json
from dougong_engine.flows.nodes.notify import Notify
from dougong_engine.messages_template import Shown, named

_WS = sa.bindparam("ws", type_=UuidType())
_RUN = sa.bindparam("run", type_=UuidType())
_WHAT = sa.bindparam("what", type_=TextType())
_R, _K, _P, _L = runs.c, tasks.c, people.c, decision_log.c
_initiator = (
    sa.select(_P.name)
    .where(_P.workspace_id == _R.workspace_id, _P.id == _R.initiator_id)
    .correlate(runs)
    .scalar_subquery()
)
_acted_last = (
    sa.select(_P.name)
    .join(decision_log, sa.and_(_L.workspace_id == _P.workspace_id, _L.by == _P.id))
    .where(_L.workspace_id == _R.workspace_id, _L.run_id == _R.id)
    .order_by(_L.number.desc())
    .limit(1)
    .correlate(runs)
    .scalar_subquery()
)
ABOUT = (
    sa.select(
        *(_R.id, _R.flow_id, _R.version, _R.entity_id, _R.record_id, _R.title, _R.initiator_id),
        _R.outcome,
        *(_K.id, _K.due_at, _K.person_id),
        sa.case((_WHAT == "urged", _initiator), (_WHAT != "message", _acted_last), else_=sa.null()),
    )
    .join_from(
        runs,
        tasks,
        sa.and_(
            _K.workspace_id == _R.workspace_id,
            _K.run_id == _R.id,
            _K.task == sa.bindparam("of_task", type_=TextType()),
        ),
        isouter=True,
    )
    .where(_R.workspace_id == _WS, _R.id == _RUN)
)
"""The run of a letter, its task, and who the usual wording says it was: who urged, or who acted last."""

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


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a letter is about and who reads it; the flow is in the reader's language."""

    schema: Schema
    run: RunHead
    outcome: str
    due: datetime | None
    by: str | None
    reader: Principal
    pinned: Pinned


@dataclass(frozen=True, slots=True)
class Filling:
    """Values by place of a text, and the paths of the record of which they tell something."""

    values: Mapping[str, Shown]
    told: frozenset[str]


@dataclass(slots=True)
class Letters:
    """Splits a message into deliveries, and fills in each one when it is delivered: rights are those of that moment.

    `database` may gather the reads of many letters.
    """

    runs: Runs
    reading: Reading
    database: Database
    messenger: Messenger
    _titles: Titles = field(init=False)

    def __post_init__(self) -> None:
        gathered = Reading(replace(self.reading.stage, database=self.database))
        self._titles = Titles(self.database, self.runs.pinned, Glances(gathered))

    async def parts(self, workspace_id: str, key: str, notify: Mapping[str, Any]) -> dict[str, dict[str, Json]]:
        """Key and payload of each delivery."""
        planned = await self.messenger.plan(workspace_id, notify["people"], notify["what"], notify["channels"])
        return {
            f"{key}:{person}:{channel}": {**notify, "people": [person], "channels": [channel]}
            for person, channel in planned
        }

    async def letter(self, schema: Schema, run_id: str, key: str, notify: Mapping[str, Any]) -> Letter:
        """The letter to the one person of a delivery. Raises GiveUp."""
        try:
            return await self._letter(schema, run_id, key, notify)
        except RightsChanged:
            # Somebody's first task at a node changes what they may read: it is read anew, once.
            return await self._letter(schema, run_id, key, notify)

    async def _letter(self, schema: Schema, run_id: str, key: str, notify: Mapping[str, Any]) -> Letter:
        workspace_id, statements = schema.workspace_id, self.runs.statements
        bound = {"ws": workspace_id, "run": run_id, "of_task": notify.get("task") or "", "what": notify["what"]}
        rows: list[Any] = await self.database.fetch(statements(ABOUT), bound)
        if not rows:
            raise GiveUp("flow.run.gone")
        *head, outcome, task, due, holder, by = rows[0]
        run = RunHead(workspace_id, *head)
        reader, pinned = await self._reader(schema, run, notify["people"][0])
        title, body = _own_words(pinned.flow, notify)
        filling = await self._filling(Sheet(schema, run, outcome or "", due, by, reader, pinned), notify, (title, body))
        return Letter(
            workspace_id=workspace_id,
            person_id=reader.person_id,
            locale=reader.locale,
            what=notify["what"],
            title=title,
            body=body,
            values=filling.values,
            told=tuple(sorted(filling.told)),
            key=key,
            entity=run.entity_id,
            record=run.record_id,
            task=task if holder == reader.person_id else None,
            run=run.id,
        )

    async def _reader(self, schema: Schema, run: RunHead, person: str) -> tuple[Principal, Pinned]:
        """The reader, and the flow in the reader's language."""
        pinned = await self.runs.pinned.get(self.database, run.workspace_id, run.flow_id, run.version)
        try:
            reader = await acting.person(self.database, self.runs.statements, run.workspace_id, person)
        except Nobody:
            raise GiveUp("notify.person.gone") from None
        return reader, pinned.localized(schema, reader.locale)

    async def _filling(self, sheet: Sheet, notify: Mapping[str, Any], words: tuple[str, str]) -> Filling:
        """What the places of the words, or of the usual wording, stand for."""
        schema, run, outcome, principal, pinned = sheet.schema, sheet.run, sheet.outcome, sheet.reader, sheet.pinned
        stage, database = self.reading.stage, self.database
        clock = clock_at(stage.now(), schema.timezone)
        paths = {one.path for text in words for one in named(text)}
        if not paths:
            node = pinned.flow.node(notify.get("node") or "")
            title = (await self._titles.of(principal, [run]))[run.id]
            return Filling(
                {
                    "flow": pinned.flow.name,
                    "node": node.name if node is not None else "",
                    "title": title.text,
                    "by": sheet.by,
                    "due": None if sheet.due is None else clock.zone.local(sheet.due),
                    "outcome": OUTCOMES.get(principal.locale, {}).get(outcome, outcome),
                },
                title.told,
            )
        if run.record_id is None or run.entity_id not in schema.tables:
            return Filling({}, frozenset())
        at_node = notify["node"] if notify["what"] != "message" else None
        scene = Scene(
            principal, stage.plannings.of(schema), task_rights(pinned.flow, pinned.version, at_node, principal), clock
        )
        seen = await Viewer(scene, database, database.dialect).words(run.entity_id, run.record_id, paths)
        return Filling(seen, frozenset(path for path, value in seen.items() if value is not None))


def _own_words(flow: Flow, notify: Mapping[str, Any]) -> tuple[str, str]:
    """Title and body that the flow itself gives, as its node has them; empty where the usual wording speaks."""
    node = flow.node(notify.get("node") or "")
    if notify.get("title") and isinstance(node, Notify):
        return node.title, node.body
    return notify.get("title", ""), notify.get("body", "")
