"""Checks a formula's types and makes the typed tree that every executor walks."""

from collections.abc import Callable
from dataclasses import dataclass

from dougong_engine.errors import Invalid, invalid
from dougong_engine.formula import limits, operators
from dougong_engine.formula.fitting import arguments_fit, compared, mismatch, shown, special
from dougong_engine.formula.functions import FUNCTIONS, find, nearest
from dougong_engine.formula.functions._function import Operation
from dougong_engine.formula.program import Program, compiled
from dougong_engine.formula.show import text
from dougong_engine.formula.syntax import (
    Binary,
    Boolean,
    Call,
    Field,
    FieldPath,
    Join,
    Node,
    Number,
    Text,
    Unary,
)
from dougong_engine.formula.types import BOOLEAN, NUMBER, TEXT, Apply, Input, Literal, Type, Typed
from dougong_engine.kinds import Kind

TypeResolver = Callable[[FieldPath], Kind | None]
"""Answers the kind of a path, None for an unknown or hidden one. A path leads on through RECORD and ROWS kinds."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A formula that may run. `runs_in` holds "python" and perhaps "sql" and "typescript"; `clock` what of
    {"today", "now"} its result changes with; `source` is its canonical text."""

    source: str
    node: Typed
    inputs: frozenset[FieldPath]
    clock: frozenset[str]
    runs_in: frozenset[str]
    program: Program

    @property
    def type(self) -> Type:
        return self.node.type

    @property
    def kind(self) -> Kind:
        """The kind of the result; LIST for a list of anything, NONE for a formula that is always empty."""
        return Kind.LIST if self.type.many else self.type.kind or Kind.NONE


def check(node: Node, types: TypeResolver) -> Checked:
    """The formula with its types. Raises `Invalid` with the first problem, at `("at", offset)`."""
    typed = _typed(node, types)
    applied = _applied(typed)
    return Checked(
        source=text(node),
        node=typed,
        inputs=frozenset(item.path for item in _inputs(typed)),
        clock=frozenset(name.lower() for name in applied & {"TODAY", "NOW"}),
        runs_in=_places(typed, applied),
        program=compiled(typed),
    )


def operation_of(name: str) -> Operation:
    """The operation that a typed tree names."""
    function = FUNCTIONS.get(name)
    return function.operation if function else operators.OPERATIONS[name]


def _typed(node: Node, types: TypeResolver) -> Typed:
    match node:
        case Number(value=number, at=at):
            return Literal(number, NUMBER, at)
        case Text(value=written, at=at):
            return Literal(written, TEXT, at)
        case Boolean(value=boolean, at=at):
            return Literal(boolean, BOOLEAN, at)
        case Field(path=path, at=at):
            return _field(path, at, types)
        case Unary(operator=operator, operand=operand, at=at):
            return _unary(operator, _typed(operand, types), at)
        case Join(parts=parts, at=at):
            return Apply("CONCATENATE", tuple(shown(_typed(part, types), "&") for part in parts), TEXT, at)
        case Binary(operator=operator, left=left, right=right, at=at):
            return _binary(operator, _typed(left, types), _typed(right, types), at)
        case Call():
            return _call(node, types)


def _field(path: FieldPath, at: int, types: TypeResolver) -> Input:
    kind = types(path)
    if kind is None:
        raise invalid("formula.field.unknown", "at", at, field=".".join(path))
    prefixes = [types(path[:length]) for length in range(1, len(path))]
    many = Kind.ROWS in prefixes or Kind.LIST in prefixes
    if kind in (Kind.LIST, Kind.ROWS):
        return Input(path, Type(Kind.TEXT, many=True), at)
    return Input(path, Type(kind, many), at)


def _unary(operator: str, operand: Typed, at: int) -> Typed:
    if operand.type.many or operand.type.kind not in (Kind.NUMBER, None):
        raise _wrong_operands(operator, operand, operand, at)
    return Apply(operators.UNARY[operator], (operand,), NUMBER, at)


