"""An import and its rows as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dougong.storage.driver.port import Values
from dougong_engine.imports.columns import Cells
from dougong_engine.imports.mapping import Mapping as ImportMapping

Mark = tuple[int, str, object]
"""A settled row: its number, its status and what was wrong."""


@dataclass(frozen=True, slots=True)
class Job:
    """One import as stored."""

    workspace_id: str
    id: str
    target: str
    person_id: str
    file_name: str
    status: str
    historical: bool
    file: Mapping[str, Any]
    columns: Sequence[Mapping[str, Any]]
    raw_mapping: Mapping[str, Any]
    report: Mapping[str, Any] | None
    error: Mapping[str, Any] | None
    total: int
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def mapping(self) -> ImportMapping:
        """Which column fills which field."""
        return ImportMapping.model_validate(self.raw_mapping)

    @property
    def column_names(self) -> tuple[str, ...]:
        """The file's columns in order."""
        return tuple(str(one["name"]) for one in self.columns)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a job."""

    number: int
    cells: Cells
    record_id: str
    entity_id: str
    wave: int


def new_line(workspace_id: str, job_id: str, number: int, entity_id: str, cells: Cells, record_id: str) -> Values:
    """A row that waits."""
    return {
        "workspace_id": workspace_id, "import_id": job_id, "number": number, "entity_id": entity_id,
        "cells": list(cells), "status": "waiting", "wave": 0, "record_id": record_id, "problems": None,
    }  # fmt: skip
