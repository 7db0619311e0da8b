"""A person's own absences over HTTP."""

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from dougong.kernel.routes import READ, WRITE, Caller, route
from dougong.kernel.shapes import Done, Made
from dougong.process.act_routes import checked
from dougong.process.answers import AbsencesShown
from dougong.process.delegations import Away, Delegations
from dougong_engine.document import Json


class Absence(BaseModel):
    """Who acts from the first to the last day; in all flows if none is named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    to: str = Field(min_length=1, max_length=100)
    since: date
    until: date
    flows: tuple[str, ...] = Field(default=(), max_length=100)


def delegations_router(service: Delegations) -> APIRouter:
    """List, begin, end."""
    router = APIRouter(tags=["tasks"])

    @route(router, "GET", "/api/me/delegations", READ, answer=AbsencesShown)
    async def list_delegations(caller: Caller) -> dict[str, Json]:
        """The caller's delegations that hold now or later, those to the caller, and the flows to choose from."""
        return await service.listed(caller)

    @route(router, "POST", "/api/me/delegations", WRITE, answer=Made)
    async def begin_delegation(body: Absence, caller: Caller) -> dict[str, Json]:
        """Let somebody else act for the caller on certain days."""
        return {"id": await service.begin(caller, Away(body.to, body.since, body.until, body.flows))}

    @route(router, "DELETE", "/api/me/delegations/{delegation_id}", WRITE, answer=Done)
    async def end_delegation(delegation_id: str, caller: Caller) -> dict[str, Json]:
        """End one; tasks that were given out stay where they are."""
        await service.end(caller, checked(delegation_id))
        return {"done": True}

    return router
