"""Tells open browsers what the process runtime has moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from dougong.notify.live import Hint, tell, tell_changes
from dougong.records.audience import Changes
from dougong.storage.driver.port import Database


@dataclass(frozen=True, slots=True)
class OpenBrowsers:
    """Spreads hints to every process that holds streams."""

    database: Database

    async def tasks_changed(self, workspace_id: str, people: Sequence[str]) -> None:
        """Tasks of these people came, went or moved on."""
        if people:
            await tell(self.database, Hint(workspace_id, "tasks", tuple(people)))

    async def records_changed(self, workspace_id: str, changes: Changes) -> None:
        """These records changed; who may know of it is asked where the streams are."""
        await tell_changes(self.database, workspace_id, changes)
