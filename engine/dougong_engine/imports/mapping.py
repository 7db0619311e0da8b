"""Which column fills which field, and how its values are read."""

from typing import Annotated, Literal

from pydantic import Field

from dougong_engine.document import Doc, Json, Key
from dougong_engine.errors import Problem
from dougong_engine.imports.dates import DateOrder

Take = Literal["value", "manager", "department", "top_department"]
Unmatched = Literal["refuse", "empty", "create"]
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


def misfits(mapping: Mapping, columns: tuple[str, ...], fields: frozenset[str]) -> list[Problem]:
    """Columns that the file does not have, and fields that cannot be filled."""
    problems: list[Problem] = []
    for place, source in enumerate(mapping.columns):
        if source.column not in columns:
            problems.append(Problem("import.column.unknown", ("columns", place, "column"), {"column": source.column}))
        if source.field not in fields:
            problems.append(Problem("import.field.unknown", ("columns", place, "field"), {"field": source.field}))
    return problems
