"""What a set of roles may do to one entity, worked out once and then asked per row and field."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, TypeVar

from dougong_engine.design.entity import SYSTEM_IDS, Entity
from dougong_engine.design.role import Action, Grant, Right, Scope

ALL = Scope(rows="all")
K = TypeVar("K")
Cells = Mapping[str, frozenset[int]]
"""Field id → indexes of the scopes that give a right on it."""


@dataclass(frozen=True, slots=True)
class Input:
    """A field that a computed field reads: of the same record, or of another entity's records.

    `joined` inputs are read with the reader's own rights, row by row, so that it is enough to see some rows.
    """

    field: str
    entity: str | None = None
    joined: bool = False


@dataclass(frozen=True, slots=True)
class TaskRows:
    """The records about which somebody has or had a task, or was given a copy, at certain nodes of flows.

    `nodes` are (flow, version, node); with `open` only those whose task is still open.
    """

    nodes: tuple[tuple[str, int, str], ...]
    open: bool
    rows: Literal["task"] = "task"


@dataclass(frozen=True, slots=True)
class Held:
    """What tasks give their holder on an entity's records: the fields of the node, to be edited while a task is open.

    `fields` are pairs of field id (or `*`) and right; `after` lets them be read when the task is done.
    """

    entity: str
    nodes: tuple[tuple[str, int, str], ...]
    fields: tuple[tuple[str, Right], ...]
    after: bool


@dataclass(frozen=True, slots=True)
class Access:
    """Rights on one entity as pairs of rows and fields, so that roles never lend each other rows or columns.

    A record is visible if any of `scopes[i]`, i in `rows`, holds for it; its field f may be read where a scope in
    `read[f]` holds, written where one in `write[f]` does. Where one in `masked[f]` holds and none in `read[f]`, a part
    of it is shown and nothing else may be done with it. `acts` says the same for actions on rows.
    """

    entity: str
    scopes: tuple[Scope | TaskRows, ...]
    rows: frozenset[int]
    read: Cells
    masked: Cells
    write: Cells
    acts: Mapping[Action, frozenset[int]]
    create: Cells
    """Field id → 1-element or empty: fields that may be filled when a record is created."""

    def everywhere(self, indexes: frozenset[int]) -> bool:
        """True if one of the scopes is 'all': no row needs to be asked."""
        return any(self.scopes[one].rows == "all" for one in indexes)

    def may_see(self) -> bool:
        """True if some record could be visible."""
        return bool(self.rows)

    def may(self, action: Action) -> bool:
        """True if the action is granted on some rows."""
        return bool(self.acts.get(action))

    def readable(self) -> frozenset[str]:
        """Fields that can be read in some rows."""
        return frozenset(field for field, where in self.read.items() if where)

    def shown(self) -> frozenset[str]:
        """Fields of which at least a part can be seen in some rows."""
        return self.readable() | frozenset(field for field, where in self.masked.items() if where)

    def plain(self, field: str) -> bool:
        """True if the field may be read in every row that is visible at all."""
        where = self.read.get(field, frozenset())
        return bool(where) and (self.everywhere(where) or where >= self.rows)


def full(entity: Entity) -> Access:
    """The rights of the workspace's administrator."""
    everything: Cells = {one.id: frozenset({0}) for one in entity.fields} | {one: frozenset({0}) for one in SYSTEM_IDS}
    actions: tuple[Action, ...] = (
        "create",
        "update",
        "delete",
        "import",
        "import_historical",
        "export",
        "print",
        "share",
        "bulk",
    )
    frozen = MappingProxyType(dict(everything))
    return Access(
        entity.id,
        (ALL,),
        frozenset({0}),
        frozen,
        MappingProxyType({}),
        frozen,
        MappingProxyType({one: frozenset({0}) for one in actions}),
        frozen,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What grants and tasks have given so far: for each field and action the indexes of scopes."""

    scopes: list[Scope | TaskRows] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    read: dict[str, set[int]] = field(default_factory=dict)
    masked: dict[str, set[int]] = field(default_factory=dict)
    write: dict[str, set[int]] = field(default_factory=dict)
    acts: dict[Action, set[int]] = field(default_factory=dict)
    create: dict[str, set[int]] = field(default_factory=dict)

    def index(self, scope: Scope | TaskRows) -> int:
        """The place of a scope, which stands there once."""
        if scope not in self.scopes:
            self.scopes.append(scope)
        return self.scopes.index(scope)

    def show(self, field: str, right: Right, here: int) -> None:
        """What a right lets be seen of a field in the rows of a scope."""
        if right in ("read", "write"):
            self.read.setdefault(field, set()).add(here)
        elif right == "masked":
            self.masked.setdefault(field, set()).add(here)


def plan(entity: Entity, grants: Iterable[Grant], held: Iterable[Held] = ()) -> Access:
    """The rights that grants on this entity and tasks about it give together, before computed fields are hidden with
    their inputs."""
    found = _Found()
    for grant in grants:
        if grant.entity == entity.id:
            _granted(found, entity, grant)
    for one in held:
        if one.entity == entity.id:
            _held(found, entity, one)
    return Access(
        entity.id,
        tuple(found.scopes),
        frozenset(found.rows),
        _settled(found.read),
        _settled(found.masked),
        _settled(found.write),
        _settled(found.acts),
        _settled(found.create),
    )


def _granted(found: _Found, entity: Entity, grant: Grant) -> None:
    here, edit = found.index(grant.scope), found.index(grant.edit_scope or grant.scope)
    found.rows.add(here)
    for system in SYSTEM_IDS:
        found.show(system, "read", here)
    for name in (*(one.id for one in entity.fields), "owner"):
        right = grant.fields.get(name, grant.fields.get("*", "none"))
        found.show(name, right, here)
        if right == "write":
            if "update" in grant.actions:
                found.write.setdefault(name, set()).add(edit)
            if "create" in grant.actions:
                found.create.setdefault(name, set()).add(edit)
    for action in grant.actions:
        found.acts.setdefault(action, set()).add(edit if action in ("update", "delete", "bulk") else here)


def _held(found: _Found, entity: Entity, one: Held) -> None:
    here = found.index(TaskRows(one.nodes, open=not one.after))
    edit = found.index(TaskRows(one.nodes, open=True))
    found.rows.add(here)
    rights = dict(one.fields)
    for system in SYSTEM_IDS:
        found.show(system, "read", here)
    for name in (*SYSTEM_IDS, *(spec.id for spec in entity.fields)):
        right = rights.get(name, rights.get("*", "none"))
        found.show(name, right, here)
        if right == "write":
            found.write.setdefault(name, set()).add(edit)
            found.acts.setdefault("update", set()).add(edit)


def _settled(found: Mapping[K, Iterable[int]]) -> Mapping[K, frozenset[int]]:
    return MappingProxyType({key: frozenset(where) for key, where in found.items()})


Inputs = Mapping[str, tuple[Input, ...]]


def hide_with_inputs(entity: str, granted: Callable[[str], Access], inputs: Callable[[str], Inputs]) -> Access:
    """The access with each computed field as hidden as the most hidden of what it reads.

    `granted` and `inputs` answer for any entity: the access as granted, and what its computed fields read (without the
    declassified ones). What is computed from a masked field is hidden, for it may tell more than the mask does.
    Computed fields form no cycles, so this ends.
    """
    settled: dict[tuple[str, str], frozenset[int]] = {}

    def where(owner: str, field: str) -> frozenset[int]:
        key = owner, field
        if key not in settled:
            settled[key] = within(owner, field, granted(owner).read.get(field, frozenset()))
        return settled[key]

    def within(owner: str, field: str, found: frozenset[int]) -> frozenset[int]:
        for one in inputs(owner).get(field, ()):
            found = found & where(owner, one.field) if one.entity is None else found if seen(one) else frozenset()
        return found

    def seen(one: Input) -> bool:
        other = one.entity or entity
        found = where(other, one.field)
        return bool(found) if one.joined else granted(other).everywhere(found)

    access = granted(entity)
    masked = {field: within(entity, field, found) for field, found in access.masked.items()}
    return replace(
        access,
        read=MappingProxyType({field: where(entity, field) for field in access.read}),
        masked=MappingProxyType(masked),
    )
