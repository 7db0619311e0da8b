"""Everything that can happen to a run, each with its time; times are aware UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from dougong_engine.document import Json
from dougong_engine.flows.limits import NO_CAUSE, Cause

INITIATOR = "initiator"
"""The place to return to that is not a node: who started the run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerEvent:
    """What starts a run. `initiator` is None for schedules and webhooks; `chosen` maps node id → people picked."""

    at: datetime
    run: str
    on: str
    initiator: str | None = None
    record: str | None = None
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cause: Cause = NO_CAUSE


@dataclass(frozen=True, slots=True)
class Words:
    """What a person adds to an act: text, the file id of a signature, file ids."""

    comment: str = ""
    signature: str | None = None
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The result of an effect: `value` if it worked, otherwise the code of the problem and its params."""

    at: datetime
    key: str
    value: Json = None
    problem: str | None = None
    params: Mapping[str, Json] = field(default_factory=dict)
    type: Literal["answered"] = "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerFired:
    """A timer that `StartTimer` set has fallen due."""

    at: datetime
    timer: str
    type: Literal["timer_fired"] = "timer_fired"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChanged:
    """The run's record was changed; `run` names the run that did it, if one did."""

    at: datetime
    record: str
    fields: tuple[str, ...]
    run: str | None = None
    type: Literal["record_changed"] = "record_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The holder of a task approves or rejects; `snapshot` is the digest of the record as he saw it."""

    at: datetime
    by: str
    task: str
    verdict: Literal["approve", "reject"]
    words: Words = Words()
    patch: Mapping[str, Json] = field(default_factory=dict)
    snapshot: str = ""
    type: Literal["decided"] = "decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """The holder returns the matter to the initiator or to an earlier human node (`to` is its id)."""

    at: datetime
    by: str
    task: str
    to: str = INITIATOR
    resume: Literal["again", "straight"] = "again"
    words: Words = Words()
    snapshot: str = ""
    type: Literal["sent_back"] = "sent_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resubmitted:
    """The initiator hands in again what was returned to him."""

    at: datetime
    by: str
    task: str
    words: Words = Words()
    patch: Mapping[str, Json] = field(default_factory=dict)
    snapshot: str = ""
    type: Literal["resubmitted"] = "resubmitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transferred:
    """The holder gives his task to somebody else; `behalf` is set if a delegation of that person applies."""

    at: datetime
    by: str
    task: str
    to: str
    behalf: str | None = None
    words: Words = Words()
    type: Literal["transferred"] = "transferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerAdded:
    """The holder adds signers before, after or beside himself; 'after' is his own approval at the same time.

    `behalf` says of each of `people` who stands in for somebody, for whom.
    """

    at: datetime
    by: str
    task: str
    how: Literal["before", "after", "beside"]
    people: tuple[str, ...]
    behalf: Mapping[str, str] = field(default_factory=dict)
    words: Words = Words()
    snapshot: str = ""
    type: Literal["signer_added"] = "signer_added"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """A person takes his own decision back before the next node acts."""

    at: datetime
    by: str
    task: str
    type: Literal["taken_back"] = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The holder puts his half-done input aside."""

    at: datetime
    by: str
    task: str
    patch: Mapping[str, Json] = field(default_factory=dict)
    words: Words = Words()
    type: Literal["drafted"] = "drafted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commented:
    """The holder of a task, past or present, comments without deciding."""

    at: datetime
    by: str
    task: str
    words: Words
    type: Literal["commented"] = "commented"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """The holder lets others see the matter."""

    at: datetime
    by: str
    task: str
    people: tuple[str, ...]
    words: Words = Words()
    type: Literal["copied"] = "copied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Urged:
    """The initiator asks those who hold open tasks to hurry."""

    at: datetime
    by: str
    type: Literal["urged"] = "urged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """The initiator withdraws the matter."""

    at: datetime
    by: str
    words: Words = Words()
    type: Literal["withdrawn"] = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """The run is ended from outside: by somebody with the right to do so, which is the platform's to check, or for the
    reason `why`, such as that its record was deleted."""

    at: datetime
    by: str | None
    words: Words = Words()
    why: str = ""
    type: Literal["cancelled"] = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retried:
    """A failed node is run again with the same data; None: every failed node of the run."""

    at: datetime
    by: str
    visit: int | None = None
    type: Literal["retried"] = "retried"


TaskEvent = Decided | SentBack | Resubmitted | Transferred | SignerAdded | TakenBack | Drafted | Commented | Copied
"""What the holder of a task does with it."""

RunWide = Urged | Withdrawn | Cancelled | Retried
"""What concerns the run as a whole."""

RunEvent = TaskEvent | RunWide | Answered | TimerFired | RecordChanged
"""Everything that reaches `advance`."""
