"""Sample data of a package: put in without firing a rule, taken away again apart from what was edited."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal
from dougong.packages.sample_people import SampleCompany
from dougong.packages.store import PackageStore
from dougong.records.writing import Door, Writing
from dougong_engine.design.entity import Entity
from dougong_engine.design.objects import Design
from dougong_engine.document import Json
from dougong_engine.fields.link import Link
from dougong_engine.packages.format import Package
from dougong_engine.packages.samples import Setting, row_names, sample_row

KeepFile = Callable[[Principal, str, bytes], Awaitable[str]]
"""Keeps a file of a package as an upload of the installer; answers its id."""

SEED = Door(via="package", historical=True)


@dataclass(frozen=True, slots=True)
class Seeding:
    """Sample rows as records."""

    store: PackageStore
    writing: Writing
    keep_file: KeepFile

    async def seed(self, principal: Principal, package: Package) -> int:
        """Sample rows as records, parents before children; no gate holds them and no rule fires. Answers how many."""
        stage = self.writing.stage
        admin = await self._as_installer(principal)
        clock = (await stage.scene(admin)).clock
        names = {name: new_id() for name in row_names(package)}
        company = await self._company.put_in(principal, package.manifest.app, package.people, clock.now)
        at = Setting(clock.today, clock.now, principal.person_id, names, {}, company.people, company.departments)
        done: list[tuple[str, str]] = []
        for entity in ordered(package.design):
            samples = package.samples.get(entity.id)
            for row in samples.rows if samples is not None else ():
                # A file belongs to one record, so each row gets an upload of its own.
                files = {path: await self.keep_file(principal, path, package.files[path]) for path in _mentioned(row)}
                made = sample_row(row, replace(at, files=files))
                id = str(made.pop("id"))
                try:
                    await self.writing.create(admin, entity.key, _by_key(entity, made), SEED, id)
                except Refusal as refusal:
                    problems = [one.under("samples", entity.key, str(row["id"])) for one in refusal.problems]
                    raise Refusal(422, problems) from None
                done.append((entity.id, id))
        await self.store.tag(principal.workspace_id, package.manifest.app, done)
        return len(done)

    async def remove(self, principal: Principal, app_id: str) -> dict[str, int]:
        """Take the samples away again; those that somebody has edited stay and are samples no more."""
        rows, kept = await self.store.untouched(principal.workspace_id, app_id)
        admin = await self._as_installer(principal)
        schema = await self.writing.stage.catalogue.newest(principal.workspace_id)
        removed = 0
        for entity_id, record_id in rows:
            if entity_id not in schema.tables:
                continue
            try:
                await self.writing.remove(admin, schema.table(entity_id).entity.key, record_id, None, SEED)
                removed += 1
            except Refusal as refusal:
                if refusal.status != 404:
                    raise
        await self.store.forget(principal.workspace_id, app_id)
        await self._company.take_away(principal.workspace_id, app_id, kept=kept)
        return {"removed": removed, "kept": kept}

    @property
    def _company(self) -> SampleCompany:
        return SampleCompany(self.writing.stage.database)

    async def _as_installer(self, principal: Principal) -> Principal:
        """The installer with the rights of now: publishing has raised everybody's epoch."""
        stage = self.writing.stage
        rows = await stage.database.fetch(
            stage.stamp_statement(), {"ws": principal.workspace_id, "me": principal.person_id}
        )
        return replace(principal, epoch=int(str(rows[0][0])), admin=True)


def ordered(design: Design) -> list[Entity]:
    """Entities so that those that are linked to come first; rings are broken by id."""
    entities = list(design.of(Entity))
    waits = {
        one.id: {field.entity for field in one.fields if isinstance(field, Link) and field.entity != one.id}
        & {other.id for other in entities}
        for one in entities
    }
    found: list[Entity] = []
    while len(found) < len(entities):
        done = {one.id for one in found}
        rest = [one for one in entities if one.id not in done]
        ready = [one for one in rest if waits[one.id] <= done]
        found += ready or rest[:1]
    return found


def _mentioned(value: object) -> list[str]:
    """Paths of the package's files that a row mentions."""
    match value:
        case {"file": str(path)}:
            return [path]
        case dict():
            return [path for one in value.values() for path in _mentioned(one)]
        case list():
            return [path for one in value for path in _mentioned(one)]
        case _:
            return []


def _by_key(entity: Entity, values: Mapping[str, Json]) -> dict[str, Json]:
    return {spec.key: value for id, value in values.items() if (spec := entity.field(id)) is not None}
