"""What was decided about a record, with the check value of each decision log, for those whom the runs concern."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from dougong.process.naming import names_of
from dougong.process.pinned import PinnedFlows
from dougong.process.run_documents import may_watch
from dougong.process.tables import decision_log, run_readers, runs, tasks
from dougong.records.scene import Scene
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Database
from dougong.storage.statements import Statements
from dougong.storage.types import TextType, UuidType
from dougong_engine.document import Json

MOST_RUNS = 20
MOST_LINES = 1_000
_WS = sa.bindparam("ws", type_=UuidType())
_ME = sa.bindparam("me", type_=UuidType())
_R, _L, _K, _C = runs.c, decision_log.c, tasks.c, run_readers.c
DECIDED = (
    sa.select(_R.id, _R.flow_id, _R.version, _R.outcome, _R.entries, _R.head)
    .where(
        _R.workspace_id == _WS,
        _R.entity_id == sa.bindparam("entity", type_=TextType()),
        _R.record_id == sa.bindparam("record", type_=UuidType()),
        _R.entries > 0,
    )
    .order_by(_R.id)
    .limit(MOST_RUNS)
)
_ASKED = sa.select(_K.run_id).where(_K.workspace_id == _WS, _K.run_id == _R.id, _K.person_id == _ME)
_COPIED = sa.select(_C.run_id).where(_C.workspace_id == _WS, _C.run_id == _R.id, _C.person_id == _ME)
DECIDED_FOR_ME = DECIDED.where(sa.or_(_R.initiator_id == _ME, _ASKED.exists(), _COPIED.exists()))
LINES = (
    sa.select(_L.run_id, _L.at, _L.entry)
    .where(_L.workspace_id == _WS, any_of(_L.run_id, "runs"))
    .order_by(_L.run_id, _L.number)
    .limit(MOST_LINES)
)


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """A decision: at which node, by whom (on whose behalf), whom it concerned; a `void` one was taken back."""

    node: str
    by: str
    behalf: str
    people: tuple[str, ...]
    act: str
    at: datetime
    comment: str
    void: bool


@dataclass(frozen=True, slots=True)
class ApprovalRecord:
    """The decision log of a run: `head` is its last digest after so many `entries`."""

    run: str
    name: str
    outcome: str | None
    entries: int
    head: str
    lines: tuple[ApprovalLine, ...]


@dataclass(slots=True)
class ApprovalRecords:
    """Reads decision logs for those who may open the runs."""

    database: Database
    pinned: PinnedFlows
    statements: Statements

    async def of_record(self, scene: Scene, entity_id: str, record_id: str) -> list[ApprovalRecord]:
        """The oldest first; who may see the record must be settled before. At most 20 runs and 1,000 decisions."""
        principal = scene.principal
        statement = DECIDED if may_watch(principal) else DECIDED_FOR_ME
        bound = {"ws": principal.workspace_id, "me": principal.person_id, "entity": entity_id, "record": record_id}
        heads: list[Any] = await self.database.fetch(self.statements(statement), bound)
        if not heads:
            return []
        asked = {"ws": principal.workspace_id, "runs": [row[0] for row in heads]}
        lines: list[Any] = await self.database.fetch(self.statements(LINES), asked)
        people = {one for _, _, entry in lines for one in (entry["by"], entry["behalf"], *entry["people"])}
        names = (await names_of(self.database, self.statements, principal.workspace_id, people)).known
        found = []
        for run, flow_id, version, outcome, entries, head in heads:
            pinned = await self.pinned.get(self.database, principal.workspace_id, flow_id, version)
            flow = scene.planning.schema.localized(pinned.flow, principal.locale)
            own = [(at, entry) for id, at, entry in lines if id == run]
            void = {number for _, entry in own for number in entry["voids"]}
            nodes = {one.id: one.name for one in flow.nodes}
            told = tuple(_line(at, entry, names, nodes, entry["number"] in void) for at, entry in own)
            found.append(ApprovalRecord(str(run), flow.name, outcome, entries, str(head), told))
        return found


def _line(
    at: datetime, entry: dict[str, Any], names: dict[str, str], nodes: dict[str, str], void: bool
) -> ApprovalLine:
    def name(id: Json) -> str:
        return names.get(str(id), "") if id is not None else ""

    return ApprovalLine(
        nodes.get(entry["node"], ""),
        name(entry["by"]),
        name(entry["behalf"]),
        tuple(name(one) for one in entry["people"]),
        entry["act"],
        at,
        entry["comment"],
        void,
    )
