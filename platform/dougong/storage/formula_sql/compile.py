"""Compiles a checked formula to an SQL expression that gives what the engine's evaluation would."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from dougong.storage.driver.port import Dialect
from dougong.storage.formula_sql import forms
from dougong.storage.formula_sql.leaves import as_condition, constant, leaf, otherwise_false, sql_type
from dougong.storage.formula_sql.value import FALSE, TRUE, Inline, SqlClock, SqlValue, any_of, test
from dougong.storage.types import DecimalType
from dougong_engine.formula import Apply, Checked, FieldPath, Input, Literal, Typed, operation_of
from dougong_engine.kinds import Kind

ColumnOf = Callable[[FieldPath], SqlValue]
"""Answers the stored expression of a path, with its kind and, for numbers, its scale."""


def compile_formula(
    checked: Checked, column: ColumnOf, dialect: Dialect, clock: SqlClock, scale: int | None = None
) -> sa.ColumnElement[Any]:
    """The formula as one expression, NULL for an error.

    A number comes as NUMERIC on PostgreSQL and as canonical decimal text on SQLite; with `scale` it comes as a stored
    decimal of that scale, rounded half-up. ValueError if the formula does not run in SQL.
    """
    value = compile_value(checked, column, dialect, clock)
    expr = value.expr
    if value.kind is Kind.NUMBER and scale is not None:
        template = f"round({{0}}, {scale})" if dialect is Dialect.POSTGRESQL else f"dg_scaled({{0}}, {scale})"
        expr = Inline(template, DecimalType(scale), expr)
    if value.error is None:
        return expr
    return Inline("(CASE WHEN NOT {0} THEN {1} END)", expr.type, value.error, expr)


def compile_value(checked: Checked, column: ColumnOf, dialect: Dialect, clock: SqlClock) -> SqlValue:
    """The formula's value and, apart from it, the condition under which it is an error."""
    if "sql" not in checked.runs_in:
        raise ValueError(f"the formula does not run in SQL: {checked.source}")
    return _Compilation(column, dialect, clock).value(checked.node)


