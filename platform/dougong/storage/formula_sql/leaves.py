"""Operations that need the values of all their arguments: one template each, and the rules for errors and digits."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from dougong.storage.driver.port import Dialect
from dougong.storage.formula_sql import postgresql
from dougong.storage.formula_sql.value import FALSE, Column, Inline, SqlValue, any_of, test
from dougong.storage.types import BooleanType, DateType, MomentType, TextType
from dougong_engine.formula import Operation
from dougong_engine.formula.numbers import number_text
from dougong_engine.kinds import Kind

_PLACES = 12
_WHOLE = 18
_COUNTING = 9
"""Digits of lengths, positions, years and other counts."""

_FAILS = frozenset(
    {"divide", "CEILING", "FLOOR", "MOD", "LEFT", "RIGHT", "MID", "FIND", "DATE", "date_plus", "date_minus"}
)
_LEAVES_THE_YEARS = frozenset({"EDATE", "EOMONTH", "SOMONTH", "WEEKDAY"})
_SAFE: dict[str, Callable[[Decimal], bool]] = {
    "divide": lambda number: number != 0,
    "MOD": lambda number: number != 0,
    "CEILING": lambda number: number > 0,
    "FLOOR": lambda number: number > 0,
    "LEFT": lambda number: number >= 0,
    "RIGHT": lambda number: number >= 0,
    "WEEKDAY": lambda number: 1 <= number < 4,
}
"""With such a literal as second argument the operation cannot fail."""

_DEFAULTS: dict[str, tuple[Decimal | str | None, ...]] = {
    **dict.fromkeys(("ROUND", "ROUNDUP", "ROUNDDOWN", "TRUNC"), (None, Decimal(0))),
    **dict.fromkeys(("CEILING", "FLOOR", "LEFT", "RIGHT", "WEEKDAY"), (None, Decimal(1))),
    **dict.fromkeys(("EOMONTH", "SOMONTH"), (None, Decimal(0))),
    "FIND": (None, None, Decimal(1)),
    "DATEDIF": (None, None, "d"),
}
_ROUNDING = frozenset({"ROUND", "ROUNDUP", "ROUNDDOWN", "TRUNC"})
_COUNTS: dict[str, tuple[int, ...]] = {"LEFT": (1,), "RIGHT": (1,), "MID": (1, 2), "FIND": (2,)}
_SQLITE = {
    "LEN": "CAST(length({0}) AS TEXT)",
    "CONTAINS": "(instr({0}, {1}) > 0)",
    "SUBSTITUTE": "replace({0}, {1}, {2})",
}
_STRICT = frozenset({"number", "date", "moment"})
Literals = Sequence[Decimal | str | None]


def sql_type(kind: Kind | None, dialect: Dialect) -> sa.types.TypeEngine[Any]:
    """The type of a kind's expressions."""
    match kind:
        case Kind.NUMBER:
            return sa.Numeric() if dialect is Dialect.POSTGRESQL else sa.Text()
        case Kind.BOOLEAN:
            return BooleanType()
        case Kind.DATE:
            return DateType()
        case Kind.MOMENT:
            return MomentType()
        case _:
            return TextType()


def constant(value: Decimal | str, dialect: Dialect) -> SqlValue:
    """A number or a text as a bind with an explicit type."""
    if isinstance(value, str):
        return SqlValue(
            Inline("CAST({0} AS TEXT)", TextType(), sa.literal(value, sa.Text())), Kind.TEXT, nullable=False
        )
    text = number_text(value)
    digits, _, places = text.lstrip("-").partition(".")
    kind = "NUMERIC" if dialect is Dialect.POSTGRESQL else "TEXT"
    # A Decimal's digits are safe in SQL text, and constants there let the planner fold.
    expr = Inline(f"CAST('{text}' AS {kind})", sql_type(Kind.NUMBER, dialect))
    return SqlValue(expr, Kind.NUMBER, len(places.rstrip("0")), len(digits.lstrip("0")), nullable=False)


def leaf(
    name: str, operation: Operation, arguments: Sequence[SqlValue], literals: Literals, result: Kind, dialect: Dialect
) -> SqlValue:
    """The operation on its arguments; `literals` holds those arguments that are constants."""
    defaults = _DEFAULTS.get(name, ())[len(arguments) :]
    full = [*arguments, *(constant(value, dialect) for value in defaults if value is not None)]
    known = [*literals, *defaults]
    ready = [_ruled(value, operation, place) for place, value in enumerate(full)]
    scale, whole = _digits(name, full, known)
    expr = _expression(name, [value.expr for value in ready], known, sql_type(result, dialect), dialect)
    if dialect is Dialect.POSTGRESQL and result is Kind.NUMBER:
        expr = _bounded(name, expr, scale, whole)
    strict = [value.expr for place, value in enumerate(ready) if _is_strict(operation, place) and value.nullable]
    errors = [value.error for value in full]
    if whole > _WHOLE or _may_fail(name, known):
        errors.append(_absent(expr, strict))
    return SqlValue(expr, result, min(scale, _PLACES), min(whole, _WHOLE), any_of(errors), bool(strict))


