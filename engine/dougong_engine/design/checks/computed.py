"""Checks formulas, lookups and rollups: their inputs, the kind of their result, and that none computes itself."""

from collections.abc import Iterator

from dougong_engine import formula
from dougong_engine.design.checks.rings import rings
from dougong_engine.design.entity import Entity
from dougong_engine.design.objects import Design
from dougong_engine.design.references import FieldReference, paths_mentioned
from dougong_engine.design.resolve import Resolved, Start, field_at, resolve
from dougong_engine.errors import Invalid, Path, Problem
from dougong_engine.fields import FieldSpec
from dougong_engine.fields.formula import Formula
from dougong_engine.fields.link import Link
from dougong_engine.fields.lookup import Lookup
from dougong_engine.fields.rollup import Rollup
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.kinds import Kind

Spot = tuple[str, str, str]
"""Entity, sub-table or '', field."""

NAMES_SHOWN = 10


def check_computed(design: Design, entity: Entity) -> Iterator[Problem]:
    """What is wrong with the computed fields and the checks of an entity, apart from cycles."""
    for start, field, path in _places(entity):
        match field:
            case Formula():
                at = (*path, "expression")
                wrong = list(check_expression(design, start, field.expression, field.kind(), *at))
                yield from wrong or _beyond_row(design, start, field, at)
            case Lookup():
                yield from (problem.under(*path) for problem in _lookup(design, start, field))
            case Rollup():
                yield from (problem.under(*path) for problem in _rollup(design, start, field))
            case _:
                pass
    for index, check in enumerate(entity.checks):
        at = ("checks", index, "expression")
        yield from check_expression(design, Start(entity.id), check.expression, Kind.BOOLEAN, *at)


def checked_formula(design: Design, start: Start, source: str) -> formula.Checked:
    """The formula, its paths beginning at `start`. Raises Invalid at `("at", offset)`."""

    def kind_of(path: tuple[str, ...]) -> Kind | None:
        found = resolve(design, start, ".".join(path))
        return found.field.kind() if isinstance(found, Resolved) else None

    return formula.check(formula.parse(source), kind_of)


def check_expression(
    design: Design, start: Start, source: str, kind: Kind | None, *path: str | int
) -> Iterator[Problem]:
    """Problems of a formula that has to give a value of a kind (None: any)."""
    try:
        checked = checked_formula(design, start, source)
    except Invalid as error:
        yield from (problem.under(*path) for problem in error.problems)
        return
    if kind is not None and checked.kind not in (kind, Kind.NONE):
        params = {"found": str(checked.kind), "expected": str(kind)}
        yield Problem("design.formula.kind", path, params)


def _beyond_row(design: Design, start: Start, field: Formula, at: Path) -> Iterator[Problem]:
    """A column is computed from its own row: what a link there leads to is not loaded with it."""
    inputs = checked_formula(design, start, field.expression).inputs if start.table is not None else frozenset()
    for path in sorted(inputs):
        if len(path) > 1:
            yield Problem("design.formula.row_only", at, {"path": ".".join(path)})


def _places(entity: Entity) -> Iterator[tuple[Start, FieldSpec, Path]]:
    """Every field and every column of an entity, with the place from which its own paths begin."""
    for index, field in enumerate(entity.fields):
        yield Start(entity.id), field, ("fields", index)
        if isinstance(field, SubTable):
            for number, column in enumerate(field.fields):
                yield Start(entity.id, field.id), column, ("fields", index, "fields", number)


def _lookup(design: Design, start: Start, lookup: Lookup) -> Iterator[Problem]:
    link = field_at(design, start, lookup.through)
    if not isinstance(link, Link) or link.many:
        yield Problem("design.lookup.through", ("through",), {"field": lookup.through})
        return
    target = field_at(design, Start(link.entity), lookup.field)
    if target is None:
        params = {"field": lookup.field, "entity": link.entity}
        yield Problem("design.field.unknown", ("field",), params)
    elif target.kind() is not lookup.kind():
        yield _wrong_result(lookup, target.kind())


