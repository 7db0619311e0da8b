"""The one way in: every write of a record, from whichever door, is prepared and stored here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dougong.files.binding import FileBinding
from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal, Via
from dougong.records import deciding
from dougong.records.columns import keyed
from dougong.records.commit import Commit, Intent
from dougong.records.entering import entered
from dougong.records.reading import Record, remembered
from dougong.records.scene import Scene, Stage
from dougong.storage.facts import (
    Current,
    CurrentPlan,
    Fetch,
    current_plan,
    read_current,
    read_references,
    reference_binds,
    reference_shape,
    reference_statement,
)
from dougong.storage.person import person_statement
from dougong_engine.design.entity import Entity
from dougong_engine.document import Json
from dougong_engine.fields import Refers, Value, field_type
from dougong_engine.filters.evaluate import Reader as Person
from dougong_engine.forms.facts import Facts, ReadSet, needs
from dougong_engine.forms.patch import Patch, read_patch
from dougong_engine.forms.submit import Write, submit

RACES = 5
"""How often an update without a named version starts anew when somebody else was faster."""


@dataclass(frozen=True, slots=True)
class Door:
    """Through which door a write comes, and what caused it."""

    via: Via = "api"
    cause: str | None = None
    historical: bool = False
    depth: int = 0
    idempotency: tuple[str, str] | None = None
    """Key and request hash, stored with the write."""
    form: str | None = None
    """The form that was handed in: its copies, rules and required fields come first."""
    folded: bool = False
    """Whoever writes tells the events of many writes in one row of the inbox (`folding`) instead of a row each."""


@dataclass(slots=True)
class Writing:
    """Creates, changes and removes records; every method raises Refusal with everything that is wrong."""

    stage: Stage
    files: FileBinding
    commit: Commit = field(init=False)

    def __post_init__(self) -> None:
        self.commit = Commit(self.stage, self.files)

    async def create(
        self, principal: Principal, key: str, raw: Mapping[str, Json], door: Door = Door(), id: str | None = None
    ) -> Record:
        """A new record; answers it as stored. A given id that exists already is a 409."""

        async def work(scene: Scene) -> Record:
            intent = await self.creation(scene, self.stage.database, key, raw, door, id or new_id())
            await self.commit.run(scene, intent)
            return self.answer(scene, intent)

        return await self.stage.under_rights(principal, work)

    async def update(
        self,
        principal: Principal,
        key: str,
        id: str,
        raw: Mapping[str, Json],
        version: int | None = None,
        door: Door = Door(),
    ) -> Record:
        """The record with the given fields changed; a stale `version` is a 409 with both sides."""

        async def work(scene: Scene) -> Record:
            for _ in range(RACES):
                intent = await self.change(scene, self.stage.database, key, id, raw, version, door)
                if not intent.write.changes or await self.commit.run(scene, intent):
                    return self.answer(scene, intent)
            raise refuse(409, "record.busy", id=id)

        return await self.stage.under_rights(principal, work)

    async def remove(
        self, principal: Principal, key: str, id: str, version: int | None = None, door: Door = Door()
    ) -> None:
        """Moves a record to the trash."""

        async def work(scene: Scene) -> None:
            for _ in range(RACES):
                intent = await self.removal(scene, self.stage.database, key, id, version, door)
                if await self.commit.run(scene, intent):
                    return
            raise refuse(409, "record.busy", id=id)

        await self.stage.under_rights(principal, work)

    async def creation(
        self, scene: Scene, fetch: Fetch, key: str, raw: Mapping[str, Json], door: Door, id: str
    ) -> Intent:
        """A new record, judged and ready to be stored."""
        table = scene.planning.schema.by_key(key)
        patch = read_patch(table.entity, raw, new_id)
        access = scene.planning.access(scene.who, table.entity.id)
        deciding.must_create(access, table.entity, patch.values, "import_historical" if door.historical else "create")
        patch = await entered(self, scene, fetch, table.entity.id, patch, None, door.form)
        write = await self.judged(scene, fetch, table.entity.id, id, patch, None, historical=door.historical)
        return Intent("create", table, id, None, write, door)

    async def change(
        self, scene: Scene, fetch: Fetch, key: str, id: str, raw: Mapping[str, Json], version: int | None, door: Door
    ) -> Intent:
        """A changed record, judged and ready to be stored."""
        current = await self.current(scene, fetch, scene.planning.schema.by_key(key).entity.id, id)
        return await self.changed(scene, fetch, key, id, current, raw, version, door)

    async def changed(
        self,
        scene: Scene,
        fetch: Fetch,
        key: str,
        id: str,
        current: Current | None,
        raw: Mapping[str, Json],
        version: int | None,
        door: Door,
    ) -> Intent:
        """The change of a record that has been read. Refuses what the caller may not change."""
        table = scene.planning.schema.by_key(key)
        access = scene.planning.access(scene.who, table.entity.id)
        patch = read_patch(table.entity, raw, new_id, lambda field: deciding.own_value(access, current, field))
        found = deciding.must_see(access, current, id)
        deciding.must_update(access, table.entity, found, patch.values)
        _same_version(scene, table.entity.id, found, version, patch.values)
        patch = await entered(self, scene, fetch, table.entity.id, patch, found, door.form)
        write = await self.judged(scene, fetch, table.entity.id, id, patch, found)
        return Intent("update", table, id, found, write, door)

    async def removal(self, scene: Scene, fetch: Fetch, key: str, id: str, version: int | None, door: Door) -> Intent:
        """A record on its way to the trash."""
        current = await self.current(scene, fetch, scene.planning.schema.by_key(key).entity.id, id)
        return self.removed(scene, key, id, current, version, door)

    def removed(
        self, scene: Scene, key: str, id: str, current: Current | None, version: int | None, door: Door
    ) -> Intent:
        """The removal of a record that has been read. Refuses what the caller may not remove."""
        table = scene.planning.schema.by_key(key)
        access = scene.planning.access(scene.who, table.entity.id)
        found = deciding.must_see(access, current, id)
        deciding.must_act(access, table.entity, found, "delete")
        _same_version(scene, table.entity.id, found, version, {})
        return Intent("delete", table, id, found, Write({}, {}, {}, (), found.values), door)

    async def current(self, scene: Scene, fetch: Fetch, entity_id: str, id: str) -> Current | None:
        """The stored record with the caller's scopes on it; None if there is none."""
        return (await self.currents(scene, fetch, entity_id, [id]))[0]

    async def currents(self, scene: Scene, fetch: Fetch, entity_id: str, ids: Sequence[str]) -> list[Current | None]:
        """Stored records, in one round trip."""
        dialect = self.stage.database.dialect
        rights = scene.planning.rights(scene.who)
        plan: CurrentPlan = remembered(
            scene,
            ("current", entity_id),
            lambda: current_plan(scene.planning.schema, entity_id, rights, scene.clock, dialect),
        )
        rows = [{**scene.bound(), **plan.bound, "id": id} for id in ids]
        one_by_id = plan.statement
        answers = await fetch.fetch_each(one_by_id, rows) if rows[1:] else [await fetch.fetch(one_by_id, rows[0])]
        found = [read_current(plan, some[0]) if some else None for some in answers]
        for one in found:
            scene.check_epoch(scene.principal.epoch if one is None else one[1])
        return [None if one is None else one[0] for one in found]

    async def judged(
        self,
        scene: Scene,
        fetch: Fetch,
        entity_id: str,
        id: str,
        patch: Patch,
        current: Current | None,
        *,
        historical: bool = False,
    ) -> Write:
        """The engine's answer to a patch, after loading exactly the facts that it asked for."""
        plan = scene.planning.entity(entity_id)
        record = None if current is None else current.values
        needed = needs(plan, patch, record)
        facts = await self.facts(scene, fetch, entity_id, id, needed, record)
        person = await self.person(scene, fetch) if plan.personal else Person(me=scene.principal.person_id)
        return submit(plan, patch, facts, scene.clock, person, historical=historical)

    async def person(self, scene: Scene, fetch: Fetch) -> Person:
        """The writer with their departments, main one first, their manager and everyone below them."""
        statement = remembered(
            scene, ("person",), lambda: person_statement(self.stage.database.dialect), lambda _: None
        )
        rows = await fetch.fetch(statement, scene.bound())
        manager, main, departments, below = rows[0] if rows else (None, None, [], [])
        return Person(
            me=scene.principal.person_id,
            departments=tuple(dict.fromkeys(one for one in (main, *_ids(departments)) if isinstance(one, str))),
            subordinates=_ids(below),
            manager=manager if isinstance(manager, str) else None,
        )

    async def facts(
        self, scene: Scene, fetch: Fetch, entity_id: str, id: str, needed: ReadSet, record: Mapping[str, Value] | None
    ) -> Facts:
        """The facts that a write needs, in one statement; none if it needs none."""
        if not (needed.linked or needed.refs or needed.evidence):
            return Facts(record)
        table = scene.planning.schema.table(entity_id)
        name = ("facts", entity_id, reference_shape(needed))
        known = await self._files(scene, table.entity, id, needed)
        if known.keys() == needed.refs.keys() and not (needed.linked or needed.evidence):
            return Facts(record, known=known)
        statement, meaning, held = remembered(
            scene,
            name,
            lambda: reference_statement(
                scene.planning.schema,
                table,
                needed,
                scene.planning.rights(scene.who),
                scene.clock,
                self.stage.database.dialect,
            ),
            bound=lambda made: made[2],
        )
        bound: dict[str, Any] = {**scene.bound(), **held, "id": id, **reference_binds(needed)}
        rows = await fetch.fetch(statement, bound)
        linked, found, counts = read_references(meaning, rows[0])
        return Facts(record, linked, {**found, **known}, counts)

    async def _files(self, scene: Scene, entity: Entity, id: str, needed: ReadSet) -> dict[str, frozenset[str]]:
        """Which uploads each file field may take: the writer's own unbound ones, and what hangs on the record."""
        known: dict[str, frozenset[str]] = {}
        for name, ids in needed.refs.items():
            spec = entity.field(name)
            if spec is not None and field_type(spec).refers is Refers.FILE:
                person = scene.principal.uploader_id
                found = await self.files.existing(scene.principal.workspace_id, ids, person, id)
                known[name] = frozenset(found)
        return known

    def answer(self, scene: Scene, intent: Intent) -> Record:
        """The record as it now stands, as far as the caller may read it."""
        entity = intent.table.entity
        access = scene.planning.access(scene.who, entity.id)
        within = intent.current.within if intent.current is not None else frozenset(range(len(access.scopes)))
        shown = {
            id: value
            for id, value in intent.stored(scene).items()
            if access.read.get(id, frozenset()) & within and id not in ("id", "version")
        }
        return {"id": intent.id, "version": intent.version, **keyed(scene, entity.id, shown)}


def _ids(listed: object) -> tuple[str, ...]:
    return tuple(str(one) for one in listed) if isinstance(listed, list) else ()


def _same_version(
    scene: Scene, entity_id: str, current: Current, version: int | None, mine: Mapping[str, Value]
) -> None:
    """409 with both sides if the caller read an older version."""
    if version is None or version == current.version:
        return
    access = scene.planning.access(scene.who, entity_id)
    theirs = {
        id: value
        for id, value in current.values.items()
        if id in mine and access.read.get(id, frozenset()) & current.within
    }
    refusal = refuse(409, "record.stale", read=version, current=current.version)
    refusal.extra = {
        "version": current.version,
        "current": keyed(scene, entity_id, theirs),
        "yours": keyed(scene, entity_id, dict(mine)),
    }
    raise refusal
