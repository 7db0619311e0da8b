"""/api/imports: a file becomes a job, the job becomes records."""

from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi import Path as InPath
from starlette.responses import Response

from dougong.files.multipart import PartHead, file_body, read_parts
from dougong.imports.answers import ImportChecked, ImportShown, ImportsShown, RowsRefused
from dougong.imports.job import Job
from dougong.imports.schemas import MappingChange, Mode
from dougong.imports.service import Importing
from dougong.kernel.http.rules import BodyRule
from dougong.kernel.problem import refuse
from dougong.kernel.routes import READ, WRITE, Caller, route
from dougong.kernel.workspace import Principal
from dougong.people.wire import UUID_PATTERN
from dougong.records.endpoints import json_response

JobId = Annotated[str, InPath(pattern=UUID_PATTERN)]
AROUND = 65_536
WORD = 500
REFUSED_PAGE = 200
MAPPING_BYTES = 1_000_000


def table_body(**words: dict[str, Any]) -> dict[str, Any]:
    """A multipart body with a table, as OpenAPI tells it; `words` must be there as well."""
    sheet = {"type": "string", "description": "Name of a sheet; the first one by default"}
    return file_body("CSV or xlsx", tuple(words), sheet=sheet, **words)


UPLOAD = table_body(entity={"type": "string", "description": "Key of an entity, or `people`"})


def import_bodies(csv_bytes: int, excel_bytes: int) -> tuple[BodyRule, ...]:
    """What the gate must let through: mappings as JSON below a job, files at the doors."""
    most = max(csv_bytes, excel_bytes)
    return (
        BodyRule("/api/imports/", MAPPING_BYTES),
        BodyRule("/api/imports", most + AROUND, frozenset({"multipart/form-data"})),
        BodyRule("/api/design/begin/table/", MAPPING_BYTES),
        BodyRule("/api/design/begin/table", most + AROUND, frozenset({"multipart/form-data"})),
    )


def imports_router(importing: Importing, csv_bytes: int, excel_bytes: int) -> APIRouter:
    """The routes over one service."""
    routes = APIRouter(prefix="/api/imports", tags=["imports"])

    _upload(routes, importing, csv_bytes, excel_bytes)

    async def answered(caller: Principal, job: Job, status: int = 200) -> Response:
        return json_response(await importing.shown(caller, job), status)

    @route(routes, "GET", "", READ, answer=ImportsShown)
    async def list_imports(caller: Caller) -> Response:
        """The caller's last jobs."""
        return json_response({"items": await importing.latest(caller)})

    @route(routes, "GET", "/{job_id}", READ, answer=ImportShown)
    async def read_import(caller: Caller, job_id: JobId) -> Response:
        """A job with its progress."""
        return await answered(caller, await importing.get(caller, job_id))

    @route(routes, "PATCH", "/{job_id}", WRITE, answer=ImportShown)
    async def map_import(caller: Caller, job_id: JobId, body: MappingChange) -> Response:
        """Which column fills which field, and which values stand for which."""
        return await answered(caller, await importing.map(caller, job_id, body.mapping))

    @route(routes, "POST", "/{job_id}/check", WRITE, answer=ImportChecked)
    async def check_import(caller: Caller, job_id: JobId, body: Mode) -> dict[str, Any]:
        """What would happen: problems by cell, names that match nothing, gaps. Writes nothing."""
        return await importing.check(caller, job_id, historical=body.historical)

    @route(routes, "POST", "/{job_id}/run", WRITE, answer=ImportShown, status_code=202)
    async def run_import(caller: Caller, job_id: JobId, body: Mode) -> Response:
        """Begin. Rows with problems are left out and listed."""
        return await answered(caller, await importing.run(caller, job_id, historical=body.historical), 202)

    @route(routes, "GET", "/{job_id}/refused", READ, answer=RowsRefused)
    async def list_refused(caller: Caller, job_id: JobId, after: Annotated[int, Query(ge=0)] = 0) -> dict[str, Any]:
        """Rows that did not become records, with their cells and problems."""
        items = await importing.refused(caller, job_id, after, REFUSED_PAGE)
        return {"items": items, "next": items[-1]["row"] if len(items) == REFUSED_PAGE else None}

    @route(routes, "POST", "/{job_id}/cancel", WRITE, answer=ImportShown, status_code=202)
    async def cancel_import(caller: Caller, job_id: JobId) -> Response:
        """Stop; what has been written stays until it is undone."""
        await importing.cancel(caller, job_id)
        return await answered(caller, await importing.get(caller, job_id), 202)

    @route(routes, "POST", "/{job_id}/undo", WRITE, answer=ImportShown, status_code=202)
    async def undo_import(caller: Caller, job_id: JobId) -> Response:
        """Take back every record of the job that nobody has changed since."""
        await importing.undo(caller, job_id)
        return await answered(caller, await importing.get(caller, job_id), 202)

    return routes


def _upload(routes: APIRouter, importing: Importing, csv_bytes: int, excel_bytes: int) -> None:
    @route(routes, "POST", "", WRITE, answer=ImportShown, status_code=201, openapi_extra=UPLOAD)
    async def upload_import(request: Request, caller: Caller) -> Response:
        """A file as a job: its columns, a first mapping and the first rows; a large one is `reading` for a while."""
        with ExitStack() as held:
            target = Path(held.enter_context(TemporaryDirectory(prefix="dougong-import-"))) / "upload"
            parts = read_parts(request.headers.get("content-type", ""), request.stream())
            words, name = await received(parts, target, csv_bytes, excel_bytes)
            if name is None or not words.get("entity"):
                raise refuse(422, "import.upload", ("file",))
            job = await importing.open(caller, words["entity"], target, name, words.get("sheet", ""), held)
        return json_response(await importing.shown(caller, job), 201)


async def received(
    parts: AsyncIterator[tuple[PartHead, bytes]], target: Path, csv_bytes: int, excel_bytes: int
) -> tuple[dict[str, str], str | None]:
    """Short parts as words, the file's content at `target`; answers the file's declared name, for showing only."""
    words: dict[str, bytes] = {}
    name: str | None = None
    size, most = 0, csv_bytes
    with target.open("wb") as file:
        async for head, piece in parts:
            if head.name != "file":
                words[head.name] = words.get(head.name, b"") + piece
                if len(words[head.name]) > WORD:
                    raise refuse(422, "import.upload", (head.name[:50],))
                continue
            name = head.declared.replace("\\", "/").rpartition("/")[2] or "upload"
            if size == 0 and piece.startswith(b"PK"):
                most = excel_bytes
            size += len(piece)
            if size > most:
                raise refuse(413, "upload.large", ("file",), megabytes=most // 1024 // 1024)
            file.write(piece)
    return {key: value.decode("utf-8", "replace") for key, value in words.items()}, name
