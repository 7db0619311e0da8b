"""What the routes that try a flow and look for its approvers answer, as OpenAPI and the front end know it."""

from typing import Literal, NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from dougong.kernel.shapes import CLOSED, Named, ProblemShown
from dougong.process.run_answers import (
    BranchAnswered,
    EntityWritten,
    FailureShown,
    RecordWritten,
    ValueChanged,
    VisitHead,
)
from dougong_engine.approvals.log import Act
from dougong_engine.document import Json
from dougong_engine.flows.effect import Closing, Why
from dougong_engine.flows.state import Status


@with_config(CLOSED)
class RuleShown(TypedDict):
    """A rule that names somebody, as the flow has it."""

    by: str
    level: NotRequired[int]
    role: NotRequired[str]
    field: NotRequired[str]
    node: NotRequired[str]


@with_config(CLOSED)
class TrialTask(TypedDict):
    """A task that would be opened: for whom, in whose name, by which rules, and how it would end."""

    task: str
    person: Named
    behalf: Named | None
    why: Why
    rules: list[RuleShown]
    opened_at: str
    how: Closing | None
    by: Named | None
    closed_at: str | None


@with_config(CLOSED)
class TrialTimer(TypedDict):
    """A timer that would be set: when it falls due, and what it then does."""

    timer: str
    due_at: str
    does: str
    state: Literal["running", "fired", "cancelled"]


@with_config(CLOSED)
class TrialWrite(TypedDict):
    """A record that would be made or changed, as far as the caller may read it."""

    type: Literal["create_record", "update_record"]
    at: str
    entity: EntityWritten
    record: RecordWritten | None
    changes: list[ValueChanged]


@with_config(CLOSED)
class TrialMessage(TypedDict):
    """A message that would go out; `title` and `body` with the values that the caller may read, empty for the usual
    wording."""

    what: str
    at: str
    people: list[Named]
    channels: list[str]
    title: str
    body: str


@with_config(CLOSED)
class TrialRequest(TypedDict):
    """A call of another system that would go out, with the values that the caller may read."""

    at: str
    method: str
    url: str
    headers: dict[str, str]
    body: dict[str, Json]


@with_config(CLOSED)
class TrialAct(TypedDict):
    """What the decision log would say."""

    act: Act
    by: Named | None
    behalf: Named | None
    why: str


@with_config(CLOSED)
class TrialVisit(VisitHead):
    """A step that a run would take, and all that would come of it."""

    name: str
    type: str
    tasks: list[TrialTask]
    timers: list[TrialTimer]
    writes: list[TrialWrite]
    messages: list[TrialMessage]
    requests: list[TrialRequest]
    acts: list[TrialAct]
    reports: list[ProblemShown]


@with_config(CLOSED)
class TrialWait(TypedDict):
    """What the run waits for where it stands; `people` hold tasks, `due_at` is that of the first timer."""

    visit: int
    node: str
    what: Literal["decision", "resubmission", "reply", "timer", "condition", "branches"]
    people: list[Named]
    due_at: str | None


@with_config(CLOSED)
class TriggerAnswered(TypedDict):
    """Whether the record as it is meets the trigger's condition; null if that cannot be said."""

    on: str
    result: bool | None
    branches: list[BranchAnswered]


@with_config(CLOSED)
class DecisionRefused(TypedDict):
    """An answer of the question that would be refused: its place in `decisions`, and why."""

    decision: int
    problems: list[ProblemShown]


@with_config(CLOSED)
class TrialShown(TypedDict):
    """What a flow would do. `unused` are places in `decisions` that were never waited for."""

    at: str
    ended_at: str
    title: str
    status: Status
    outcome: str | None
    initiator: Named | None
    trigger: TriggerAnswered
    path: list[TrialVisit]
    finish: list[TrialMessage]
    waits: list[TrialWait]
    failures: list[FailureShown]
    refused: list[DecisionRefused]
    unused: list[int]


@with_config(CLOSED)
class DepartmentMissing(TypedDict):
    """How many of a department's people, or of those without one, find nobody to decide."""

    department: Named | None
    count: int


@with_config(CLOSED)
class InitiatorMissing(TypedDict):
    """Somebody (null: a run that nobody starts) for whom nobody would decide, and why each rule names nobody. `stuck`:
    the node's way out names nobody either."""

    person: Named | None
    department: Named | None
    reasons: list[ProblemShown]
    stuck: bool


@with_config(CLOSED)
class ApprovalManned(TypedDict):
    """An approval: how many find nobody there, the first of them, and in which departments. `open`: only a run can
    tell, since a rule asks for the record or for earlier answers. `empty` is what then happens."""

    node: str
    name: str
    open: bool
    empty: Literal["fallback", "manager", "pass"]
    missing: int
    stuck: int
    first: list[InitiatorMissing]
    departments: list[DepartmentMissing]


@with_config(CLOSED)
class ApproversShown(TypedDict):
    """For how many active people who may start a run each approval was looked up; people who act for each other."""

    initiators: int
    nodes: list[ApprovalManned]
    circles: list[list[Named]]
