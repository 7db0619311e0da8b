"""Statements written once as Core values and compiled once for the database at hand."""

import sqlalchemy as sa

from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Dialect, Statement


class Statements:
    """The compiled statements of one store; bounded because stores pass module constants only."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self._compiled: dict[sa.Executable, Statement] = {}

    def __call__(self, executable: sa.Executable, *, bounded: bool = False) -> Statement:
        """The statement for this database. `bounded` promises few rows by an index."""
        statement = self._compiled.get(executable)
        if statement is None:
            statement = compile_statement(executable, self.dialect, bounded=bounded)
            self._compiled[executable] = statement
        return statement
