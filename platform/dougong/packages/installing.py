"""Installs a package as an app of a workspace, and gives the app back as a package."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from dougong.design.permission_tests import stored_tests
from dougong.design.publishing import Origin, Publishing
from dougong.kernel.messages import sentence
from dougong.kernel.problem import Refusal, refuse
from dougong.kernel.workspace import Principal
from dougong.packages.seeding import KeepFile, Seeding
from dougong.packages.shelf import Shelf
from dougong.packages.slots import SlotBinding
from dougong.packages.store import Installation, PackageStore
from dougong.records.writing import Writing
from dougong.storage.schema import Schema
from dougong_engine.access.cover import covers
from dougong_engine.design.app import App
from dougong_engine.design.entity import Entity
from dougong_engine.design.objects import Design
from dougong_engine.design.role import Grant, Role
from dougong_engine.errors import Problem
from dougong_engine.packages.export import NO_BINDING, export_app
from dougong_engine.packages.format import Manifest, Package, version_key
from dougong_engine.packages.read import write
from dougong_engine.packages.rewrite import Binding, bind, localised_package
from dougong_engine.packages.rights import beyond
from dougong_engine.packages.slots import bound
from dougong_engine.packages.texts import wordings


@dataclass(frozen=True, slots=True)
class Installed:
    """What an installation brought."""

    app_id: str
    objects: int
    samples: int


@dataclass(slots=True)
class Installing:
    """Installs and exports packages."""

    market: Shelf
    store: PackageStore
    publishing: Publishing
    writing: Writing
    keep_file: KeepFile

    async def install(
        self,
        principal: Principal,
        package_id: str,
        *,
        samples: bool,
        name: str = "",
        slots: Mapping[str, str] | None = None,
    ) -> Installed:
        """The package as an app of the workspace; a package may be installed more than once.

        `slots` maps slot id → person or department id. Refuses (422) unknown slots and people, requirements that are
        not installed; (403) rights beyond the installer's.
        """
        package = await self.market.get(principal.workspace_id, package_id)
        people = await self.slots.people(principal, package.manifest, slots or {})
        now = self.writing.stage.now()
        before = await self.publishing.catalogue.newest(principal.workspace_id)
        binding = await self.bind(principal.workspace_id, package, before)
        local = localised_package(package, binding)
        words = wordings(local)
        local = replace(local, design=bound(_named(local, name), people))
        not_beyond(principal, before, local)
        installation = installation_of(package, binding, people)
        await self.publishing.publish(
            principal.workspace_id,
            principal.person_id,
            list(local.design.objects.values()),
            now,
            origins=origins(package, binding),
            tests={local.manifest.app: local.tests},
            beside=lambda _: [
                *self.store.translating(principal.workspace_id, words),
                self.store.add(principal.workspace_id, installation, principal.person_id, now),
            ],
        )
        seeded = await self.seeding.seed(principal, local) if samples else 0
        return Installed(local.manifest.app, len(local.objects), seeded)

    async def export(self, principal: Principal, app_id: str) -> dict[str, bytes]:
        """The app as it is now, as the files of a package: what was installed unchanged comes out byte by byte.

        An app that was made here is the first package of its own. Refuses (404) an app that is not there.
        """
        schema = await self.publishing.catalogue.newest(principal.workspace_id)
        own = schema.design.of_app(app_id)
        installation = await self.store.one(principal.workspace_id, app_id)
        manifest = installation.package.manifest if installation is not None else _own_manifest(schema, app_id)
        tests = await stored_tests(self.publishing.database, principal.workspace_id)
        found = export_app(
            own.objects.values(),
            manifest,
            lambda number: sentence("package.slot.person", {"number": number}, manifest.language),
            binding=installation.binding if installation is not None else NO_BINDING,
            origin=installation.package if installation is not None else None,
            people=installation.slots if installation is not None else {},
            tests=tests.get(app_id),
        )
        return write(found.package)

    async def installation(self, principal: Principal, app_id: str) -> Installation:
        """The package behind an app; 404 for an app that came from none."""
        found = await self.store.one(principal.workspace_id, app_id)
        if found is None:
            raise refuse(404, "app.not_installed", id=app_id)
        return found

    async def bind(self, workspace_id: str, package: Package, before: Schema, old: Binding | None = None) -> Binding:
        """Local names for a package's objects, and for those of the packages that it requires."""
        foreign = await self._required(workspace_id, package)
        ids = {*before.design.objects, *await self.store.ids(workspace_id)}
        keys = {one.key for one in before.design.objects.values() if isinstance(one, Entity | App)}
        own = bind(package.objects.values(), ids, keys, old)
        return Binding(MappingProxyType({**foreign, **own.ids}), own.keys)

    async def _required(self, workspace_id: str, package: Package) -> dict[str, str]:
        """The names that the required packages' objects have here. Refuses (422) what is not installed."""
        found: dict[str, str] = {}
        problems: list[Problem] = []
        for wanted in package.manifest.requires:
            there = await self.store.of_package(workspace_id, wanted.id)
            least, below = version_key(wanted.least), wanted.below
            fit = [
                one
                for one in there
                if least <= version_key(one.version)
                and (below is None or version_key(one.version) < version_key(below))
            ]
            if fit:
                found |= fit[0].ids
            elif there:
                params = {"package": package.manifest.id, "needs": wanted.id, "least": wanted.least}
                problems.append(Problem("package.requires.version", (), {**params, "found": there[0].version}))
            else:
                problems.append(Problem("package.requires.missing", (), {"package": wanted.id}))
        if problems:
            raise Refusal(422, problems)
        return found

    @property
    def seeding(self) -> Seeding:
        """Sample data."""
        return Seeding(self.store, self.writing, self.keep_file)

    @property
    def slots(self) -> SlotBinding:
        """Whom slots stand for."""
        return SlotBinding(self.publishing.database)


