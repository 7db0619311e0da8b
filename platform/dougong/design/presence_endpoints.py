"""/api/design/{id}/presence: who else has a design object open, for people with the ability `design`."""

from typing import Any

from fastapi import APIRouter
from pydantic import with_config
from typing_extensions import TypedDict

from dougong.design.draft_endpoints import DESIGN, ObjectId
from dougong.design.presence import Presence
from dougong.kernel.routes import Caller, route
from dougong.kernel.shapes import CLOSED, Named


@with_config(CLOSED)
class PresenceShown(TypedDict):
    """The other people who have the object open now, by name."""

    people: list[Named]


def presence_router(presence: Presence) -> APIRouter:
    """The route over one service."""
    routes = APIRouter(prefix="/api/design", tags=["design"])

    @route(routes, "PUT", "/{id}/presence", DESIGN, answer=PresenceShown)
    async def be_present(principal: Caller, id: ObjectId) -> dict[str, Any]:
        """Tell that the caller has the object open, to be repeated every few seconds; answers who else has."""
        return {"people": await presence.beat(principal, id)}

    return routes
