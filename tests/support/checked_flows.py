"""What the checks find in flows over a contract, briefly."""

from typing import Any

from dougong_engine.design.entity import Entity
from dougong_engine.flows.check import Surroundings, check
from support.graphs import graph

CONTRACT = Entity.model_validate(
    {
        "format": 1,
        "kind": "entity",
        "id": "ent_contract",
        "app": "app_test",
        "name": "Contract",
        "key": "contract",
        "title": "name",
        "fields": [
            {"id": "name", "key": "name", "name": "Name", "type": "text", "required": True},
            {"id": "amount", "key": "amount", "name": "Amount", "type": "money"},
            {
                "id": "double",
                "key": "double",
                "name": "Double",
                "type": "formula",
                "expression": "{amount}*2",
                "result": "number",
            },
        ],
    }
)
AROUND = Surroundings(entities={"ent_contract": CONTRACT})


def codes(nodes: list[dict[str, Any]], edges: list[str], **more: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(one.code, one.path) for one in check(graph(nodes, edges, **more), AROUND)]


def branch(*whens: Any) -> dict[str, Any]:
    found = [
        {"id": f"b{place}", "name": "x", **({"when": one} if one is not None else {})}
        for place, one in enumerate(whens)
    ]
    return {"id": "c", "type": "condition", "branches": found}
