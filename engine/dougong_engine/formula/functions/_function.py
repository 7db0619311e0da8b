"""What an operation and a function are: parameters, result, where it runs, and the rule for empty values."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dougong_engine.formula.numbers import settle
from dougong_engine.formula.values import Clock, FormulaError, Scalar, Value, bounded_text

ParamKind = Literal["number", "text", "date", "moment", "boolean", "any", "same", "order", "show", "when", "unit"]
"""Kinds that a parameter takes. `same`: all such arguments have one kind. `order`: one kind with an order.
`show`: anything with a text form, turned into it. `when`: date or moment. `unit`: a literal text of a list."""

Shape = Literal["one", "list", "both"]
Python = Callable[..., Value | int]
Thunk = Callable[[], Value]


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter; a repeated one stands last and takes one or more arguments."""

    kind: ParamKind
    shape: Shape = "one"
    optional: bool = False
    repeat: bool = False
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that computes. `result` is a kind, or `same` (the kind of the same/order/when arguments), `item` (the
    kind of the first list's items) or `items` (that list). A lazy operation receives thunks instead of values;
    a zoned one receives the clock first."""

    params: tuple[Param, ...]
    result: str
    python: Python
    sql: bool = False
    typescript: bool = True
    lazy: bool = False
    zoned: bool = False

    @property
    def least(self) -> int:
        return sum(not param.optional for param in self.params)

    @property
    def most(self) -> int | None:
        return None if self.params and self.params[-1].repeat else len(self.params)

    def param(self, position: int) -> Param:
        return self.params[min(position, len(self.params) - 1)]


@dataclass(frozen=True, slots=True)
class Function:
    """An operation that people call by name, with its documentation."""

    name: str
    aliases: tuple[str, ...]
    family: str
    zh: str
    en: str
    operation: Operation


def params(specs: str) -> tuple[Param, ...]:
    """Parameters from their short form: `number date? text+ number* order[] unit:d|m|y`.

    `?` optional; `+` repeated; `~` a value or a list; `*` repeated, each a value or a list; `[]` a list.
    """
    return tuple(map(_param, specs.split()))


def _param(spec: str) -> Param:
    optional = spec.endswith("?")
    spec = spec.removesuffix("?")
    kind, _, units = spec.partition(":")
    shape: Shape = "list" if kind.endswith("[]") else "both" if kind[-1] in "*~" else "one"
    name: ParamKind = kind.rstrip("[]+*~")  # type: ignore[assignment]  # a test walks every spec against ParamKind
    return Param(name, shape, optional, kind[-1] in "+*", tuple(units.split("|")) if units else ())


def operation(
    specs: str,
    result: str,
    python: Python,
    *,
    sql: bool = False,
    typescript: bool = True,
    zoned: bool = False,
) -> Operation:
    """An operation on values, under the one rule for empty arguments.

    An empty number, date or moment makes the result empty; an empty text counts as "", an empty boolean as FALSE;
    lists and `any`, `same` arguments arrive as they are. Number results are settled, text results bounded.
    """
    declared = params(specs)
    return Operation(declared, result, _ruled(declared, python, zoned), sql, typescript, zoned=zoned)


def lazy(specs: str, result: str, python: Python, *, sql: bool = False) -> Operation:
    """An operation that decides itself which of its arguments to evaluate."""
    return Operation(params(specs), result, python, sql, lazy=True)


_STRICT = frozenset({"number", "date", "moment", "when", "order"})


def _ruled(declared: tuple[Param, ...], python: Python, zoned: bool) -> Python:
    def call(*arguments: Value | Clock) -> Value:
        clock, values = (arguments[:1], arguments[1:]) if zoned else ((), arguments)
        ready: list[Value | Clock] = [*clock]
        for position, value in enumerate(values):
            param = declared[min(position, len(declared) - 1)]
            if value is None and param.shape == "one":
                if param.kind in _STRICT:
                    return None
                value = _EMPTY.get(param.kind)
            ready.append(value)
        return bounded(python(*ready))

    return call


_EMPTY: dict[str, Scalar] = {"text": "", "show": "", "unit": "", "boolean": False}


def bounded(result: Value | int) -> Value:
    """The result of an operation as a value within the bounds of its kind."""
    match result:
        case bool() | None:
            return result
        case int():
            return settle(Decimal(result))
        case Decimal():
            return settle(result)
        case str():
            return bounded_text(result)
        case _:
            return result


def present(values: tuple[Value, ...]) -> list[Scalar]:
    """The arguments of an aggregate in one flat list, without empty ones and without list items in error."""
    found: list[Scalar] = []
    for value in values:
        if isinstance(value, tuple):
            found.extend(item for item in value if item is not None and not isinstance(item, FormulaError))
        elif value is not None:
            found.append(value)
    return found
