"""/api/apps, /api/entities, /api/views, /api/forms, /api/dashboards: the published design."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from dougong.design.answers import AppsShown, EntitiesNamed, EntityShown
from dougong.design.browsing import Browsing
from dougong.design.describing import Describing
from dougong.kernel.http.application import DESIGN
from dougong.kernel.routes import LOOK, READ, Caller, route
from dougong.kernel.shapes import ApiShown
from dougong_engine.document import Json

Name = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
KEY: Json = {"type": "string", "description": "Key of the entity"}
METRICS: Json = {"type": "object", "additionalProperties": {"$ref": f"#/components/schemas/{DESIGN}Metric"}}
NAMED: Json = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {"key": {"type": "string"}, "name": {"type": "string"}},
        "required": ["key", "name"],
    },
}
FOLLOWS: Json = {
    "type": "object",
    "description": "By card: the cards that follow a mark on it",
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
}


def router(browsing: Browsing, describing: Describing) -> APIRouter:
    """The routes over both services."""
    routes = APIRouter(prefix="/api", tags=["design"])

    @route(routes, "GET", "/apps", LOOK, answer=AppsShown)
    async def list_apps(principal: Caller) -> dict[str, Any]:
        """The apps of the workspace with the pages that the caller may open."""
        return {"apps": await browsing.apps(principal)}

    @route(routes, "GET", "/apps/{id}/openapi.json", READ, answer=ApiShown)
    async def describe_app(principal: Caller, id: Name) -> dict[str, Any]:
        """The record API of one app as OpenAPI, as far as the caller's rights go."""
        return await describing.app(principal, id)

    @route(routes, "GET", "/entities", LOOK, answer=EntitiesNamed)
    async def list_entities(principal: Caller) -> dict[str, Any]:
        """The entities of which the caller may see something."""
        return {"entities": await browsing.entities(principal)}

    @route(routes, "GET", "/entities/{key}", LOOK, answer=EntityShown)
    async def read_entity(principal: Caller, key: Name) -> dict[str, Any]:
        """An entity with its fields, gates and actions, as far as the caller's rights go."""
        return await browsing.entity(principal, key)

    @route(routes, "GET", "/views/{id}", LOOK, **_document("View", entity_key=KEY))
    async def read_view(principal: Caller, id: Name) -> dict[str, Any]:
        """A view's document."""
        return await browsing.document(principal, "view", id)

    @route(routes, "GET", "/forms/{id}", LOOK, **_document("Form", entity_key=KEY))
    async def read_form(principal: Caller, id: Name) -> dict[str, Any]:
        """A form's document."""
        return await browsing.document(principal, "form", id)

    @route(
        routes,
        "GET",
        "/dashboards/{id}",
        LOOK,
        **_document("Dashboard", metrics=METRICS, entities=NAMED, follows=FOLLOWS),
    )
    async def read_dashboard(principal: Caller, id: Name) -> dict[str, Any]:
        """A dashboard's document with its metrics."""
        return await browsing.document(principal, "dashboard", id)

    return routes


def _document(kind: str, **beside: Json) -> dict[str, Any]:
    """The answer of a route that sends a design object (without members at their default) and more beside it."""
    ref = {"$ref": f"#/components/schemas/{DESIGN}{kind}"}
    schema = {"allOf": [ref, {"type": "object", "properties": beside, "required": sorted(beside)}]}
    answers = {"200": {"content": {"application/json": {"schema": schema}}}}
    return {"response_model": None, "openapi_extra": {"responses": answers}}
