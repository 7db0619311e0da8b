"""What the routes of tasks and absences answer, as OpenAPI and the front end know it."""

from typing import Literal, NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from dougong.kernel.shapes import CLOSED, Named, RecordShown
from dougong_engine.approvals.log import Act
from dougong_engine.approvals.settings import ActionName
from dougong_engine.document import Json
from dougong_engine.flows.node import FieldRight
from dougong_engine.flows.state import Status


@with_config(CLOSED)
class Titled(TypedDict):
    """A record by its id, with its title as it was when the run began, as far as this reader may see it now."""

    id: str
    title: str


@with_config(CLOSED)
class FactShown(TypedDict):
    """A field that decides, in words for this reader."""

    key: str
    name: str
    text: str


@with_config(CLOSED)
class ActionOffered(TypedDict):
    """An action that is open to the caller, what the node calls it, and what it asks for."""

    name: ActionName | Literal["withdraw", "resubmit"]
    label: NotRequired[str]
    comment: NotRequired[bool]
    signature: NotRequired[bool]
    attachment: NotRequired[bool]


@with_config(CLOSED)
class TaskHead(TypedDict):
    """A task, or a run in its place for whoever started it or was copied: `id` is then that of the run."""

    id: str
    run: str
    flow: Named
    node: Named
    entity: str
    record: Titled | None
    what: Literal["approve", "resubmit"] | None
    opened_at: str
    due_at: str | None
    closed_at: str | None
    outcome: str | None
    status: Status
    overdue: bool
    initiator: Named | None
    behalf: Named | None


@with_config(CLOSED)
class TaskShown(TaskHead):
    """A line of a list; `waiting_for` says with whom the matter stands."""

    waiting_for: list[Named]
    fields: list[FactShown]
    actions: list[ActionOffered]


@with_config(CLOSED)
class TaskCounts(TypedDict):
    """How many each list holds, counted up to 1,001."""

    todo: int
    started: int
    cc: int
    done: int


@with_config(CLOSED)
class TasksShown(TypedDict):
    """A page, newest first."""

    tasks: list[TaskShown]
    next: str | None
    counts: TaskCounts


@with_config(CLOSED)
class TimelineEntry(TypedDict):
    """What was done (with the act), what waits now (since when), or who comes next; a void act counts no longer."""

    state: Literal["done", "now", "next"]
    node: Named | None
    act: NotRequired[Act]
    by: NotRequired[Named | None]
    behalf: NotRequired[Named | None]
    people: NotRequired[list[Named]]
    at: NotRequired[str]
    since: NotRequired[str]
    due_at: NotRequired[str | None]
    comment: NotRequired[str]
    signature: NotRequired[str | None]
    attachments: NotRequired[list[str]]
    void: NotRequired[bool]
    why: NotRequired[str]


@with_config(CLOSED)
class SkippedDay(TypedDict):
    """A day that is not worked."""

    day: str
    name: str


@with_config(CLOSED)
class DueCounted(TypedDict):
    """By which version of the calendar a due time was counted, and what it passed over."""

    calendar: int
    skipped: list[SkippedDay]


@with_config(CLOSED)
class DecisionKept(TypedDict):
    """What the holder has put aside; fields by key."""

    fields: dict[str, Json]
    comment: str


@with_config(CLOSED)
class TaskOpened(TaskHead):
    """Everything that its holder needs; `return_to` are the nodes that were asked before this one."""

    values: RecordShown | None
    rights: dict[str, FieldRight]
    timeline: list[TimelineEntry]
    due_why: DueCounted | None
    draft: DecisionKept | None
    return_to: list[Named]
    urge_after: str | None
    actions: list[ActionOffered]


@with_config(CLOSED)
class WhyNot(TypedDict):
    """Why a task of a batch was not decided."""

    code: str
    title: str


@with_config(CLOSED)
class TaskDecided(TypedDict):
    """One task of a batch."""

    id: str
    ok: bool
    problem: NotRequired[WhyNot]


@with_config(CLOSED)
class TasksDecided(TypedDict):
    """Each task that was asked for, once."""

    results: list[TaskDecided]


@with_config(CLOSED)
class AbsenceShown(TypedDict):
    """Who acts for whom from the first to the last day; in all flows if none is named."""

    id: str
    person: Named
    to: Named
    since: str
    until: str
    flows: list[Named]


@with_config(CLOSED)
class AbsencesShown(TypedDict):
    """The caller's own, those on the caller, and the flows to choose from."""

    mine: list[AbsenceShown]
    to_me: list[AbsenceShown]
    flows: list[Named]
