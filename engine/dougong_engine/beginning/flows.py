"""The approvals that are built: steps one after the other, and a field that says how far it is."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from dougong_engine.beginning.naming import Built, Ids, Say
from dougong_engine.beginning.pages import condition
from dougong_engine.beginning.spec import ApprovalPart, StepPart

Document = dict[str, Any]


def flow_document(approval: ApprovalPart, one: Built, roles: Mapping[str, str], ids: Ids, say: Say) -> Document:
    """Mark, ask in each step, mark how it ended; a rejection ends it at once."""
    assert one.status is not None
    steps = [_step(step, f"step_{number}", roles) for number, step in enumerate(approval.steps, 1)]
    order = ["mark_open", *(step["id"] for step in steps), "mark_approved"]
    edges = [
        {"source": source, "port": "approved" if source.startswith("step_") else "", "target": target}
        for source, target in pairwise(order)
    ]
    edges += [{"source": step["id"], "port": "rejected", "target": "mark_rejected"} for step in steps]
    edges.append({"source": "mark_rejected", "port": "", "target": "rejected_end"})
    nodes = [
        _mark(one.status, "open", "in_approval", say),
        *steps,
        _mark(one.status, "approved", "approved", say),
        _mark(one.status, "rejected", "rejected", say),
        {
            "id": "rejected_end", "type": "stop", "outcome": "rejected",
            "name": say("beginning.approval.rejected", {}),
        },
    ]  # fmt: skip
    return {
        "kind": "flow",
        "id": ids.next("flow"),
        "name": approval.name,
        "entity": one.id,
        "trigger": {"on": "created", "where": condition(one, approval.when)},
        "start": "mark_open",
        "nodes": nodes,
        "edges": edges,
        "rights": [_right(one, one.status)],
        "overlap": "skip",
    }


def _step(step: StepPart, id: str, roles: Mapping[str, str]) -> Document:
    assignee: Document = {"by": step.by}
    if step.by == "role":
        assignee["role"] = roles[step.role or ""]
    return {"id": id, "type": "approval", "name": step.name, "assignees": [assignee], "passing": "any"}


def _mark(field: str, id: str, state: str, say: Say) -> Document:
    return {
        "id": f"mark_{id}",
        "type": "update_record",
        "name": say(f"beginning.approval.{state}", {}),
        "values": {field: state},
    }


def _right(one: Built, status: str) -> Document:
    fields = {"*": "read", status: "write"}
    return {"entity": one.id, "scope": {"rows": "all"}, "fields": fields, "actions": ["update"]}
