"""Writes what the flow designer knows of a flow's documents: `python tests/support/flow_member_table.py`.

A test compares what it says; how it is laid out is the formatter's business.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "engine")]

from pydantic import BaseModel  # noqa: E402

from dougong_engine.approvals.settings import ActionSetting, TimeoutStep  # noqa: E402
from dougong_engine.design.flow import Flow, FlowNotices  # noqa: E402
from dougong_engine.flows.assignee import Assignee  # noqa: E402
from dougong_engine.flows.nodes import NODE_TYPES  # noqa: E402
from dougong_engine.flows.nodes.condition import Branch  # noqa: E402
from dougong_engine.flows.nodes.http_request import Retry  # noqa: E402
from dougong_engine.flows.trigger import Trigger  # noqa: E402

TABLE = ROOT / "frontend/src/lib/flowTree/members.json"
PARTS: dict[str, type[BaseModel]] = {
    "flow": Flow,
    "notices": FlowNotices,
    "trigger": Trigger,
    "assignee": Assignee,
    "branch": Branch,
    "action": ActionSetting,
    "timeout": TimeoutStep,
    "retry": Retry,
}


def contents() -> dict[str, dict[str, object]]:
    """Part or node type → member → its default as JSON; a member that must be given stands under `needs`."""
    specs = PARTS | {name: one.spec for name, one in NODE_TYPES.items()}
    return {name: _members(one) for name, one in specs.items()}


def _members(model: type[BaseModel]) -> dict[str, object]:
    needs = [name for name, one in model.model_fields.items() if one.is_required()]
    given = model.model_construct()
    shown = given.model_dump(mode="json", include=set(model.model_fields) - set(needs))
    return {"needs": needs, "defaults": {name: shown[name] for name in model.model_fields if name in shown}}


if __name__ == "__main__":
    TABLE.write_text(json.dumps(contents(), ensure_ascii=False, indent=2) + "\n")
