"""Approval: people decide; settings and reactions are those of `approvals`."""

from dougong_engine.approvals.ballot import Ballot
from dougong_engine.approvals.react import react
from dougong_engine.approvals.settings import Approval
from dougong_engine.flows.node import NodeType


def ports(spec: Approval) -> dict[str, bool]:
    """A timeout port only if a step leaves through it, and then it must lead somewhere."""
    late = any(step.do == "branch" for step in spec.timeouts)
    return {"approved": False, "rejected": False} | ({"timeout": True} if late else {})


NODE = NodeType(
    name="approval",
    spec=Approval,
    ports=ports,
    react=react,
    card="approval",
    memory=Ballot,
    human=True,
)
