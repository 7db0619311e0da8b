"""Filters and orders use the index that is there for them, and paging tells the same whichever way it takes."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from dougong.records.bulk import Bulk, Item
from dougong.records.columns import condition_of_json
from dougong.records.reading import Question
from dougong.records.writing import Door
from dougong.storage.driver.port import Database, Dialect, Statement
from dougong.storage.listing import counting, listing
from dougong.storage.order import NEAR
from dougong.storage.resolve import ready, values
from dougong_engine.query.query import Sort
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import APP, Office, entity, f, office

OPTIONS = [{"id": f"s{place}", "name": f"阶段 {place}"} for place in range(4)]
SOMEBODY = "0190a1b2-0000-7000-8000-000000000001"
DOOR = Door(via="bulk")
DESIGN = [
    APP,
    entity("ent_firm", "firm", "公司", [f("name", "text")]),
    entity(
        "ent_thing",
        "thing",
        "物",
        [
            f("title", "text"),
            f("code", "text", unique=True),
            f("count", "integer", unique=True),
            f("amount", "money", unique=True),
            f("share", "percent", unique=True),
            f("stage", "choice", options=OPTIONS),
            f("who", "person"),
            f("firm", "link", entity="ent_firm"),
            f("day", "date"),
            f("at", "moment"),
            f("number", "auto_number", pattern="W-{0000}"),
        ],
    ),
]
INDEXED: dict[str, list[tuple[str, Any]]] = {
    "title": [("is", "甲"), ("in", ["甲", "乙"])],
    "code": [("is", "A"), ("in", ["A", "B"])],
    "count": [("is", 5), ("gt", "890.5"), ("lte", 7), ("between", {"from": 1, "to": 3}), ("in", [1, "2.0"])],
    "amount": [("is", "5"), ("gte", "890.005"), ("lt", 2), ("between", {"from": "0.5", "to": 3}), ("in", [1, 2])],
    "share": [("is", "0.5"), ("gt", "0.0895"), ("in", ["0.1"])],
    "stage": [("is", "s1"), ("in", ["s1", "s2"])],
    "who": [("is", SOMEBODY), ("is", {"token": "me"}), ("in", [SOMEBODY])],
    "firm": [("is", SOMEBODY), ("in", [SOMEBODY])],
    "day": [("is", "2026-11-22"), ("gte", "2026-11-01"), ("within", {"token": "this_month"})],
    "at": [("gte", "2026-11-22T00:00:00Z"), ("within", {"token": "today"})],
    "number": [("in", ["W-0001"])],
}


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    found = await office(database)
    await found.publish(DESIGN)
    return found


def spread(n: int) -> dict[str, Any]:
    """The n-th record, unlike all others."""
    days = {"day": f"{1990 + n % 60}-{1 + n % 12:02}-01", "at": f"{1990 + n % 60}-{1 + n % 12:02}-01T00:00:00Z"}
    numbers = {"count": n, "amount": f"{n}.50", "share": f"0.{n:04}"}
    return {"title": f"标题 {n}", "code": f"C{n}", "stage": f"s{n % 4}", **numbers, **days}


async def plan_of(made: Office, statement: Statement, bound: dict[str, object]) -> str:
    """How the database would run a statement if it had to use an index wherever one fits."""
    explained = replace(statement, decoders=(), returns_rows=True)
    async with made.database.transaction() as session:
        if made.database.dialect is Dialect.POSTGRESQL:
            await session.execute(Statement("SET LOCAL enable_seqscan = off"), {})
            rows = await session.fetch(replace(explained, sql=f"EXPLAIN {statement.sql}"), bound)
            return "\n".join(str(one[0]) for one in rows)
        rows = await session.fetch(replace(explained, sql=f"EXPLAIN QUERY PLAN {statement.sql}"), bound)
        return "\n".join(str(one[3]) for one in rows)


async def test_every_filter_on_an_indexed_field_is_a_range_of_its_index(made: Office) -> None:
    admin = await made.as_("admin")
    scene = await made.stage.scene(admin)
    table, dialect = scene.planning.schema.table("ent_thing"), made.database.dialect
    items = [Item("create", None, spread(n)) for n in range(900)]
    await Bulk(made.writing).run(admin, "thing", items, DOOR, whole=True)
    if dialect is Dialect.POSTGRESQL:
        # As the owner of the tables: a role that only serves may not, and would go on without statistics.
        await made.database.run_sync(lambda connection: connection.execute(sa.text("ANALYZE")))
    for key, tests in INDEXED.items():
        column = table.place(key).column
        assert column is not None
        for op, value in tests:
            condition = condition_of_json(scene, "ent_thing", {"field": key, "op": op, "value": value})
            where = ready(condition, scene.planning.schema, "ent_thing", scene.clock, "p")
            statement = counting(scene.reader("ent_thing"), dialect, where, exact=True)
            plan = await plan_of(made, statement, {**scene.bound(), **values(where)})
            ranged = "Index Cond: " if dialect is Dialect.POSTGRESQL else "SEARCH r USING"
            lines = [one for one in plan.splitlines() if ranged in one and column.name in one.partition(ranged)[2]]
            assert lines, (key, op, plan)
            assert "::numeric" not in lines[0] or key in ("amount", "share"), (key, op, lines)


async def test_titles_are_listed_in_the_order_of_an_index(made: Office) -> None:
    scene = await made.stage.scene(await made.as_("admin"))
    sort = (Sort(field="title", descending=True),)
    dialect = made.database.dialect
    plan = listing(scene.reader("ent_thing"), dialect, (("title", ("title",), False),), None, sort, None, 51)
    told = await plan_of(made, plan.statement, {**scene.bound(), **plan.bound})
    at = scene.planning.schema.table("ent_thing").place("title").sort
    assert at is not None
    assert f"_{at.name}" in told


async def titles(made: Office, question: Question) -> list[str]:
    """The titles of all pages in order."""
    admin, found, cursor = await made.as_("admin"), [], None
    while True:
        page = await made.reading.page(admin, "thing", replace(question, cursor=cursor))
        found += [str(one["title"]) for one in page.records]
        cursor = page.next
        if cursor is None:
            return found


async def test_pages_of_a_filtered_and_sorted_list_are_the_same_near_the_start_and_far_from_it(made: Office) -> None:
    admin, many = await made.as_("admin"), NEAR + 300
    rows = [
        {
            "title": f"{n:05}",
            "stage": "s1" if n % 3 == 0 else "s2" if n < 20 else None,
            "day": None if n % 50 == 7 else f"2026-{1 + n // 7 % 12:02}-{1 + n % 27:02}",
        }
        for n in range(many)
    ]
    for start in range(0, many, 1000):
        items = [Item("create", None, one) for one in rows[start : start + 1000]]
        await Bulk(made.writing).run(admin, "thing", items, DOOR, whole=True)
    for stage in ("s1", "s2", "s3"):
        matching = [one for one in reversed(rows) if one["stage"] == stage]  # newest first among equals
        without = [one for one in matching if one["day"] is None]
        for descending in (False, True):
            dated = [one for one in matching if one["day"] is not None]
            dated.sort(key=lambda one: str(one["day"]), reverse=descending)
            question = Question(
                filter={"field": "stage", "op": "is", "value": stage},
                sort=("-day" if descending else "day",),
                fields=("title",),
                limit=40,
            )
            assert await titles(made, question) == [one["title"] for one in (*dated, *without)]
