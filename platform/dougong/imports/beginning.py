"""A table as the beginning of an app: the file becomes a job over an entity that is still to be built."""

import asyncio
import re
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dougong.design.beginning import Beginning, Begun, Destination, new_seed, spell
from dougong.imports.intake import Target
from dougong.imports.job import Job
from dougong.imports.service import OPEN, Importing
from dougong.kernel.problem import Refusal, refuse, refused
from dougong.kernel.workspace import Principal
from dougong.records.showing import PrincipalOf
from dougong_engine.beginning.columns import Whole
from dougong_engine.beginning.naming import object_id
from dougong_engine.beginning.proposal import ColumnSource, Proposal, propose
from dougong_engine.beginning.spec import EntityPart, Spec, fields_of
from dougong_engine.design.entity import Entity
from dougong_engine.errors import Invalid, Problem
from dougong_engine.imports.cells import CLEANERS, REFERENCES
from dougong_engine.imports.mapping import Mapping as ImportMapping
from dougong_engine.imports.mapping import Source

Reported = Mapping[str, Any]
LOOKED_AT = 5_000
"""Rows on which a proposal rests; a first part of the file tells its kind."""

FILLED = frozenset({*CLEANERS, *REFERENCES})
DATED = frozenset({"date", "moment"})
UNSURE = frozenset({"unclear", "mixed"})
PLAIN_SHEET = re.compile(r"(sheet|工作表)\s*\d*", re.IGNORECASE)
PREFIX = object_id("entity", "", 0)


@dataclass(frozen=True, slots=True)
class TableBegun:
    """What was built, and the job that brings the data in."""

    begun: Begun
    job: Job

    def shown(self) -> dict[str, Any]:
        """As the API tells it."""
        return {**self.begun.shown(), "job": self.job.id, "status": self.job.status}


@dataclass(frozen=True, slots=True)
class TableBeginning:
    """Callers have the ability `design`."""

    importing: Importing
    beginning: Beginning
    people: PrincipalOf

    async def take(self, principal: Principal, path: Path, name: str, sheet: str, held: ExitStack) -> dict[str, Any]:
        """A job over the file, ready or still `reading`, as for any import; shown as by `shown`.

        Refuses (422) what is no table or has no columns that could be fields, and keeps nothing of it.
        """
        target = Target(object_id("entity", new_seed(), 0), lambda _: ImportMapping())
        job = await self.importing.opening.take(principal, target, path, name, sheet, held)
        try:
            return await self.shown(job)
        except Refusal:
            await self.importing.store.drop(job)
            raise

    async def shown(self, job: Job) -> dict[str, Any]:
        """The job with its proposal once the file has been read."""
        proposal = await self._proposal(job) if job.status in OPEN else None
        told = proposal.model_dump(mode="json") if proposal is not None else None
        about = {"job": job.id, "status": job.status, "file_name": job.file_name, "file": dict(job.file)}
        return {**about, "proposal": told, "error": job.error}

    async def job(self, principal: Principal, job_id: str) -> Job:
        """The caller's job over a table from which nothing has been built yet.

        Refuses (404) an unknown job, (409) any other import, and (409) one whose entity waits as a draft.
        """
        job = await self.importing.get(principal, job_id)
        schema = await self.importing.stage.catalogue.newest(principal.workspace_id)
        if not job.target.startswith(PREFIX) or job.target in schema.tables:
            raise refuse(409, "beginning.built")
        drafted = await self.beginning.rows.one(principal.workspace_id, job.target)
        if drafted is not None and drafted.version is None:
            raise refuse(409, "beginning.waiting", app=drafted.app)
        return job

    async def build(
        self, principal: Principal, job_id: str, entity: EntityPart, sources: tuple[ColumnSource, ...], to: Destination
    ) -> TableBegun:
        """The entity with all that belongs to it in one publication, and then the import of the rows.

        Left as drafts, nothing is imported yet: the job waits with its mapping until the entity is published.
        """
        job = await self.job(principal, job_id)
        if job.status not in OPEN:
            raise refuse(409, "import.state", state=job.status)
        found = _misfits(job, entity, sources)
        if found:
            raise Refusal(422, found)
        spec = Spec(name=to.name or entity.name, entities=(entity,))
        begun = await self.beginning.build(principal, spec, to, job.target.removeprefix(PREFIX))
        built = next(one for one in begun.objects if isinstance(one, Entity))
        await self.importing.store.put(job, "mapping", _mapping(entity, built, sources).model_dump(mode="json"))
        if begun.publication is None:
            return TableBegun(begun, job)
        # The role that was just given counts from here on.
        caller = await self.people.principal_of(principal.workspace_id, principal.person_id)
        return TableBegun(begun, await self.importing.run(caller or principal, job.id))

    async def _proposal(self, job: Job) -> Proposal:
        lines = await self.importing.store.page(job, 0, LOOKED_AT)
        cells = [(one.number, one.cells) for one in lines]
        whole = {str(one["name"]): _whole(one) for one in job.columns} if job.total > len(lines) else {}
        try:
            return await asyncio.to_thread(propose, _named(job), job.column_names, cells, job.total, spell, whole)
        except Invalid as error:
            raise refused(error) from None


def _named(job: Job) -> str:
    """What the table is called: by its sheet, unless that has a name that says nothing, else by its file."""
    sheet = str(job.file.get("sheet") or "")
    return Path(job.file_name).stem if not sheet or PLAIN_SHEET.fullmatch(sheet.strip()) else sheet


def _whole(column: Reported) -> Whole:
    """What the reading of the file has told of a column."""
    told = [str(one["value"]) for one in column["values"]]
    complete = not column["distinct_capped"] and column["distinct"] == len(told)
    distinct = None if column["distinct_capped"] else int(column["distinct"])
    return Whole(int(column["filled"]), int(column["empty"]), distinct, tuple(told) if complete else ())


def _misfits(job: Job, entity: EntityPart, sources: tuple[ColumnSource, ...]) -> list[Problem]:
    """Columns that the file does not have, fields that no column can fill, dates that could be read in two ways."""
    fields, columns = fields_of(entity), {str(one["name"]): one for one in job.columns}
    problems: list[Problem] = []
    seen: set[str] = set()
    for place, source in enumerate(sources):
        column, part = columns.get(source.column), fields.get(source.field)
        if column is None:
            problems.append(Problem("import.column.unknown", ("sources", place, "column"), {"column": source.column}))
        if part is None or part.type not in FILLED:
            problems.append(Problem("import.field.unknown", ("sources", place, "field"), {"field": source.field}))
        elif source.field in seen:
            problems.append(Problem("beginning.twice", ("sources", place, "field"), {"key": source.field}))
        elif column is not None and part.type in DATED and source.dates is None and column.get("dates") in UNSURE:
            problems.append(Problem("beginning.dates", ("sources", place, "dates"), {"column": source.column}))
        seen.add(source.field)
    return problems


def _mapping(entity: EntityPart, built: Entity, sources: tuple[ColumnSource, ...]) -> ImportMapping:
    """The sources over the keys that the fields have got; a field that every record has already gave way."""
    keys = {part.key: spec.key for part, spec in zip(entity.fields, built.fields, strict=False)}
    return ImportMapping(
        columns=tuple(Source(column=one.column, field=keys[one.field], dates=one.dates) for one in sources)
    )
