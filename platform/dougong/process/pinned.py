"""Flows at the version with which a run began; a published version never changes, so it is read once."""

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import Any, cast

from dougong.kernel.problem import refuse
from dougong.process import store
from dougong.storage.facts import Fetch
from dougong.storage.schema import Schema
from dougong.storage.statements import Statements
from dougong_engine.approvals.settings import Approval
from dougong_engine.design.flow import Flow
from dougong_engine.design.objects import read_object
from dougong_engine.flows.nodes.wait import Wait

LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Pinned:
    """A published version of a flow and who published it."""

    flow: Flow
    version: int
    publisher: str | None

    @property
    def timed(self) -> bool:
        """Whether its runs may start timers."""
        return any(isinstance(one, Wait) or (isinstance(one, Approval) and one.timeouts) for one in self.flow.nodes)

    def localized(self, schema: Schema, locale: str) -> "Pinned":
        """The same version with its texts in a language, as far as they are translated."""
        flow = schema.localized(self.flow, locale)
        return self if flow is self.flow else replace(self, flow=flow)


@dataclass(slots=True)
class PinnedFlows:
    """The versions read so far, the least used one forgotten first."""

    statements: Statements
    _known: "OrderedDict[tuple[str, str, int], Pinned]" = field(default_factory=OrderedDict)

    async def get(self, fetch: Fetch, workspace_id: str, flow_id: str, version: int) -> Pinned:
        """That version of the flow. 404 if it never was published."""
        key = workspace_id, flow_id, version
        found = self._known.get(key)
        if found is None:
            bound = {"ws": workspace_id, "flow": flow_id, "version": version}
            rows: list[Any] = await fetch.fetch(self.statements(store.PUBLISHER), bound)
            flow = read_object(rows[0][0]) if rows else None
            if not isinstance(flow, Flow):
                raise refuse(404, "flow.unknown", id=flow_id)
            found = self._known[key] = Pinned(flow, version, cast("str | None", rows[0][1]))
            if len(self._known) > LIMIT:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return found
