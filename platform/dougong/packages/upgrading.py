"""Upgrades an installed app to a new version of its package: looked at first, done as one publish, undone as one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dougong.design.draft_rows import DraftRows
from dougong.design.permission_tests import TestsByApp, failing_tests, stored_tests
from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal, refuse, refused
from dougong.kernel.workspace import Principal
from dougong.packages.holding import holding
from dougong.packages.installing import Installing, installation_of, not_beyond, origins
from dougong.packages.store import Installation
from dougong.packages.upgrades import Snapshot, Upgrades
from dougong.storage.driver.port import Step
from dougong.storage.schema import Schema
from dougong_engine.design.objects import Design, read_object
from dougong_engine.design.texts import Wording
from dougong_engine.document import dump
from dougong_engine.errors import Invalid, Problem
from dougong_engine.packages.format import Package, PermissionTest, version_key
from dougong_engine.packages.merge import Conflict, Merged, choose_theirs, merge
from dougong_engine.packages.rewrite import Binding, localised_package
from dougong_engine.packages.settle import settled
from dougong_engine.packages.slots import bound
from dougong_engine.packages.texts import wordings

Place = tuple[str, tuple[str, ...]]
"""Object id and path of a conflict."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The preview that somebody saw (`revision` of the design, `version` of the package) and what they chose: places
    where the package's side is taken, and people for slots that are new."""

    revision: int
    version: str
    theirs: frozenset[Place]
    slots: Mapping[str, str]
    accept_empty: bool = False


@dataclass(frozen=True, slots=True)
class Upgrade:
    """An upgrade as it would be: the app as it is, as it was installed, and merged with the new package."""

    installation: Installation
    package: Package
    local: Package
    binding: Binding
    people: Mapping[str, str]
    schema: Schema
    base: Design
    mine: Design
    merged: Merged
    tests: tuple[PermissionTest, ...]
    records: Mapping[Place, int]
    problems: tuple[Problem, ...]
    wordings: Mapping[tuple[str, str], Wording]

    def conflict(self, place: Place) -> Conflict:
        """The conflict at a place. Refuses (422) a place where there is none, and to drop what holds data."""
        found = next((one for one in self.merged.conflicts if (one.object, one.path) == place), None)
        if found is None:
            raise refuse(422, "app.upgrade.conflict.unknown", ("theirs",), object=place[0], place=".".join(place[1]))
        count = self.records.get(place, 0)
        if count:
            params = {"object": self.mine.objects[place[0]].name, "place": ".".join(place[1]), "count": count}
            raise refuse(422, "app.upgrade.holds_data", ("theirs",), **params)
        return found


