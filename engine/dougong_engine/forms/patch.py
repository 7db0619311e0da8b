"""Reads what somebody entered: keys become field ids, JSON becomes values; absent is not empty."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dougong_engine.design.entity import SYSTEM_IDS, Entity
from dougong_engine.document import Json
from dougong_engine.errors import Invalid, Problem
from dougong_engine.fields import FIELD_TYPES, FieldSpec, Row, Value
from dougong_engine.fields.choice import Choice, Option
from dougong_engine.fields.multi_choice import MultiChoice
from dougong_engine.fields.sub_table import SubTable
from dougong_engine.kinds import Kind


@dataclass(frozen=True, slots=True)
class Patch:
    """Values by field id for exactly the fields that were in the input; None or () clears one."""

    values: Mapping[str, Value]


def nothing(_field: str) -> Value:
    """The stored values of a record that is not there yet."""
    return None


def read_patch(
    entity: Entity, raw: Mapping[str, Json], new_id: Callable[[], str], stored: Callable[[str], Value] = nothing
) -> Patch:
    """The input by key as values by field id. Rows of sub-tables that come without an id get a new one.

    `stored` answers by field id what the record has: an option that the design has dropped since may come back.

    Raises Invalid with every problem of the input at once: field.unknown, field.readonly, field.computed and the
    problems of the field types, each with its path.
    """
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    writable = entity.writable
    for key, one in raw.items():
        spec = writable.get(key)
        if spec is None:
            problems.append(_not_writable(entity, key))
            continue
        values[spec.id], wrong = _read(spec, one, new_id)
        if wrong and isinstance(spec, Choice | MultiChoice):
            values[spec.id], wrong = _read(_with_own(spec, stored(spec.id)), one, new_id)
        if wrong:
            problems += (problem.under(key) for problem in wrong)
    if problems:
        raise Invalid(problems)
    return Patch(values)


def _with_own(spec: Choice | MultiChoice, own: Value) -> FieldSpec:
    """The field with the record's own options, whatever the design says now."""
    options = tuple(
        Option(id=one, name=one) for one in (own if isinstance(own, tuple) else (own,)) if isinstance(one, str)
    )
    return spec.model_copy(update={"options": (*spec.options, *options)})


def _not_writable(entity: Entity, key: str) -> Problem:
    spec = entity.field_by_key(key)
    if spec is None:
        return Problem("field.unknown", (key,), {"field": key, "entity": entity.name})
    return Problem("field.readonly" if spec.id in SYSTEM_IDS else "field.computed", (key,), {"field": spec.name})


def empty(spec: FieldSpec) -> Value:
    """What 'empty' is for a field: no items for lists and rows, None otherwise."""
    return () if spec.kind() in (Kind.LIST, Kind.ROWS) else None


def _read(spec: FieldSpec, raw: Json, new_id: Callable[[], str]) -> tuple[Value, Sequence[Problem]]:
    if raw is None:
        return empty(spec), ()
    try:
        value: Value = FIELD_TYPES[spec.type].parse(spec, raw)
    except Invalid as error:
        named = (Problem(one.code, one.path, {"field": spec.name, **one.params}) for one in error.problems)
        return None, tuple(named)
    if spec.type == "sub_table" and isinstance(spec, SubTable):
        assert isinstance(value, tuple)
        return _rows(spec, value, new_id)
    return value, ()


def _rows(table: SubTable, raw: tuple[Row | str, ...], new_id: Callable[[], str]) -> tuple[Value, list[Problem]]:
    columns = {one.key: one for one in table.fields}
    rows: list[Row] = []
    problems: list[Problem] = []
    for place, cells in enumerate(raw):
        assert isinstance(cells, dict)
        row: Row = {"id": str(cells.get("id") or new_id()).lower()}
        for key, one in cells.items():
            column = columns.get(key)
            if key == "id":
                continue
            if column is None:
                problems.append(Problem("field.unknown", (place, key), {"field": key, "entity": table.name}))
            elif not column.computed():  # what the browser computed comes along and is computed again
                row[column.id], wrong = _read(column, one, new_id)  # type: ignore[arg-type]  # cells are raw JSON
                problems += (problem.under(place, key) for problem in wrong)
        rows.append(row)
    ids = [row["id"] for row in rows]
    problems += (
        Problem("field.sub_table.row_twice", (place, "id")) for place, id in enumerate(ids) if id in ids[:place]
    )
    return tuple(rows), problems
