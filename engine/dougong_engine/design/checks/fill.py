"""Checks what a form copies from linked records: the link stands there, the values fit, no copy leads to another."""

from collections.abc import Iterator, Sequence

from dougong_engine.design.checks.entity import duplicates
from dougong_engine.design.form import Fill, Form, Placement
from dougong_engine.design.objects import Design
from dougong_engine.design.resolve import Resolved, Start, fields_of, resolve
from dougong_engine.errors import Path, Problem
from dougong_engine.fields import FieldSpec, Refers, field_type
from dougong_engine.fields.choice import Choice
from dougong_engine.fields.integer import Integer
from dougong_engine.fields.link import Link
from dougong_engine.fields.multi_choice import MultiChoice
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.kinds import Kind

PLAIN = frozenset({Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.MOMENT, Kind.BOOLEAN})
"""Kinds of which one field can hold what another one does, whatever their types."""


def check_fills(design: Design, form: Form) -> Iterator[Problem]:
    """What is wrong with the copies of a form whose fields are known to exist."""
    start = Start(form.entity)
    placed = {one.field for section in form.sections for one in section.fields}
    filled = {one.field for section in form.sections for one in section.fields if one.fill is not None}
    for number, section in enumerate(form.sections):
        for index, place in enumerate(section.fields):
            at = ("sections", number, "fields", index)
            if place.fill is not None:
                yield from _fill(design, start, place.field, place.fill, placed, filled, (*at, "fill"))
            if place.columns:
                yield from _columns(design, start, place, at)


def _columns(design: Design, start: Start, place: Placement, at: Path) -> Iterator[Problem]:
    inside = Start(start.entity, place.field)
    names = {one.id for one in fields_of(design, inside)}
    filled = {one.column for one in place.columns}
    yield from duplicates((one.column for one in place.columns), "design.id.twice", *at, "columns")
    for index, one in enumerate(place.columns):
        here = (*at, "columns", index)
        if one.column in names:
            yield from _fill(design, inside, one.column, one, names, filled, here)
        else:
            params = {"field": f"{place.field}.{one.column}", "entity": start.entity}
            yield Problem("design.field.unknown", (*here, "column"), params)


def _fill(
    design: Design, start: Start, target_id: str, fill: Fill, placed: set[str], filled: set[str], at: Path
) -> Iterator[Problem]:
    target = next((one for one in fields_of(design, start) if one.id == target_id), None)
    found = resolve(design, start, fill.path)
    if target is None or not isinstance(found, Resolved):
        return  # told by the check of fields and paths
    if not fillable(target):
        yield Problem("design.fill.target", at, {"field": target.id})
        return
    link = found.steps[0].field
    if len(found.steps) != 2 or not isinstance(link, Link) or link.many:
        yield Problem("design.fill.path", (*at, "path"), {"path": fill.path})
    elif link.id not in placed:
        yield Problem("design.fill.link", (*at, "path"), {"field": link.id})
    elif link.id in filled:
        yield Problem("design.fill.chain", (*at, "path"), {"field": link.id})
    elif not fits(target, found.field):
        params = {"field": target.id, "source": fill.path}
        yield Problem("design.fill.types", (*at, "path"), params)


def fillable(target: FieldSpec) -> bool:
    """Whether a value can be copied into the field at all."""
    refers = field_type(target).refers
    return not target.computed() and not isinstance(target, SubTable) and refers is not Refers.FILE


def fits(target: FieldSpec, source: FieldSpec) -> bool:
    """Whether every value of the source may stand in the target, apart from its bounds and lengths."""
    match target:
        case Choice() | MultiChoice():
            return isinstance(source, type(target)) and _options(source) <= _options(target)
        case Link():
            return isinstance(source, Link) and (source.entity, source.many) == (target.entity, target.many)
        case _:
            return _fits_plainly(target, source)


def _fits_plainly(target: FieldSpec, source: FieldSpec) -> bool:
    if field_type(target).refers is not None:
        same: Sequence[object] = (source.type, source.kind())
        return same == (target.type, target.kind())
    if target.kind() not in PLAIN:
        return source.type == target.type
    if isinstance(source, Choice | MultiChoice) or field_type(source).refers is not None:
        return False
    return source.kind() is target.kind() and not (isinstance(target, Integer) and source.scale() > 0)


def _options(field: Choice | MultiChoice) -> frozenset[str]:
    return frozenset(one.id for one in field.options)
