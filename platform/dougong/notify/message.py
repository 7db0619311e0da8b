"""What is sent, to whom, and how a channel says that it could not."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Protocol

from dougong_engine.document import Doc

Kind = Literal["task", "urged", "reminder", "escalated", "copied", "message", "finished", "returned", "system"]
KINDS: tuple[Kind, ...] = (
    "task",
    "urged",
    "reminder",
    "escalated",
    "copied",
    "message",
    "finished",
    "returned",
    "system",
)
"""The occasions for which people choose their channels; the flows' own words and `system`."""

TITLE_CHARACTERS = 300
BODY_CHARACTERS = 20_000


class Link(Doc):
    """Where a click leads: a record, a task or a run; ids only, so that rights decide again on arrival."""

    entity: str | None = None
    record: str | None = None
    task: str | None = None
    run: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one person. `key` is the same at each try, and different for every other message to them.

    Title and body are plain text, already filled in with what this person may read; `told` are the paths of the linked
    record whose values stand there.
    """

    workspace_id: str
    person_id: str
    kind: Kind
    title: str
    body: str
    key: str
    link: Link | None = None
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person as channels need them; `email` None if there is no address."""

    person_id: str
    name: str
    email: str | None
    locale: str | None


class Retry(Exception):
    """The channel failed for now; the same message may be sent again after `after`."""

    def __init__(self, code: str, after: timedelta | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.after = after


class GiveUp(Exception):
    """The channel will never deliver this message; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Channel(Protocol):
    """A way to reach people; sending the same message again must not reach them twice, as far as the way allows."""

    async def send(self, message: Message, to: Recipient) -> None:
        """Deliver. Raises `Retry` or `GiveUp`."""
        ...
