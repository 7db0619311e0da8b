"""Events that wait in the inbox, and the bell that tells their consumer that there are some."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from dougong.kernel.errands import Errands
from dougong.kernel.spaced import Spaced

CHANNEL = "process"
"""Workers listen here; a lost message costs one look of the timer, nothing else."""

SPACE_SECONDS = 0.05
"""So far apart are rings under load: what waits is then taken up in larger parts, each of which costs less."""


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


@dataclass(frozen=True, slots=True)
class Folded:
    """Up to 1,000 events of one entity that came from one batch, in one row.

    The payload is `{"shapes": [payload, …], "records": [[id, version, place of its shape], …], "next": number}`;
    what has been unfolded is no longer among the records, `next` counts it.
    """

    workspace_id: str
    id: str
    entity_id: str
    at: datetime
    payload: Mapping[str, Any]

    @property
    def fresh(self) -> bool:
        """Whether these are new records that start nothing: nobody needs to be asked about one by one."""
        return all(one.get("quiet") and one.get("action") == "create" for one in self.payload["shapes"])

    def events(self) -> list[InboxEvent]:
        """One by one. Their ids follow from the row's own, so they stand before whatever happened later.

        The row keeps its own id while the first of them are put beside it: theirs differ from it in their 16th bit.
        """
        shapes, start = self.payload["shapes"], int(self.payload.get("next", 0))
        begin = (UUID(self.id).int ^ 0x8000) & ~0x7FFF
        return [
            InboxEvent(
                self.workspace_id, str(UUID(int=begin | place)), self.entity_id, str(id), version, self.at, shapes[at]
            )
            for place, (id, version, at) in enumerate(self.payload["records"], start)
        ]


def folded(events: Iterable[tuple[str, int, Mapping[str, Any]]]) -> dict[str, object]:
    """The payload of a folded row: record id, version and payload of each event."""
    shapes: list[Mapping[str, Any]] = []
    places: dict[str, int] = {}
    records: list[list[object]] = []
    for id, version, payload in events:
        at = places.setdefault(repr(payload), len(shapes))
        if at == len(shapes):
            shapes.append(payload)
        records.append([id, version, at])
    return {"shapes": shapes, "records": records, "next": 0}


@dataclass(slots=True)
class Bell:
    """Rung after a commit: wakes the worker here, and those elsewhere; often rung, it does so once in a while."""

    tell: Callable[[str, str], Awaitable[None]]
    here: asyncio.Event = field(default_factory=asyncio.Event)
    _ring: Spaced = field(init=False)
    _errands: Errands = field(default_factory=Errands)

    def __post_init__(self) -> None:
        self._ring = Spaced(self._send, SPACE_SECONDS)

    def ring(self) -> None:
        """There is something to do."""
        self._ring()

    def _send(self) -> None:
        self.here.set()
        # A message that was lost costs the listeners their next look.
        self._errands.send(self._tell())

    async def _tell(self) -> None:
        await self.tell(CHANNEL, "")
