"""Carries out what a run asks for inside its transaction: records written, people named."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal, refuse, refused
from dougong.kernel.workspace import Principal
from dougong.process import acting
from dougong.process.acting import Actor, Nobody
from dougong.process.facts import RecordFacts, follow
from dougong.process.organisation import Picture, picture
from dougong.process.pinned import Pinned
from dougong.process.store import RunRow
from dougong.records.commit import Intent
from dougong.records.planning import Holder, holder
from dougong.records.scene import Scene
from dougong.records.writing import RACES, Door, Writing
from dougong.storage.driver.port import Session
from dougong.storage.facts import Current, Fetch
from dougong.storage.resolve import field_at
from dougong.storage.schema import Schema
from dougong.storage.statements import Statements
from dougong_engine.approvals.assignment import Period, resolve
from dougong_engine.approvals.settings import Approval
from dougong_engine.design.entity import Entity
from dougong_engine.design.flow import Flow
from dougong_engine.document import Json
from dougong_engine.errors import EngineError
from dougong_engine.fields.link import Link
from dougong_engine.flows.effect import CreateRecord, Emitted, Inside, ResolveAssignees, UpdateRecord
from dougong_engine.flows.event import Answered
from dougong_engine.flows.limits import Cause
from dougong_engine.flows.nodes.create_record import CreateRecord as CreateNode
from dougong_engine.flows.nodes.update_record import UpdateRecord as UpdateNode
from dougong_engine.formula.values import Clock

CAUSE = "run:"
"""How a run is named as the cause of a write."""


class Writes(Protocol):
    """Where the writes of a run go."""

    def new_id(self) -> str:
        """The id of a record that is about to be made."""
        ...

    def task_rights(self, flow: Flow, version: int, node_id: str, caller: Principal) -> Holder:
        """The rights of somebody who holds a task at a node."""
        ...

    async def create(
        self, actor: Actor, entity_id: str, id: str, values: Mapping[str, Json], cause: Cause
    ) -> int | None:
        """A new record; its version. Raises Refusal."""
        ...

    async def update(
        self, actor: Actor, entity_id: str, id: str, values: Mapping[str, Json], cause: Cause
    ) -> int | None:
        """A changed record; its new version, None if all was so already. Raises Refusal."""
        ...


@dataclass(frozen=True, slots=True)
class Own:
    """The record that a run is about, as the transaction knows it, and the paths that its flow may ask for."""

    facts: RecordFacts
    entity_id: str
    record_id: str | None
    beyond: frozenset[tuple[str, ...]]


@dataclass(slots=True)
class StoredWrites:
    """Writes in the transaction at hand; the run's own record follows them, or its facts are marked as stale."""

    session: Session
    writing: Writing
    schema: Schema
    run_id: str
    clock: Clock
    own: Own

    def new_id(self) -> str:
        """An id that nothing has."""
        return new_id()

    def task_rights(self, flow: Flow, version: int, node_id: str, caller: Principal) -> Holder:
        """Those of the task that lies in the database."""
        return acting.task_rights(flow, version, node_id, caller)

    async def create(
        self, actor: Actor, entity_id: str, id: str, values: Mapping[str, Json], cause: Cause
    ) -> int | None:
        """A new record."""
        return await self._write(actor, entity_id, id, values, cause, create=True)

    async def update(
        self, actor: Actor, entity_id: str, id: str, values: Mapping[str, Json], cause: Cause
    ) -> int | None:
        """A changed record."""
        return await self._write(actor, entity_id, id, values, cause, create=False)

    async def _write(
        self, actor: Actor, entity_id: str, id: str, values: Mapping[str, Json], cause: Cause, *, create: bool
    ) -> int | None:
        """Through the whole write contract, undone alone when it is refused; the new version, None if all was so."""
        scene = Scene(actor.principal, self.writing.stage.plannings.of(self.schema), actor.who, self.clock)
        entity = self.schema.table(entity_id).entity
        raw = by_key(entity, values)
        door = Door(via=actor.via, cause=f"{CAUSE}{self.run_id}", depth=cause.depth)
        known = None if create else self._known(scene, entity_id, id)
        try:
            async with self.session.savepoint():
                for _ in range(RACES):
                    if create:
                        intent = await self.writing.creation(scene, self.session, entity.key, raw, door, id)
                    elif known is not None:
                        intent = await self.writing.changed(scene, self.session, entity.key, id, known, raw, None, door)
                        known = None
                    else:
                        intent = await self.writing.change(scene, self.session, entity.key, id, raw, None, door)
                    if not (create or intent.write.changes):
                        return None
                    if await self.writing.commit.within(scene, intent, self.session):
                        self._follow(scene, intent)
                        return intent.version
                raise refuse(409, "record.busy", id=id)
        except EngineError as error:
            raise refused(error) from None

    def _known(self, scene: Scene, entity_id: str, id: str) -> Current | None:
        """The record as this transaction has read it, where the actor's rights are the same for all records.

        Somebody may have changed it since: then nothing is stored, and it is read again.
        """
        own = self.own
        current = None if own.facts.stale else own.facts.current
        if current is None or (entity_id, id) != (own.entity_id, own.record_id):
            return None
        scopes = scene.planning.access(scene.who, entity_id).scopes
        if any(one.rows != "all" for one in scopes):
            return None
        return replace(current, within=frozenset(range(len(scopes))))

    def _follow(self, scene: Scene, intent: Intent) -> None:
        """Sums and linked values may change with any write; a plain one of the run's own record changes only that."""
        own = self.own
        mine = (intent.table.entity.id, intent.id) == (own.entity_id, own.record_id)
        if not mine or intent.current is None or not self.writing.commit.simple(scene, intent):
            own.facts.stale = True
            return
        stored = intent.stored(scene)
        values = {id: stored.get(id) for id in intent.current.values}
        now = replace(intent.current, values=values, version=intent.version)
        follow(own.facts, self.writing.stage.database.dialect, own.beyond, now)


