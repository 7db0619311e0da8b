"""GET /api/records/{entity}/export; it stands before the record routes, whose `{id}` would take it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, cast, get_args

import orjson
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dougong.files.names import disposition
from dougong.imports.exporting import Export, Exporting, Format
from dougong.kernel.problem import refuse
from dougong.kernel.routes import READ, HotRoute
from dougong.kernel.workspace import Principal

PIECE = 1 << 16
TYPES: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_TEXT = {"type": "string"}
OPERATION: dict[str, Any] = {
    "operationId": "export_records",
    "summary": "Records as a file: what the caller may see, at most 50,000 rows",
    "tags": ["records"],
    "parameters": [
        {"name": "entity", "in": "path", "required": True, "schema": _TEXT, "example": "opportunity"},
        {"name": "format", "in": "query", "schema": {"enum": ["csv", "xlsx"], "default": "csv"}},
        {"name": "filter", "in": "query", "description": "A condition tree as JSON, fields by key", "schema": _TEXT},
        {"name": "fields", "in": "query", "description": "Keys joined by commas", "schema": _TEXT},
        {"name": "sort", "in": "query", "description": "As in lists", "schema": _TEXT},
    ],
    "responses": {
        "200": {"description": "The file", "content": {kind: {"schema": _TEXT} for kind in TYPES.values()}},
        "4XX": {"description": "Refused", "content": {"application/problem+json": {"schema": {"type": "object"}}}},
    },
}


@dataclass(frozen=True, slots=True)
class ExportRoutes:
    """The handler over the service."""

    exporting: Exporting

    def routes(self) -> list[HotRoute]:
        """The one route."""
        return [HotRoute("GET", "/api/records/{entity}/export", READ, self.export, OPERATION)]

    async def export(self, request: Request, principal: Principal) -> Response:
        """The file, made whole before its first byte leaves, so that a refusal is never half a file."""
        entity, export = request.path_params["entity"], _asked(request)
        folder = Path(await asyncio.to_thread(mkdtemp, prefix="dougong-export-"))
        file = folder / "records"
        try:
            await self.exporting.write(principal, entity, export, file)
        except BaseException:
            _discard(file)
            raise
        headers = {"content-disposition": disposition(f"{entity}.{export.format}", inline=False)}
        task = BackgroundTask(asyncio.to_thread, _discard, file)
        return StreamingResponse(_pieces(file), media_type=TYPES[export.format], headers=headers, background=task)


def _asked(request: Request) -> Export:
    given = request.query_params
    format = given.get("format", "csv")
    if format not in get_args(Format):
        raise refuse(422, "export.format", ("format",), formats=list(get_args(Format)))
    filter: object = None
    if given.get("filter"):
        try:
            filter = orjson.loads(given["filter"])
        except orjson.JSONDecodeError:
            raise refuse(400, "request.not_json", ("filter",)) from None
    fields, sort = (tuple(one for one in given.get(name, "").split(",") if one) for name in ("fields", "sort"))
    return Export(cast(Format, format), filter, fields, sort)


async def _pieces(file: Path) -> AsyncIterator[bytes]:
    opened = await asyncio.to_thread(file.open, "rb")
    try:
        while piece := await asyncio.to_thread(opened.read, PIECE):
            yield piece
    finally:
        opened.close()


def _discard(file: Path) -> None:
    file.unlink(missing_ok=True)
    file.parent.rmdir()
