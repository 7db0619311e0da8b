"""What a run remembers between two events: a value, saved and loaded as JSON by `stored`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from dougong_engine.document import Json
from dougong_engine.flows.effect import Asking
from dougong_engine.flows.limits import Cause


@dataclass(frozen=True, slots=True)
class Memory:
    """What a node remembers while a path stands on it; node types that remember something derive from it."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One fork that a path has come through, and by which branch; `fork` is the visit of the parallel node."""

    fork: int
    branch: str


Path = tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class Redo:
    """What happens when a returned matter comes back: made when it was returned, so that it is no one's later choice.

    `returned` is the visit that returned it, `halted` the sibling visits that stand still meanwhile, `step` the step of
    the return (a material change after it makes everything run again).
    """

    returned: int
    resume: Literal["again", "straight"]
    halted: tuple[int, ...]
    step: int


VisitStatus = Literal["open", "done", "halted", "failed"]


@dataclass(frozen=True)
class Visit:
    """One stay of a path at a node, which it reached at step `since`.

    `parents` are the visits that led here; `acted`: it wrote or called out; `halted_by` is the visit whose move stopped
    this one.
    """

    id: int
    node: str
    type: str
    path: Path
    parents: tuple[int, ...]
    entered: datetime
    since: int
    status: VisitStatus = "open"
    left: datetime | None = None
    port: str | None = None
    acted: bool = False
    halted_by: int | None = None
    redo: Redo | None = None
    memory: Memory = Memory()


@dataclass(frozen=True, slots=True)
class Pending:
    """An effect whose answer has not come yet."""

    key: str
    visit: int
    effect: Asking


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a run stands still; `visit` is None when a limit was reached."""

    code: str
    node: str
    visit: int | None
    params: Mapping[str, Json] = field(default_factory=dict)


Status = Literal["running", "failed", "finished"]


@dataclass(frozen=True)
class RunState:
    """`step` counts accepted events; `material` is the last step at which a material field changed, `submitted` the
    last at which the initiator handed the matter in; `ending` is the outcome if nothing more is decided; `entries` and
    `head` are the length and the last digest of the decision log."""

    run: str
    flow: str
    version: int
    record: str | None
    initiator: str | None
    started: datetime
    cause: Cause
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    step: int = 0
    status: Status = "running"
    outcome: str | None = None
    ended: datetime | None = None
    visits: tuple[Visit, ...] = ()
    pending: tuple[Pending, ...] = ()
    outputs: Mapping[str, Json] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    material: int = 0
    submitted: int = 1
    actions: int = 0
    urged: datetime | None = None
    ending: str = "done"
    entries: int = 0
    head: str = ""

    def visit(self, id: int) -> Visit | None:
        """The visit with that id."""
        return next((one for one in self.visits if one.id == id), None)

    def open(self) -> tuple[Visit, ...]:
        """Where paths stand now."""
        return tuple(one for one in self.visits if one.status == "open")

    def ancestors(self, id: int) -> frozenset[int]:
        """All visits that led to this one."""
        known = {one.id: one.parents for one in self.visits}
        found: set[int] = set()
        queue = list(known.get(id, ()))
        while queue:
            one = queue.pop()
            if one not in found:
                found.add(one)
                queue.extend(known.get(one, ()))
        return frozenset(found)

    def descendants(self, id: int) -> frozenset[int]:
        """All visits that this one led to; parents always have smaller ids than their children."""
        found = {id}
        for one in sorted(self.visits, key=lambda visit: visit.id):
            if found.intersection(one.parents):
                found.add(one.id)
        return frozenset(found - {id})


def with_visit(visits: tuple[Visit, ...], changed: Visit) -> tuple[Visit, ...]:
    """The visits with one of them replaced."""
    return tuple(changed if one.id == changed.id else one for one in visits)


def under(path: Path, fork: int) -> bool:
    """True if the path has come through that fork."""
    return any(leg.fork == fork for leg in path)
