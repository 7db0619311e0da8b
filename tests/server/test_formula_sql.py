"""Formulas in SQL: on both databases they answer what the engine answers."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from dougong.storage import sqlite_functions
from dougong.storage.driver.port import Dialect
from dougong.storage.formula_sql import SqlClock, SqlValue, compile_formula, compile_value
from dougong.storage.types import BooleanType, DateType, DecimalType, MomentType, TextType
from dougong_engine.formula import Checked, FieldPath, FormulaError, check, parse
from dougong_engine.formula.numbers import number_text
from dougong_engine.kinds import Kind
from support.formula_vectors import Case, given, load, wire

VECTORS = load()
SCALES = {"tiny": 6, "amount": 2, "price": 2, "negative": 2, "percent": 4}
TYPES: dict[Kind, sa.types.TypeEngine[Any]] = {
    Kind.BOOLEAN: BooleanType(),
    Kind.DATE: DateType(),
    Kind.MOMENT: MomentType(),
}


def _scale(path: FieldPath) -> int:
    return SCALES.get(path[-1], 0)


def _column(path: FieldPath, kind: Kind) -> sa.Column[Any]:
    type_ = DecimalType(_scale(path)) if kind is Kind.NUMBER else TYPES.get(kind, TextType())
    return sa.Column("_".join(path), type_)


def _is_error(path: FieldPath) -> bool:
    return isinstance(VECTORS.values.get(path, FormulaError.MISSING), FormulaError)


SINGLE = {
    path: kind for path, kind in VECTORS.types.items() if kind not in (Kind.LIST, Kind.ROWS) and "items" not in path[0]
}
FACTS = sa.Table("facts", sa.MetaData(), *(_column(path, kind) for path, kind in SINGLE.items()))


def _input(path: FieldPath) -> SqlValue:
    error = sa.true() if _is_error(path) else None
    return SqlValue(FACTS.c["_".join(path)], SINGLE[path], _scale(path), error=error)


class Answers:
    """A database that holds the vectors' values in one row."""

    def __init__(self, connection: sa.Connection, dialect: Dialect) -> None:
        self.connection = connection
        self.dialect = dialect
        clock = VECTORS.clock
        self.clock = SqlClock.fixed(clock.now, clock.today, VECTORS.zone)

    def value(self, checked: Checked, scale: int | None = None) -> object:
        expr = compile_formula(checked, _input, self.dialect, self.clock, scale)
        return self.connection.execute(sa.select(expr.label("result")).select_from(FACTS)).scalar_one()

    def is_error(self, checked: Checked) -> bool:
        error = compile_value(checked, _input, self.dialect, self.clock).error
        if error is None:
            return False
        return bool(self.connection.execute(sa.select(error.label("result")).select_from(FACTS)).scalar_one())


def _filled(engine: sa.Engine, dialect: Dialect) -> Iterator[Answers]:
    with engine.begin() as connection:
        FACTS.create(connection)
        row = {
            "_".join(path): None if _is_error(path) else _stored(VECTORS.values[path], kind)
            for path, kind in SINGLE.items()
        }
        connection.execute(FACTS.insert().values(row))
    with engine.connect() as connection:
        yield Answers(connection, dialect)
    engine.dispose()


def _stored(value: object, kind: Kind) -> object:
    if kind is Kind.NONE:
        return "[]"
    return Decimal(value) if isinstance(value, int) and kind is Kind.NUMBER else value


@pytest.fixture(params=list(Dialect), ids=str)
def answers(request: pytest.FixtureRequest) -> Iterator[Answers]:
    if request.param is Dialect.SQLITE:
        engine = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool)
        sa.event.listen(engine, "connect", lambda connection, _: sqlite_functions.register(connection))
    else:
        make: Callable[[], str] = request.getfixturevalue("postgres_database_url")
        url = sa.make_url(make()).set(drivername="postgresql+psycopg")
        engine = sa.create_engine(url)
    yield from _filled(engine, request.param)


def _in_sql() -> list[tuple[Case, Checked]]:
    pairs = [(case, check(parse(case.source), VECTORS.types.get)) for case in VECTORS.cases]
    return [(case, checked) for case, checked in pairs if "sql" in checked.runs_in]


def _wire(found: object, kind: str) -> object:
    match kind:
        case "number":
            return None if found is None else number_text(Decimal(str(found)))
        case "boolean":
            return None if found is None else bool(found)
        case "date" | "moment":
            return wire(given(found, Kind(kind)) if isinstance(found, str) else found)  # type: ignore[arg-type]  # a row's cell
        case _:
            return found


def test_every_vector_that_runs_in_sql_gives_the_same_result_there(answers: Answers) -> None:
    wrong = []
    cases = _in_sql()
    for case, checked in cases:
        expected = None if case.is_error else case.expected
        found = _wire(answers.value(checked), case.kind)
        if found != expected:
            wrong.append((case.source, expected, found))
    assert not wrong
    assert len(cases) > 400


def test_sql_tells_errors_from_empty_results(answers: Answers) -> None:
    wrong = [case.source for case, checked in _in_sql() if answers.is_error(checked) is not case.is_error]
    assert not wrong
