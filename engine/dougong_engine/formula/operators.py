"""What the signs of a formula mean for each pair of kinds, and the conversions that the checker inserts."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from dougong_engine.formula import calendar, numbers
from dougong_engine.formula.formats import show
from dougong_engine.formula.functions._function import Operation, operation
from dougong_engine.formula.functions.dates import midnight, to_date
from dougong_engine.formula.functions.logic import same
from dougong_engine.formula.numbers import CONTEXT
from dougong_engine.formula.values import Value
from dougong_engine.kinds import Kind


def _ordered(compare: Callable[[Value, Value], bool]) -> Callable[[Value, Value], bool]:
    """An order in which nothing stands before or after an empty value."""

    def decide(left: Value, right: Value) -> bool:
        return left is not None and right is not None and compare(left, right)

    return decide


def _less(left: Value, right: Value) -> bool:
    return left < right  # type: ignore[operator]  # the checker lets only one ordered kind through


def _percent(number: Decimal) -> Decimal:
    return CONTEXT.scaleb(number, -2)


def _date_minus(day: date, days: Decimal) -> date:
    return calendar.shifted(day, days.copy_negate())


OPERATIONS: dict[str, Operation] = {
    "add": operation("number number", "number", CONTEXT.add, sql=True),
    "subtract": operation("number number", "number", CONTEXT.subtract, sql=True),
    "multiply": operation("number number", "number", CONTEXT.multiply, sql=True),
    "divide": operation("number number", "number", numbers.divided, sql=True),
    "negate": operation("number", "number", Decimal.copy_negate, sql=True),
    "percent": operation("number", "number", _percent, sql=True),
    "date_plus": operation("date number", "date", calendar.shifted, sql=True),
    "date_minus": operation("date number", "date", _date_minus, sql=True),
    "date_difference": operation("date date", "number", lambda end, start: calendar.days_between(start, end), sql=True),
    "moment_plus": operation("moment number", "moment", calendar.moment_shifted),
    "moment_minus": operation(
        "moment number", "moment", lambda moment, days: calendar.moment_shifted(moment, days.copy_negate())
    ),
    "moment_difference": operation("moment moment", "number", lambda end, start: calendar.moment_days(start, end)),
    "equal": operation("same same", "boolean", same, sql=True),
    "unequal": operation("same same", "boolean", lambda left, right: not same(left, right), sql=True),
    "less": operation("same same", "boolean", _ordered(_less), sql=True),
    "less_equal": operation("same same", "boolean", _ordered(lambda left, right: not _less(right, left)), sql=True),
    "greater": operation("same same", "boolean", _ordered(lambda left, right: _less(right, left)), sql=True),
    "greater_equal": operation("same same", "boolean", _ordered(lambda left, right: not _less(left, right)), sql=True),
    "number_text": operation("any", "text", show, sql=True, zoned=True),
    "boolean_text": operation("any", "text", show, sql=True, zoned=True),
    "date_text": operation("any", "text", show, sql=True, zoned=True),
    "moment_text": operation("any", "text", show, sql=True, zoned=True),
    "moment_date": operation("moment", "date", to_date, sql=True, zoned=True),
    "date_moment": operation("date", "moment", midnight, zoned=True),
}
"""Operations without a name that people could type."""

UNARY = {"-": "negate", "%": "percent"}

COMPARISONS = {
    "=": "equal",
    "<>": "unequal",
    "<": "less",
    "<=": "less_equal",
    ">": "greater",
    ">=": "greater_equal",
}
ORDERED = frozenset({Kind.NUMBER, Kind.TEXT, Kind.DATE, Kind.MOMENT})

ARITHMETIC: dict[tuple[str, Kind, Kind], str] = {
    ("+", Kind.NUMBER, Kind.NUMBER): "add",
    ("-", Kind.NUMBER, Kind.NUMBER): "subtract",
    ("*", Kind.NUMBER, Kind.NUMBER): "multiply",
    ("/", Kind.NUMBER, Kind.NUMBER): "divide",
    ("+", Kind.DATE, Kind.NUMBER): "date_plus",
    ("-", Kind.DATE, Kind.NUMBER): "date_minus",
    ("-", Kind.DATE, Kind.DATE): "date_difference",
    ("+", Kind.MOMENT, Kind.NUMBER): "moment_plus",
    ("-", Kind.MOMENT, Kind.NUMBER): "moment_minus",
    ("-", Kind.MOMENT, Kind.MOMENT): "moment_difference",
}

CONVERSIONS: dict[tuple[Kind, Kind], str] = {
    (Kind.MOMENT, Kind.DATE): "moment_date",
    (Kind.DATE, Kind.MOMENT): "date_moment",
}
"""Conversions that happen by themselves: (found, wanted) → operation."""

SHOWN: dict[Kind, str] = {
    Kind.NUMBER: "number_text",
    Kind.BOOLEAN: "boolean_text",
    Kind.DATE: "date_text",
    Kind.MOMENT: "moment_text",
}
"""What turns a value into its text form."""


def advice(operator: str, left: Kind | None, right: Kind | None) -> str:
    """What to write instead when the kinds do not go together."""
    kinds = {left, right}
    if operator == "+" and kinds <= {Kind.DATE, Kind.MOMENT}:
        return "DATEDIF( , )"
    if operator == "+" and Kind.TEXT in kinds:
        return "&"
    if Kind.TEXT in kinds:
        return "DATEVALUE( )" if kinds & {Kind.DATE, Kind.MOMENT} else "VALUE( )"
    if Kind.BOOLEAN in kinds:
        return "IF( , 1, 0)"
    if kinds & {Kind.DATE, Kind.MOMENT}:
        return "DATEADD( , , )"
    return ""
