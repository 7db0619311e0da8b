"""/api/design/boards: what authors of boards ask before they save, for people with the ability `design`."""

from typing import Any

import orjson
from fastapi import APIRouter
from starlette.responses import Response

from dougong.dashboards.answers import BoardShown, PartWritten, ProposalsShown, WiringShown
from dougong.dashboards.building import Building, tried_on
from dougong.dashboards.class_writing import ClassWriting
from dougong.dashboards.schemas import (
    BoardClassesTakenBack,
    BoardClassesWritten,
    BoardTried,
    ChartAsked,
    FilterProposed,
)
from dougong.kernel.routes import Caller, able, route

DESIGN = able("design")


def building_router(building: Building, writing: ClassWriting) -> APIRouter:
    """The routes over these services."""
    routes = APIRouter(prefix="/api/design/boards", tags=["design"])

    @route(routes, "POST", "/recommend", DESIGN, answer=ProposalsShown)
    async def recommend_charts(principal: Caller, body: ChartAsked) -> dict[str, Any]:
        """The three charts that show some fields best, as documents, each with the reason why."""
        return await building.recommended(principal, body)

    @route(routes, "POST", "/data", DESIGN, answer=BoardShown)
    async def try_board(principal: Caller, body: BoardTried) -> Response:
        """What the cards of a board that need not be saved show its author."""
        found = await building.tried(principal, body)
        # Lists in records are ready-made JSON, which only orjson passes through.
        return Response(orjson.dumps(found, option=orjson.OPT_UTC_Z), media_type="application/json")

    @route(routes, "POST", "/wiring", DESIGN, answer=WiringShown)
    async def wire_filter(principal: Caller, body: FilterProposed) -> dict[str, Any]:
        """Which cards a filter reaches by itself, through which field of theirs, and why not the others."""
        return await building.wired(principal, body)

    @route(routes, "POST", "/abc/write", DESIGN, answer=PartWritten)
    async def write_board_classes(principal: Caller, body: BoardClassesWritten) -> PartWritten:
        """Put the classes of a card that need not be saved into a choice field, a part at a time."""
        return await writing.write(principal, tried_on(body, body.filters), body)

    @route(routes, "POST", "/abc/undo", DESIGN, answer=PartWritten)
    async def undo_board_classes(principal: Caller, body: BoardClassesTakenBack) -> PartWritten:
        """Give records back what they held before their class was written, unless somebody changed them since."""
        return await writing.take_back(principal, tried_on(body, {}), body)

    return routes
