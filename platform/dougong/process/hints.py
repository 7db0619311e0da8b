"""What open browsers are told: whose tasks came or went, and of which entities records changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from dougong.kernel.inbox import InboxEvent
from dougong.process.ports import Browsers
from dougong.storage.driver.expressions import any_of
from dougong.storage.driver.port import Database, Step
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
TWICE = 2
"""A run is named while its step is not committed yet: who looked too early hears it again a moment later."""


@dataclass(slots=True)
class Hints:
    """Gathers what moved and tells it together. What is lost costs a browser its next look, nothing else."""

    database: Database
    statements: Statements
    browsers: Browsers
    _runs: dict[tuple[str, str], int] = field(default_factory=dict)
    _entities: dict[str, set[str]] = field(default_factory=dict)

    def step(self, workspace_id: str, run_id: str, emitted: Sequence[Emitted]) -> None:
        """A run has made a step."""
        if any(isinstance(one.effect, OpenTask | CloseTask | Finish) for one in emitted):
            self._runs[workspace_id, run_id] = TWICE

    async def consume(self, event: InboxEvent) -> Sequence[Step]:
        """A record has changed; nothing is to be written for that."""
        self._entities.setdefault(event.workspace_id, set()).add(event.entity_id)
        return ()

    async def tell(self) -> int:
        """Everything gathered so far. Nothing else is to be looked at because of it, so it counts as no work."""
        entities, self._entities = self._entities, {}
        for workspace_id, some in entities.items():
            await self.browsers.records_changed(workspace_id, sorted(some))
        by_workspace: dict[str, list[str]] = {}
        for (workspace_id, run_id), left in list(self._runs.items()):
            by_workspace.setdefault(workspace_id, []).append(run_id)
            if left > 1:
                self._runs[workspace_id, run_id] = left - 1
            else:
                self._runs.pop((workspace_id, run_id), None)
        for workspace_id, moved in by_workspace.items():
            bound: dict[str, Any] = {"ws": workspace_id, "runs": moved}
            rows: list[Any] = await self.database.fetch(self.statements(CONCERNED), bound)
            await self.browsers.tasks_changed(workspace_id, sorted(str(one) for (one,) in rows))
        return 0
