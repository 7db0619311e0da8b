"""What a step's conditions were asked and answered, kept for those who look at the run later."""

from collections.abc import Iterator
from dataclasses import dataclass

from dougong.process.facts import RecordFacts
from dougong_engine.design.flow import Flow
from dougong_engine.document import Json
from dougong_engine.filters.explain import Line
from dougong_engine.flows.nodes.condition import Condition
from dougong_engine.flows.state import RunState

JUDGED = "judged"
"""The kind of a log line about a condition."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition that a path came through: `detail` holds the visit and every branch that was asked."""

    node: str
    detail: dict[str, Json]


def judged(flow: Flow, before: RunState, after: RunState, facts: RecordFacts) -> Iterator[Judged]:
    """The conditions that were asked between two states; `facts` are those that they were asked about."""
    for visit in after.visits[len(before.visits) :]:
        spec = flow.node(visit.node)
        if isinstance(spec, Condition) and visit.status != "open":
            branches: list[Json] = []
            for branch in spec.branches:
                lines = () if branch.when is None else facts.explain(branch.when)
                tests = [_told(one) for one in lines]
                branches.append({"id": branch.id, "result": branch.id == visit.port, "tests": tests})
                if branch.id == visit.port:
                    break
            yield Judged(visit.node, {"visit": visit.id, "branches": branches})


def _told(line: Line) -> Json:
    """A comparison as the log keeps it."""
    return {
        "field": line.field,
        "op": line.op,
        "left": line.left,
        "right": line.right,
        "result": line.result,
        "within": list(line.within),
    }
