"""Follows a field path from an entity through its links."""

from dataclasses import dataclass

from dougong_engine.design.entity import SYSTEM_FIELDS
from dougong_engine.design.objects import Design
from dougong_engine.errors import Problem
from dougong_engine.fields import FieldSpec
from dougong_engine.fields.link import Link
from dougong_engine.fields.sub_table import SubTable


@dataclass(frozen=True, slots=True)
class Start:
    """Where paths begin: the records of an entity or, with `table`, the rows of one of its sub-tables."""

    entity: str
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One field on the way."""

    at: Start
    field: FieldSpec


@dataclass(frozen=True, slots=True)
class Resolved:
    """The fields of a path in order; `many` if a sub-table or a link to many lies on the way."""

    steps: tuple[Step, ...]
    many: bool

    @property
    def field(self) -> FieldSpec:
        """The field at the end."""
        return self.steps[-1].field


def fields_of(design: Design, start: Start) -> tuple[FieldSpec, ...]:
    """The fields that a path may begin with; empty for an unknown entity or table."""
    entity = design.entity(start.entity)
    if entity is None:
        return ()
    if start.table is None:
        return (*entity.fields, *SYSTEM_FIELDS)
    table = entity.field(start.table)
    return table.fields if isinstance(table, SubTable) else ()


def field_at(design: Design, start: Start, id: str) -> FieldSpec | None:
    """One field of an entity or sub-table."""
    return next((one for one in fields_of(design, start) if one.id == id), None)


def resolve(design: Design, start: Start, path: str) -> Resolved | Problem:
    """The fields along a dotted path, or what is wrong with it (`design.field.unknown`, `design.path.not_link`)."""
    steps: list[Step] = []
    at: Start | None = start
    many = False
    for part in path.split("."):
        if at is None:
            return Problem("design.path.not_link", (), {"path": path, "field": steps[-1].field.id})
        field = field_at(design, at, part)
        if field is None:
            return Problem("design.field.unknown", (), {"path": path, "field": part, "entity": at.entity})
        if steps:
            many = many or _is_many(steps[-1].field)
        steps.append(Step(at, field))
        at = _beyond(at, field)
    return Resolved(tuple(steps), many)


def _beyond(at: Start, field: FieldSpec) -> Start | None:
    match field:
        case Link():
            return Start(field.entity)
        case SubTable() if at.table is None:
            return Start(at.entity, field.id)
        case _:
            return None


def _is_many(field: FieldSpec) -> bool:
    return isinstance(field, SubTable) or (isinstance(field, Link) and field.many)
