"""Hints for open browsers: which topics are worth fetching again, never what happened."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, get_args

import orjson
import structlog

from dougong.records.audience import Changes
from dougong.storage.driver.port import Database, Subscription

CHANNEL = "dg_events"
PEOPLE_AT_ONCE = 150
"""A payload holds at most 7,000 bytes; more people are told in several."""

PER_PERSON = 10
"""Streams that one person may have open."""

PAYLOAD_BYTES = 6_000
"""So much of changed records stands in one payload."""

GATHER_SECONDS = 0.05
"""Changes of records that come so close together are asked about together."""

Topic = Literal["notifications", "tasks"]
TOPICS: frozenset[str] = frozenset(get_args(Topic))
RECORDS = "records"

Concerned = Callable[[str, Collection[str], Changes], Awaitable[Mapping[str, Collection[str]]]]
"""Of the people who listen in a workspace those whom changes concern, each with the entities."""


async def nobody_concerned(_: str, __: Collection[str], ___: Changes) -> Mapping[str, Collection[str]]:
    """For deployments and tests without records."""
    return {}


log = structlog.get_logger("live")


@dataclass(frozen=True, slots=True)
class Hint:
    """Something changed. `people` None means everybody in the workspace."""

    workspace_id: str
    topic: Topic
    people: tuple[str, ...] | None = None


async def tell(database: Database, hint: Hint) -> None:
    """Spread a hint to every process; losing it costs a browser only its next poll."""
    groups: list[list[str] | None] = [None]
    if hint.people is not None:
        people = list(dict.fromkeys(hint.people))
        groups = [people[at : at + PEOPLE_AT_ONCE] for at in range(0, len(people), PEOPLE_AT_ONCE)]
    for group in groups:
        payload = {"w": hint.workspace_id, "t": hint.topic, "p": group}
        await database.notify(CHANNEL, orjson.dumps(payload).decode())


async def tell_changes(database: Database, workspace_id: str, changes: Changes) -> None:
    """Spread which records changed to every process; ids stay among processes and never reach a browser."""
    part: dict[str, dict[str, tuple[int, ...]]] = {}
    size = 0
    for entity_id, records in changes.items():
        for id, versions in records.items():
            size += len(id) + len(entity_id) + 12 * len(versions) + 12
            if size > PAYLOAD_BYTES:
                await _tell_changes(database, workspace_id, part)
                part, size = {}, 0
            part.setdefault(entity_id, {})[id] = versions
    if part:
        await _tell_changes(database, workspace_id, part)


async def _tell_changes(database: Database, workspace_id: str, changes: Changes) -> None:
    await database.notify(CHANNEL, orjson.dumps({"w": workspace_id, "t": RECORDS, "c": changes}).decode())


@dataclass(slots=True, eq=False)
class Mailbox:
    """What one open stream has yet to hear; hints of the same kind melt together, so it stays small.

    `missed` says that nobody knows of which entities records changed.
    """

    topics: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    missed: bool = False
    closed: bool = False
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, topic: str, entities: tuple[str, ...] = ()) -> None:
        """Note a topic."""
        self.topics.add(topic)
        self.entities.update(entities)
        self.missed |= topic == RECORDS and not entities
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
        taken = self.topics, set() if self.missed else self.entities
        self.topics, self.entities, self.missed = set(), set(), False
        self._woken.clear()
        return taken


class Live:
    """The open streams of this process, fed by one subscription to the database's channel."""

    def __init__(self, concerned: Concerned = nobody_concerned) -> None:
        self._concerned = concerned
        self._changes: dict[str, dict[str, dict[str, set[int]]]] = {}
        self._asking: asyncio.Task[None] | None = None
        self._boxes: dict[tuple[str, str], set[Mailbox]] = {}
        self._subscription: Subscription | None = None
        self._closing = False

    async def start(self, database: Database) -> None:
        """Begin to listen."""
        self._subscription = await database.listen(CHANNEL, self.heard)

    def close(self) -> None:
        """End every stream and stop listening."""
        self._closing = True
        if self._asking is not None:
            self._asking.cancel()
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
                for topic in (*TOPICS, RECORDS):
                    box.put(topic)
            return
        try:
            match orjson.loads(payload):
                case {"w": str(workspace), "t": "records", "c": dict(changes)}:
                    self._note(workspace, changes)
                    return
                case {"w": str(workspace), "t": str(topic), "p": None} if topic in TOPICS:
                    boxes = [box for one in self._listeners(workspace) for box in self._boxes[workspace, one]]
                case {"w": str(workspace), "t": str(topic), "p": list(people)} if topic in TOPICS:
                    boxes = [box for person in people for box in self._boxes.get((workspace, person), ())]
                case _:
                    raise ValueError(payload[:100])
        except (ValueError, TypeError, AttributeError):
            log.warning("hint not understood")
            return
        for box in boxes:
            box.put(topic)

    def _listeners(self, workspace_id: str) -> list[str]:
        return [person for workspace, person in self._boxes if workspace == workspace_id]

    def _note(self, workspace_id: str, changes: Changes) -> None:
        """Keeps changed records until it is asked, with what else comes meanwhile, whom they concern."""
        if not self._listeners(workspace_id):
            return
        noted = self._changes.setdefault(workspace_id, {})
        for entity_id, records in changes.items():
            for id, versions in records.items():
                noted.setdefault(entity_id, {}).setdefault(id, set()).update(versions)
        if self._asking is None and not self._closing:
            self._asking = asyncio.get_running_loop().create_task(self._ask())

    async def _ask(self) -> None:
        """Until nothing is left to ask about. Where asking fails, everything is worth fetching."""
        while self._changes:
            await asyncio.sleep(GATHER_SECONDS)
            noted, self._changes = self._changes, {}
            for workspace_id, entities in noted.items():
                changes = {
                    id: {one: tuple(versions) for one, versions in some.items()} for id, some in entities.items()
                }
                people = self._listeners(workspace_id)
                try:
                    heard = await self._concerned(workspace_id, people, changes)
                except Exception as error:  # noqa: BLE001  # a hint too many is better than a page that stands still
                    log.warning("nobody knows whom changes concern", reason=repr(error)[:500])
                    heard = dict.fromkeys(people, ())
                for person, names in heard.items():
                    for box in self._boxes.get((workspace_id, person), ()):
                        box.put(RECORDS, tuple(names))
        self._asking = None

    def _all(self) -> list[Mailbox]:
        return [box for some in self._boxes.values() for box in some]
