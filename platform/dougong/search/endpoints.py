"""Global search over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from dougong.kernel.routes import READ, Caller, route
from dougong.search.service import Searching


class FoundRecord(BaseModel):
    """One record; `field` holds the words that were looked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entity: str
    record: str
    field: str
    title: str
    excerpt: str


class FoundRecords(BaseModel):
    """What was found, latest first; `more` if asking for more could bring more."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    items: list[FoundRecord]
    more: bool


def search_router(searching: Searching) -> APIRouter:
    """The route of the search box."""
    router = APIRouter(tags=["search"])

    @route(router, "GET", "/api/search", READ)
    async def search_records(
        caller: Caller,
        q: Annotated[str, Query(min_length=1, max_length=100)],
        limit: Annotated[int, Query(ge=1, le=50)] = 20,
    ) -> FoundRecords:
        """Records in which all words of `q` stand in one field, as parts of words too."""
        found, more = await searching.find(caller, q, limit)
        return FoundRecords(
            items=[
                FoundRecord(
                    entity=one.place.entity_id,
                    record=one.place.record_id,
                    field=one.place.field_id,
                    title=one.title,
                    excerpt=one.excerpt,
                )
                for one in found
            ],
            more=more,
        )

    return router
