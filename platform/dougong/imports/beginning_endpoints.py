"""/api/design/begin/table: an app from a CSV or Excel file, for people with the ability `design`."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi import Path as InPath
from pydantic import Field, with_config
from starlette.responses import Response
from typing_extensions import TypedDict

from dougong.design.beginning_answers import BegunShown
from dougong.design.beginning_endpoints import DESIGN, PREFIX, once
from dougong.design.beginning_schemas import ENTITY, Target, example
from dougong.files.multipart import read_parts
from dougong.imports.answers import FileRead, ImportStatus
from dougong.imports.beginning import TableBeginning
from dougong.imports.endpoints import received, table_body
from dougong.kernel.problem import refuse
from dougong.kernel.routes import Caller, route
from dougong.kernel.shapes import CLOSED, RefusalShown
from dougong.people.wire import UUID_PATTERN
from dougong.records.endpoints import json_response
from dougong.records.repeats import Repeats
from dougong_engine.beginning.proposal import ColumnSource, Proposal
from dougong_engine.beginning.spec import MOST_FIELDS, EntityPart

JobId = Annotated[str, InPath(pattern=UUID_PATTERN)]


class TableChosen(Target):
    """The entity as it is wanted, and which column fills which of its fields; other columns are left out."""

    model_config = example(
        entity=ENTITY, sources=[{"column": "设备名称", "field": "name"}, {"column": "状态", "field": "state"}]
    )

    entity: EntityPart
    sources: Annotated[tuple[ColumnSource, ...], Field(min_length=1, max_length=MOST_FIELDS)]


@with_config(CLOSED)
class TableRead(TypedDict):
    """A table that was uploaded, as the import `job`; `proposal` is null while the file is being read."""

    job: str
    status: ImportStatus
    file_name: str
    file: FileRead
    proposal: Proposal | None
    error: RefusalShown | None


@with_config(CLOSED)
class TableBuilt(BegunShown):
    """What was built, and the import `job` that brings the rows in (`ready`: it waits for drafts to be published)."""

    job: str
    status: ImportStatus


def table_router(tables: TableBeginning, repeats: Repeats, csv_bytes: int, excel_bytes: int) -> APIRouter:
    """The routes over one service."""
    routes = APIRouter(prefix=f"{PREFIX}/table", tags=["design"])

    @route(routes, "POST", "", DESIGN, answer=TableRead, status_code=201, openapi_extra=table_body())
    async def propose_table(request: Request, caller: Caller) -> Response:
        """A table as an entity: a type for each column with the share of cells that fit. Builds nothing."""
        with ExitStack() as held:
            path = Path(held.enter_context(TemporaryDirectory(prefix="dougong-import-"))) / "upload"
            parts = read_parts(request.headers.get("content-type", ""), request.stream())
            words, name = await received(parts, path, csv_bytes, excel_bytes)
            if name is None:
                raise refuse(422, "import.upload", ("file",))
            shown = await tables.take(caller, path, name, words.get("sheet", ""), held)
        return json_response(shown, 201)

    @route(routes, "GET", "/{job_id}", DESIGN, answer=TableRead)
    async def read_table(caller: Caller, job_id: JobId) -> Response:
        """The proposal for a table that was uploaded before."""
        return json_response(await tables.shown(await tables.job(caller, job_id)))

    @route(routes, "POST", "/{job_id}/build", DESIGN, answer=TableBuilt, status_code=201)
    async def build_table(request: Request, caller: Caller, job_id: JobId, body: TableChosen) -> dict[str, Any]:
        """The entity, its form, its views and a role in one publication, and then the import of the rows."""

        async def work() -> dict[str, Any]:
            return (await tables.build(caller, job_id, body.entity, body.sources, body.destination())).shown()

        return await once(repeats, request, caller, work)

    return routes
