"""The filters above a board as conditions on the entities that they reach."""

from collections.abc import Mapping

from dougong.kernel.problem import refuse
from dougong.records.scene import Scene
from dougong.storage.resolve import field_at
from dougong_engine.design.dashboard import BoardFilter, Dashboard
from dougong_engine.document import Json
from dougong_engine.errors import invalid
from dougong_engine.fields import operators_of
from dougong_engine.filters.condition import Condition, Either, Test, both
from dougong_engine.filters.operator import OPERATORS, Operand

Given = Mapping[str, list[Json] | dict[str, Json] | None]


def check_filters(board: Dashboard, given: Given) -> None:
    """422 for a filter that the board does not have."""
    known = {one.id for one in board.filters}
    for id in given:
        if id not in known:
            raise refuse(422, "dashboard.filter.unknown", ("filters", id), filter=id)


def narrowed(scene: Scene, board: Dashboard, given: Given, entity_id: str, widget: str) -> Condition | None:
    """What the chosen values ask of the records of a card. Raises Invalid: field.unknown, dashboard.filter.values."""
    chosen = ((one, given.get(one.id)) for one in board.filters if entity_id in one.fields and widget not in one.off)
    return both(*(_condition(scene, one, entity_id, values) for one, values in chosen if values))


def _condition(scene: Scene, one: BoardFilter, entity_id: str, given: list[Json] | dict[str, Json]) -> Condition:
    field = one.fields[entity_id]
    spec = field_at(scene.planning.schema, entity_id, tuple(field.split(".")))
    allowed = operators_of(spec)
    operator = one.operator
    if operator == "in" and "in" not in allowed and "contains_any" in allowed:
        operator = "contains_any"
    if isinstance(given, list) and operator in ("in", "contains_any"):
        return _one_of(field, operator if operator in allowed else "is", given)
    return Test(field=field, op=operator, value=_value(one, operator, given))


def _one_of(field: str, operator: str, given: list[Json]) -> Condition:
    """Any of the values; a null among them stands for empty cells."""
    real = [value for value in given if value is not None]
    parts: list[Condition] = [Test(field=field, op="is_empty")] if len(real) < len(given) else []
    if operator == "is":
        parts += [Test(field=field, op="is", value=value) for value in real]
    elif real:
        parts.append(Test(field=field, op=operator, value=list(real)))
    return parts[0] if len(parts) == 1 else Either(any=tuple(parts))


def _value(one: BoardFilter, operator: str, given: list[Json] | dict[str, Json]) -> Json:
    operand = OPERATORS[operator].operand if operator in OPERATORS else Operand.ONE
    if isinstance(given, dict):
        return given
    match operand:
        case Operand.RANGE:
            if len(given) != 2:
                raise invalid("dashboard.filter.values", filter=one.name)
            return {"from": given[0], "to": given[1]}
        case Operand.MANY:
            return list(given)
        case Operand.NONE:
            return None
        case Operand.ONE | Operand.PERIOD:
            return given[0]
