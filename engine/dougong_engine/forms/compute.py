"""Computes a record's own formulas and the rollups over its rows, in dependency order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from dougong_engine.computed.plan import Column, OverRows, Own
from dougong_engine.errors import Invalid
from dougong_engine.fields import Row, Value
from dougong_engine.fields._computed import Computed
from dougong_engine.fields._values import stored_decimal
from dougong_engine.fields.rollup import Rollup
from dougong_engine.forms.record_scene import RecordScene
from dougong_engine.formula import Checked, FormulaError, evaluate

DIVISION_PLACES = 12


def compute(scene: RecordScene) -> RecordScene:
    """The scene with every computed value of the record made anew; a failed one is empty and named in `errors`."""
    for step in scene.plan.steps:
        match step:
            case Column(table=table, field=field, checked=checked):
                rows = scene.values.get(table) or ()
                assert isinstance(rows, tuple)
                made = tuple(_cell(row, field, checked, scene) for row in rows if isinstance(row, dict))
                scene = replace(scene, values={**scene.values, table: made})
            case Own(field=field, checked=checked):
                scene = _put(scene, field, scene.evaluate(checked))
            case OverRows(field=field):
                scene = _put(scene, field, _summary(field, scene))
    return scene


def _cell(row: Row, field: Computed, checked: Checked, scene: RecordScene) -> Row:
    result = evaluate(checked, {path: row.get(path[0]) for path in checked.inputs}, scene.clock)  # type: ignore[misc]  # cells are plain
    value, _ = settle(field, result)  # type: ignore[arg-type]  # a column's result is no list
    return {**row, field.id: value}


def _put(scene: RecordScene, field: Computed, result: Value | FormulaError) -> RecordScene:
    value, error = settle(field, result)
    errors: Mapping[str, str] = {id: code for id, code in scene.errors.items() if id != field.id}
    if error is not None:
        errors = {**errors, field.id: error}
    return replace(scene, values={**scene.values, field.id: value}, errors=errors)


def settle(field: Computed, result: Value | FormulaError) -> tuple[Value, str | None]:
    """A result as it is stored, and the error's code where there is no result."""
    if isinstance(result, FormulaError):
        return None, str(result)
    if isinstance(result, Decimal):
        try:
            return stored_decimal(result, field.places), None
        except Invalid:
            return None, str(FormulaError.OVERFLOW)
    return (None if result == "" else result), None


def _summary(field: Rollup, scene: RecordScene) -> Value:
    rows = scene.values.get(field.rows or "") or ()
    assert isinstance(rows, tuple)
    if field.summary == "count" and field.field is None:
        return Decimal(len(rows))
    found = [row.get(field.field or "") for row in rows if isinstance(row, dict)]
    given = [one for one in found if one is not None]
    if field.summary == "count":
        return Decimal(len(given))
    return summarize(field.summary, given)


def summarize(summary: str, given: Sequence[Value]) -> Value:
    """Sum, average, minimum or maximum of values that are all there; nothing sums to 0 and has no average."""
    if summary == "sum":
        return sum((Decimal(str(one)) for one in given), Decimal(0))
    if not given:
        return None
    match summary:
        case "average":
            total = sum((Decimal(str(one)) for one in given), Decimal(0))
            return (total / len(given)).quantize(Decimal(1).scaleb(-DIVISION_PLACES))
        case "min":
            return min(given)  # type: ignore[type-var]  # one field's values compare with each other
        case "max":
            return max(given)  # type: ignore[type-var]  # one field's values compare with each other
        case _:
            raise ValueError(summary)
