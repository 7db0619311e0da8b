"""Conditions about a person (`me` and the like): in a flow they mean whoever started the run."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dougong_engine.errors import Problem
from dougong_engine.filters.condition import Condition as Tree
from dougong_engine.filters.condition import tests
from dougong_engine.flows.nodes.condition import Condition
from dougong_engine.flows.nodes.wait import Wait

if TYPE_CHECKING:
    from dougong_engine.design.flow import Flow

PERSONAL = frozenset({"me", "my_department", "my_departments", "my_subordinates"})
STARTED_BY_NOBODY = frozenset({"schedule", "webhook"})
"""Triggers that no person pulls."""

Place = tuple[str | int, ...]


def personal_tokens(flow: "Flow") -> Iterator[tuple[Place, str]]:
    """Where the flow's own conditions name a person by a token, and which."""
    for place, tree in _conditions(flow):
        for test in tests(tree):
            token = test.value.get("token") if isinstance(test.value, dict) else None
            if isinstance(token, str) and token in PERSONAL:
                yield place, token


def check_personal(flow: "Flow") -> Iterator[Problem]:
    """A flow that nobody starts has nobody to mean."""
    if flow.trigger.on in STARTED_BY_NOBODY:
        for place, token in personal_tokens(flow):
            yield Problem("flow.check.condition.personal", place, {"token": token})


def _conditions(flow: "Flow") -> Iterator[tuple[Place, Tree]]:
    for name in ("where", "was"):
        tree = getattr(flow.trigger, name)
        if tree is not None:
            yield ("trigger", name), tree
    for index, node in enumerate(flow.nodes):
        if isinstance(node, Condition):
            for place, branch in enumerate(node.branches):
                if branch.when is not None:
                    yield ("nodes", index, "branches", place, "when"), branch.when
        elif isinstance(node, Wait) and node.condition is not None:
            yield ("nodes", index, "condition"), node.condition
