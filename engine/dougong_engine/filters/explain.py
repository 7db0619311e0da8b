"""Why a condition holds or not: every comparison with both its sides and its answer."""

from dataclasses import dataclass
from decimal import Decimal

from dougong_engine.document import Json
from dougong_engine.errors import Invalid
from dougong_engine.fields import Value, field_type
from dougong_engine.fields._values import plain
from dougong_engine.filters.condition import All, Condition, Either, Not, Test
from dougong_engine.filters.evaluate import Scene, compare, people_of
from dougong_engine.filters.operand import Other, Range, Right, Values, Who, resolve


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison as it was answered.

    `left` is the field's value in wire form. `right` is `{"values": […]}`, `{"from", "to"}`, `{"field", "value"}`, or
    None for an operator without an operand. `within` names the groups around it, outermost first (all, any, not).
    `result` is None for a comparison that the field does not allow.
    """

    field: str
    op: str
    left: Json
    right: Json
    result: bool | None
    within: tuple[str, ...] = ()


def explain(condition: Condition, scene: Scene, within: tuple[str, ...] = ()) -> tuple[Line, ...]:
    """Every comparison of the tree in order, those too that were not needed for the answer."""
    match condition:
        case All(all=parts):
            return tuple(line for part in parts for line in explain(part, scene, (*within, "all")))
        case Either(any=parts):
            return tuple(line for part in parts for line in explain(part, scene, (*within, "any")))
        case Not(not_=part):
            return explain(part, scene, (*within, "not"))
        case Test():
            return (_line(condition, scene, within),)


def _line(test: Test, scene: Scene, within: tuple[str, ...]) -> Line:
    path = tuple(test.field.split("."))
    try:
        spec, allowed = scene.spec_of(path)
        value = scene.value_of(path)
        left = None if value is None else field_type(spec).dump(value)
        comparison = resolve(test, spec, allowed, scene.clock)
        right = _right(comparison.right, scene)
        return Line(test.field, test.op, left, right, compare(comparison, scene), within)
    except Invalid:
        return Line(test.field, test.op, None, None, None, within)


def _right(right: Right, scene: Scene) -> Json:
    match right:
        case Values(values=values):
            return {"values": [_bare(one) for one in values]}
        case Range(low=low, high=high):
            return {"from": _bare(low), "to": _bare(high)}
        case Other(path=path):
            value = scene.value_of(path)
            spec, _ = scene.spec_of(path)
            return {"field": ".".join(path), "value": None if value is None else field_type(spec).dump(value)}
        case Who(what=what):
            return {"token": what, "values": [plain(one) for one in people_of(what, scene.reader)]}
        case None:
            return None


def _bare(value: Value) -> Json:
    """The JSON form of an operand; numbers without the zeros that comparing added."""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else plain(value)
