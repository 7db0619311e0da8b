"""/api/personal-views: what a person has saved of lists, for that person alone."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from dougong.design.personal_answers import PersonalView, ViewsKept
from dougong.design.personal_views import PersonalViews
from dougong.kernel.routes import READ, WRITE, Caller, route
from dougong_engine.document import Json

ViewId = Annotated[str, Path(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
EntityKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
LAYOUT: dict[str, Json] = {"type": "grid", "columns": [{"field": "name", "width": 220}, {"field": "amount"}]}
FILTER: dict[str, Json] = {"field": "owner", "op": "is", "value": {"token": "me"}}


class ViewMembers(BaseModel):
    """What a view consists of; fields are named by their ids. Members that are not given stay as they are."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"name": "我的大单", "filter": FILTER}]})

    name: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    layout: dict[str, Json] | None = None
    filter: dict[str, Json] | None = None
    sort: Annotated[list[dict[str, Json]], Field(max_length=3)] | None = None
    form: str | None = None


class NewView(ViewMembers):
    """A view of an entity, which is named by its key."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"entity": "opportunity", "name": "我的大单", "layout": LAYOUT, "filter": FILTER}]
        },
    )

    entity: EntityKey
    name: Annotated[str, Field(min_length=1, max_length=200)]
    layout: dict[str, Json]


def personal_router(views: PersonalViews) -> APIRouter:
    """The routes over the service."""
    routes = APIRouter(prefix="/api/personal-views", tags=["design"])

    @route(routes, "GET", "", READ, answer=ViewsKept)
    async def list_personal_views(
        principal: Caller, entity: Annotated[str, Query(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
    ) -> dict[str, Any]:
        """The caller's own views of an entity."""
        return {"views": await views.of_entity(principal, entity)}

    @route(routes, "POST", "", WRITE, answer=PersonalView, status_code=201)
    async def create_personal_view(principal: Caller, body: NewView) -> dict[str, Any]:
        """Keep a view; only the caller sees it, and it never grants data."""
        return await views.create(principal, body.entity, body.model_dump(exclude_unset=True, exclude={"entity"}))

    @route(routes, "GET", "/{id}", READ, answer=PersonalView)
    async def read_personal_view(principal: Caller, id: ViewId) -> dict[str, Any]:
        """One view as a view document; `lost` names the fields that the caller may no longer see."""
        return await views.read(principal, id)

    @route(routes, "PATCH", "/{id}", WRITE, answer=PersonalView)
    async def change_personal_view(principal: Caller, id: ViewId, body: ViewMembers) -> dict[str, Any]:
        """Rename a view or put another filter, order or layout in it."""
        return await views.change(principal, id, body.model_dump(exclude_unset=True))

    @route(routes, "DELETE", "/{id}", WRITE, status_code=204)
    async def delete_personal_view(principal: Caller, id: ViewId) -> None:
        """Forget a view."""
        await views.remove(principal, id)

    return routes
