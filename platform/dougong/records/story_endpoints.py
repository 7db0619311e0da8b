"""/api/records/{entity}/{id}/history and /comments, /api/lookup/{entity}, /api/trash/{entity}."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from dougong.kernel.routes import LOOK, READ, WRITE, Caller, route
from dougong.kernel.shapes import Made
from dougong.records.answers import CommentsShown, HistoryShown, RecordsFound, TrashShown
from dougong.records.endpoints import json_response
from dougong.records.reading import Question, Reading
from dougong.records.story import Story
from dougong.records.trash import Trash

Key = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Id = Annotated[str, Path(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
PersonId = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]

TRASH_LIMIT = 500


class Comment(BaseModel):
    """A new comment."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"text": "请补充报价单", "mentions": []}})

    text: Annotated[str, Field(min_length=1, max_length=4000)]
    mentions: Annotated[tuple[PersonId, ...], Field(max_length=20)] = ()


def router(story: Story, reading: Reading, trash: Trash) -> APIRouter:
    """The routes over the services."""
    routes = APIRouter(prefix="/api", tags=["records"])

    @route(routes, "GET", "/records/{entity}/{id}/history", LOOK, answer=HistoryShown)
    async def read_history(
        principal: Caller, entity: Key, id: Id, before: Annotated[int | None, Query(ge=1)] = None
    ) -> Response:
        """What changed, newest first, a hundred entries a page; `before` is the last version seen."""
        return json_response({"entries": await story.history(principal, entity, id, before)})

    @route(routes, "GET", "/records/{entity}/{id}/comments", LOOK, answer=CommentsShown)
    async def read_comments(principal: Caller, entity: Key, id: Id) -> Response:
        """What people said about a record."""
        return json_response({"comments": await story.comments(principal, entity, id)})

    @route(routes, "POST", "/records/{entity}/{id}/comments", WRITE, answer=Made, status_code=201)
    async def add_comment(principal: Caller, entity: Key, id: Id, body: Comment) -> dict[str, str]:
        """Say something about a record."""
        return {"id": (await story.say(principal, entity, id, body.text, body.mentions)).id}

    @route(routes, "GET", "/lookup/{entity}", LOOK, answer=RecordsFound)
    async def look_up(
        principal: Caller, entity: Key, q: Annotated[str, Query(max_length=100)] = ""
    ) -> dict[str, list[dict[str, Any]]]:
        """Up to twenty records by title, for choosing one."""
        schema = await reading.stage.catalogue.schema(principal.workspace_id)
        document = schema.by_key(entity).entity
        title = document.field(document.title)
        assert title is not None
        words = q.strip()
        filter = {"field": title.key, "op": "contains", "value": words} if words else None
        question = Question(filter=filter, fields=(title.key,), sort=(title.key,), limit=20)
        page = await reading.page(principal, entity, question)
        return {"records": [{"id": one["id"], "title": one.get(title.key)} for one in page.records]}

    @route(routes, "GET", "/trash/{entity}", READ, answer=TrashShown)
    async def list_trash(
        principal: Caller, entity: Key, limit: Annotated[int, Query(ge=1, le=TRASH_LIMIT)] = 100
    ) -> Response:
        """Removed records that the caller may bring back, last removed first."""
        found, more = await trash.list(principal, entity, limit)
        return json_response({"records": found, "more": more})

    return routes
