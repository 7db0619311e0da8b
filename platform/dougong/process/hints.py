"""What open browsers are told: whose tasks came or went, and which records changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from dougong.kernel.errands import Errands
from dougong.kernel.inbox import InboxEvent
from dougong.kernel.spaced import Spaced
from dougong.process.ports import Browsers
from dougong.records.audience import Changes, moving
from dougong.records.scene import Stage
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Step
from dougong.storage.statements import Statements
from dougong.storage.task_tables import runs, tasks
from dougong.storage.types import UuidType
from dougong_engine.flows.effect import CloseTask, Emitted, Finish, OpenTask

_WS = sa.bindparam("ws", type_=UuidType())
CONCERNED = sa.union(
    sa.select(tasks.c.person_id).where(tasks.c.workspace_id == _WS, any_of(tasks.c.run_id, "runs")),
    sa.select(runs.c.initiator_id).where(
        runs.c.workspace_id == _WS, any_of(runs.c.id, "runs"), runs.c.initiator_id.is_not(None)
    ),
)
SPACE_SECONDS = 0.1
"""So far apart browsers are told under load."""
TWICE = 2
"""A run is named while its step is not committed yet: who looked too early hears it again a moment later."""


@dataclass(slots=True)
class Hints:
    """Gathers what moved and tells it together. What is lost costs a browser its next look, nothing else."""

    stage: Stage
    statements: Statements
    browsers: Browsers
    _runs: dict[tuple[str, str], int] = field(default_factory=dict)
    _events: list[InboxEvent] = field(default_factory=list)
    _soon: Spaced = field(init=False)
    _errands: Errands = field(default_factory=Errands)

    def __post_init__(self) -> None:
        self._soon = Spaced(lambda: self._errands.send(self.tell()), SPACE_SECONDS)

    def soon(self) -> None:
        """Tell what has been gathered, without waiting for it: at once, and then at most once in a while."""
        self._soon()

    def step(self, workspace_id: str, run_id: str, emitted: Sequence[Emitted]) -> None:
        """A run has made a step."""
        if any(isinstance(one.effect, OpenTask | CloseTask | Finish) for one in emitted):
            self._runs[workspace_id, run_id] = TWICE

    async def consume(self, event: InboxEvent) -> Sequence[Step]:
        """A record has changed; nothing is to be written for that."""
        self._events.append(event)
        return ()

    async def tell(self) -> int:
        """Everything gathered so far. Nothing else is to be looked at because of it, so it counts as no work."""
        events, self._events = self._events, []
        for workspace_id in sorted({one.workspace_id for one in events}):
            mine = [one for one in events if one.workspace_id == workspace_id]
            await self.browsers.records_changed(workspace_id, await self._changes(workspace_id, mine))
        by_workspace: dict[str, list[str]] = {}
        for (workspace_id, run_id), left in list(self._runs.items()):
            by_workspace.setdefault(workspace_id, []).append(run_id)
            if left > 1:
                self._runs[workspace_id, run_id] = left - 1
            else:
                self._runs.pop((workspace_id, run_id), None)
        for workspace_id, moved in by_workspace.items():
            bound: dict[str, Any] = {"ws": workspace_id, "runs": moved}
            rows: list[Any] = await self.stage.database.fetch(self.statements(CONCERNED), bound)
            await self.browsers.tasks_changed(workspace_id, sorted(str(one) for (one,) in rows))
        return 0

    async def _changes(self, workspace_id: str, events: Sequence[InboxEvent]) -> Changes:
        """The records of the events, with those versions that may have moved them to other people's rows."""
        planning = self.stage.plannings.of(await self.stage.catalogue.schema(workspace_id))
        found: dict[str, dict[str, tuple[int, ...]]] = {}
        for event in events:
            if event.entity_id in planning.schema.tables:
                versions = found.setdefault(event.entity_id, {}).setdefault(event.record_id, ())
                changed = frozenset(map(str, event.payload.get("changed", ())))
                moved = event.action == "update" and changed & moving(planning, event.entity_id)
                if moved and event.version not in versions:
                    found[event.entity_id][event.record_id] = (*versions, event.version)
        return found
