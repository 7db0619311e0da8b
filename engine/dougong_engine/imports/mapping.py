"""Which column fills which field, and how its values are read."""

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Known
from typing import Annotated, Literal

from pydantic import Field

from dougong_engine.design.entity import Entity
from dougong_engine.document import Doc, Json, Key
from dougong_engine.errors import Invalid, Problem
from dougong_engine.fields import FieldSpec, field_type
from dougong_engine.fields.link import Link
from dougong_engine.imports.dates import DateOrder
from dougong_engine.kinds import Kind

Take = Literal["value", "manager", "department", "top_department"]
Unmatched = Literal["refuse", "empty", "create"]
NAMING = frozenset({Kind.TEXT, Kind.NUMBER})
"""What a record may be found by."""
Fields = Known[str, FieldSpec | None]
"""The fields that may be filled, by key; None for one that is no field of an entity."""
Linked = Callable[[str], Entity | None]
"""The entity with an id."""
Cell = Annotated[str, Field(max_length=4000)]


class Source(Doc):
    """One column that fills one field; a column may fill several fields and then stands here several times.

    values: text of a cell → text to be read instead, null for empty · take: for columns that name a person, fill the
    field from that person's place instead: their manager, their department, or the topmost one above it · match: key of
    the linked entity's field by which to find records (default: its title) · unmatched: what to do with names that
    nothing goes by · dates: the order of day, month and year (default: as the column's own evidence says).
    """

    column: Cell
    field: Key
    take: Take = "value"
    match: Key | None = None
    values: dict[str, Cell | None] = Field(default_factory=dict, max_length=5000)
    unmatched: Unmatched = "refuse"
    dates: DateOrder | None = None


class Mapping(Doc):
    """`constants` are values by key for every row, null to leave a field explicitly empty."""

    columns: Annotated[tuple[Source, ...], Field(max_length=500)] = ()
    constants: dict[Key, Json] = Field(default_factory=dict, max_length=200)


def misfits(mapping: Mapping, columns: tuple[str, ...], fields: Fields, linked: Linked) -> list[Problem]:
    """What does not fit the file or the fields that may be filled, each with its place in the mapping."""
    problems: list[Problem] = []
    for place, source in enumerate(mapping.columns):
        if source.column not in columns:
            problems.append(Problem("import.column.unknown", ("columns", place, "column"), {"column": source.column}))
        if source.field not in fields:
            problems.append(Problem("import.field.unknown", ("columns", place, "field"), {"field": source.field}))
        elif (spec := fields[source.field]) is not None:
            problems += (one.under("columns", place) for one in _unfit(source, spec, linked))
    for key, value in mapping.constants.items():
        if key not in fields:
            problems.append(Problem("import.field.unknown", ("constants", key), {"field": key}))
        elif (spec := fields[key]) is not None:
            problems += (one.under("constants", key) for one in _refused(spec, value))
    return problems


def _unfit(source: Source, spec: FieldSpec, linked: Linked) -> Iterator[Problem]:
    if source.take != "value" and spec.type != ("person" if source.take == "manager" else "department"):
        yield Problem("import.take.misplaced", ("take",), {"field": spec.name})
    if source.match is not None:
        other = linked(spec.entity) if isinstance(spec, Link) else None
        name = other.field_by_key(source.match) if other is not None else None
        if name is None or name.kind() not in NAMING:
            params = {"field": source.match, "entity": spec.name if other is None else other.name}
            yield Problem("import.match.unknown", ("match",), params)


def _refused(spec: FieldSpec, value: Json) -> Iterator[Problem]:
    """What the field says to a value that stands for every row."""
    try:
        if value is not None:
            field_type(spec).parse(spec, value)
    except Invalid as error:
        yield from (Problem(one.code, one.path, {"field": spec.name, **one.params}) for one in error.problems)
