"""What a run asks of the world: data, performed at the edge.

Inside effects are performed in the step's own transaction and their result comes back as `Answered`; outside effects go
to the outbox and are delivered at least once; the rest keeps the platform's rows (tasks, timers, log) in step.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

from dougong_engine.approvals.log import Entry
from dougong_engine.document import Json
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.limits import Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveAssignees:
    """Inside. Who do the rules name today? Answer: `[{"person": id, "behalf": id | null}, …]`, without doubles.

    `about` is the person whose manager or department counts (the initiator, or the late holder of a task). `decided`
    maps node id → who decided there. With `climb` the next manager above stands in for one who is missing; with
    `spare` the initiator's manager takes his place wherever the initiator himself would be named.
    `purpose` is the asking node's own mark.
    """

    rules: tuple[Assignee, ...]
    about: str | None
    initiator: str | None
    previous: tuple[str, ...] = ()
    decided: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    climb: bool = False
    spare: bool = False
    purpose: str = ""
    type: Literal["resolve_assignees"] = "resolve_assignees"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateRecord:
    """Inside. A new record through the whole write contract. Answer: `{"id": …}` or the problem."""

    entity: str
    values: Mapping[str, Json]
    cause: Cause
    purpose: str = ""
    type: Literal["create_record"] = "create_record"


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRecord:
    """Inside. A patch through the whole write contract. Answer: any value, or the problem.

    `record` None is the run's own record; `through` the link field path that led to another one. `person` writes under
    the rights of `task`; without him the flow's principal writes. A refused write of a person fails his request as a
    whole: the platform rolls the step back and shows the problems.
    """

    values: Mapping[str, Json]
    cause: Cause
    record: str | None = None
    through: str | None = None
    person: str | None = None
    task: str | None = None
    purpose: str = ""
    type: Literal["update_record"] = "update_record"


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpRequest:
    """Outside. Answer, after all tries: `{"status": 200, "body": …}` or the problem."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: Mapping[str, Json]
    tries: int
    pause_seconds: int
    purpose: str = ""
    type: Literal["http_request"] = "http_request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notify:
    """Outside. `what` chooses the wording unless `title` is given; templates are filled per reader, by his rights."""

    what: Literal["task", "urged", "reminder", "escalated", "copied", "message", "finished", "returned"]
    people: tuple[str, ...]
    channels: tuple[str, ...]
    title: str = ""
    body: str = ""
    task: str | None = None
    node: str = ""
    type: Literal["notify"] = "notify"


Why = Literal["assigned", "before", "after", "beside", "transferred", "escalated", "returned", "reopened"]
"""Why somebody has a task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTask:
    """A task appears in somebody's list; he acts for `behalf` where that is set."""

    task: str
    node: str
    person: str
    behalf: str | None = None
    what: Literal["approve", "resubmit"] = "approve"
    why: Why = "assigned"
    type: Literal["open_task"] = "open_task"


Closing = Literal[
    "approved",
    "rejected",
    "sent_back",
    "resubmitted",
    "transferred",
    "superseded",
    "paused",
    "returned",
    "expired",
    "withdrawn",
    "cancelled",
]
"""How a task ended; paused: signers were added before it, a new task follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseTask:
    """A task leaves its holder's list; `by` is the person whose act did it."""

    task: str
    how: Closing
    by: str | None
    at: datetime
    type: Literal["close_task"] = "close_task"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartTimer:
    """A timer row: due at `due`, or `hours` or `days` from now, counted in working time if `working`.

    `person` chooses whose calendar counts. A timer of the same name is replaced.
    """

    timer: str
    due: datetime | None = None
    hours: Decimal | None = None
    days: int | None = None
    working: bool = False
    person: str | None = None
    type: Literal["start_timer"] = "start_timer"


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTimer:
    """The timer no longer matters; one that has fired meanwhile does no harm."""

    timer: str
    type: Literal["cancel_timer"] = "cancel_timer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRecord:
    """People may see the record and the run from now on, with the field rights of `node`."""

    people: tuple[str, ...]
    node: str
    type: Literal["share_record"] = "share_record"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepDraft:
    """The holder's half-done input is kept with his task."""

    task: str
    patch: Mapping[str, Json]
    comment: str
    type: Literal["keep_draft"] = "keep_draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogDecision:
    """One entry for the append-only log, and the head of the chain after it."""

    entry: Entry
    head: str
    type: Literal["log_decision"] = "log_decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallOutside:
    """Outside effects of these visits that have not left yet are dropped: their cause was taken back."""

    visits: tuple[int, ...]
    type: Literal["recall_outside"] = "recall_outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Something went wrong that does not stop the run; the flow's owner is told."""

    code: str
    node: str
    params: Mapping[str, Json] = field(default_factory=dict)
    type: Literal["report"] = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fail:
    """A node failed, or (`rollback`) a limit was reached and all writes of this step must be undone."""

    code: str
    node: str
    params: Mapping[str, Json] = field(default_factory=dict)
    rollback: bool = False
    type: Literal["fail"] = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """The run has ended: approved, rejected, done, withdrawn, cancelled, or a stop node's own word."""

    outcome: str
    type: Literal["finish"] = "finish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    """The run has not ended after all: its last decision was taken back before anything left the house."""

    type: Literal["reopen"] = "reopen"


Inside = ResolveAssignees | CreateRecord | UpdateRecord
"""Performed in the step's transaction, answered at once."""

Asking = Inside | HttpRequest
"""Effects whose answer the asking node waits for."""

Outside = Notify | HttpRequest
"""Through the outbox."""

Effect = (
    Inside
    | Outside
    | OpenTask
    | CloseTask
    | StartTimer
    | CancelTimer
    | ShareRecord
    | KeepDraft
    | LogDecision
    | RecallOutside
    | Report
    | Fail
    | Finish
    | Reopen
)


@dataclass(frozen=True, slots=True)
class Emitted:
    """An effect with its place in the run's life: `key` is `run:step:index`, the same at each repetition."""

    key: str
    visit: int
    effect: Effect
