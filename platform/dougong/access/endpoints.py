"""/api/roles and /api/access"""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query

from dougong.access.schemas import Members, MembersChanged, MembersPage, RolesOut, ViewAs, ViewStarted, Why
from dougong.access.service import Question, RoleMembership
from dougong.access.viewing import Viewing
from dougong.kernel.routes import Caller, able, route
from dougong_engine.design.role import Action

ID = r"^[a-z][a-z0-9_]{0,62}$"
RoleId = Annotated[str, Path(pattern=ID)]
PersonId = Annotated[str, Query(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
ViewId = Annotated[str, Path(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=1000)]


def router(membership: RoleMembership, viewing: Viewing) -> APIRouter:
    """The routes over both services."""
    routes = APIRouter(prefix="/api", tags=["access"])

    @route(routes, "GET", "/roles", able("people"))
    async def list_roles(principal: Caller) -> RolesOut:
        """The published roles and how many people hold each."""
        return RolesOut(items=await membership.roles(principal))

    @route(routes, "GET", "/roles/{role_id}/members", able("people"))
    async def list_members(
        principal: Caller, role_id: RoleId, cursor: Cursor = None, limit: Limit = 100
    ) -> MembersPage:
        """Who holds a role."""
        return await membership.members(principal, role_id, cursor, limit)

    @route(routes, "PUT", "/roles/{role_id}/members", able("people"))
    async def set_members(principal: Caller, role_id: RoleId, body: Members) -> MembersChanged:
        """Give the role to exactly these people; nobody gives more than they hold."""
        return await membership.set_members(principal, role_id, body)

    @route(routes, "GET", "/access/why", able("people"))
    async def explain_access(
        principal: Caller,
        person: PersonId,
        entity: Annotated[str, Query(pattern=ID)],
        action: Action | Literal["read"] = "read",
        field: Annotated[str | None, Query(pattern=ID)] = None,
    ) -> Why:
        """Which role lets a person do something to an entity's records, on which rows."""
        return await membership.why(principal, Question(person, entity, action, field))

    @route(routes, "POST", "/view-as", able("design"), status_code=201)
    async def start_view(principal: Caller, body: ViewAs) -> ViewStarted:
        """Look on as a role or a person for half an hour: reading only, and nothing that the caller may not see."""
        return await viewing.start(principal, body)

    @route(routes, "DELETE", "/view-as/{view_id}", able("design"), status_code=204)
    async def end_view(principal: Caller, view_id: ViewId) -> None:
        """Look on no longer."""
        await viewing.end(principal, view_id)

    return routes
