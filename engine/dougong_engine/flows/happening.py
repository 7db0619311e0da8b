"""What a single node can be told: outer events, and where the run stands with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from dougong_engine.document import Json
from dougong_engine.flows.effect import Asking
from dougong_engine.flows.event import RecordChanged, TaskEvent, TimerFired


@dataclass(frozen=True, slots=True)
class Entered:
    """A path has reached the node."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """The node goes on from what it remembers: after a return straight back, or a decision taken back."""

    why: Literal["resumed", "taken_back"] = "resumed"


Halting = Literal["superseded", "returned", "withdrawn", "cancelled"]


@dataclass(frozen=True, slots=True)
class Halted:
    """The node's work is stopped from outside; tasks and timers must be closed."""

    how: Halting
    by: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of an effect that the node asked for."""

    effect: Asking
    key: str
    at: datetime
    value: Json = None
    problem: str | None = None
    params: Mapping[str, Json] = field(default_factory=dict)


Happening = Entered | Reopened | Halted | Answer | TaskEvent | TimerFired | RecordChanged
