"""Import jobs from the upload to the undo."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from dougong.imports.intake import Intake, Target
from dougong.imports.job import Job
from dougong.imports.linking import may_change_people
from dougong.imports.opening import Opening
from dougong.imports.recording import Recording, may_import
from dougong.imports.running import Runner
from dougong.imports.staffing import FIELDS, PEOPLE, Staffing, guess_people
from dougong.imports.store import ImportStore
from dougong.kernel.problem import Refusal, refuse
from dougong.kernel.workspace import Principal
from dougong.records.scene import Stage
from dougong_engine.imports.cells import importable
from dougong_engine.imports.guess import guess, owner_field
from dougong_engine.imports.mapping import Fields, misfits
from dougong_engine.imports.mapping import Mapping as ImportMapping

OPEN = ("ready", "checked")
PREVIEW = 20


@dataclass(slots=True)
class Importing:
    """Everything that may be done with a job; only its maker and administrators see it."""

    stage: Stage
    store: ImportStore
    intake: Intake
    opening: Opening
    recording: Recording
    staffing: Staffing
    runner: Runner
    now: Callable[[], datetime]

    async def take(self, principal: Principal, entity: str, path: Path, name: str, sheet: str = "") -> Job:
        """A new job over a file. Refuses (403) whoever may not import there, (422) what is no table."""
        return await self.intake.take(principal, await self._target(principal, entity), path, name, sheet)

    async def open(self, principal: Principal, entity: str, path: Path, name: str, sheet: str, held: ExitStack) -> Job:
        """The same for a request: the job of a large file is still `reading`, and `held` keeps the file for it."""
        return await self.opening.take(principal, await self._target(principal, entity), path, name, sheet, held)

    async def get(self, principal: Principal, job_id: str) -> Job:
        """A job; 404 for somebody else's."""
        job = await self.store.one(principal.workspace_id, job_id)
        if job is None or not (principal.admin or job.person_id == principal.person_id):
            raise refuse(404, "import.unknown")
        return job

    async def map(self, principal: Principal, job_id: str, mapping: ImportMapping) -> Job:
        """Another mapping; refuses (422) at its place what fits neither the file nor the fields."""
        job = await self._open(principal, job_id)
        design = (await self.stage.catalogue.schema(principal.workspace_id)).design
        problems = misfits(mapping, job.column_names, await self._fields(principal, job), design.entity)
        if problems:
            raise Refusal(422, [one.under("mapping") for one in problems])
        raw = mapping.model_dump(mode="json")
        await self.store.put(job, "mapping", raw)
        return replace(job, raw_mapping=raw)

    async def check(self, principal: Principal, job_id: str, *, historical: bool = False) -> dict[str, Any]:
        """What would happen, without writing anything; see `Findings.report`."""
        job = replace(await self._open(principal, job_id), historical=historical)
        self._complete(job)
        destination = self.staffing if job.target == PEOPLE else self.recording
        report = (await destination.check(principal, job)).report()
        await self.store.put(job, "report", report)
        return report

    async def run(self, principal: Principal, job_id: str, *, historical: bool = False) -> Job:
        """Queue the job. Rows with problems are left out and listed; all others become records."""
        job = await self._open(principal, job_id)
        self._complete(job)
        if job.target != PEOPLE:
            may_import(await self.stage.scene(principal), replace(job, historical=historical))
        if not await self.store.move(job, OPEN, "queued", historical):
            raise refuse(409, "import.state", state=job.status)
        self.runner.queue.wake()
        return replace(job, status="queued", historical=historical)

    async def latest(self, principal: Principal) -> list[dict[str, Any]]:
        """The caller's last jobs, each in a line; without tables from which an app is still to be built."""
        schema = await self.stage.catalogue.schema(principal.workspace_id)
        jobs = await self.store.latest(principal.workspace_id, principal.person_id)
        return [
            {
                "id": one.id,
                "entity": schema.tables[one.target].entity.key if one.target in schema.tables else one.target,
                "file_name": one.file_name,
                "status": one.status,
                "total": one.total,
                "created_at": one.created_at,
            }
            for one in jobs
            if one.target in schema.tables or one.target == PEOPLE or one.status not in OPEN
        ]

    async def refused(self, principal: Principal, job_id: str, after: int, most: int) -> list[dict[str, Any]]:
        """Rows that did not become records."""
        job = await self.get(principal, job_id)
        found = await self.store.refused(job, after, most)
        return [{"row": number, "cells": list(cells), "problems": wrong} for number, cells, wrong in found]

    async def cancel(self, principal: Principal, job_id: str) -> None:
        """Stop; what has been written stays and can be undone."""
        job = await self.get(principal, job_id)
        if not await self.store.move(job, ("reading", "queued", "running", *OPEN), "cancelled"):
            raise refuse(409, "import.state", state=job.status)

    async def undo(self, principal: Principal, job_id: str) -> None:
        """Take every record back that nobody has changed since, and every person to whom nothing refers."""
        job = await self.get(principal, job_id)
        if job.target == PEOPLE:
            may_change_people(principal)
        if not await self.store.move(job, ("done", "cancelled", "failed"), "undoing"):
            raise refuse(409, "import.state", state=job.status)
        self.runner.queue.wake()

    async def shown(self, principal: Principal, job: Job) -> dict[str, Any]:
        """A job as the API shows it."""
        counts = await self.store.counts(job)
        lines = await self.store.page(job, 0, PREVIEW)
        schema = await self.stage.catalogue.schema(principal.workspace_id)
        table = schema.tables.get(job.target)
        return {
            "id": job.id,
            "entity": table.entity.key if table is not None else job.target,
            "file_name": job.file_name,
            "file": dict(job.file),
            "status": job.status,
            "historical": job.historical,
            "columns": [dict(one) for one in job.columns],
            "fields": sorted(await self._fields(principal, job)),
            "mapping": job.mapping.model_dump(mode="json"),
            "preview": [{"row": one.number, "cells": list(one.cells)} for one in lines],
            "report": job.report,
            "error": job.error,
            "progress": {"total": job.total, **_progress(counts)},
            "created_at": job.created_at,
            "started_at": job.started_at,
            "ended_at": job.ended_at,
        }

    async def _target(self, principal: Principal, key: str) -> Target:
        scene = await self.stage.scene(principal)
        if key == PEOPLE and PEOPLE not in scene.planning.schema.keys:
            may_change_people(principal)
            return Target(PEOPLE, guess_people)
        entity = scene.planning.schema.by_key(key).entity
        access = scene.planning.access(scene.who, entity.id)
        if not (access.may("import") or access.may("import_historical")):
            raise refuse(403, "access.action", action="import", entity=entity.name)
        shown = scene.planning.schema.localized(entity, principal.locale)
        return Target(entity.id, lambda columns: guess(entity, columns, shown))

    async def _open(self, principal: Principal, job_id: str) -> Job:
        job = await self.get(principal, job_id)
        if job.status not in OPEN:
            raise refuse(409, "import.state", state=job.status)
        return job

    async def _fields(self, principal: Principal, job: Job) -> Fields:
        """What columns may fill and the caller may write."""
        if job.target == PEOPLE:
            return dict.fromkeys(FIELDS)
        scene = await self.stage.scene(principal)
        entity = scene.planning.schema.table(job.target).entity
        create = scene.planning.access(scene.who, job.target).create
        specs = [one for one in (*entity.fields, owner_field()) if importable(one) and create.get(one.id)]
        return {one.key: one for one in specs}

    @staticmethod
    def _complete(job: Job) -> None:
        if not job.mapping.columns:
            raise refuse(422, "import.mapping.empty", ("columns",))


def _progress(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: counts.get(name, 0) for name in ("waiting", "done", "refused", "undone", "kept")}
