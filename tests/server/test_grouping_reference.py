"""Random grouped queries against a slow reference in Python, on both databases."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dougong.dashboards.groups import Groups
from dougong.dashboards.schemas import GroupsAsked
from dougong.storage.driver.port import Database
from dougong_engine.formula.numbers import divided, number_text
from support.deals import UNIT, ZONE, able_database, all_records, deals_office, fill  # noqa: F401  # fixture
from support.records import Office

COUNT = [{"id": "n", "summary": "count"}]
FIELDS: tuple[str, ...] = (
    "title",
    "owner",
    "customer",
    "customer.name",
    "customer.level",
    "level",
    "city",
    "amount",
    "fine",
    "qty",
)
FIELDS += ("fine", "qty", "price", "vip", "due", "seen_at", "seller", "dept", "stage", "outcome")


@pytest.fixture
async def made(able_database: Database) -> Office:  # noqa: F811
    return await deals_office(able_database)


async def asked(made: Office, name: str, **question: Any) -> dict[str, Any]:
    groups = Groups(made.stage)
    return await groups.by_keys(await made.as_(name), "deal", GroupsAsked.model_validate(question))


def day_of(value: object, bucket: str) -> str | None:
    """The slow way to the first day of a stretch."""
    if value is None:
        return None
    day = value.astimezone(ZoneInfo(ZONE)).date() if isinstance(value, datetime) else date.fromisoformat(str(value))
    match bucket:
        case "week":
            day = date.fromordinal(day.toordinal() - day.weekday())
        case "month":
            day = day.replace(day=1)
        case "quarter":
            day = day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1)
        case "year":
            day = day.replace(day=1, month=1)
        case _:
            assert bucket == "day"
    return day.isoformat()


def on_the_wire(value: object) -> object:
    """Days as text, as JSON has them; moments stay moments."""
    return value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else value


def measured(summary: str, values: Iterable[Any], whole: bool) -> object:
    present = [one for one in values if one is not None]
    match summary:
        case "count":
            return len(present)
        case "count_distinct":
            return len(set(present))
        case _:
            pass
    numbers = [Decimal(str(one)) for one in present]
    if summary == "sum":
        total = sum(numbers, Decimal(0))
        return int(total) if whole else total
    if not numbers:
        return None
    match summary:
        case "average":
            return number_text(divided(sum(numbers, Decimal(0)), Decimal(len(numbers))))
        case "min":
            return min(numbers)
        case _:
            return max(numbers)


def alike(one: object, other: object) -> bool:
    if one is None or other is None:
        return one is other
    return Decimal(str(one)) == Decimal(str(other))


DIMENSIONS: list[tuple[str, str]] = [
    *((one, "") for one in ("city", "vip", "owner", "seller", "dept", "customer", "customer.name", "level")),
    *((one, "") for one in ("customer.level", "qty", "fine", "outcome", "due", "stage")),
    *(("due", one) for one in ("day", "week", "month", "quarter", "year")),
    *(("seen_at", one) for one in ("day", "week", "month", "quarter", "year")),
]
MEASURES = [("count", "city"), ("count_distinct", "city"), ("count_distinct", "seller"), ("count", "amount")]
MEASURES += [(one, field) for one in ("sum", "average", "min", "max") for field in ("amount", "fine", "qty", "price")]
WHERES: list[tuple[Any, Callable[[dict[str, Any]], bool]]] = [
    (None, lambda _: True),
    ({"field": "vip", "op": "is", "value": True}, lambda row: row["vip"] is True),
    ({"field": "customer.level", "op": "is", "value": "a"}, lambda row: row["customer.level"] == "a"),
    ({"field": "qty", "op": "gt", "value": 1}, lambda row: row["qty"] is not None and row["qty"] > 1),
]


async def test_random_questions_are_answered_as_the_slow_reference_does(made: Office) -> None:
    await fill(made, 90)
    chance = Random(11)
    for name in ("admin", "li", "wu"):
        fields = tuple(one for one in FIELDS if not (name == "wu" and one == "city"))
        rows = await all_records(made, name, *fields)
        plain = [{field: on_the_wire(value) for field, value in row.items()} for row in rows]
        for _ in range(40):
            await compare(made, name, plain, chance, frozenset(fields))


async def compare(made: Office, name: str, rows: list[dict[str, Any]], chance: Random, fields: frozenset[str]) -> None:
    groups = chance.sample([one for one in DIMENSIONS if one[0] in fields], chance.randrange(3))
    summaries = chance.sample([one for one in MEASURES if one[1] in fields], 2)
    where, keeps = chance.choice(WHERES)
    only, keeps_too = chance.choice(WHERES)
    answer = await asked(
        made,
        name,
        groups=[{"field": field, "bucket": bucket} for field, bucket in groups],
        measures=[
            *COUNT,
            *({"id": f"m{at}", "summary": s, "field": fld, "where": only} for at, (s, fld) in enumerate(summaries)),
        ],
        filter=where,
        limit=1000,
    )
    expected: dict[tuple[object, ...], list[dict[str, Any]]] = {} if groups else {(): []}
    for row in rows:
        restricted = row.get("restricted", [])
        if keeps(row) and not any(field in restricted for field, _ in groups):
            key = tuple(day_of(row[fld], bucket) if bucket else row[fld] for fld, bucket in groups)
            expected.setdefault(key, []).append(row)
    assert {tuple(one["groups"]) for one in answer["rows"]} == set(expected), (name, groups, where)
    for one in answer["rows"]:
        members = expected[tuple(one["groups"])]
        assert one["measures"]["n"] == len(members)
        for at, (summary, field) in enumerate(summaries):
            value = measured(summary, (row[field] for row in members if keeps_too(row)), whole=field == "qty")
            assert alike(one["measures"][f"m{at}"], value), (name, groups, summary, field, where, only)


def test_moments_in_the_reference_are_in_utc() -> None:
    assert day_of(datetime(2026, 3, 8, 4, 59, tzinfo=UTC), "day") == "2026-03-07"
