"""Writes of a flow that is only tried: judged by the whole write contract, kept in memory, stored nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dougong.kernel.problem import refused
from dougong.kernel.workspace import Principal
from dougong.process.acting import Actor, node_fields, right_of
from dougong.process.facts import RecordFacts
from dougong.process.writes import by_key
from dougong.records.planning import Holder, Planning
from dougong.records.scene import Scene
from dougong.records.writing import Door, Writing
from dougong.storage.facts import Current, Fetch
from dougong_engine.access.plan import ALL
from dougong_engine.design.flow import Flow
from dougong_engine.design.role import Grant
from dougong_engine.document import Json
from dougong_engine.errors import EngineError
from dougong_engine.fields import Value
from dougong_engine.flows.limits import Cause

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class WouldChange:
    """A record that would be made or changed: field id → value before and after. `number` counts them from 0."""

    number: int
    entity_id: str
    record_id: str
    made: bool
    changes: Mapping[str, tuple[Value, Value]]


@dataclass(frozen=True, slots=True)
class SoFar:
    """What has been written by now: in order, and by entity and record id the new records and the changed values."""

    made: tuple[WouldChange, ...] = ()
    records: Mapping[Place, Current] = field(default_factory=dict)
    values: Mapping[Place, Mapping[str, Value]] = field(default_factory=dict)


@dataclass(slots=True)
class SupposedWrites:
    """Judges writes as if those before them had been stored; the run's own record shows them in `facts`.

    It has no way to store anything: `fetch` is asked questions only. `planning` is the trial's own, since its flow may
    list other rights than the published one.
    """

    fetch: Fetch
    writing: Writing
    planning: Planning
    facts: RecordFacts
    record_id: str | None
    so_far: SoFar = SoFar()

    def new_id(self) -> str:
        """Counted, so that the same trial makes the same ids."""
        return f"00000000-0000-7000-8000-{len(self.so_far.records) + 1:012d}"

    def task_rights(self, flow: Flow, version: int, node_id: str, caller: Principal) -> Holder:
        """The node's fields on the record at hand, as its task would give them; there is no task to find."""
        fields = node_fields(flow, node_id) or {}
        rights = {"*": "read", **{id: right_of(right) for id, right in fields.items()}}
        grant = Grant.model_validate({"entity": flow.entity, "scope": ALL, "fields": rights, "actions": ["update"]})
        return Holder(("trial", node_id, caller.roles, caller.admin), caller.admin, caller.roles, (grant,))

    async def create(
        self, actor: Actor, entity_id: str, id: str, values: Mapping[str, Json], cause: Cause
    ) -> int | None:
        """A new record, judged."""
        scene, table = self._scene(actor), self.planning.schema.table(entity_id)
        door = Door(via=actor.via, depth=cause.depth)
        try:
            raw = by_key(table.entity, values)
            intent = await self.writing.creation(scene, self.fetch, table.entity.key, raw, door, id)
        except EngineError as error:
            raise refused(error) from None
        scopes = range(len(scene.planning.access(actor.who, entity_id).scopes))
        made = Current(intent.write.record, 1, frozenset(scopes), deleted=False)
        self.so_far = replace(
            self.so_far,
            made=(*self.so_far.made, WouldChange(len(self.so_far.made), entity_id, id, True, intent.write.changes)),
            records={**self.so_far.records, (entity_id, id): made},
        )
        return intent.version

    async def update(
        self, actor: Actor, entity_id: str, id: str, values: Mapping[str, Json], cause: Cause
    ) -> int | None:
        """A changed record, judged over what it would be by now."""
        scene, entity, place = self._scene(actor), self.planning.schema.table(entity_id).entity, (entity_id, id)
        door = Door(via=actor.via, depth=cause.depth)
        try:
            current = self.so_far.records.get(place) or await self.writing.current(scene, self.fetch, entity_id, id)
            if current is not None:
                current = replace(current, values={**current.values, **self.so_far.values.get(place, {})})
            raw = by_key(entity, values)
            intent = await self.writing.changed(scene, self.fetch, entity.key, id, current, raw, None, door)
        except EngineError as error:
            raise refused(error) from None
        if not intent.write.changes:
            return None
        changed = {**self.so_far.values.get(place, {}), **intent.write.values}
        self.so_far = replace(
            self.so_far,
            made=(*self.so_far.made, WouldChange(len(self.so_far.made), entity_id, id, False, intent.write.changes)),
            values={**self.so_far.values, place: changed},
        )
        if place == (self.facts.entity_id, self.record_id):
            self.facts.values = {**self.facts.values, **{(name,): one for name, one in intent.write.values.items()}}
        return intent.version

    def _scene(self, actor: Actor) -> Scene:
        return Scene(actor.principal, self.planning, actor.who, self.facts.clock)