def _rollup(design: Design, start: Start, rollup: Rollup) -> Iterator[Problem]:
    source = rollup_source(design, start, rollup)
    if source is None:
        yield Problem("design.rollup.source", (), {"field": rollup.id})
        return
    field = field_at(design, source, rollup.field) if rollup.field is not None else None
    if rollup.field is not None and field is None:
        params = {"field": rollup.field, "entity": source.entity}
        yield Problem("design.field.unknown", ("field",), params)
    elif rollup.summary == "count":
        if rollup.kind() is not Kind.NUMBER:
            yield _wrong_result(rollup, Kind.NUMBER)
    elif field is None:
        yield Problem("design.measure.no_field", ("field",), {"summary": rollup.summary})
    elif rollup.summary in ("sum", "average") and field.kind() is not Kind.NUMBER:
        params = {"field": field.id, "summary": rollup.summary}
        yield Problem("design.measure.field_type", ("field",), params)
    elif field.kind() is not rollup.kind():
        yield _wrong_result(rollup, field.kind())


def rollup_source(design: Design, start: Start, rollup: Rollup) -> Start | None:
    """The rows or records that a rollup goes over; None if it names neither, both, or something that is neither."""
    if (rollup.rows is None) == (rollup.entity is None) or start.table is not None:
        return None
    if rollup.rows is not None:
        table = field_at(design, start, rollup.rows)
        return Start(start.entity, rollup.rows) if isinstance(table, SubTable) else None
    source = Start(rollup.entity or "")
    link = field_at(design, source, rollup.through or "")
    return source if isinstance(link, Link) and link.entity == start.entity else None


def _wrong_result(field: Lookup | Rollup, found: Kind) -> Problem:
    return Problem("design.formula.kind", ("result",), {"found": str(found), "expected": str(field.kind())})


def check_cycles(design: Design) -> Iterator[Problem]:
    """One problem for each group of computed fields that are made from each other, at the first of them."""
    for ring in rings(dependencies(design)):
        params = {"fields": _names(design, ring[:NAMES_SHOWN])}
        yield Problem("design.computed.cycle", _path_of(design, ring[0]), params)


def dependencies(design: Design) -> dict[Spot, frozenset[Spot]]:
    """For every computed field, the fields of any entity that its value is made from."""
    found: dict[Spot, frozenset[Spot]] = {}
    for entity in design.of(Entity):
        for start, field, _ in _places(entity):
            inputs = frozenset(_inputs(design, start, field))
            if inputs:
                found[(start.entity, start.table or "", field.id)] = inputs
    return found


def _inputs(design: Design, start: Start, field: FieldSpec) -> Iterator[Spot]:
    match field:
        case Formula():
            try:
                node = formula.parse(field.expression)
            except Invalid:
                return
            for path in formula.paths(node):
                yield from _spots(design, start, ".".join(path))
        case Lookup():
            yield from _spots(design, start, f"{field.through}.{field.field}")
        case Rollup():
            source = rollup_source(design, start, field)
            if source is None:
                return
            for id in (field.field, field.through):
                if id is not None:
                    yield (source.entity, source.table or "", id)
            for mention in paths_mentioned(field, start):
                mentioned = mention.field if isinstance(mention, FieldReference) else mention.test.field
                yield from _spots(design, source, mentioned)
        case _:
            return


def _spots(design: Design, start: Start, path: str) -> Iterator[Spot]:
    found = resolve(design, start, path)
    if isinstance(found, Resolved):
        for step in found.steps:
            yield (step.at.entity, step.at.table or "", step.field.id)


def _path_of(design: Design, spot: Spot) -> Path:
    entity = design.entity(spot[0])
    for start, field, path in _places(entity) if entity is not None else ():
        if (start.table or "", field.id) == spot[1:]:
            return (spot[0], *path)
    return (spot[0],)


def _names(design: Design, ring: list[Spot]) -> list[str]:
    found = (field_at(design, Start(entity, table or None), id) for entity, table, id in ring)
    return [one.name if one is not None else "" for one in found]
