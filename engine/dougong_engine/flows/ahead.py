"""What probably comes next: the human nodes ahead if everybody agrees and the record stays as it is."""

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dougong_engine.approvals.settings import Approval
from dougong_engine.errors import Invalid
from dougong_engine.flows.assignee import Assignee
from dougong_engine.flows.nodes.condition import Condition
from dougong_engine.flows.nodes.parallel import Parallel
from dougong_engine.flows.scene import Env
from dougong_engine.flows.state import RunState

if TYPE_CHECKING:
    from dougong_engine.design.flow import Flow


@dataclass(frozen=True, slots=True)
class Ahead:
    """A node that will probably ask people, and the rules that will name them."""

    node: str
    name: str
    rules: tuple[Assignee, ...]


def ahead(flow: "Flow", state: RunState, env: Env) -> tuple[Ahead, ...]:
    """The approvals after those that are open now, in the order in which paths come to them, each once."""
    queue = deque(_next(flow, one.node, env) for one in state.open())
    found: dict[str, Ahead] = {}
    seen = {one.node for one in state.open()}
    while queue:
        for target in queue.popleft():
            if target in seen:
                continue
            seen.add(target)
            node = flow.node(target)
            if isinstance(node, Approval):
                found[target] = Ahead(target, node.name, node.assignees)
            queue.append(_next(flow, target, env))
    return tuple(found.values())


def _next(flow: "Flow", node: str, env: Env) -> tuple[str, ...]:
    """Where a path goes from a node if all goes well; from the initiator's place to the start."""
    spec = flow.node(node)
    match spec:
        case None:
            return (flow.start,)
        case Approval():
            ports: tuple[str, ...] = ("approved",)
        case Parallel():
            ports = tuple(one.id for one in spec.branches)
        case Condition():
            ports = _taken(spec, env)
        case _:
            ports = ("",)
    targets = (flow.target(node, port) for port in ports)
    return tuple(one for one in targets if one is not None)


def _taken(spec: Condition, env: Env) -> tuple[str, ...]:
    """The branch that holds now; none if that cannot be judged."""
    try:
        return next(((one.id,) for one in spec.branches if one.when is None or env.holds(one.when)), ())
    except Invalid:
        return ()
