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
    _waits: bool = False
    _told: "set[asyncio.Task[None]]" = field(default_factory=set)

    def ring(self) -> None:
        """There is something to do."""
        self.here.set()
        if not self._waits:
            self._waits = True
            asyncio.get_running_loop().call_later(GATHER_SECONDS, self._send)

    def _send(self) -> None:
        self._waits = False
        task = asyncio.ensure_future(self._tell())
        self._told.add(task)
        task.add_done_callback(self._done)

    async def _tell(self) -> None:
        await self.tell(CHANNEL, "")

    def _done(self, task: "asyncio.Task[None]") -> None:
        """A message that was lost costs the listeners their next look, so its failure is only read, not shown."""
        self._told.discard(task)
        if not task.cancelled():
            task.exception()
