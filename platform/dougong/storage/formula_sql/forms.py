"""Operations with their own rules for empty values and errors: choices, comparisons, aggregates, conversions."""

from collections.abc import Sequence

import sqlalchemy as sa

from dougong.storage.driver.port import Dialect
from dougong.storage.formula_sql import postgresql
from dougong.storage.formula_sql.leaves import as_condition, as_text, bounded_sum, otherwise_false, sql_type
from dougong.storage.formula_sql.value import FALSE, Column, Inline, SqlClock, SqlValue, any_of, test
from dougong.storage.types import DateType, TextType
from dougong_engine.kinds import Kind

_ORDER = {"less": "<", "less_equal": "<=", "greater": ">", "greater_equal": ">="}
_TEXTUAL = frozenset({Kind.TEXT, Kind.RECORD})


def condition(expr: Column, error: Column | None = None) -> SqlValue:
    return SqlValue(expr, Kind.BOOLEAN, error=error, nullable=False)


def typed(value: SqlValue, kind: Kind | None, dialect: Dialect) -> SqlValue:
    """The value; an untyped NULL gets the type of its neighbours, so that PostgreSQL knows what it is."""
    if value.kind is not None:
        return value
    return SqlValue(sa.cast(sa.null(), sql_type(kind, dialect)), kind, 0, 0, value.error)


def choose(when: SqlValue, then: SqlValue, otherwise: SqlValue, kind: Kind | None, dialect: Dialect) -> SqlValue:
    """IF: only the error of the branch taken counts."""
    decided = as_condition(when)
    one, other = typed(then, kind, dialect), typed(otherwise, kind, dialect)
    picked = "(CASE WHEN {0} THEN {1} ELSE {2} END)"
    error = None
    if one.error is not None or other.error is not None:
        error = test(picked, decided.expr, otherwise_false(one.error), otherwise_false(other.error))
    return SqlValue(
        Inline(picked, sql_type(kind, dialect), decided.expr, one.expr, other.expr),
        kind,
        max(one.scale, other.scale),
        max(one.whole, other.whole),
        any_of([decided.error, error]),
        one.nullable or other.nullable,
    )


def connected(values: Sequence[SqlValue], *, stops_at: bool) -> SqlValue:
    """AND (stops at FALSE) or OR (stops at TRUE): errors after the stop do not count."""
    *rest, last = [as_condition(value) for value in values]
    expr, error = last.expr, last.error
    for value in reversed(rest):
        if error is not None:
            error = test("({0} AND NOT {1})" if stops_at else "({0} AND {1})", error, value.expr)
        error = any_of([value.error, error])
        expr = test("({0} OR {1})" if stops_at else "({0} AND {1})", value.expr, expr)
    return condition(expr, error)


def exclusive(values: Sequence[SqlValue]) -> SqlValue:
    first, *rest = [as_condition(value) for value in values]
    expr = first.expr
    for value in rest:
        expr = test("({0} <> {1})", expr, value.expr)
    return condition(expr, any_of([value.error for value in values]))


def caught(value: SqlValue, otherwise: SqlValue, kind: Kind | None, dialect: Dialect) -> SqlValue:
    """IFERROR."""
    if value.error is None:
        return value
    return choose(condition(value.error), otherwise, _safe(value), kind, dialect)


def blank(value: SqlValue) -> Column:
    """Whether the value is empty or an empty text."""
    if value.kind is None:
        return test("TRUE")
    if value.kind in _TEXTUAL:
        return test("({0} = '')", as_text(value).expr)
    return test("({0} IS NULL)", value.expr) if value.nullable else FALSE


def first_present(values: Sequence[SqlValue], kind: Kind | None, dialect: Dialect) -> SqlValue:
    """COALESCE; the error of a value counts only if all before it are blank."""
    ready = [typed(value, kind, dialect) for value in values]
    part = "nullif({{{}}}, '')" if kind in _TEXTUAL or kind is None else "{{{}}}"
    # SQLite's coalesce wants two arguments at least.
    expr = Inline(
        f"coalesce({_listed(ready, part, ', ')}, NULL)", sql_type(kind, dialect), *(one.expr for one in ready)
    )
    error: Column | None = None
    for value in reversed(ready):
        if error is not None:
            error = test("({0} AND {1})", blank(value), error)
        error = any_of([value.error, error])
    scale, whole = _scale(ready), max(value.whole for value in ready)
    return SqlValue(expr, kind, scale, whole, error)


def _safe(value: SqlValue) -> SqlValue:
    """The value where its error is known not to hold."""
    return SqlValue(value.expr, value.kind, value.scale, value.whole, None, value.nullable)


def equal(left: SqlValue, right: SqlValue, dialect: Dialect) -> SqlValue:
    error = any_of([left.error, right.error])
    kind = left.kind or right.kind
    one, other = typed(left, kind, dialect), typed(right, kind, dialect)
    if kind in _TEXTUAL or kind is None:
        return condition(test("({0} = {1})", as_text(one).expr, as_text(other).expr), error)
    if not one.nullable and not other.nullable:
        return condition(test("({0} = {1})", one.expr, other.expr), error)
    same = "({0} IS {1})" if dialect is Dialect.SQLITE else "({0} IS NOT DISTINCT FROM {1})"
    return condition(test(same, one.expr, other.expr), error)


