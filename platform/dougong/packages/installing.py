"""Installs a package: publish its objects under local names, seed its samples without firing a rule."""

import base64
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from dougong.design.publishing import Origin, Publishing
from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal, refuse
from dougong.kernel.workspace import Principal
from dougong.packages.market import Market
from dougong.packages.store import Installation, PackageStore
from dougong.records.writing import Door, Writing
from dougong_engine.design.app import App
from dougong_engine.design.entity import Entity
from dougong_engine.design.objects import Design
from dougong_engine.document import Json
from dougong_engine.fields.link import Link
from dougong_engine.packages.format import Package
from dougong_engine.packages.read import read, write
from dougong_engine.packages.rewrite import Binding, bind, exported, localised_package
from dougong_engine.packages.samples import Setting, row_names, sample_row

KeepFile = Callable[[Principal, str, bytes], Awaitable[str]]
"""Keeps a file of a package as an upload of the installer; answers its id."""

SEED = Door(via="package", historical=True)


@dataclass(frozen=True, slots=True)
class Installed:
    """What an installation brought."""

    app_id: str
    objects: int
    samples: int


@dataclass(slots=True)
class Installing:
    """Installs, empties, removes and exports packages."""

    market: Market
    store: PackageStore
    publishing: Publishing
    writing: Writing
    keep_file: KeepFile

    async def install(self, principal: Principal, package_id: str, *, samples: bool, name: str = "") -> Installed:
        """The package as an app of the workspace; a package may be installed more than once."""
        package = self.market.get(package_id)
        now = self.writing.stage.now()
        before = await self.publishing.catalogue.newest(principal.workspace_id)
        taken = {one.key for one in before.design.objects.values() if isinstance(one, Entity | App)}
        binding = bind(package.objects.values(), before.design.objects, taken)
        local = localised_package(package, binding)
        if name:
            local = _named(local, name)
        origins = {binding.ids[id]: Origin(package_id, id) for id in package.objects}
        publishing = list(local.design.objects.values())
        await self.publishing.publish(principal.workspace_id, principal.person_id, publishing, now, origins=origins)
        texts = {
            (object_id, locale): one for locale, objects in local.locales.items() for object_id, one in objects.items()
        }
        await self.store.translate(principal.workspace_id, texts)
        files = {path: base64.b64encode(data).decode() for path, data in write(package).items()}
        installation = Installation(
            local.manifest.app, package_id, package.manifest.version, binding.ids, binding.keys, files
        )
        await self.store.add(principal.workspace_id, installation, principal.person_id, now)
        seeded = await self._seed(principal, local) if samples else 0
        return Installed(local.manifest.app, len(publishing), seeded)

    async def _seed(self, principal: Principal, package: Package) -> int:
        """Sample rows as records, parents before children; no gate holds them and no rule fires."""
        stage = self.writing.stage
        admin = await self._as_installer(principal)
        clock = (await stage.scene(admin)).clock
        names = {name: new_id() for name in row_names(package)}
        done: list[tuple[str, str]] = []
        for entity in ordered(package.design):
            samples = package.samples.get(entity.id)
            for row in samples.rows if samples is not None else ():
                # A file belongs to one record, so each row gets an upload of its own.
                files = {path: await self.keep_file(principal, path, package.files[path]) for path in _mentioned(row)}
                made = sample_row(row, Setting(clock.today, clock.now, principal.person_id, names, files))
                id = str(made.pop("id"))
                try:
                    await self.writing.create(admin, entity.key, _by_key(entity, made), SEED, id)
                except Refusal as refusal:
                    problems = [one.under("samples", entity.key, str(row["id"])) for one in refusal.problems]
                    raise Refusal(422, problems) from None
                done.append((entity.id, id))
        await self.store.tag(principal.workspace_id, package.manifest.app, done)
        return len(done)

    async def _as_installer(self, principal: Principal) -> Principal:
        """The installer with the rights of now: publishing has raised everybody's epoch."""
        rows = await self.publishing.database.fetch(
            self.writing.stage.stamp_statement(), {"ws": principal.workspace_id, "me": principal.person_id}
        )
        return replace(principal, epoch=int(str(rows[0][0])), admin=True)

    async def remove_samples(self, principal: Principal, app_id: str) -> dict[str, int]:
        """Take the samples away again; those that somebody has edited stay and are samples no more."""
        rows, kept = await self.store.untouched(principal.workspace_id, app_id)
        admin = await self._as_installer(principal)
        schema = await self.publishing.catalogue.newest(principal.workspace_id)
        removed = 0
        for entity_id, record_id in rows:
            try:
                await self.writing.remove(admin, schema.table(entity_id).entity.key, record_id, None, SEED)
                removed += 1
            except Refusal as refusal:
                if refusal.status != 404:
                    raise
        await self.store.forget(principal.workspace_id, app_id)
        return {"removed": removed, "kept": kept}

    async def uninstall(self, principal: Principal, app_id: str) -> None:
        """Take an app away; its data stays for 30 days. Refused while objects of other apps refer to it."""
        schema = await self.publishing.catalogue.newest(principal.workspace_id)
        gone = [one.id for one in schema.design.of_app(app_id).objects.values()]
        if not gone:
            raise refuse(404, "app.unknown", id=app_id)
        now = self.writing.stage.now()
        await self.publishing.publish(principal.workspace_id, principal.person_id, [], now, removed=gone)
        await self.store.remove(principal.workspace_id, app_id, now)

    async def export(self, principal: Principal, app_id: str) -> dict[str, bytes]:
        """The app as it is now, as the files of a package: what was installed unchanged comes out byte by byte."""
        installation = await self.store.one(principal.workspace_id, app_id)
        if installation is None:
            raise refuse(404, "app.not_installed", id=app_id)
        schema = await self.publishing.catalogue.newest(principal.workspace_id)
        base = read({path: base64.b64decode(text) for path, text in installation.files.items()})
        binding = Binding(MappingProxyType(dict(installation.ids)), MappingProxyType(dict(installation.keys)))
        objects = schema.design.of_app(app_id).objects.values()
        design = exported(objects, binding, base.objects)
        return write(Package(base.manifest, design, base.locales, base.samples, base.tests, base.files))


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


def _named(package: Package, name: str) -> Package:
    app = package.design.get(App, package.manifest.app)
    if app is None:
        return package
    return replace(package, design=package.design.replaced(app.model_copy(update={"name": name})))
