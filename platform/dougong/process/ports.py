"""What the process runtime needs from the parts above it; bound where the parts are wired."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from dougong.kernel.inbox import InboxEvent
from dougong.records.audience import Changes
from dougong.storage.driver.port import Step
from dougong_engine.document import Json
from dougong_engine.messages_template import Shown


class EventConsumer(Protocol):
    """Somebody else whom events of the inbox concern."""

    async def consume(self, event: InboxEvent) -> Sequence[Step]:
        """Steps for the transaction that handles the event; the same event may be asked about twice."""
        ...


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to one person, in their language. `title` and `body` are the flow's templates, empty for the usual
    wording; `values` are what this reader may see, by path; `told` are the paths of the record whose values stand
    there."""

    workspace_id: str
    person_id: str
    locale: str
    what: str
    title: str
    body: str
    values: Mapping[str, Shown]
    key: str
    told: tuple[str, ...] = ()
    entity: str | None = None
    record: str | None = None
    task: str | None = None
    run: str | None = None


IN_APP = "in_app"
"""The channel that is a row of ours, so that a letter is put there in the commit that closes it."""


class Messenger(Protocol):
    """Reaches people over channels."""

    async def plan(
        self, workspace_id: str, people: Sequence[str], what: str, channels: Sequence[str]
    ) -> Sequence[tuple[str, str]]:
        """Person and channel of each delivery."""
        ...

    async def deliver(self, letter: Letter, channel: str) -> None:
        """One delivery. Raises TryAgain or GiveUp."""
        ...

    def steps(self, letter: Letter, at: datetime) -> Sequence[Step]:
        """What puts a letter into its reader's own list, for the transaction that closes it. Raises GiveUp."""
        ...

    async def hint(self, workspace_id: str, people: Sequence[str]) -> None:
        """Those letters lie there now: open pages of these people may look."""
        ...


class Caller(Protocol):
    """Calls other systems through the guarded way out."""

    async def call(
        self, workspace_id: str, method: str, url: str, headers: Mapping[str, str], body: Json, key: str
    ) -> Json:
        """`{"status", "body"}` of the answer. Raises TryAgain or GiveUp."""
        ...


class Browsers(Protocol):
    """Open browsers, which are told what is worth fetching again."""

    async def tasks_changed(self, workspace_id: str, people: Sequence[str]) -> None:
        """Tasks of these people came, went or moved on."""
        ...

    async def records_changed(self, workspace_id: str, changes: Changes) -> None:
        """These records changed."""
        ...


class NoBrowsers:
    """Where nobody looks on."""

    async def tasks_changed(self, workspace_id: str, people: Sequence[str]) -> None:
        """Nobody hears it."""

    async def records_changed(self, workspace_id: str, changes: Changes) -> None:
        """Nobody hears it."""


Part = Callable[[], Awaitable[int]]
"""One look at one kind of work; answers how much was done."""


@dataclass(frozen=True, slots=True)
class Chore:
    """Housekeeping of the whole deployment: `work(now)` every `every`, in one process."""

    name: str
    every: timedelta
    work: Callable[[datetime], Awaitable[object]]
