"""Whom a change of records concerns: those whose rows hold the record, or held it before the change."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from dougong.kernel.workspace import Principal
from dougong.records.planning import Planning
from dougong.records.reading import remembered
from dougong.records.scene import Scene, Stage
from dougong.records.showing import PrincipalOf
from dougong.storage.audience import Hearing, hearing, image
from dougong.storage.driver.expressions import any_of
from dougong.storage.people_tables import people
from dougong.storage.reader import Reader
from dougong.storage.resolve import unfold
from dougong.storage.side_tables import history
from dougong.storage.statements import Statements
from dougong.storage.types import TextType, UuidType
from dougong.storage.workspaces import workspaces
from dougong.storage.write_values import field_values
from dougong_engine.access.plan import TaskRows
from dougong_engine.design.role import Role, Scope
from dougong_engine.document import Json
from dougong_engine.fields import field_type
from dougong_engine.filters.condition import paths

Changes = Mapping[str, Mapping[str, tuple[int, ...]]]
"""Entity → record → the versions at which it may have moved from one person's rows to another's."""

KNOWN_LIMIT = 10_000
_WS = sa.bindparam("ws", type_=UuidType())
EPOCHS = (
    sa.select(people.c.id, people.c.epoch + workspaces.c.epoch)
    .join(workspaces, workspaces.c.id == people.c.workspace_id)
    .where(people.c.workspace_id == _WS, people.c.active, any_of(people.c.id, "listeners"))
)
MOVES = (
    sa.select(history.c.record_id, history.c.version, history.c.changes)
    .where(history.c.workspace_id == _WS, history.c.entity_id == sa.bindparam("entity", type_=TextType()))
    .where(any_of(history.c.record_id, "ids"), any_of(history.c.version, "versions"))
    .order_by(history.c.record_id, history.c.version.desc())
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of an entity on which it depends in whose rows a record is.

    What `movable` fields held before is known; of those that `blind` names (lists, and what computed fields read) it is
    not, so that a change of them concerns everybody whose scope asks for it.
    """

    movable: frozenset[str]
    blind: frozenset[str]


def asked_by(planning: Planning, entity_id: str, scopes: Iterable[Scope | TaskRows]) -> Asked:
    """What scopes ask of a record."""
    table = planning.schema.table(entity_id)
    first: set[str] = set()
    for scope in scopes:
        if isinstance(scope, Scope) and scope.rows == "condition" and scope.where is not None:
            first |= {unfold(planning.schema, entity_id, path)[0] for path in paths(scope.where)}
        elif isinstance(scope, Scope) and scope.rows != "all":
            first.add("owner")
    movable = {id for id in first if table.place(id).column is not None and not table.place(id).spec.computed()}
    return Asked(frozenset(movable), frozenset(_read_by(planning, entity_id, first - movable)))


def moving(planning: Planning, entity_id: str) -> frozenset[str]:
    """The fields by which a record may move from one person's rows to another's, whoever they are."""

    def make() -> frozenset[str]:
        grants = (one for role in planning.schema.design.of(Role) for one in role.grants if one.entity == entity_id)
        asked = asked_by(planning, entity_id, [one.scope for one in grants])
        return asked.movable | asked.blind

    return planning.schema.worked_out(("moving", entity_id), make)


def _read_by(planning: Planning, entity_id: str, fields: Iterable[str]) -> Iterator[str]:
    """The fields themselves and the record's own fields that they are computed from."""
    inputs = planning.entity(entity_id).inputs
    for id in fields:
        yield id
        yield from _read_by(planning, entity_id, [one.field for one in inputs.get(id, ()) if one.entity is None])


@dataclass(frozen=True, slots=True)
class Before:
    """What fields of a record held before some change, in wire form."""

    record: str
    fields: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Moved:
    """Changed records of an entity, and what some of them were before."""

    records: tuple[str, ...]
    befores: list[Before]


