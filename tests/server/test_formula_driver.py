"""Formulas through the drivers: cached statements, a clock bound at each run, exact sums, and bounds on their text."""

import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import pytest_asyncio
import sqlalchemy as sa

from dougong.storage.driver.compile import compile_statement, sqlalchemy_dialect
from dougong.storage.driver.opening import open_database
from dougong.storage.driver.port import Database, Dialect
from dougong.storage.formula_sql import SqlClock, SqlValue, compile_formula
from dougong.storage.sqlite_functions import register
from dougong.storage.types import DateType, DecimalType, TextType
from dougong_engine.formula import Checked, FieldPath, check, parse
from dougong_engine.formula.types import Apply, Typed
from dougong_engine.kinds import Kind

TYPES: dict[FieldPath, Kind] = {("amount",): Kind.NUMBER, ("name",): Kind.TEXT, ("due",): Kind.DATE}
ORDERS = sa.Table(
    "orders",
    sa.MetaData(),
    sa.Column("amount", DecimalType(2)),
    sa.Column("name", TextType()),
    sa.Column("due", DateType()),
)
CLOCK = {"formula_now": datetime(2026, 11, 22, 18, tzinfo=UTC), "formula_today": date(2026, 11, 23)}


def _column(path: FieldPath) -> SqlValue:
    return SqlValue(ORDERS.c[path[0]], TYPES[path], 2)


def _checked(source: str) -> Checked:
    return check(parse(source), TYPES.get)


def _expression(source: str, dialect: Dialect, scale: int | None = None) -> sa.ColumnElement[object]:
    return compile_formula(_checked(source), _column, dialect, SqlClock.bound(), scale)


@pytest_asyncio.fixture
async def orders(empty_database_url: str) -> AsyncIterator[Database]:
    database = await open_database(empty_database_url, register)
    await database.run_sync(ORDERS.create)
    rows: list[dict[str, object]] = [
        {"amount": Decimal("12.50"), "name": "斗拱", "due": date(2026, 11, 20)},
        {"amount": Decimal("0.00"), "name": None, "due": None},
    ]
    await database.run_sync(lambda connection: connection.execute(ORDERS.insert(), rows))
    yield database
    await database.close()


async def _answers(orders: Database, source: str, scale: int | None = None) -> list[object]:
    answer = _expression(source, orders.dialect, scale).label("answer")
    statement = compile_statement(
        sa.select(answer).select_from(ORDERS).order_by(ORDERS.c.amount.desc()), orders.dialect
    )
    rows = await orders.fetch(statement, CLOCK | {"formula_zone": "Asia/Shanghai"})
    return [row[0] for row in rows]


async def test_formulas_run_on_the_drivers_with_the_clock_bound_at_each_run(orders: Database) -> None:
    assert await _answers(orders, "{amount} / 3", scale=2) == [Decimal("4.17"), Decimal("0.00")]
    assert await _answers(orders, "1 / {amount}", scale=6) == [Decimal("0.080000"), None]
    assert await _answers(orders, '{name} & ":" & {amount} & ":" & (1 > 0)') == ["斗拱:12.5:TRUE", ":0:TRUE"]
    assert await _answers(orders, "{due} + 3 = TODAY()") == [True, False]
    assert await _answers(orders, "TODATE(NOW())") == [date(2026, 11, 23)] * 2
    assert await _answers(orders, "NOW()") == [CLOCK["formula_now"]] * 2
    assert await _answers(orders, 'DATEDIF({due}, TODAY(), "d")', scale=0) == [Decimal(3), None]


async def test_formulas_filter_rows(orders: Database) -> None:
    late = _expression("AND({due} < TODAY(), {amount} * 2 > 24.99)", orders.dialect)
    statement = compile_statement(sa.select(ORDERS.c.name).where(late), orders.dialect)
    rows = await orders.fetch(statement, CLOCK | {"formula_zone": "Asia/Shanghai"})
    assert [row[0] for row in rows] == ["斗拱"]


async def test_texts_of_a_formula_never_become_sql(orders: Database) -> None:
    hostile = "'; DROP TABLE orders; -- {0} %s :x"
    assert await _answers(orders, f'{{name}} & "{hostile}"') == ["斗拱" + hostile, hostile]


def _size(typed: Typed) -> int:
    return 1 + sum(map(_size, typed.arguments)) if isinstance(typed, Apply) else 1


HEAVY = [
    "IFERROR(" * 12 + "1/{amount}" + ", 1/{amount})" * 12,
    "IFERROR(MOD(" * 8 + "{amount}" + ", {amount}), FLOOR({amount}, {amount}))" * 8,
    "COALESCE(" * 20 + "{name}" + ", LEFT({name}, {amount}))" * 20,
    "SWITCH(" * 10 + "{amount}" + ", 1, 2, 3, 4, 5)" * 10,
    "IF(ISERROR(1/" * 10 + "{amount}" + "), 1, 2)" * 10,
    "ROUND(MOD(" * 14 + "{amount}" + ", {amount}), {amount})" * 14,
    "/".join(["{amount}"] * 29),
    "*".join(["{amount}"] * 29),
    "MIN(" + ", ".join(["1/{amount}"] * 150) + ")",
    "&".join(["LEFT({name}, {amount})"] * 80),
]


@pytest.mark.parametrize("dialect", list(Dialect), ids=str)
@pytest.mark.parametrize("source", HEAVY, ids=lambda source: source[:30])
def test_sql_of_a_formula_stays_in_proportion(source: str, dialect: Dialect) -> None:
    checked = _checked(source)
    if "sql" not in checked.runs_in:
        assert _size(checked.node) > 20
        return
    written = str(_expression(source, dialect).compile(dialect=sqlalchemy_dialect(dialect)))
    assert len(written) < 500_000


@pytest.fixture
def lite() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    register(connection)
    return connection


def test_sums_on_sqlite_are_exact_beyond_64_bits(lite: sqlite3.Connection) -> None:
    stored = [(999_999_999_999_999_999,)] * 20 + [(None,), (-1,)]
    lite.execute("CREATE TABLE t (n INTEGER)")
    lite.executemany("INSERT INTO t VALUES (?)", stored)
    assert lite.execute("SELECT dg_sum(n, 2) FROM t").fetchone() == ("199999999999999999.79",)
    assert lite.execute("SELECT dg_avg(n, 2) FROM t").fetchone() == ("9523809523809523.799523809524",)
    assert lite.execute("SELECT dg_sum(n, 2) FROM t WHERE n IS NULL").fetchone() == (None,)
    assert lite.execute("SELECT dg_sum(n || '.5') FROM t WHERE n > 0").fetchone() == ("19999999999999999990",)


def test_stored_integers_and_decimal_texts_convert_both_ways(lite: sqlite3.Connection) -> None:
    assert lite.execute("SELECT dg_number(-1250, 2), dg_number(NULL, 2)").fetchone() == ("-12.5", None)
    assert lite.execute("SELECT dg_scaled('2.345', 2), dg_scaled('-2.345', 2)").fetchone() == (235, -235)
    assert lite.execute("SELECT dg_scaled('999999999999999999', 6)").fetchone() == (None,)
    assert lite.execute("SELECT dg_compare('10', '9.5'), dg_compare('1', NULL)").fetchone() == (1, None)
