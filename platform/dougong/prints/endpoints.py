"""Records on paper: the sheet as JSON, the PDF, and what authors of templates try before they save."""

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from dougong.files.names import disposition
from dougong.kernel.problem import refuse
from dougong.kernel.routes import READ, Caller, able, route
from dougong.prints.schemas import PrintTried
from dougong.prints.service import Prints
from dougong.prints.sheet import Sheet
from dougong_engine.fields._values import UUID

PrintId = Annotated[str, Path(pattern=r"^prt_[a-z0-9_]{1,58}$")]
HEADERS = {
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    # Rights may end at any time, and the record may change.
    "cache-control": "private, no-store",
}
PDF = {"200": {"description": "The PDF", "content": {"application/pdf": {"schema": {"type": "string"}}}}}


def prints_router(prints: Prints) -> APIRouter:
    """The routes over one service."""
    router = APIRouter(prefix="/api", tags=["prints"])
    one = "/records/{entity}/{record_id}/prints/{print_id}"

    @route(router, "GET", one, READ, answer=Sheet)
    async def read_sheet(principal: Caller, entity: str, record_id: str, print_id: PrintId) -> Sheet:
        """A record through a print template, as plain texts in the order of the page."""
        return await prints.sheet(principal, entity, _checked(record_id), print_id)

    @route(router, "GET", f"{one}/pdf", READ, response_class=Response, openapi_extra={"responses": PDF})
    async def print_record(principal: Caller, entity: str, record_id: str, print_id: PrintId) -> Response:
        """The same as a PDF, to be looked at in place."""
        name, made = await prints.document(principal, entity, _checked(record_id), print_id)
        headers = {**HEADERS, "content-disposition": disposition(name, inline=True)}
        return Response(made, media_type="application/pdf", headers=headers)

    @route(router, "POST", "/design/prints/sheet", able("design"), answer=Sheet)
    async def try_print(principal: Caller, body: PrintTried) -> Sheet:
        """A record through a template that need not be saved, as its author may see it."""
        return await prints.tried(principal, body)

    return router


def _checked(record_id: str) -> str:
    if not UUID.fullmatch(record_id.lower()):
        raise refuse(404, "record.unknown", id=record_id[:64])
    return record_id.lower()
