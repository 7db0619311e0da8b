"""A row of cells as the values that the write pipeline takes, with every problem by its cell."""

from collections.abc import Mapping as Known
from collections.abc import Sequence
from dataclasses import dataclass

from dougong_engine.document import Json
from dougong_engine.errors import Invalid, Problem
from dougong_engine.fields import FieldSpec, field_type
from dougong_engine.imports.cells import CLEANERS, Setting, pieces
from dougong_engine.imports.columns import Cells
from dougong_engine.imports.mapping import Mapping, Source
from dougong_engine.kinds import Kind

TWICE = ""
"""Stands for a name by which several things go."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a person stands; ids."""

    manager: str | None = None
    department: str | None = None
    top_department: str | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """A source with everything that reading its cells needs.

    `names` are the ids by text that a reference column's cells stand for (`TWICE` if several go by it); `places` where
    people stand, for sources that take something from there.
    """

    source: Source
    place: int
    spec: FieldSpec
    setting: Setting
    names: Known[str, str] | None = None
    places: Known[str, Placement] | None = None

    @property
    def refers(self) -> bool:
        """Whether its cells name something."""
        return self.spec.type not in CLEANERS

    @property
    def many(self) -> bool:
        """Whether a cell may name several things."""
        return self.source.take == "value" and self.spec.kind() in (Kind.LIST, Kind.ROWS)


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with a cell, or with the row where `column` is empty."""

    row: int
    column: str
    field: str
    value: str | None
    problem: Problem


@dataclass(frozen=True, slots=True)
class Assembled:
    """Values by key; nothing may be written while there are problems."""

    values: dict[str, Json]
    problems: tuple[CellProblem, ...]


def text_at(bound: Bound, cells: Cells) -> str | None:
    """What a source reads for a row: the cell, or what its value map says instead."""
    text = cells[bound.place] if bound.place < len(cells) else None
    text = text.strip() if text is not None else None
    if text is not None and text in bound.source.values:
        return bound.source.values[text]
    return text or None


def names_at(bound: Bound, cells: Cells) -> list[str]:
    """The names that a reference column's cell holds."""
    text = text_at(bound, cells)
    if text is None:
        return []
    return pieces(text) if bound.many else [text]


def assemble(number: int, cells: Cells, bounds: Sequence[Bound], mapping: Mapping, *, past: bool) -> Assembled:
    """The row as values. An empty cell empties the field; where a new record would get a default it is left to that,
    unless it is about the past, of which a default of today would be an invention."""
    values: dict[str, Json] = dict(mapping.constants)
    problems: list[CellProblem] = []
    for bound in bounds:
        key = bound.source.field
        text = text_at(bound, cells)
        if text is None:
            cell = cells[bound.place] if bound.place < len(cells) else None
            said = cell is not None and cell.strip() in bound.source.values
            if past or said or bound.spec.default is None:
                values.setdefault(key, None)
            continue
        try:
            values[key] = _value(bound, text, cells)
        except Invalid as error:
            problems += (CellProblem(number, bound.source.column, key, text, one) for one in error.problems)
    return Assembled(values, tuple(problems))


def _value(bound: Bound, text: str, cells: Cells) -> Json:
    if bound.refers:
        return _reference(bound, cells)
    value = CLEANERS[bound.spec.type](bound.spec, text, bound.setting)
    try:
        field_type(bound.spec).parse(bound.spec, value)
    except Invalid as error:
        raise Invalid(
            Problem(one.code, (), {"field": bound.spec.name, **one.params}) for one in error.problems
        ) from None
    return value


def _reference(bound: Bound, cells: Cells) -> Json:
    assert bound.names is not None
    found: list[Json] = []
    for name in names_at(bound, cells):
        id = bound.names.get(name)
        if id == TWICE:
            raise Invalid([Problem("import.reference.several", (), {"value": name, "field": bound.spec.name})])
        if id is not None:
            found.append(id)
        elif bound.source.unmatched != "empty" and bound.source.take == "value":
            raise Invalid([Problem("import.reference.unknown", (), {"value": name, "field": bound.spec.name})])
    if bound.source.take != "value":
        return _taken(bound, found)
    if bound.many:
        return list(dict.fromkeys(str(one) for one in found))
    return found[0] if found else None


def _taken(bound: Bound, found: list[Json]) -> Json:
    """Something from the place of the person named; null where it is not known."""
    place = (bound.places or {}).get(str(found[0])) if found else None
    if place is None:
        return None
    match bound.source.take:
        case "manager":
            return place.manager
        case "department":
            return place.department
        case _:
            return place.top_department
