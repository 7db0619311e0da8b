"""Tells open browsers what the process runtime has moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from dougong.notify.live import Hint, tell
from dougong.storage.driver.port import Database


@dataclass(frozen=True, slots=True)
class OpenBrowsers:
    """Spreads hints to every process that holds streams."""

    database: Database

    async def tasks_changed(self, workspace_id: str, people: Sequence[str]) -> None:
        """Tasks of these people came, went or moved on."""
        if people:
            await tell(self.database, Hint(workspace_id, "tasks", tuple(people)))

    async def records_changed(self, workspace_id: str, entities: Sequence[str]) -> None:
        """Records of these entities changed."""
        await tell(self.database, Hint(workspace_id, "records", None, tuple(entities)))
