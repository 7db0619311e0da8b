"""/api/groups and /api/dashboards: aggregated questions and the data of boards."""

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path
from starlette.responses import Response

from dougong.dashboards.answers import BoardShown, Drilled, GroupsShown, PartWritten
from dougong.dashboards.class_writing import ClassWriting
from dougong.dashboards.groups import Groups
from dougong.dashboards.schemas import BoardAsked, ClassesTakenBack, ClassesWritten, DrillAsked, GroupsAsked
from dougong.dashboards.service import Boards, opened_for
from dougong.kernel.routes import LOOK, WRITE, Caller, route

Name = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,62}$")]


def dashboards_router(groups: Groups, boards: Boards, writing: ClassWriting) -> APIRouter:
    """The routes over these services."""
    routes = APIRouter(prefix="/api", tags=["dashboards"])

    @route(routes, "POST", "/groups/{entity}", LOOK, answer=GroupsShown)
    async def read_groups(principal: Caller, entity: Name, body: GroupsAsked) -> dict[str, Any]:
        """Measures over groups of the records that the caller may see."""
        return await groups.by_keys(principal, entity, body)

    @route(routes, "POST", "/dashboards/{id}/data", LOOK, answer=BoardShown)
    async def read_dashboard_data(principal: Caller, id: Name, body: BoardAsked) -> Response:
        """What the cards of a board show, each under the caller's rights."""
        found = await boards.data(principal, id, body)
        # Lists in records are ready-made JSON, which only orjson passes through.
        return Response(orjson.dumps(found, option=orjson.OPT_UTC_Z), media_type="application/json")

    @route(routes, "POST", "/dashboards/{id}/drill", LOOK, answer=Drilled)
    async def drill_dashboard(principal: Caller, id: Name, body: DrillAsked) -> Drilled:
        """The records behind a mark of a card, as a filter."""
        return await boards.drill(principal, id, body)

    @route(routes, "POST", "/dashboards/{id}/abc/write", WRITE, answer=PartWritten)
    async def write_classes(principal: Caller, id: Name, body: ClassesWritten) -> PartWritten:
        """Put the classes of a card into a choice field of the classed records, a part at a time."""
        return await writing.write(principal, lambda scene: opened_for(scene, id, body.filters), body)

    @route(routes, "POST", "/dashboards/{id}/abc/undo", WRITE, answer=PartWritten)
    async def undo_classes(principal: Caller, id: Name, body: ClassesTakenBack) -> PartWritten:
        """Give records back what they held before their class was written, unless somebody changed them since."""
        return await writing.take_back(principal, lambda scene: opened_for(scene, id, {}), body)

    return routes
