"""Wire documents of imports and exports."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from dougong.kernel.shapes import RefusalShown
from dougong_engine.document import Doc, Json
from dougong_engine.imports.mapping import Mapping


class MappingChange(Doc):
    """Another mapping for a job that has not been started."""

    mapping: Mapping


class Mode(Doc):
    """`historical` is for past data: only new records, gates noted as waived, no automations."""

    historical: Annotated[bool, Field(strict=True)] = False


class NewExport(Doc):
    """What to export: as in lists; all fields that the caller may read where none are named."""

    entity: Annotated[str, Field(max_length=100)]
    format: Literal["csv", "xlsx"] = "csv"
    filter: Json = None
    fields: Annotated[tuple[str, ...], Field(max_length=200)] = ()
    sort: Annotated[tuple[str, ...], Field(max_length=3)] = ()


class Progress(Doc):
    """Rows that are written, of how many; `total` is null until somebody has counted."""

    done: int
    total: int | None


class ExportOut(Doc):
    """An export job: queued, running, done, cancelled, failed or expired."""

    id: str
    entity: str
    format: Literal["csv", "xlsx"]
    status: Literal["queued", "running", "done", "cancelled", "failed", "expired"]
    progress: Progress
    size: int | None
    error: RefusalShown | None
    created_at: datetime
    ended_at: datetime | None
    expires_at: datetime | None


class ExportsOut(Doc):
    """The caller's last exports, newest first."""

    items: list[ExportOut]
