"""A measure of a GroupQuery as SQL: one column of the rows that are grouped, one aggregate over them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from dougong.storage.driver.port import Dialect
from dougong.storage.formula_sql import postgresql
from dougong.storage.formula_sql.value import Inline
from dougong.storage.reader import Cell, Reader
from dougong.storage.resolve import Resolved
from dougong.storage.sqlite_totals import HALF
from dougong_engine.errors import invalid
from dougong_engine.fields._computed import Computed
from dougong_engine.kinds import Storage
from dougong_engine.query.query import Measure, Summary

Column = sa.ColumnElement[Any]
SUMMABLE = frozenset({Storage.DECIMAL, Storage.INTEGER})
ORDERED = SUMMABLE | {Storage.DATE, Storage.MOMENT, Storage.TEXT}
COUNTABLE = ORDERED | {Storage.BOOLEAN, Storage.UUID}
ALLOWED: dict[Summary, frozenset[Storage]] = {
    "count": COUNTABLE,
    "count_distinct": COUNTABLE,
    "sum": SUMMABLE,
    "average": SUMMABLE,
    "min": ORDERED,
    "max": ORDERED,
}


@dataclass(slots=True)
class RowColumns:
    """The columns of the rows before they are grouped, by generated names."""

    columns: list[Column] = field(default_factory=list)

    def add(self, expression: Column) -> str:
        """One more column; answers its name."""
        name = f"v{len(self.columns)}"
        self.columns.append(expression.label(name))
        return name


@dataclass(frozen=True, slots=True)
class Prepared:
    """A measure whose row columns are there: `value` is what it goes over, `failed` marks rows without a result."""

    measure: Measure
    storage: Storage | None
    scale: int
    value: str | None
    failed: str | None


def prepare(reader: Reader, rows: RowColumns, measure: Measure, where: Resolved | None) -> Prepared:
    """Adds what the measure goes over. Raises Invalid: field.hidden, query.measure.*."""
    only = None if where is None else reader.where(where)
    if measure.field is None:
        if measure.summary != "count":
            raise invalid("query.measure.no_field", summary=measure.summary)
        marked = None if only is None else rows.add(sa.case((only, sa.literal_column("1"))))
        return Prepared(measure, None, 0, marked, None)
    cell = reader.cell(tuple(measure.field.split(".")))
    storage = cell.spec.storage()
    if storage not in ALLOWED[measure.summary]:
        raise invalid("query.measure.field_type", field=cell.spec.key, summary=measure.summary)
    value = cell.value() if only is None else sa.case((only, cell.value()))
    failed = _failed(cell, only)
    scale = cell.spec.scale() if storage is Storage.DECIMAL else 0
    return Prepared(measure, storage, scale, rows.add(value), None if failed is None else rows.add(failed))


def _failed(cell: Cell, only: Column | None) -> Column | None:
    """Marks the rows in which a computed field has an error instead of a value."""
    if not isinstance(cell.spec, Computed):
        return None
    has_error = Inline("(({0} ->> {1}) IS NOT NULL)", sa.Boolean(), cell.table.c.errors, sa.literal(cell.spec.id))
    parts = [one for one in (only, cell.shown, has_error) if one is not None]
    return sa.case((sa.and_(*parts), sa.literal_column("1")))


def aggregate(prepared: Prepared, rows: sa.FromClause, dialect: Dialect) -> Column:
    """The measure over the rows of a group; a sum over nothing is 0, other measures but counts are NULL."""
    if prepared.value is None:
        return sa.func.count()
    value = rows.c[prepared.value]
    match prepared.measure.summary:
        case "count":
            return sa.func.count(value)
        case "count_distinct":
            return sa.func.count(sa.distinct(value))
        case "min":
            return sa.func.min(value)
        case "max":
            return sa.func.max(value)
        case "sum":
            return total(value, prepared.scale, dialect)
        case "average":
            return _mean(value, prepared.scale, dialect)


def total(value: Column, scale: int, dialect: Dialect) -> Column:
    """The exact sum of a column of decimals or integers, 0 over nothing."""
    if dialect is Dialect.POSTGRESQL:
        return Inline("coalesce(sum({0}), 0)", sa.Numeric(), value)
    template = f"coalesce(dg_total(sum({{0}} / {HALF}), sum({{0}} % {HALF}), {int(scale)}), '0')"
    return Inline(template, sa.Numeric(), value)


def _mean(value: Column, scale: int, dialect: Dialect) -> Column:
    if dialect is Dialect.POSTGRESQL:
        counted, summed = Inline("count({0})::numeric", sa.Numeric(), value), sa.func.sum(value)
        return Inline(postgresql.TEMPLATES["divide"], sa.Numeric(), summed, counted)
    template = f"dg_mean(sum({{0}} / {HALF}), sum({{0}} % {HALF}), {int(scale)}, count({{0}}))"
    return Inline(template, sa.Numeric(), value)


def sortable(prepared: Prepared, column: Column, dialect: Dialect) -> Column:
    """The measure as something that both databases sort alike; totals on SQLite are decimal text."""
    if dialect is Dialect.SQLITE and prepared.measure.summary in ("sum", "average"):
        return Inline("dg_order({0})", sa.Text(), column)
    return column


def result(prepared: Prepared, value: object) -> object:
    """The run-time value of a measure: int for counts and whole sums, Decimal, date, datetime or text."""
    if prepared.measure.summary == "sum" and isinstance(value, Decimal):
        places = Decimal(1).scaleb(-prepared.scale)
        return int(value) if prepared.storage is Storage.INTEGER else value.quantize(places)
    return value


def failures(prepared: Sequence[Prepared], rows: sa.FromClause) -> list[Column | None]:
    """How many rows each measure skipped because of an error; None where that cannot be."""
    return [None if one.failed is None else sa.func.count(rows.c[one.failed]) for one in prepared]
