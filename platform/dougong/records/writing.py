"""The one way in: every write of a record, from whichever door, is prepared and stored here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dougong.files.binding import FileBinding
from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse
from dougong.kernel.workspace import Principal, Via
from dougong.records import deciding
from dougong.records.columns import keyed
from dougong.records.commit import Commit, Intent
from dougong.records.entering import entered
from dougong.records.judging import Judging
from dougong.records.reading import Record, remembered
from dougong.records.scene import Scene, Stage
from dougong.storage.facts import (
    Current,
    CurrentPlan,
    Fetch,
    current_plan,
    read_current,
)
from dougong_engine.document import Json
from dougong_engine.fields import Value
from dougong_engine.forms.patch import read_patch
from dougong_engine.forms.submit import Write

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
    judging: Judging = field(init=False)
    commit: Commit = field(init=False)

    def __post_init__(self) -> None:
        self.judging = Judging(self.stage, self.files)
        self.commit = Commit(self.stage, self.files)

    async def create(
        self, principal: Principal, key: str, raw: Mapping[str, Json], door: Door = Door(), id: str | None = None
    ) -> Record:
        """A new record; answers it as stored. A given id that exists already is a 409."""

        async def work(scene: Scene) -> Record:
            fetch, own = self.stage.database, id or new_id()
            intent = await self.creation(scene, fetch, key, raw, door, own, trusting=True)
            if not await self.commit.run(scene, intent):
                # Something that it refers to is not there: now with everything that is wrong.
                intent = await self.creation(scene, fetch, key, raw, door, own)
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
            for again in range(RACES):
                trusting = not again
                intent = await self.change(scene, self.stage.database, key, id, raw, version, door, trusting=trusting)
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
        self,
        scene: Scene,
        fetch: Fetch,
        key: str,
        raw: Mapping[str, Json],
        door: Door,
        id: str,
        *,
        trusting: bool = False,
    ) -> Intent:
        """A new record, judged and ready to be stored; `trusting` as in `Judging`."""
        table = scene.planning.schema.by_key(key)
        patch = read_patch(table.entity, raw, new_id)
        access = scene.planning.access(scene.who, table.entity.id)
        deciding.must_create(access, table.entity, patch.values, "import_historical" if door.historical else "create")
        patch = await entered(self, scene, fetch, table.entity.id, patch, None, door.form)
        write, refs = await self.judging.judged(
            scene, fetch, table.entity.id, id, patch, None, historical=door.historical, trusting=trusting
        )
        return Intent("create", table, id, None, write, door, refs)

    async def change(
        self,
        scene: Scene,
        fetch: Fetch,
        key: str,
        id: str,
        raw: Mapping[str, Json],
        version: int | None,
        door: Door,
        *,
        trusting: bool = False,
    ) -> Intent:
        """A changed record, judged and ready to be stored; `trusting` as in `Judging`."""
        current = await self.current(scene, fetch, scene.planning.schema.by_key(key).entity.id, id)
        return await self.changed(scene, fetch, key, id, current, raw, version, door, trusting=trusting)

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
        *,
        trusting: bool = False,
    ) -> Intent:
        """The change of a record that has been read. Refuses what the caller may not change."""
        table = scene.planning.schema.by_key(key)
        access = scene.planning.access(scene.who, table.entity.id)
        patch = read_patch(table.entity, raw, new_id, lambda field: deciding.own_value(access, current, field))
        found = deciding.must_see(access, current, id)
        deciding.must_update(access, table.entity, found, patch.values)
        _same_version(scene, table.entity.id, found, version, patch.values)
        patch = await entered(self, scene, fetch, table.entity.id, patch, found, door.form)
        write, refs = await self.judging.judged(scene, fetch, table.entity.id, id, patch, found, trusting=trusting)
        return Intent("update", table, id, found, write, door, refs)

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
