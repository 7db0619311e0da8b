"""Imports over a workspace under test: the services as the server wires them, and the tables that tests feed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from dougong.files.disk import DiskStore
from dougong.imports.job import Job
from dougong.imports.parts import Imports, imports_over
from dougong.kernel.ids import new_id
from dougong.kernel.workspace import Principal
from dougong_engine.design.role import Role
from dougong_engine.imports.mapping import Mapping as ImportMapping
from support.records import Office


@dataclass
class Staff:
    """Answers who somebody is, and the published roles."""

    office: Office

    async def principal_of(self, workspace_id: str, person_id: str) -> Principal | None:
        """That person now."""
        name = next((name for name, id in self.office.people.items() if id == person_id), None)
        return None if name is None else await self.office.as_(name)

    async def roles(self, workspace_id: str, locale: str | None = None) -> Mapping[str, Role]:
        """Role id → role."""
        schema = await self.office.catalogue.newest(workspace_id)
        return {one.id: one for one in schema.design.of(Role)}


@dataclass
class Desk:
    """Somebody who imports."""

    office: Office
    name: str = "admin"
    folder: Path = field(default_factory=lambda: Path(gettempdir()) / f"desk-{new_id()}")
    """Where exports are made; nothing is made there before the first one."""
    imports: Imports = field(init=False)

    def __post_init__(self) -> None:
        staff = Staff(self.office)
        self.imports = imports_over(
            self.office.stage,
            self.office.reading,
            self.office.writing,
            staff,
            staff,
            lambda: self.office.now,
            DiskStore(self.folder / "kept"),
            self.folder / "incoming",
        )

    async def principal(self) -> Principal:
        """The importer with the rights of now."""
        return await self.office.as_(self.name)

    async def take(self, entity: str, path: Path, mapping: Mapping[str, Any] | None = None) -> Job:
        """A file as a job, mapped if a mapping is given."""
        job = await self.imports.importing.take(await self.principal(), entity, path, path.name)
        return job if mapping is None else await self.map(job, mapping)

    async def map(self, job: Job, mapping: Mapping[str, Any]) -> Job:
        """Another mapping."""
        wanted = ImportMapping.model_validate(mapping)
        return await self.imports.importing.map(await self.principal(), job.id, wanted)

    async def check(self, job: Job, *, historical: bool = False) -> dict[str, Any]:
        """What would happen."""
        return await self.imports.importing.check(await self.principal(), job.id, historical=historical)

    async def run(self, job: Job, *, historical: bool = False) -> dict[str, Any]:
        """Carry the job out and answer how it stands."""
        await self.imports.importing.run(await self.principal(), job.id, historical=historical)
        await self.imports.runner.work()
        return await self.shown(job)

    async def undo(self, job: Job) -> dict[str, Any]:
        """Take it back and answer how it stands."""
        await self.imports.importing.undo(await self.principal(), job.id)
        await self.imports.runner.work()
        return await self.shown(job)

    async def shown(self, job: Job) -> dict[str, Any]:
        """The job as the API shows it."""
        principal = await self.principal()
        return await self.imports.importing.shown(principal, await self.imports.importing.get(principal, job.id))