def not_beyond(principal: Principal, before: Schema, local: Package) -> None:
    """Refuses (403) a package, under its local names, that asks for more than its installer has."""
    if principal.admin:
        return
    held = [role for id in principal.roles if (role := before.design.get(Role, id)) is not None]

    def may_give(grant: Grant) -> bool:
        app = local.manifest.app
        return covers(held, Role(format=1, kind="role", id="rol_asked", app=app, name="asked", grants=(grant,)))

    problems = list(beyond(local, principal.abilities, may_give))
    if problems:
        raise Refusal(403, problems)


def installation_of(package: Package, binding: Binding, people: Mapping[str, str]) -> Installation:
    """What is remembered of an installation, so that it can be exported and upgraded."""
    files = {path: base64.b64encode(data).decode() for path, data in write(package).items()}
    manifest = package.manifest
    return Installation(
        binding.ids[manifest.app], manifest.id, manifest.version, binding.ids, binding.keys, files, people
    )


def origins(package: Package, binding: Binding) -> dict[str, Origin]:
    """Local id → which object of the package it was made from."""
    return {binding.ids[id]: Origin(package.manifest.id, id) for id in package.objects}


def _named(package: Package, name: str) -> Design:
    app = package.design.get(App, package.manifest.app)
    if app is None or not name:
        return package.design
    return package.design.replaced(app.model_copy(update={"name": name}))


def _own_manifest(schema: Schema, app_id: str) -> Manifest:
    """What an app that was made here is called as a package: later exports are newer versions of the same one."""
    app = schema.design.get(App, app_id)
    if app is None:
        raise refuse(404, "app.not_installed", id=app_id)
    return Manifest(
        format=1,
        kind="package",
        id=f"own.{app.id}",
        version=f"1.{schema.revision}.0",
        name=app.name,
        summary=app.description,
        icon=app.icon,
        color=app.color,
        app=app.id,
        language=schema.locale,
    )
