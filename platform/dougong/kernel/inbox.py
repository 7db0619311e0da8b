"""Events that wait in the inbox, and the bell that tells their consumer that there are some."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

CHANNEL = "process"
"""Workers listen here; a lost message costs one look of the timer, nothing else."""

GATHER_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class InboxEvent:
    """A write that happened: `action` create, update, delete or restore; `changed` field ids; `moves` of stages.

    `quiet` starts nothing (past data, samples); `cause` names what wrote it, `by` the person.
    """

    workspace_id: str
    id: str
    entity_id: str
    record_id: str
    version: int
    at: datetime
    payload: Mapping[str, Any]

    @property
    def action(self) -> str:
        """What happened to the record."""
        return str(self.payload.get("action"))

    @property
    def quiet(self) -> bool:
        """True for writes that start nothing."""
        return bool(self.payload.get("quiet"))

    @property
    def cause(self) -> str | None:
        """The run, import or task behind the write."""
        found = self.payload.get("cause")
        return found if isinstance(found, str) else None


@dataclass(slots=True)
class Bell:
    """Rung after a commit. Rings that come together become one message to workers elsewhere."""

    tell: Callable[[str, str], Awaitable[None]]
    here: asyncio.Event = field(default_factory=asyncio.Event)
    _going: "asyncio.Task[None] | None" = None

    def ring(self) -> None:
        """There is something to do."""
        self.here.set()
        if self._going is None or self._going.done():
            self._going = asyncio.get_running_loop().create_task(self._tell())

    async def _tell(self) -> None:
        await asyncio.sleep(GATHER_SECONDS)
        await self.tell(CHANNEL, "")
