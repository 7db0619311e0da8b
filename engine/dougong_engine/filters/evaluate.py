"""Whether a condition holds for values in memory; storage compiles the same meaning to SQL."""

from collections.abc import Callable
from dataclasses import dataclass

from dougong_engine.fields._type import FieldSpec, Value
from dougong_engine.filters.condition import All, Condition, Either, Not, Test
from dougong_engine.filters.fold import fold
from dougong_engine.filters.operand import Comparison, Other, Range, Values, Who, resolve
from dougong_engine.formula.values import Clock

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom tokens such as @me are resolved; empty for a reader without a person."""

    me: str | None = None
    departments: tuple[str, ...] = ()
    subordinates: tuple[str, ...] = ()
    manager: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What a condition is held against: types and values by path, the time and the reader.

    `spec_of` answers the field at a path and the operators that its type allows.
    """

    spec_of: Callable[[Path], tuple[FieldSpec, tuple[str, ...]]]
    value_of: Callable[[Path], Value]
    clock: Clock
    reader: Reader


def holds(condition: Condition, scene: Scene) -> bool:
    """True if the condition is true for the scene. Raises Invalid for a test that its field does not allow."""
    match condition:
        case All(all=parts):
            return all(holds(part, scene) for part in parts)
        case Either(any=parts):
            return any(holds(part, scene) for part in parts)
        case Not(not_=part):
            return not holds(part, scene)
        case Test():
            spec, allowed = scene.spec_of(tuple(condition.field.split(".")))
            return compare(resolve(condition, spec, allowed, scene.clock), scene)


def compare(comparison: Comparison, scene: Scene) -> bool:
    """Whether one comparison is true for the scene."""
    value = scene.value_of(comparison.path)
    name = comparison.operator.name
    if value is None or value == ():
        return comparison.operator.on_empty
    match comparison.right:
        case None:
            return name == "is_not_empty"
        case Range(low=low, high=high, open=open_):
            return (low is None or _order(value, low) >= 0) and (
                high is None or (_order(value, high) < 0 if open_ else _order(value, high) <= 0)
            )
        case Values(values=values):
            return _against(name, value, values)
        case Other(path=path):
            other = scene.value_of(path)
            return comparison.operator.on_empty if other is None else _against(name, value, (other,))
        case Who(what=what):
            return _against(name, value, people_of(what, scene.reader))


def people_of(what: str, reader: Reader) -> tuple[Value, ...]:
    """The ids that a token such as @me stands for."""
    match what:
        case "me":
            return (reader.me,) if reader.me else ()
        case "my_subordinates":
            return reader.subordinates
        case _:
            return reader.departments


def _against(name: str, value: Value, values: tuple[Value, ...]) -> bool:
    mine = value if isinstance(value, tuple) else (value,)
    match name:
        case "is" | "in" | "contains_any":
            return any(one in values for one in mine)
        case "is_not" | "not_in" | "contains_none":
            return not any(one in values for one in mine)
        case "contains_all":
            return all(one in mine for one in values)
        case "contains":
            return fold(str(values[0])) in fold(str(value))
        case "not_contains":
            return fold(str(values[0])) not in fold(str(value))
        case "starts_with":
            return fold(str(value)).startswith(fold(str(values[0])))
        case _:
            sign = _order(value, values[0])
            return {"gt": sign > 0, "gte": sign >= 0, "lt": sign < 0, "lte": sign <= 0}[name]


def _order(left: Value, right: Value) -> int:
    return (left > right) - (left < right)  # type: ignore[operator]  # both have the field's kind
