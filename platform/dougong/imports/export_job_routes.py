"""/api/exports: files of any size, made in the background."""

from typing import Annotated

from fastapi import APIRouter
from fastapi import Path as InPath
from starlette.responses import Response, StreamingResponse

from dougong.files.names import disposition
from dougong.imports.export_jobs import ExportJobs
from dougong.imports.export_routes import TYPES
from dougong.imports.exporting import Export
from dougong.imports.schemas import ExportOut, ExportsOut, NewExport
from dougong.kernel.routes import READ, WRITE, Caller, route
from dougong.people.wire import UUID_PATTERN

ExportId = Annotated[str, InPath(pattern=UUID_PATTERN)]


def exports_router(jobs: ExportJobs) -> APIRouter:
    """The routes over one service."""
    routes = APIRouter(prefix="/api/exports", tags=["exports"])

    @route(routes, "POST", "", WRITE, status_code=202)
    async def begin_export(caller: Caller, body: NewExport) -> ExportOut:
        """Begin an export of up to 5,000,000 rows (xlsx: 1,048,575); at most five at a time for a person."""
        job = await jobs.begin(caller, body.entity, Export(body.format, body.filter, body.fields, body.sort))
        return ExportOut.model_validate(await jobs.shown(caller, job))

    @route(routes, "GET", "", READ)
    async def list_exports(caller: Caller) -> ExportsOut:
        """The caller's last fifty exports."""
        found = [await jobs.shown(caller, one) for one in await jobs.latest(caller)]
        return ExportsOut.model_validate({"items": found})

    @route(routes, "GET", "/{job_id}", READ)
    async def read_export(caller: Caller, job_id: ExportId) -> ExportOut:
        """How far it is."""
        return ExportOut.model_validate(await jobs.shown(caller, await jobs.get(caller, job_id)))

    @route(routes, "GET", "/{job_id}/file", READ, response_class=Response)
    async def fetch_export(caller: Caller, job_id: ExportId) -> Response:
        """The file of an export that is done, for 24 hours and as long as the caller's rights stay as they were."""
        job = await jobs.get(caller, job_id)
        content = await jobs.content(caller, job)
        shown = ExportOut.model_validate(await jobs.shown(caller, job))
        headers = {
            "content-disposition": disposition(f"{shown.entity}.{shown.format}", inline=False),
            "content-length": str(job.size),
            "cache-control": "private, no-store",
            "x-content-type-options": "nosniff",
        }
        return StreamingResponse(content, media_type=TYPES[shown.format], headers=headers)

    @route(routes, "DELETE", "/{job_id}", WRITE, status_code=204, response_class=Response)
    async def discard_export(caller: Caller, job_id: ExportId) -> Response:
        """Stop it, or throw its file away."""
        await jobs.discard(caller, job_id)
        return Response(status_code=204)

    return routes
