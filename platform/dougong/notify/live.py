"""Hints for open browsers: which topics are worth fetching again, never what happened."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, get_args

import orjson
import structlog

from dougong.storage.driver.port import Database, Subscription

CHANNEL = "dg_events"
PEOPLE_AT_ONCE = 150
"""A payload holds at most 7,000 bytes; more people are told in several."""

PER_PERSON = 10
"""Streams that one person may have open."""

Topic = Literal["notifications", "tasks", "records"]
TOPICS: frozenset[str] = frozenset(get_args(Topic))

log = structlog.get_logger("live")


@dataclass(frozen=True, slots=True)
class Hint:
    """Something changed. `people` None means everybody in the workspace; `entities` is for the topic records."""

    workspace_id: str
    topic: Topic
    people: tuple[str, ...] | None = None
    entities: tuple[str, ...] = ()


async def tell(database: Database, hint: Hint) -> None:
    """Spread a hint to every process; losing it costs a browser only its next poll."""
    groups: list[list[str] | None] = [None]
    if hint.people is not None:
        people = list(dict.fromkeys(hint.people))
        groups = [people[at : at + PEOPLE_AT_ONCE] for at in range(0, len(people), PEOPLE_AT_ONCE)]
    for group in groups:
        payload = {"w": hint.workspace_id, "t": hint.topic, "p": group, "e": hint.entities[:20]}
        await database.notify(CHANNEL, orjson.dumps(payload).decode())


@dataclass(slots=True, eq=False)
class Mailbox:
    """What one open stream has yet to hear; hints of the same kind melt together, so it stays small."""

    topics: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    closed: bool = False
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, topic: str, entities: tuple[str, ...] = ()) -> None:
        """Note a topic."""
        self.topics.add(topic)
        self.entities.update(entities)
        self._woken.set()

    def close(self) -> None:
        """End the stream."""
        self.closed = True
        self._woken.set()

    async def wait(self, seconds: float) -> bool:
        """Until there is something or the time is over; whether there is something."""
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return False
        return True

    def take(self) -> tuple[set[str], set[str]]:
        """The topics and entities noted so far; the box is empty afterwards."""
        taken = self.topics, self.entities
        self.topics, self.entities = set(), set()
        self._woken.clear()
        return taken


class Live:
    """The open streams of this process, fed by one subscription to the database's channel."""

    def __init__(self) -> None:
        self._boxes: dict[tuple[str, str], set[Mailbox]] = {}
        self._subscription: Subscription | None = None
        self._closing = False

    async def start(self, database: Database) -> None:
        """Begin to listen."""
        self._subscription = await database.listen(CHANNEL, self.heard)

    def close(self) -> None:
        """End every stream and stop listening."""
        self._closing = True
        if self._subscription is not None:
            self._subscription.close()
        for box in self._all():
            box.close()

    def room_for(self, workspace_id: str, person_id: str) -> bool:
        """Whether a person may open one more stream."""
        return not self._closing and len(self._boxes.get((workspace_id, person_id), ())) < PER_PERSON

    @contextmanager
    def box(self, workspace_id: str, person_id: str) -> Iterator[Mailbox]:
        """A mailbox for as long as a stream lasts."""
        box, key = Mailbox(closed=self._closing), (workspace_id, person_id)
        self._boxes.setdefault(key, set()).add(box)
        try:
            yield box
        finally:
            self._boxes[key].discard(box)
            if not self._boxes[key]:
                del self._boxes[key]

    def heard(self, payload: str) -> None:
        """Sort a hint into mailboxes; an empty one means that hints were missed, so everything is worth fetching."""
        if not payload:
            for box in self._all():
                for topic in TOPICS:
                    box.put(topic)
            return
        try:
            match orjson.loads(payload):
                case {"w": str(workspace), "t": str(topic), "p": None, "e": list(entities)} if topic in TOPICS:
                    boxes = [box for key, some in self._boxes.items() if key[0] == workspace for box in some]
                case {"w": str(workspace), "t": str(topic), "p": list(people), "e": list(entities)} if topic in TOPICS:
                    boxes = [box for person in people for box in self._boxes.get((workspace, person), ())]
                case _:
                    raise ValueError(payload[:100])
        except ValueError:
            log.warning("hint not understood")
            return
        for box in boxes:
            box.put(topic, tuple(entities))

    def _all(self) -> list[Mailbox]:
        return [box for some in self._boxes.values() for box in some]