def by_key(entity: Entity, values: Mapping[str, Json]) -> dict[str, Json]:
    """Values by field id as the write contract takes them."""
    return {spec.key if (spec := entity.field(name)) is not None else name: one for name, one in values.items()}


@dataclass(slots=True)
class Performer:
    """The world of one step: answers inside effects; remembers why a person's own write was refused.

    It only reads; what is written goes through `writes`. `written` tells by effect key which record was written, and to
    which version.
    """

    fetch: Fetch
    statements: Statements
    writes: Writes
    schema: Schema
    pinned: Pinned
    run: RunRow
    clock: Clock
    facts: RecordFacts
    refusal: Refusal | None = None
    written: dict[str, dict[str, Json]] = field(default_factory=dict)

    async def answer(self, emitted: Emitted, effect: Inside) -> Answered:
        """What came of an effect: its value, or the problem."""
        try:
            value = await self._perform(emitted, effect)
        except Refusal as refusal:
            if isinstance(effect, UpdateRecord) and effect.person is not None:
                self.refusal = refusal
            first = refusal.problems[0]
            params: dict[str, Json] = {
                name: one for name, one in first.params.items() if isinstance(one, str | int | bool)
            }
            return Answered(at=self.clock.now, key=emitted.key, problem=first.code, params=params)
        return Answered(at=self.clock.now, key=emitted.key, value=value)

    async def _perform(self, emitted: Emitted, effect: Inside) -> Json:
        match effect:
            case ResolveAssignees():
                return await self._people(effect)
            case CreateRecord(entity=entity_id, values=values, cause=cause):
                actor = await self._actor()
                id = self.writes.new_id()
                version = await self.writes.create(actor, entity_id, id, values, cause)
                self.written[emitted.key] = {"entity": entity_id, "record": id, "version": version}
                return {"id": id}
            case UpdateRecord(values=values, cause=cause):
                entity_id = self._entity(emitted, effect)
                if effect.person is not None:
                    actor = await self._holder(emitted, effect.person)
                else:
                    actor = await self._actor()
                if effect.record is None:
                    raise refuse(404, "flow.update.no_record")
                version = await self.writes.update(actor, entity_id, effect.record, values, cause)
                self.written[emitted.key] = {"entity": entity_id, "record": effect.record, "version": version}
                return {}

    async def _people(self, question: ResolveAssignees) -> Json:
        who = await self.people()
        found = resolve(question, who, self.facts.persons, who.away, Period(self.run.flow_id, self.clock.now))
        return [{"person": one.person, "behalf": one.behalf} for one in found]

    async def people(self) -> Picture:
        """The people of this moment; whoever published the flow answers for it."""
        publisher = self.pinned.publisher
        return await picture(self.fetch, self.statements, self.run.workspace_id, self.clock.now, publisher)

    async def _actor(self) -> Actor:
        """As whom the flow writes: its initiator's own rights for buttons and forms, else the rights it lists."""
        run, flow = self.run, self.pinned.flow
        try:
            if run.as_initiator and run.initiator_id is not None:
                caller = await acting.person(self.fetch, self.statements, run.workspace_id, run.initiator_id)
                return Actor(caller, holder(caller), "flow")
            wanted = (run.initiator_id, self.pinned.publisher)
            principal = await acting.active(self.fetch, self.statements, run.workspace_id, wanted)
        except Nobody:
            raise refuse(403, "flow.actor.gone") from None
        return Actor(principal, acting.flow_rights(flow, run.version), "flow")

    async def _holder(self, emitted: Emitted, person_id: str) -> Actor:
        """The holder of a task with the fields of its node; the initiator's own place adds nothing to his rights."""
        run, flow = self.run, self.pinned.flow
        try:
            caller = await acting.person(self.fetch, self.statements, run.workspace_id, person_id)
        except Nobody:
            raise refuse(403, "flow.actor.gone") from None
        visit = run.state.visit(emitted.visit)
        node = flow.node(visit.node) if visit is not None else None
        if not isinstance(node, Approval):
            return Actor(caller, holder(caller), "task")
        return Actor(caller, self.writes.task_rights(flow, run.version, node.id, caller), "task")

    def _entity(self, emitted: Emitted, effect: UpdateRecord) -> str:
        """Which entity the record belongs to."""
        run, flow = self.run, self.pinned.flow
        if effect.through is not None:
            spec = field_at(self.schema, run.entity_id, tuple(effect.through.split(".")))
            return spec.entity if isinstance(spec, Link) else run.entity_id
        visit = run.state.visit(emitted.visit)
        node = flow.node(visit.node) if visit is not None else None
        if isinstance(node, UpdateNode) and node.made_by is not None:
            maker = flow.node(node.made_by)
            return maker.entity if isinstance(maker, CreateNode) else run.entity_id
        return run.entity_id
