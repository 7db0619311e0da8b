"""How the computed fields of an entity are made from a record, its rows and the records it links to."""

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from types import MappingProxyType

from dougong_engine.access.plan import Input
from dougong_engine.design.checks.computed import checked_formula, rollup_source
from dougong_engine.design.entity import SYSTEM_FIELDS, Entity
from dougong_engine.design.objects import Design
from dougong_engine.design.resolve import Resolved, Start, resolve
from dougong_engine.fields import FieldSpec, Value, field_type
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.formula import Formula
from dougong_engine.fields.link import Link
from dougong_engine.fields.long_text import LongText
from dougong_engine.fields.lookup import Lookup
from dougong_engine.fields.multi_choice import MultiChoice
from dougong_engine.fields.rollup import Rollup
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.filters.condition import paths
from dougong_engine.formula import Checked
from dougong_engine.kinds import Kind

Path = tuple[str, ...]
LISTED = frozenset({Kind.LIST, Kind.ROWS})


@dataclass(frozen=True, slots=True)
class Column:
    """A formula in the rows of a sub-table."""

    table: str
    field: Formula
    checked: Checked


@dataclass(frozen=True, slots=True)
class Own:
    """A formula of the record itself."""

    field: Formula
    checked: Checked


@dataclass(frozen=True, slots=True)
class OverRows:
    """A rollup over the record's own sub-table."""

    field: Rollup


Step = Column | Own | OverRows


@dataclass(frozen=True, slots=True)
class Parents:
    """A rollup in another entity over this entity's records: `through` is the link here, `field` the rollup there."""

    entity: str
    through: str
    field: Rollup


@dataclass(frozen=True, slots=True)
class EntityPlan:
    """Everything about an entity that is worked out once per published design.

    `steps` are in the order in which they are computed. `linked` says which paths are needed beyond each link to one
    record. `parents` are rollups elsewhere that go over this entity. `inputs` and `clocked` tell what hides a computed
    field and which of them change with time. `checks` and `aliases` serve the write pipeline: the checked formulas of
    the entity's checks by id, for each lookup the path that it stands for, and the field at the end of each path that
    a condition of the entity takes through a link. `personal` tells that defaults or conditions ask for the writer's
    department, manager or subordinates. `blank` is what a record without any input holds.

    So that no write looks through all fields: `defaults` are those that have one, `judged` those whose settings can
    refuse a value once it is read; `recorded` are the ids of those whose changes are history, `referring` of those with
    ids of something else as values.
    """

    entity: Entity
    steps: tuple[Step, ...]
    linked: Mapping[str, frozenset[Path]]
    parents: tuple[Parents, ...]
    inputs: Mapping[str, tuple[Input, ...]]
    clocked: frozenset[str]
    checks: Mapping[str, Checked]
    aliases: Mapping[str, Path]
    specs: Mapping[Path, FieldSpec]
    personal: bool
    blank: Mapping[str, Value]
    defaults: tuple[FieldSpec, ...]
    judged: tuple[FieldSpec, ...]
    recorded: frozenset[str]
    referring: frozenset[str]


def entity_plan(design: Design, entity: Entity) -> EntityPlan:
    """The plan of an entity of a design that has passed its checks."""
    start = Start(entity.id)
    columns = tuple(
        one for table in entity.fields if isinstance(table, SubTable) for one in _columns(design, entity, table)
    )
    own = {
        one.id: Own(one, checked_formula(design, start, one.expression))
        for one in entity.fields
        if isinstance(one, Formula)
    }
    rows = {one.id: OverRows(one) for one in entity.fields if isinstance(one, Rollup) and one.rows is not None}
    aliases = {one.id: (one.through, one.field) for one in entity.fields if isinstance(one, Lookup)}
    checks = {one.id: checked_formula(design, start, one.expression) for one in entity.checks}
    read = frozenset(path for one in own.values() for path in one.checked.inputs)
    read |= frozenset(path for one in checks.values() for path in one.inputs)
    read |= frozenset(path for one in entity.checks if one.when is not None for path in paths(one.when))
    read |= frozenset(path for gate in entity.gates if gate.done is not None for path in paths(gate.done))
    read |= frozenset(
        path
        for gate in entity.gates
        for stage in gate.stages
        for one in stage.evidence
        if one.kind == "condition" and one.where is not None
        for path in paths(one.where)
    )
    return EntityPlan(
        entity,
        (*columns, *(_ordered({**own, **rows}))),
        _linked(entity, read, aliases),
        tuple(_parents(design, entity)),
        MappingProxyType({one.id: _inputs(design, entity, one) for one in entity.fields if _hidden_by_inputs(one)}),
        frozenset(id for id, one in own.items() if one.checked.clock),
        MappingProxyType(checks),
        MappingProxyType(aliases),
        MappingProxyType({path: found.field for path in read if (found := _at(design, start, path)) is not None}),
        '"token":"my_' in entity.model_dump_json(include={"fields", "checks", "gates"}),
        MappingProxyType({one.id: () if one.kind() in LISTED else None for one in entity.fields}),
        tuple(one for one in entity.fields if one.default is not None),
        tuple(one for one in entity.fields if _judged(one)),
        frozenset(one.id for one in (*entity.fields, *SYSTEM_FIELDS) if not one.computed()),
        frozenset(one.id for one in (*entity.fields, *SYSTEM_FIELDS) if field_type(one).refers is not None),
    )


