"""/api/design/flows: what a flow would do before it is published, for people with the ability `design`."""

from fastapi import APIRouter

from dougong.design.draft_endpoints import DESIGN, ObjectId
from dougong.design.flow_drafts import FlowDrafts
from dougong.kernel.routes import Caller, route
from dougong.process.trial_answers import ApproversShown, TrialShown
from dougong.process.trial_asked import Trial
from dougong_engine.document import Json


def flow_router(flows: FlowDrafts) -> APIRouter:
    """The routes over one service."""
    routes = APIRouter(prefix="/api/design/flows", tags=["design"])

    @route(routes, "POST", "/{id}/try", DESIGN, answer=TrialShown)
    async def try_flow(principal: Caller, id: ObjectId, body: Trial) -> dict[str, Json]:
        """What the draft would do for a record, with these answers: nothing is sent, nothing is stored."""
        return await flows.tried(principal, id, body)

    @route(routes, "POST", "/{id}/approvers", DESIGN, answer=ApproversShown)
    async def find_approvers(principal: Caller, id: ObjectId) -> dict[str, Json]:
        """For which people the approvals of the draft find nobody to decide today, and why."""
        return await flows.missing_approvers(principal, id)

    return routes
