"""Values come back from each database as they went in, through the driver and through SQLAlchemy."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import orjson
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql

from dougong.storage.conversions import EPOCH, MICROSECOND, microseconds, moment_of, scaled, unscaled, unscaled_text
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.expressions import CurrentMoment, any_of
from dougong.storage.driver.failures import InvalidValue
from dougong.storage.driver.port import Database, Dialect
from support.notes_table import BY_ID, INSERT, metadata, note_id, notes, ready

TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40)
JSON = st.recursive(
    st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
).filter(lambda value: value is not None)
NOTE = st.fixed_dictionaries(
    {
        "number": st.none() | st.integers(-(2**63), 2**63 - 1),
        "title": st.none() | TEXT,
        "amount": st.none() | st.decimals(-(10**16) + 1, 10**16 - 1, places=2),
        "share": st.none() | st.decimals(-(10**12) + 1, 10**12 - 1, places=6),
        "done": st.none() | st.booleans(),
        "due": st.none() | st.dates(),
        "seen": st.none() | st.datetimes(timezones=st.just(UTC)),
        "extra": st.none() | JSON,
    }
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(NOTE, min_size=1, max_size=5))
async def test_every_type_round_trips_through_the_driver_and_through_sqlalchemy(
    database: Database, values: list[dict[str, object]]
) -> None:
    await database.run_sync(metadata.drop_all)
    await database.run_sync(metadata.create_all)
    insert, by_id = ready(INSERT, database.dialect), ready(BY_ID, database.dialect)
    rows = [{"id": note_id(place), **value, "number": place} for place, value in enumerate(values)]
    await database.write([(insert, row) for row in rows])
    for row in rows:
        expected = tuple(row[column.name] for column in notes.c)
        assert await database.fetch(by_id, {"id": row["id"]}) == [expected]
        through_sqlalchemy = await database.run_sync(
            lambda connection, key=row["id"]: tuple(connection.execute(BY_ID, {"id": key}).one())
        )
        assert through_sqlalchemy == expected


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(NOTE, min_size=1, max_size=6))
async def test_many_rows_at_once_are_stored_as_one_by_one(database: Database, values: list[dict[str, object]]) -> None:
    await database.run_sync(metadata.drop_all)
    await database.run_sync(metadata.create_all)
    insert, by_id = ready(INSERT, database.dialect), ready(BY_ID, database.dialect)
    rows = [{"id": note_id(place), **value, "number": place} for place, value in enumerate(values)]
    async with database.transaction() as session:
        assert await session.many(insert, rows) == len(rows)
    for row in rows:
        assert await database.fetch(by_id, {"id": row["id"]}) == [tuple(row[column.name] for column in notes.c)]


def test_only_plain_inserts_take_all_rows_at_once() -> None:
    plain = ready(INSERT, Dialect.POSTGRESQL).rows_sql
    assert plain is not None
    assert "$4::NUMERIC(18, 2)[]" in plain
    put = postgresql.insert(notes).values({name: sa.bindparam(name) for name in ("id", "title")})
    ignoring = put.on_conflict_do_nothing()
    renewing = put.on_conflict_do_update(index_elements=["id"], set_={"title": put.excluded.title})
    constant = sa.insert(notes).values(id=sa.bindparam("id"), title=sa.literal_column("'x), (y'"))
    computed = sa.insert(notes).values(id=sa.bindparam("id"), number=sa.bindparam("number", type_=sa.BigInteger) + 1)
    assert str(ready(ignoring, Dialect.POSTGRESQL).rows_sql).endswith("ON CONFLICT DO NOTHING")
    for other in (renewing, constant, computed, INSERT.returning(notes.c.id), sa.update(notes).values(title="x")):
        assert ready(other, Dialect.POSTGRESQL).rows_sql is None
    assert ready(INSERT, Dialect.SQLITE).rows_sql is None


async def test_values_written_by_sqlalchemy_are_read_by_the_driver(database: Database) -> None:
    await database.run_sync(metadata.create_all)
    row = {
        "id": note_id(1),
        "number": 2**63 - 1,
        "title": "合同 'x' \"y\" ; -- 😀",
        "amount": Decimal("-0.01"),
        "share": Decimal("0.150000"),
        "done": False,
        "due": date(2026, 2, 28),
        "seen": datetime(2026, 11, 22, 6, 0, 0, 1, tzinfo=UTC),
        "extra": {"a": [1, "二", None, {"b": True}]},
    }
    await database.run_sync(lambda connection: connection.execute(sa.insert(notes), row).rowcount)
    assert await database.fetch(ready(BY_ID, database.dialect), {"id": note_id(1)}) == [tuple(row.values())]


async def test_decimals_are_stored_rounded_half_up_on_both_databases(database: Database) -> None:
    await database.run_sync(metadata.create_all)
    insert = ready(sa.insert(notes).values(id=sa.bindparam("id"), amount=sa.bindparam("amount")), database.dialect)
    given_amounts = ["1.005", "-1.005", "2.5", "1e3", "0.004999999999999999999999999999"]
    for place, text in enumerate(given_amounts):
        await database.write([(insert, {"id": note_id(place), "amount": Decimal(text)})])
    amounts = sa.select(notes.c.amount, sa.func.sum(notes.c.amount).over()).order_by(notes.c.id)
    rows = await database.fetch(ready(amounts, database.dialect))
    assert [str(row[0]) for row in rows] == ["1.01", "-1.01", "2.50", "1000.00", "0.00"]
    assert str(rows[0][1]) == "1002.50"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("amount", Decimal("1e16")),
        ("amount", Decimal("NaN")),
        ("amount", Decimal("Infinity")),
        ("amount", 1.5),
        ("amount", "12"),
        ("number", 2**63),
        ("title", "nul \x00"),
        ("title", "half a pair \ud800"),
        ("title", 7),
        ("done", 1),
        ("due", datetime(2026, 1, 1, tzinfo=UTC)),
        ("seen", datetime(2026, 1, 1)),  # noqa: DTZ001  # the point of the case
        ("extra", {"a": object()}),
        ("id", "not-a-uuid"),
    ],
)
async def test_a_value_that_does_not_fit_is_refused_alike(database: Database, column: str, value: object) -> None:
    await database.run_sync(metadata.create_all)
    row = dict.fromkeys(notes.c.keys()) | {"id": note_id(1), column: value}
    with pytest.raises(InvalidValue):
        await database.write([(ready(INSERT, database.dialect), row)])
    assert await database.fetch(ready(BY_ID, database.dialect), {"id": note_id(1)}) == []


async def test_wire_rows_are_written_by_orjson_without_further_work(database: Database) -> None:
    await database.run_sync(metadata.create_all)
    row = {
        "id": note_id(1).upper(),
        "number": 7,
        "title": "t",
        "amount": Decimal("-12.5"),
        "share": Decimal("0.15"),
        "done": True,
        "due": date(2026, 11, 22),
        "seen": datetime(2026, 11, 22, 14, 0, tzinfo=timezone(timedelta(hours=8))),
        "extra": {"a": [1]},
    }
    await database.write([(ready(INSERT, database.dialect), row)])
    statement = compile_statement(BY_ID, database.dialect, rows="wire")
    (cells,) = await database.fetch(statement, {"id": note_id(1)})
    text = orjson.dumps(dict(zip(statement.columns, cells, strict=True)), option=orjson.OPT_UTC_Z).decode()
    assert text.replace(": ", ":") == (
        '{"id":"00000000-0000-7000-8000-000000000001","number":7,"title":"t","amount":"-12.50","share":"0.150000",'
        '"done":true,"due":"2026-11-22","seen":"2026-11-22T06:00:00Z","extra":{"a":[1]}}'
    )


async def test_a_list_of_any_length_and_type_is_one_statement(database: Database) -> None:
    await database.run_sync(metadata.create_all)
    insert = ready(INSERT, database.dialect)
    blank = dict.fromkeys(notes.c.keys())
    moment = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
    for place in range(4):
        row = {"id": note_id(place), "number": place, "title": f"题{place}", "amount": Decimal(place)}
        more = {"done": place % 2 == 0, "due": date(2026, 1, 1 + place), "seen": moment + timedelta(hours=place)}
        await database.write([(insert, blank | row | more)])
    wanted: dict[str, list[object]] = {
        "id": [note_id(1), note_id(3).upper(), note_id(9)],
        "number": [1, 3, 9],
        "title": ["题1", "题3", "x'; --"],
        "amount": [Decimal("1.00"), Decimal("3"), Decimal("9.99")],
        "done": [False],
        "due": [date(2026, 1, 2), date(2026, 1, 4)],
        "seen": [moment + timedelta(hours=1), moment + timedelta(hours=3)],
    }
    for name, values in wanted.items():
        query = sa.select(notes.c.number).order_by(notes.c.number)
        inside = ready(query.where(any_of(notes.c[name], "values")), database.dialect)
        outside = ready(query.where(~any_of(notes.c[name], "values")), database.dialect)
        assert await database.fetch(inside, {"values": values}) == [(1,), (3,)], name
        assert await database.fetch(outside, {"values": values}) == [(0,), (2,)], name
        assert await database.fetch(inside, {"values": []}) == [], name


async def test_the_clock_of_the_database_is_a_moment_in_utc(database: Database) -> None:
    ((inside,),) = await database.fetch(ready(sa.select(CurrentMoment()), database.dialect))
    outside = await database.now()
    assert isinstance(inside, datetime)
    assert inside.utcoffset() == outside.utcoffset() == timedelta(0)
    assert abs(outside - inside) < timedelta(seconds=5)


@given(units=st.integers(-(10**18) + 1, 10**18 - 1), scale=st.integers(0, 6))
def test_scaled_integers_lose_nothing(units: int, scale: int) -> None:
    value = unscaled(scale)(units)
    assert scaled(scale)(value) == units
    assert unscaled_text(scale)(units) == f"{value:f}"


def test_types_that_differ_between_databases_are_refused_when_a_statement_is_compiled() -> None:
    table = sa.table("t", sa.column("at", sa.DateTime()), sa.column("doc", sa.JSON()))
    for column in table.c:
        with pytest.raises(TypeError, match="differs between databases"):
            compile_statement(sa.select(column), Dialect.SQLITE)


def test_a_python_default_is_refused_when_a_statement_is_compiled() -> None:
    table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer(), default=7))
    with pytest.raises(TypeError, match="defaults"):
        compile_statement(sa.insert(table).values(a=1), Dialect.POSTGRESQL)


@pytest.mark.parametrize("dialect", list(Dialect))
def test_constants_stay_in_the_statement_and_open_binds_are_filled_by_name(dialect: Dialect) -> None:
    query = sa.select(notes.c.id).where(notes.c.title.in_(["a", "b"]), notes.c.number == sa.bindparam("wanted"))
    statement = compile_statement(query.limit(5), dialect)
    assert [name for _, name, _ in statement.slots] == ["wanted"]
    arguments = statement.arguments({"wanted": 3})
    assert sorted(map(str, arguments)) == sorted(["a", "b", "3", "5", *(["0"] if dialect is Dialect.SQLITE else [])])
    with pytest.raises(KeyError):
        statement.arguments({})


@given(
    st.datetimes(timezones=st.just(UTC)) | st.integers(-(2**51) - 9, 2**51 + 9).map(lambda us: EPOCH + us * MICROSECOND)
)
def test_moments_lose_no_microsecond(moment: datetime) -> None:
    assert moment_of(microseconds(moment)) == moment