def _binary(operator: str, left: Typed, right: Typed, at: int) -> Typed:
    if left.type.many or right.type.many:
        raise _wrong_operands(operator, left, right, at)
    if operator in operators.COMPARISONS:
        return _comparison(operator, left, right, at)
    for left_kind, right_kind in _readings(left.type.kind, right.type.kind):
        name = operators.ARITHMETIC.get((operator, left_kind, right_kind))
        if name is not None:
            return _operated(name, left, right, at)
        if {left_kind, right_kind} == {Kind.DATE, Kind.MOMENT} and (pair := compared(left, right)):
            return _binary(operator, *pair, at)
        swapped = operators.ARITHMETIC.get((operator, right_kind, left_kind))
        if operator == "+" and swapped is not None:
            return _operated(swapped, right, left, at)
    raise _wrong_operands(operator, left, right, at)


def _readings(left: Kind | None, right: Kind | None) -> list[tuple[Kind, Kind]]:
    """The kinds that two operands may stand for: BLANK() is a number, or on the left what the right one is."""
    second = right or Kind.NUMBER
    return [(left, second)] if left else [(second, second), (Kind.NUMBER, second)]


def _operated(name: str, left: Typed, right: Typed, at: int) -> Typed:
    return Apply(name, (left, right), Type(Kind(operation_of(name).result)), at)


def _comparison(operator: str, left: Typed, right: Typed, at: int) -> Typed:
    pair = compared(left, right)
    ordered = operator in ("=", "<>") or {left.type.kind, right.type.kind} - {None} <= operators.ORDERED
    if pair is None or not ordered:
        raise _wrong_operands(operator, left, right, at)
    return Apply(operators.COMPARISONS[operator], pair, BOOLEAN, at)


def _wrong_operands(operator: str, left: Typed, right: Typed, at: int) -> Invalid:
    if left.type.many or right.type.many:
        hint = "HAS( , )" if operator in operators.COMPARISONS else "SUM( )"
    else:
        hint = operators.advice(operator, left.type.kind, right.type.kind)
    return mismatch("formula.operator.kinds", at, left.type, right.type, operator=operator, suggestion=hint)


def _call(node: Call, types: TypeResolver) -> Typed:
    function = find(node.name)
    if function is None:
        raise invalid("formula.function.unknown", "at", node.at, name=node.name[:60], suggestion=nearest(node.name))
    operation = function.operation
    found = len(node.arguments)
    if found < operation.least or (operation.most is not None and found > operation.most):
        raise invalid(
            "formula.function.arguments",
            "at",
            node.at,
            name=function.name,
            least=operation.least,
            most="∞" if operation.most is None else operation.most,
            found=found,
        )
    arguments = tuple(_typed(argument, types) for argument in node.arguments)
    rewritten = special(function.name, arguments, node.at)
    if rewritten is not None:
        return rewritten
    return arguments_fit(function.name, operation, arguments, node.at)


def _walk(typed: Typed) -> list[Typed]:
    found: list[Typed] = []
    waiting = [typed]
    while waiting:
        current = waiting.pop()
        found.append(current)
        if isinstance(current, Apply):
            waiting.extend(current.arguments)
    return found


def _inputs(typed: Typed) -> list[Input]:
    return [node for node in _walk(typed) if isinstance(node, Input)]


def _applied(typed: Typed) -> set[str]:
    return {node.name for node in _walk(typed) if isinstance(node, Apply)}


def _places(typed: Typed, applied: set[str]) -> frozenset[str]:
    operations = [operation_of(name) for name in applied]
    places = {"python"}
    if all(operation.typescript for operation in operations):
        places.add("typescript")
    measure = _measured(typed)
    columns = not any(node.type.many for node in _walk(typed))
    small = measure.height <= limits.SQL_HEIGHT and measure.error <= limits.SQL_WEIGHT
    if columns and small and all(operation.sql for operation in operations):
        places.add("sql")
    return frozenset(places)


@dataclass(frozen=True, slots=True)
class _Measure:
    """Height of a tree, and how many pieces of SQL its value and the condition for its error take at most."""

    height: int
    value: int
    error: int


def _measured(typed: Typed) -> _Measure:
    """IFERROR and ISERROR put the condition into the value, SWITCH repeats its subject; so sizes can multiply."""
    if not isinstance(typed, Apply):
        return _Measure(1, 1, 0)
    inner = [_measured(argument) for argument in typed.arguments]
    value = 1 + sum(one.value for one in inner)
    if typed.name in ("IFERROR", "ISERROR"):
        value += inner[0].error
    if typed.name == "SWITCH":
        value += inner[0].value * len(inner) // 2
    height = 1 + max((one.height for one in inner), default=0)
    return _Measure(height, value, 2 * value + sum(one.error for one in inner))
