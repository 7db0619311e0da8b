"""Formulas as SQL expressions on SQLite and PostgreSQL."""

from dougong.storage.formula_sql.compile import ColumnOf, compile_formula, compile_value
from dougong.storage.formula_sql.value import SqlClock, SqlValue

__all__ = ["ColumnOf", "SqlClock", "SqlValue", "compile_formula", "compile_value"]
