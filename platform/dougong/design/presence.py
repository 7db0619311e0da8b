"""Who has a design object open: beats of open pages, spread to every process and forgotten when they stop."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import orjson
import structlog

from dougong.design.draft_rows import DraftRows
from dougong.kernel.clock import wall_clock
from dougong.kernel.problem import refuse
from dougong.kernel.shapes import Named
from dougong.kernel.workspace import Principal
from dougong.storage.driver.port import Database, Subscription

CHANNEL = "dg_presence"
LASTS = timedelta(seconds=10)
"""Pages beat every four seconds: one lost beat harms nothing, and who has left is gone within fifteen."""

log = structlog.get_logger("presence")


@dataclass(frozen=True, slots=True)
class Beat:
    """Somebody's page was open at a moment of this process's clock."""

    name: str
    at: datetime


@dataclass(slots=True)
class Presence:
    """Kept in memory alone: a process that starts knows within one beat who is there, and nothing is left behind."""

    database: Database
    rows: DraftRows
    now: Callable[[], datetime] = wall_clock
    _beats: dict[tuple[str, str], dict[str, Beat]] = field(default_factory=dict)
    _subscription: Subscription | None = None

    async def start(self) -> None:
        """Begin to hear beats, those of this process among them."""
        self._subscription = await self.database.listen(CHANNEL, self.heard)

    def close(self) -> None:
        """Stop listening."""
        if self._subscription is not None:
            self._subscription.close()

    async def beat(self, principal: Principal, id: str) -> list[Named]:
        """Tells that the caller has the object open; answers who else has, by name. 404 for what is not there."""
        if await self.rows.one(principal.workspace_id, id) is None:
            raise refuse(404, "design.unknown", id=id)
        told = {"w": principal.workspace_id, "o": id, "p": principal.person_id, "n": principal.name[:200]}
        await self.database.notify(CHANNEL, orjson.dumps(told).decode())
        there = self._there((principal.workspace_id, id))
        others = [Named(id=one, name=beat.name) for one, beat in there.items() if one != principal.person_id]
        return sorted(others, key=lambda one: (one["name"], one["id"]))

    def heard(self, payload: str) -> None:
        """Note a beat; an empty payload says that some were missed, which the next ones make good."""
        if not payload:
            return
        try:
            match orjson.loads(payload):
                case {"w": str(workspace), "o": str(id), "p": str(person), "n": str(name)}:
                    self._beats.setdefault((workspace, id), {})[person] = Beat(name, self.now())
                    self._forget()
                case _:
                    raise ValueError(payload[:100])
        except ValueError:
            log.warning("beat not understood")

    def _there(self, key: tuple[str, str]) -> dict[str, Beat]:
        since = self.now() - LASTS
        return {person: beat for person, beat in self._beats.get(key, {}).items() if beat.at > since}

    def _forget(self) -> None:
        """Beats are few and short-lived, so that going through all of them costs nothing."""
        there = {key: self._there(key) for key in self._beats}
        self._beats = {key: people for key, people in there.items() if people}
