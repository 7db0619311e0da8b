"""What the routes of runs answer, as OpenAPI and the front end know it."""

from typing import Literal, NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from dougong.kernel.shapes import CLOSED, Named
from dougong.process.answers import ActionOffered, TaskHead, TimelineEntry, Titled
from dougong_engine.document import Json
from dougong_engine.flows.state import Status, VisitStatus


@with_config(CLOSED)
class RunShown(TypedDict):
    """A run in a line, with the version of its flow."""

    id: str
    flow: Named
    version: int
    entity: str
    record: Titled | None
    title: str
    status: Status
    outcome: str | None
    initiator: Named | None
    started_at: str
    ended_at: str | None


@with_config(CLOSED)
class RunsShown(TypedDict):
    """A page, newest first."""

    runs: list[RunShown]
    next: str | None


@with_config(CLOSED)
class RunsOfRecord(TypedDict):
    """The latest runs of a record."""

    runs: list[RunShown]


@with_config(CLOSED)
class NodeShown(TypedDict):
    """A node of the run's graph; one that branches names its ways on."""

    id: str
    name: str
    type: str
    branches: NotRequired[list[Named]]


@with_config(CLOSED)
class EdgeShown(TypedDict):
    """From a port of one node to another; most nodes have only the port that is not named."""

    source: str
    target: str
    port: NotRequired[str]


@with_config(CLOSED)
class TestAnswered(TypedDict):
    """A comparison in words for this reader; a restricted one tells only the name of its field."""

    left: str
    op: str
    within: list[Literal["all", "any", "not"]]
    restricted: NotRequired[bool]
    value: NotRequired[str]
    right: NotRequired[str]
    result: NotRequired[bool | None]


@with_config(CLOSED)
class BranchAnswered(TypedDict):
    """A branch of a condition that was asked."""

    id: str
    name: str
    result: bool
    tests: list[TestAnswered]


@with_config(CLOSED)
class EntityWritten(TypedDict):
    """The entity of a written record."""

    key: str
    name: str


@with_config(CLOSED)
class RecordWritten(TypedDict):
    """A written record, with its title as this reader sees it."""

    id: str
    title: str | None


@with_config(CLOSED)
class ValueChanged(TypedDict):
    """A field that a write changed, in words."""

    key: str
    name: str
    before: str
    after: str


@with_config(CLOSED)
class SendingProblem(TypedDict):
    """Why a message or a request was given up."""

    code: str
    message: str


@with_config(CLOSED)
class EffectShown(TypedDict):
    """A record written, people told or another system asked."""

    type: Literal["create_record", "update_record", "notify", "http_request"]
    status: Literal["done", "waiting", "failed"]
    at: str | None
    entity: NotRequired[EntityWritten]
    record: NotRequired[RecordWritten]
    changes: NotRequired[list[ValueChanged]]
    what: NotRequired[str]
    channel: NotRequired[str]
    people: NotRequired[list[Named]]
    method: NotRequired[str]
    host: NotRequired[str]
    tries: NotRequired[int]
    problem: NotRequired[SendingProblem | None]


@with_config(CLOSED)
class VisitHead(TypedDict):
    """A step of a path; `depth` counts the forks above it."""

    visit: int
    node: str
    status: VisitStatus
    port: str | None
    depth: int
    entered: str
    left: str | None
    branches: list[BranchAnswered]


@with_config(CLOSED)
class VisitShown(VisitHead):
    """A step that a run has taken, and what it did."""

    effects: list[EffectShown]


@with_config(CLOSED)
class FailureShown(TypedDict):
    """What failed at a node."""

    node: str
    code: str
    params: dict[str, Json]
    message: str


@with_config(CLOSED)
class LogLineShown(TypedDict):
    """A line of the log, with the members of its kind in `detail`."""

    step: int
    place: int
    at: str
    kind: str
    node: str
    detail: dict[str, Json]


@with_config(CLOSED)
class RunOpened(TaskHead):
    """A run: its graph, the path taken through it, what failed, and the log."""

    version: int
    start: str
    nodes: list[NodeShown]
    edges: list[EdgeShown]
    path: list[VisitShown]
    failures: list[FailureShown]
    log: list[LogLineShown]
    timeline: list[TimelineEntry]
    actions: list[ActionOffered]


@with_config(CLOSED)
class RunStarted(TypedDict):
    """The id of the run that a button started."""

    run: str