def ordered(name: str, left: SqlValue, right: SqlValue, dialect: Dialect) -> SqlValue:
    """<, <=, >, >=: FALSE beside an empty value."""
    sign = _ORDER[name]
    kind = left.kind or right.kind
    one, other = typed(left, kind, dialect), typed(right, kind, dialect)
    if kind is Kind.NUMBER and dialect is Dialect.SQLITE:
        template = f"(dg_compare({{0}}, {{1}}) {sign} 0)"
    elif kind in _TEXTUAL and dialect is Dialect.POSTGRESQL:
        template = f'({{0}} COLLATE "C" {sign} {{1}} COLLATE "C")'
    else:
        template = f"({{0}} {sign} {{1}})"
    expr = test(template, one.expr, other.expr)
    if one.nullable or other.nullable:
        expr = test("coalesce({0}, FALSE)", expr)
    return condition(expr, any_of([left.error, right.error]))


def number_of(expr: Column, dialect: Dialect) -> Column:
    """An SQL integer as a number of formulas."""
    kind = "NUMERIC" if dialect is Dialect.POSTGRESQL else "TEXT"
    return Inline(f"CAST({{0}} AS {kind})", sql_type(Kind.NUMBER, dialect), expr)


def _listed(values: Sequence[SqlValue], part: str, separator: str) -> str:
    return separator.join(part.format(place) for place in range(len(values)))


def total(values: Sequence[SqlValue], dialect: Dialect) -> SqlValue:
    """SUM: empty ones are skipped, so the sum of none is 0."""
    error = any_of([value.error for value in values])
    return bounded_sum(_sum(values, dialect), _scale(values), _whole(values), dialect, error)


def _sum(values: Sequence[SqlValue], dialect: Dialect) -> Column:
    parts = [typed(value, Kind.NUMBER, dialect).expr for value in values]
    if dialect is Dialect.SQLITE:
        return Inline(f"dgf_sum({_listed(values, '{{{}}}', ', ')})", sa.Text(), *parts)
    return Inline(f"({_listed(values, 'coalesce({{{}}}, 0)', ' + ')})", sa.Numeric(), *parts)


def _scale(values: Sequence[SqlValue]) -> int:
    return max(value.scale for value in values)


def _whole(values: Sequence[SqlValue]) -> int:
    return max(value.whole for value in values) + len(str(len(values)))


def average(values: Sequence[SqlValue], dialect: Dialect) -> SqlValue:
    """AVERAGE: NULL over none."""
    error = any_of([value.error for value in values])
    if dialect is Dialect.SQLITE:
        parts = [typed(value, Kind.NUMBER, dialect).expr for value in values]
        return SqlValue(
            Inline(f"dgf_average({_listed(values, '{{{}}}', ', ')})", sa.Text(), *parts), Kind.NUMBER, error=error
        )
    count = Inline("nullif({0}, 0)::numeric", sa.Numeric(), present(values))
    quotient = Inline(postgresql.TEMPLATES["divide"], sa.Numeric(), _sum(values, dialect), count)
    return SqlValue(quotient, Kind.NUMBER, error=error)


def present(values: Sequence[SqlValue]) -> Column:
    """How many are not empty, as an SQL integer."""
    parts = _listed(values, "CASE WHEN {{{}}} THEN 0 ELSE 1 END", " + ")
    return Inline(f"({parts})", sa.Integer(), *(blank(value) for value in values))


def extreme(name: str, values: Sequence[SqlValue], kind: Kind | None, dialect: Dialect) -> SqlValue:
    """MIN and MAX, empty ones skipped."""
    parts = [typed(value, kind, dialect).expr for value in values]
    least = name == "MIN"
    if dialect is Dialect.POSTGRESQL:
        function = "least" if least else "greatest"
    elif kind is Kind.NUMBER:
        function = "dg_min" if least else "dg_max"
    else:
        function = "dg_least" if least else "dg_greatest"
    expr = Inline(f"{function}({_listed(values, '{{{}}}', ', ')})", sql_type(kind, dialect), *parts)
    error = any_of([value.error for value in values])
    return SqlValue(expr, kind, _scale(values), max(value.whole for value in values), error)


def joined(values: Sequence[SqlValue]) -> SqlValue:
    parts = [as_text(value).expr for value in values]
    expr = Inline(f"({_listed(values, '{{{}}}', ' || ')})", TextType(), *parts)
    return SqlValue(expr, Kind.TEXT, error=any_of([value.error for value in values]), nullable=False)


def shown(name: str, value: SqlValue, dialect: Dialect, clock: SqlClock) -> SqlValue:
    """A value as text; empty stays empty."""
    sqlite = dialect is Dialect.SQLITE
    parts = [value.expr]
    match name:
        case "number_text":
            template = "{0}" if sqlite else "trim_scale({0})::text"
        case "boolean_text":
            template = "(CASE {0} WHEN TRUE THEN 'TRUE' WHEN FALSE THEN 'FALSE' END)"
        case "date_text":
            template = "{0}" if sqlite else "to_char({0}, 'YYYY-MM-DD')"
        case _:
            template = "dg_local_text({0}, {1})" if sqlite else "to_char({0} AT TIME ZONE {1}, 'YYYY-MM-DD HH24:MI:SS')"
            parts.append(clock.zone)
    return SqlValue(Inline(template, TextType(), *parts), Kind.TEXT, error=value.error, nullable=value.nullable)


def local_date(value: SqlValue, dialect: Dialect, clock: SqlClock) -> SqlValue:
    template = "dg_local_date({0}, {1})" if dialect is Dialect.SQLITE else "(({0} AT TIME ZONE {1})::date)"
    expr = Inline(template, DateType(), value.expr, clock.zone)
    return SqlValue(expr, Kind.DATE, error=value.error, nullable=value.nullable)