@dataclass(frozen=True, slots=True)
class Upgrading:
    """Upgrades over one installing service."""

    installing: Installing
    upgrades: Upgrades

    async def plan(self, principal: Principal, app_id: str, slots: Mapping[str, str] | None = None) -> Upgrade:
        """What upgrading to the market's version would do. Refuses (404) where there is no newer one."""
        installing = self.installing
        installation = await installing.installation(principal, app_id)
        package = await installing.market.get(principal.workspace_id, installation.package_id)
        if version_key(package.manifest.version) <= version_key(installation.version):
            raise refuse(404, "app.upgrade.none")
        people = await self._people(principal, installation, package, slots or {})
        schema = await installing.publishing.catalogue.newest(principal.workspace_id)
        binding = await installing.bind(principal.workspace_id, package, schema, installation.binding)
        was = localised_package(installation.package, installation.binding)
        local = localised_package(package, binding)
        local = replace(local, design=bound(local.design, people))
        base, mine = bound(was.design, installation.slots), schema.design.of_app(app_id)
        others = schema.design.replaced(without=mine.objects)
        sides = base.objects, mine.objects, local.objects
        merged = settled(merge(*sides), *sides, others)
        held = (await stored_tests(installing.publishing.database, principal.workspace_id)).get(app_id, was.tests)
        tests = merged_tests(was.tests, held, local.tests)
        records = {
            (one.object, one.path): await holding(installing.publishing.database, schema, one)
            for one in merged.conflicts
            if one.reason == "holds_data"
        }
        whole = others.replaced(*merged.design.objects.values())
        problems = await failing_tests(installing.publishing.database, principal.workspace_id, whole, {app_id: tests})
        return Upgrade(
            installation,
            package,
            local,
            binding,
            people,
            schema,
            base,
            mine,
            merged,
            tests,
            records,
            tuple(problems),
            _wordings(schema, local),
        )

    async def upgrade(self, principal: Principal, app_id: str, wish: Wish) -> dict[str, Any]:
        """Publish the merged app. Refuses (409) when the design or the package has changed since the preview."""
        plan = await self.plan(principal, app_id, wish.slots)
        if (wish.revision, wish.version) != (plan.schema.revision, plan.package.manifest.version):
            raise refuse(409, "app.upgrade.stale")
        not_beyond(principal, plan.schema, plan.local)
        try:
            design = choose_theirs(plan.merged.design, [plan.conflict(place) for place in sorted(wish.theirs)])
        except Invalid as error:
            raise refused(error) from None
        objects = [one for id, one in design.objects.items() if plan.mine.objects.get(id) != one]
        removed = plan.mine.objects.keys() - design.objects.keys()
        installing, now = self.installing, self.installing.writing.stage.now()
        held = await stored_tests(installing.publishing.database, principal.workspace_id)
        touched = [*(one.id for one in objects), *removed]
        row = installation_of(plan.package, plan.binding, plan.people).row()
        words = plan.wordings

        def beside(versions: Mapping[str, int]) -> list[Step]:
            snapshot = Snapshot(
                new_id(),
                plan.installation.row(),
                [dump(one) for one in held.get(app_id, ())],
                {id: plan.schema.versions.get(id) for id in touched},
                {id: versions.get(id) for id in touched},
            )
            return [
                *installing.store.translating(principal.workspace_id, words),
                *self.upgrades.done(principal.workspace_id, app_id, snapshot, row, principal.person_id, now),
            ]

        await installing.publishing.publish(
            principal.workspace_id,
            principal.person_id,
            objects,
            now,
            removed=removed,
            origins=origins(plan.package, plan.binding),
            # Drafts stay drafts: nobody's unpublished work is thrown away.
            revisions={one.id: -1 for one in objects},
            accept_empty=wish.accept_empty,
            tests={app_id: plan.tests},
            beside=beside,
        )
        return {"version": plan.package.manifest.version, "objects": len(objects), "removed": len(removed)}

    async def undo(self, principal: Principal, app_id: str, *, confirm: bool) -> dict[str, Any]:
        """Back to the app as it was before its last upgrade; `confirm` if objects were changed since."""
        workspace_id, installing = principal.workspace_id, self.installing
        snapshot = await self.upgrades.latest(workspace_id, app_id)
        if snapshot is None:
            raise refuse(404, "app.upgrade.not_done")
        schema = await installing.publishing.catalogue.newest(workspace_id)
        since = sorted(id for id, version in snapshot.after.items() if schema.versions.get(id) != version)
        if since and not confirm:
            told = [
                {"object": id, "name": schema.localized(one, principal.locale).name}
                for id in since
                if (one := schema.design.objects.get(id))
            ]
            problem = Problem("app.upgrade.changed_since", (), {"count": len(since)})
            raise Refusal(409, [problem], {"changed": told})
        rows = DraftRows(installing.publishing.database)
        documents = [
            await rows.version(workspace_id, id, version)
            for id, version in sorted(snapshot.before.items())
            if version is not None
        ]
        objects = [read_object(one) for one in documents if one is not None]
        now = installing.writing.stage.now()
        before = Installation(app_id, **snapshot.installation)
        words = _wordings(schema, localised_package(before.package, before.binding))
        tests: TestsByApp = {app_id: tuple(PermissionTest.model_validate(one) for one in snapshot.tests)}
        await installing.publishing.publish(
            workspace_id,
            principal.person_id,
            objects,
            now,
            removed=[id for id, version in snapshot.before.items() if version is None and id in schema.design.objects],
            revisions={one.id: -1 for one in objects},
            accept_empty=True,
            tests=tests,
            beside=lambda _: [
                *self.upgrades.undone(workspace_id, app_id, snapshot, now),
                *installing.store.translating(workspace_id, words),
            ],
        )
        return {"version": before.version, "objects": len(objects)}

    async def _people(
        self, principal: Principal, installation: Installation, package: Package, named: Mapping[str, str]
    ) -> dict[str, str]:
        """Whom slots stand for: those of the installation stay, the new ones are asked for."""
        new = tuple(one for one in package.manifest.slots if one.id not in installation.slots)
        manifest = package.manifest.model_copy(update={"slots": new})
        return {**installation.slots, **await self.installing.slots.people(principal, manifest, named)}


def _wordings(schema: Schema, local: Package) -> dict[tuple[str, str], Wording]:
    """The package's translations beside those that are there: what the package dropped may be kept here."""
    return {key: {**schema.texts.get(key, {}), **words} for key, words in wordings(local).items()}


def merged_tests(
    base: Iterable[PermissionTest], mine: Iterable[PermissionTest], theirs: Iterable[PermissionTest]
) -> tuple[PermissionTest, ...]:
    """Permission tests by id: what only the package changed is taken, what was changed here stays."""
    was, here, there = ({one.id: one for one in side} for side in (base, mine, theirs))
    chosen = {id: here.get(id) if here.get(id) != was.get(id) else there.get(id) for id in {**here, **there}}
    return tuple(one for one in chosen.values() if one is not None)
