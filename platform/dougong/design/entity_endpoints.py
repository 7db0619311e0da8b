"""/api/design/entities: who uses what, and what a change of type would do, for people with the ability `design`."""

from typing import Any

from fastapi import APIRouter

from dougong.design.draft_endpoints import DESIGN, ObjectId
from dougong.design.entity_answers import ConversionShown, UsersShown
from dougong.design.entity_drafts import EntityDrafts
from dougong.design.schemas import FieldAsked
from dougong.kernel.routes import Caller, route


def entity_router(entities: EntityDrafts) -> APIRouter:
    """The routes over one service."""
    routes = APIRouter(prefix="/api/design/entities", tags=["design"])

    @route(routes, "GET", "/{id}/users", DESIGN, answer=UsersShown)
    async def list_users(principal: Caller, id: ObjectId) -> dict[str, Any]:
        """Which objects mention the entity and each of its fields, drafts included."""
        return await entities.users(principal, id)

    @route(routes, "POST", "/{id}/fields/{field}/conversion", DESIGN, answer=ConversionShown)
    async def try_conversion(principal: Caller, id: ObjectId, field: ObjectId, body: FieldAsked) -> dict[str, Any]:
        """How many values of a published field would be lost under other settings; nothing is changed."""
        return await entities.conversion(principal, id, field, body.to)

    return routes
