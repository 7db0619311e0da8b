"""Flows written briefly."""

from typing import Any

from dougong_engine.design.flow import Flow


def graph(nodes: list[dict[str, Any]], edges: list[str], **more: Any) -> Flow:
    """A flow from node dicts and edges written as 'source:port > target'."""
    lines = []
    for edge in edges:
        left, _, target = (part.strip() for part in edge.partition(">"))
        source, _, port = left.partition(":")
        lines.append({"source": source, "port": port, "target": target})
    whole = {
        "format": 1,
        "kind": "flow",
        "id": "flw_test",
        "app": "app_test",
        "name": "Test",
        "entity": "ent_contract",
        "trigger": {"on": "created"},
        "start": nodes[0]["id"],
        "nodes": [{"name": one["id"], **one} for one in nodes],
        "edges": lines,
        **more,
    }
    return Flow.model_validate(whole)


def approval(id: str, *people: str, **settings: Any) -> dict[str, Any]:
    """An approval node by the named people."""
    assignees = settings.pop("assignees", [{"by": "person", "people": list(people)}])
    return {"id": id, "type": "approval", "assignees": assignees, **settings}