def _judged(spec: FieldSpec) -> bool:
    match spec:
        case SubTable():
            return True
        case LongText(verbatim=True):
            return True
        case Choice(options=options) | MultiChoice(options=options) if any(
            one.archived or one.under for one in options
        ):
            return True
        case _:
            return spec.required and not spec.computed()


def _at(design: Design, start: Start, path: Path) -> Resolved | None:
    found = resolve(design, start, ".".join(path))
    return found if isinstance(found, Resolved) and len(path) > 1 else None


def _columns(design: Design, entity: Entity, table: SubTable) -> list[Column]:
    """The formulas of a sub-table, each after those that it reads."""
    inside = Start(entity.id, table.id)
    steps = {
        field.id: Column(table.id, field, checked_formula(design, inside, field.expression))
        for field in table.fields
        if isinstance(field, Formula)
    }
    graph = {id: {path[0] for path in step.checked.inputs if path[0] in steps} for id, step in steps.items()}
    return [steps[id] for id in TopologicalSorter(graph).static_order()]


def _ordered(steps: Mapping[str, Own | OverRows]) -> list[Own | OverRows]:
    graph = {
        id: {path[0] for path in step.checked.inputs if path[0] in steps} if isinstance(step, Own) else set[str]()
        for id, step in sorted(steps.items())
    }
    return [steps[id] for id in TopologicalSorter(graph).static_order()]


def _linked(entity: Entity, read: frozenset[Path], aliases: Mapping[str, Path]) -> Mapping[str, frozenset[Path]]:
    beyond: dict[str, set[Path]] = {}
    for path in read:
        whole = (*aliases[path[0]], *path[1:]) if path[0] in aliases else path
        first = entity.field(whole[0])
        if len(whole) > 1 and isinstance(first, Link) and not first.many:
            beyond.setdefault(first.id, set()).add(whole[1:])
    return MappingProxyType({link: frozenset(found) for link, found in beyond.items()})


def _parents(design: Design, entity: Entity) -> list[Parents]:
    return [
        Parents(other.id, field.through, field)
        for other in design.of(Entity)
        for field in other.fields
        if isinstance(field, Rollup) and field.entity == entity.id and field.through is not None
    ]


def _hidden_by_inputs(field: object) -> bool:
    return isinstance(field, Lookup) or (isinstance(field, Formula | Rollup) and not field.declassified)


def _inputs(design: Design, entity: Entity, field: object) -> tuple[Input, ...]:
    start = Start(entity.id)
    match field:
        case Formula():
            read = checked_formula(design, start, field.expression).inputs
            return tuple(dict.fromkeys(one for path in sorted(read) for one in _along(design, start, path)))
        case Lookup():
            link = entity.field(field.through)
            target = link.entity if isinstance(link, Link) else entity.id
            return (Input(field.through), Input(field.field, target, joined=True))
        case Rollup():
            source = rollup_source(design, start, field)
            if source is None or source.table is not None:
                return (Input(field.rows or ""),)
            read = frozenset((one,) for one in (field.field, field.through) if one is not None)
            read |= paths(field.where) if field.where is not None else frozenset()
            found = (one for path in sorted(read) for one in _along(design, source, path))
            return tuple(dict.fromkeys(Input(one.field, one.entity or source.entity) for one in found))
        case _:
            return ()


def _along(design: Design, start: Start, path: Path) -> list[Input]:
    found = resolve(design, start, ".".join(path))
    if not isinstance(found, Resolved):
        return []
    # A sub-table is hidden or shown as a whole, under its own field.
    return [
        Input(step.field.id, None if step.at.entity == start.entity and place == 0 else step.at.entity)
        for place, step in enumerate(found.steps)
        if step.at.table is None
    ]
