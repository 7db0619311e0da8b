"""Flows as their authors work on them: what a draft would do, and for whom it finds nobody to decide."""

from dataclasses import dataclass

from dougong.design import judging
from dougong.design.drafts import Drafts
from dougong.kernel.problem import Refusal, refuse
from dougong.kernel.workspace import Principal
from dougong.process.trial_asked import Trial
from dougong.process.trials import Trials
from dougong.storage.schema import Schema
from dougong_engine.design.flow import Flow
from dougong_engine.design.objects import read_object
from dougong_engine.design.texts import reworded
from dougong_engine.document import Json


@dataclass(frozen=True, slots=True)
class FlowDrafts:
    """Asks about the draft of a flow, or about what is published while it has none."""

    drafts: Drafts
    trials: Trials

    async def tried(self, principal: Principal, id: str, trial: Trial) -> dict[str, Json]:
        """What the flow would do. 403 for a flow that lists rights which its author may not give."""
        flow, schema = await self._flow(principal, id)
        beyond = judging.beyond(principal, schema.design, [flow])
        if beyond:
            raise Refusal(403, beyond)
        return await self.trials.tried(principal, flow, trial)

    async def missing_approvers(self, principal: Principal, id: str) -> dict[str, Json]:
        """For whom the flow finds nobody to decide."""
        flow, schema = await self._flow(principal, id)
        return await self.drafts.approvers.missing(principal, flow, schema)

    async def _flow(self, principal: Principal, id: str) -> tuple[Flow, Schema]:
        """The draft in the caller's language, and the published design. 404 for what is no flow."""
        schema = await self.drafts.stage.catalogue.newest(principal.workspace_id)
        document = read_object((await self.drafts.read(principal, id))["document"])
        # Not by the schema's own memory: a draft is another document each time.
        flow = reworded(document, schema.texts.get((id, principal.locale), {}))
        if not isinstance(flow, Flow):
            raise refuse(404, "flow.unknown", id=id)
        return flow, schema
