"""A flow: what starts it, its nodes, and the edges between them."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, SerializeAsAny

from dougong_engine.design.object import DesignObject
from dougong_engine.design.role import Grant
from dougong_engine.document import Doc, Id
from dougong_engine.flows.nodes import NODE_TYPES, NodeSpec
from dougong_engine.flows.trigger import Trigger
from dougong_engine.typed import OneOf, read_typed

SPECS = {name: one.spec for name, one in NODE_TYPES.items()}


def _read(raw: object) -> Any:
    return read_typed(raw, SPECS, "node")


AnyNode = Annotated[SerializeAsAny[NodeSpec], BeforeValidator(_read), OneOf(SPECS)]


class Edge(Doc):
    """From a port of one node to another node; most nodes have only the port ''."""

    source: Id
    port: str = ""
    target: Id


class FlowNotices(Doc):
    """Over which channels the flow itself tells people: of a new task, of the end (to the initiator), of an urging."""

    task: tuple[str, ...] = ("in_app",)
    finished: tuple[str, ...] = ("in_app",)
    urged: tuple[str, ...] = ("in_app",)


class Flow(DesignObject):
    """A rule graph over the records of `entity`.

    A path ends where a port has no edge; the run is finished when all paths have ended. `rights` are those of the
    flow's own principal. `auto_approve` says when a person who has approved before need not do so again: never, at the
    next node, or anywhere later in the same branch; a change of a `material` field since then voids that. `title` is a
    template for the name of a run. `overlap` = skip starts no second run on a record that has one open.
    """

    kind: Literal["flow"]
    entity: Id
    trigger: Trigger
    start: Id
    nodes: tuple[AnyNode, ...]
    edges: tuple[Edge, ...] = ()
    rights: tuple[Grant, ...] = ()
    material: tuple[Id, ...] = ()
    auto_approve: Literal["never", "adjacent", "any_earlier"] = "never"
    withdraw: Literal["never", "until_first_decision", "until_end"] = "until_first_decision"
    overlap: Literal["allow", "skip"] = "allow"
    title: str = ""
    notices: FlowNotices = FlowNotices()

    def node(self, id: str) -> NodeSpec | None:
        """The node with that id."""
        return self._nodes.get(id)

    def target(self, source: str, port: str = "") -> str | None:
        """Where the edge from that port leads."""
        return self._targets.get((source, port))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """As Pydantic's; what this flow has worked out about its nodes is not true of the copy."""
        copied = super().model_copy(update=update, deep=deep)
        for name in ("_nodes", "_targets"):
            copied.__dict__.pop(name, None)
        return copied

    # Each step of a run asks many times. In reverse, since the first of two equal ids counts.
    @cached_property
    def _nodes(self) -> dict[str, NodeSpec]:
        return {one.id: one for one in reversed(self.nodes)}

    @cached_property
    def _targets(self) -> dict[tuple[str, str], str]:
        return {(one.source, one.port): one.target for one in reversed(self.edges)}