def _is_strict(operation: Operation, place: int) -> bool:
    return operation.param(place).kind in _STRICT


def _ruled(value: SqlValue, operation: Operation, place: int) -> SqlValue:
    """The argument under the rule for empty ones."""
    match operation.param(place).kind:
        case "text" | "show":
            return as_text(value)
        case "boolean":
            return as_condition(value)
        case _:
            return value


def as_text(value: SqlValue) -> SqlValue:
    """Empty counts as ""."""
    if not value.nullable:
        return value
    expr = Inline("coalesce({0}, '')", TextType(), value.expr)
    return SqlValue(expr, Kind.TEXT, error=value.error, nullable=False)


def as_condition(value: SqlValue) -> SqlValue:
    """Empty counts as FALSE."""
    if not value.nullable:
        return value
    return SqlValue(test("coalesce({0}, FALSE)", value.expr), Kind.BOOLEAN, error=value.error, nullable=False)


def _may_fail(name: str, known: Literals) -> bool:
    safe = _SAFE.get(name)
    second = known[1] if len(known) > 1 else None
    if safe is not None and isinstance(second, Decimal) and safe(second):
        return False
    return name in _FAILS or name in _LEAVES_THE_YEARS


def _absent(expr: Column, strict: Sequence[Column]) -> Column:
    """The operation answered NULL although no argument was empty."""
    present = "".join(f" AND {{{place}}} IS NOT NULL" for place in range(1, len(strict) + 1))
    return test(f"({{0}} IS NULL{present})", expr, *strict)


def _expression(name: str, parts: list[Column], known: Literals, type_: Any, dialect: Dialect) -> Column:
    if dialect is Dialect.SQLITE:
        places = ", ".join(f"{{{place}}}" for place in range(len(parts)))
        return Inline(_SQLITE.get(name, f"dgf_{name.lower()}({places})"), type_, *parts)
    if name == "DATEDIF":
        return Inline(postgresql.TEMPLATES[f"DATEDIF:{known[2]}"], type_, *parts[:2])
    for place in (1,) if name in _ROUNDING else _COUNTS.get(name, ()):
        parts[place] = _integer(parts[place], known[place], -18 if name in _ROUNDING else -(10**9))
    return Inline(postgresql.TEMPLATES[name], type_, *parts)


def _integer(part: Column, known: Decimal | str | None, least: int) -> Column:
    """A count as PostgreSQL's integer, cut to the range of its function."""
    most = _PLACES if least == -18 else 10**9
    if isinstance(known, Decimal):
        return Inline(f"({max(least, min(most, int(known)))})", sa.Integer())
    return Inline(postgresql.PLACES if least == -18 else postgresql.COUNT, sa.Integer(), part)


def _digits(name: str, values: Sequence[SqlValue], known: Literals) -> tuple[int, int]:
    """Bounds on the digits after and before the point of the exact result."""
    numbers = [value for value in values if value.kind in (Kind.NUMBER, None)]
    scale = max((value.scale for value in numbers), default=0)
    whole = max((value.whole for value in numbers), default=0)
    match name:
        case "add" | "subtract":
            return scale, whole + 1
        case "multiply":
            places = sum(value.scale for value in values)
            return places, sum(value.whole for value in values) + (places > _PLACES)
        case "divide":
            return _PLACES, values[0].whole + values[1].scale + 1
        case "percent":
            return scale + 2, whole
        case "ROUNDUP" if not (isinstance(known[1], Decimal) and known[1] >= 0):
            return scale, _WHOLE + 1  # ROUNDUP(1, -18) has 19 digits
        case "ROUND" | "ROUNDUP" | "CEILING" | "FLOOR" | "INT":
            return scale, whole + 1
        case "negate" | "ABS" | "MOD" | "TRUNC" | "ROUNDDOWN":
            return scale, whole
        case _:
            return 0, _COUNTING


def _bounded(name: str, expr: Column, scale: int, whole: int) -> Column:
    """At most 12 places and 18 digits; what a shorter result needs no work for is left alone."""
    if scale > _PLACES and name in ("multiply", "percent"):
        expr = Inline(postgresql.HALF_EVEN, sa.Numeric(), expr)
    return Inline(postgresql.WITHIN, sa.Numeric(), expr) if whole > _WHOLE else expr


def bounded_sum(expr: Column, scale: int, whole: int, dialect: Dialect, error: Column | None) -> SqlValue:
    """A total of up to `whole` digits, an error from 10**18 on."""
    if whole > _WHOLE:
        expr = Inline(postgresql.WITHIN, sa.Numeric(), expr) if dialect is Dialect.POSTGRESQL else expr
        error = any_of([error, test("({0} IS NULL)", expr)])
    return SqlValue(expr, Kind.NUMBER, scale, min(whole, _WHOLE), error, nullable=False)


def otherwise_false(condition: Column | None) -> Column:
    return FALSE if condition is None else condition
