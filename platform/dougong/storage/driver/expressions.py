"""SQL expressions that need other words on each database."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import operators
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType

from dougong.storage.types import ListType, MomentType


class AnyOf(FunctionElement[bool]):
    """See `any_of`; SQLAlchemy would append `= 1` on SQLite and lose the index."""

    name = "any_of"
    type = sa.Boolean()
    inherit_cache = True

    def self_group(self, against: OperatorType | None = None) -> "AnyOf":  # SQLAlchemy's name
        """It brings its own parentheses."""
        return self

    def _negate(self) -> sa.ColumnElement[bool]:
        return sa.UnaryExpression(self, operator=operators.inv, type_=sa.Boolean())


def any_of(column: sa.ColumnElement[Any], name: str) -> sa.ColumnElement[bool]:
    """`column` equals one of the values in the list bound as `name`; one SQL text for any length."""
    return AnyOf(column, sa.bindparam(name, type_=ListType(column.type)))


@compiles(AnyOf, "postgresql")
def _any_of_on_postgresql(element: AnyOf, compiler: SQLCompiler, **options: Any) -> str:
    column, values = element.clauses
    return f"({compiler.process(column, **options)} = ANY ({compiler.process(values, **options)}))"


@compiles(AnyOf, "sqlite")
def _any_of_on_sqlite(element: AnyOf, compiler: SQLCompiler, **options: Any) -> str:
    column, values = element.clauses
    items = compiler.process(sa.func.json_each(values).table_valued("value").select(), **options)
    return f"({compiler.process(column, **options)} IN ({items}))"


class CurrentMoment(FunctionElement[Any]):
    """The database's clock when the statement runs; to the millisecond on SQLite."""

    name = "current_moment"
    type = MomentType()
    inherit_cache = True


@compiles(CurrentMoment, "postgresql")
def _current_moment_on_postgresql(_element: CurrentMoment, _compiler: SQLCompiler, **_options: Any) -> str:
    return "clock_timestamp()"


@compiles(CurrentMoment, "sqlite")
def _current_moment_on_sqlite(_element: CurrentMoment, _compiler: SQLCompiler, **_options: Any) -> str:
    return "CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER) * 1000"
