"""Wire documents of imports."""

from typing import Annotated, Any

from pydantic import Field

from dougong_engine.document import Doc
from dougong_engine.imports.mapping import Mapping


class MappingChange(Doc):
    """Another mapping for a job that has not been started."""

    mapping: Mapping


class Mode(Doc):
    """`historical` is for past data: only new records, gates noted as waived, no automations."""

    historical: Annotated[bool, Field(strict=True)] = False


class JobsOut(Doc):
    """The caller's last jobs, newest first."""

    items: list[dict[str, Any]]


class RefusedOut(Doc):
    """Rows that did not become records, in order; `next` is the row to go on after, null at the end."""

    items: list[dict[str, Any]]
    next: int | None