@dataclass(slots=True)
class Audience:
    """Answers who of the listeners is concerned: one statement for each set of rights, however many hold it."""

    stage: Stage
    people: PrincipalOf
    _known: dict[tuple[str, str], Principal] = field(default_factory=dict)
    _statements: Statements = field(init=False)

    def __post_init__(self) -> None:
        self._statements = Statements(self.stage.database.dialect)

    async def of(self, workspace_id: str, listeners: Collection[str], changes: Changes) -> dict[str, set[str]]:
        """Person → entities of which a record that they may see, or might before, has changed."""
        heard: dict[str, set[str]] = {}
        groups: dict[Hashable, tuple[Scene, list[str]]] = {}
        for principal in await self._principals(workspace_id, listeners):
            scene = await self.stage.scene(principal)
            groups.setdefault(scene.who.key, (scene, []))[1].append(principal.person_id)
        for entity_id, records in changes.items():
            befores: list[Before] | None = None
            for scene, some in groups.values():
                if entity_id not in scene.planning.schema.tables:
                    continue
                access = scene.planning.access(scene.who, entity_id)
                found: Collection[str] = some if access.everywhere(access.rows) else ()
                if access.may_see() and not found:
                    befores = await self._befores(workspace_id, entity_id, records) if befores is None else befores
                    found = await self._some(scene, entity_id, some, Moved(tuple(sorted(records)), befores))
                for person in found:
                    heard.setdefault(person, set()).add(entity_id)
        return heard

    async def _principals(self, workspace_id: str, listeners: Collection[str]) -> list[Principal]:
        """The listeners who are still there, with the rights of this moment."""
        bound: dict[str, Any] = {"ws": workspace_id, "listeners": sorted(listeners)}
        rows: list[Any] = await self.stage.database.fetch(self._statements(EPOCHS), bound)
        found: list[Principal] = []
        for id, epoch in rows:
            principal = self._known.get((workspace_id, str(id)))
            if principal is None or principal.epoch != epoch:
                principal = await self.people.principal_of(workspace_id, str(id))
            if principal is not None:
                if len(self._known) >= KNOWN_LIMIT:
                    self._known.clear()
                self._known[workspace_id, str(id)] = principal
                found.append(principal)
        return found

    async def _befores(self, workspace_id: str, entity_id: str, records: Mapping[str, tuple[int, ...]]) -> list[Before]:
        """The records as they were before each of the versions, the newest of each first."""
        moved = {id: versions for id, versions in records.items() if versions}
        if not moved:
            return []
        versions = sorted({one for some in moved.values() for one in some})
        bound: dict[str, Any] = {"ws": workspace_id, "entity": entity_id, "ids": sorted(moved), "versions": versions}
        rows: list[Any] = await self.stage.database.fetch(self._statements(MOVES), bound)
        found: list[Before] = []
        was: dict[str, dict[str, Json]] = {}
        for id, version, changes in rows:
            if version in moved[str(id)]:
                was[str(id)] = {**was.get(str(id), {}), **{name: pair[0] for name, pair in changes.items()}}
                found.append(Before(str(id), was[str(id)]))
        return found

    async def _some(self, scene: Scene, entity_id: str, listeners: list[str], moved: Moved) -> Collection[str]:
        """Those among people with the same rights whose rows hold one of the records, or held it."""
        asked = asked_by(scene.planning, entity_id, _scopes(scene, entity_id))
        if any(asked.blind & one.fields.keys() for one in moved.befores):
            return listeners
        plan = remembered(scene, ("audience", entity_id), lambda: self._hearing(scene, entity_id, asked.movable))
        bound = {**scene.bound(), **plan.bound, **plan.unmoved, "listeners": listeners}
        table = scene.planning.schema.table(entity_id)
        rows = [{**bound, "ids": list(moved.records)}]
        for before in moved.befores:
            specs = {id: table.place(id).spec for id in asked.movable & before.fields.keys()}
            raw = before.fields
            was = {id: None if raw[id] is None else field_type(one).parse(one, raw[id]) for id, one in specs.items()}
            if was:
                flags = {f"moved_{id}": True for id in was}
                rows.append({**bound, **field_values(table, was), **flags, "ids": [before.record]})
        answers = await self.stage.database.fetch_each(plan.statement, rows)
        return {str(id) for answer in answers for (id,) in answer}

    def _hearing(self, scene: Scene, entity_id: str, movable: frozenset[str]) -> Hearing:
        planning = scene.planning
        rows, unmoved = image(planning.schema.table(entity_id), sorted(movable))
        reader = Reader(planning.schema, entity_id, planning.rights(scene.who), scene.clock, image=rows)
        return hearing(reader, self.stage.database.dialect, unmoved)


def _scopes(scene: Scene, entity_id: str) -> list[Scope | TaskRows]:
    access = scene.planning.access(scene.who, entity_id)
    return [access.scopes[one] for one in sorted(access.rows)]