class _Compilation:
    def __init__(self, column: ColumnOf, dialect: Dialect, clock: SqlClock) -> None:
        self._column = column
        self._dialect = dialect
        self._clock = clock

    def value(self, node: Typed) -> SqlValue:
        match node:
            case Literal(value=value):
                return self._literal(value)
            case Input(path=path, type=kind):
                return self._input(self._column(path), kind.kind)
            case Apply():
                return self._apply(node)

    def _literal(self, value: object) -> SqlValue:
        match value:
            case bool():
                return forms.condition(TRUE if value else FALSE)
            case Decimal() | str():
                return constant(value, self._dialect)
            case _:
                raise ValueError(f"no literal of a formula: {value!r}")

    def _input(self, given: SqlValue, kind: Kind | None) -> SqlValue:
        """A stored value in the form that the operations expect."""
        expr = given.expr
        sqlite = self._dialect is Dialect.SQLITE
        match kind:
            case Kind.NUMBER:
                template = f"dg_number({{0}}, {given.scale})" if sqlite else "({0})::numeric"
                expr = Inline(template, sql_type(kind, self._dialect), expr)
                return SqlValue(expr, kind, given.scale, 18 - given.scale, given.error, given.nullable)
            case Kind.TEXT | Kind.RECORD if not sqlite:
                expr = Inline("({0})::text", sql_type(kind, self._dialect), expr)
            case _:
                pass
        return SqlValue(expr, kind, error=given.error, nullable=given.nullable)

    def _apply(self, node: Apply) -> SqlValue:
        special = _FORMS.get(node.name)
        if special is not None:
            return special(self, node)
        operation = operation_of(node.name)
        values = [
            forms.typed(self.value(argument), _wanted(operation.param(place).kind, node), self._dialect)
            for place, argument in enumerate(node.arguments)
        ]
        literals = [_known(argument) for argument in node.arguments]
        return leaf(node.name, operation, values, literals, node.type.kind or Kind.TEXT, self._dialect)

    def values(self, nodes: Sequence[Typed]) -> list[SqlValue]:
        return [self.value(node) for node in nodes]

    def choice(self, node: Apply) -> SqlValue:
        when, then, *rest = self.values(node.arguments)
        otherwise = rest[0] if rest else SqlValue(sa.null(), None)
        return forms.choose(when, then, otherwise, node.type.kind, self._dialect)

    def switch(self, node: Apply) -> SqlValue:
        """Nested choices; the subject's error counts once, ahead of them all."""
        subject, *rest = self.values(node.arguments)
        found = rest.pop() if len(rest) % 2 else SqlValue(sa.null(), None)
        calm = SqlValue(subject.expr, subject.kind, subject.scale, subject.whole, None, subject.nullable)
        for candidate, result in reversed(list(zip(rest[::2], rest[1::2], strict=True))):
            hit = forms.equal(calm, candidate, self._dialect)
            found = forms.choose(hit, result, found, node.type.kind, self._dialect)
        error = any_of([subject.error, found.error])
        return SqlValue(found.expr, found.kind, found.scale, found.whole, error, found.nullable)

    def both(self, node: Apply) -> SqlValue:
        return forms.connected(self.values(node.arguments), stops_at=False)

    def either(self, node: Apply) -> SqlValue:
        return forms.connected(self.values(node.arguments), stops_at=True)

    def negation(self, node: Apply) -> SqlValue:
        inner = as_condition(self.value(node.arguments[0]))
        return forms.condition(test("(NOT {0})", inner.expr), inner.error)

    def exclusive(self, node: Apply) -> SqlValue:
        return forms.exclusive(self.values(node.arguments))

    def caught(self, node: Apply) -> SqlValue:
        value, otherwise = self.values(node.arguments)
        return forms.caught(value, otherwise, node.type.kind, self._dialect)

    def failed(self, node: Apply) -> SqlValue:
        return forms.condition(otherwise_false(self.value(node.arguments[0]).error))

    def blank(self, node: Apply) -> SqlValue:
        value = self.value(node.arguments[0])
        return forms.condition(forms.blank(value), value.error)

    def coalesced(self, node: Apply) -> SqlValue:
        return forms.first_present(self.values(node.arguments), node.type.kind, self._dialect)

    def comparison(self, node: Apply) -> SqlValue:
        left, right = self.values(node.arguments)
        match node.name:
            case "equal":
                return forms.equal(left, right, self._dialect)
            case "unequal":
                same = forms.equal(left, right, self._dialect)
                return forms.condition(test("(NOT {0})", same.expr), same.error)
            case _:
                return forms.ordered(node.name, left, right, self._dialect)

    def total(self, node: Apply) -> SqlValue:
        return forms.total(self.values(node.arguments), self._dialect)

    def average(self, node: Apply) -> SqlValue:
        return forms.average(self.values(node.arguments), self._dialect)

    def count(self, node: Apply) -> SqlValue:
        values = self.values(node.arguments)
        expr = forms.number_of(forms.present(values), self._dialect)
        return SqlValue(expr, Kind.NUMBER, 0, 4, any_of([value.error for value in values]), nullable=False)

    def extreme(self, node: Apply) -> SqlValue:
        return forms.extreme(node.name, self.values(node.arguments), node.type.kind, self._dialect)

    def joined(self, node: Apply) -> SqlValue:
        values = [forms.typed(value, Kind.TEXT, self._dialect) for value in self.values(node.arguments)]
        return forms.joined(values)

    def shown(self, node: Apply) -> SqlValue:
        return forms.shown(node.name, self.value(node.arguments[0]), self._dialect, self._clock)

    def local_date(self, node: Apply) -> SqlValue:
        value = forms.typed(self.value(node.arguments[0]), Kind.MOMENT, self._dialect)
        return forms.local_date(value, self._dialect, self._clock)

    def nothing(self, node: Apply) -> SqlValue:
        assert not node.arguments
        return SqlValue(sa.null(), None)

    def clock(self, node: Apply) -> SqlValue:
        if node.name == "NOW":
            return SqlValue(self._clock.now, Kind.MOMENT, nullable=False)
        return SqlValue(self._clock.today, Kind.DATE, nullable=False)


_FORMS: dict[str, Callable[[_Compilation, Apply], SqlValue]] = {
    "IF": _Compilation.choice,
    "SWITCH": _Compilation.switch,
    "AND": _Compilation.both,
    "OR": _Compilation.either,
    "NOT": _Compilation.negation,
    "XOR": _Compilation.exclusive,
    "IFERROR": _Compilation.caught,
    "ISERROR": _Compilation.failed,
    "ISBLANK": _Compilation.blank,
    "COALESCE": _Compilation.coalesced,
    "BLANK": _Compilation.nothing,
    **dict.fromkeys(("equal", "unequal", "less", "less_equal", "greater", "greater_equal"), _Compilation.comparison),
    "SUM": _Compilation.total,
    "AVERAGE": _Compilation.average,
    "COUNT": _Compilation.count,
    "MIN": _Compilation.extreme,
    "MAX": _Compilation.extreme,
    "CONCATENATE": _Compilation.joined,
    **dict.fromkeys(("number_text", "boolean_text", "date_text", "moment_text"), _Compilation.shown),
    **dict.fromkeys(("TODATE", "moment_date"), _Compilation.local_date),
    **dict.fromkeys(("TODAY", "NOW"), _Compilation.clock),
}


def _wanted(kind: str, node: Apply) -> Kind | None:
    """The kind that an untyped NULL takes as an argument."""
    return Kind(kind) if kind in Kind.__members__.values() else node.type.kind


def _known(node: Typed) -> Decimal | str | None:
    if isinstance(node, Literal) and not isinstance(node.value, bool) and isinstance(node.value, (Decimal, str)):
        return node.value
    return None
