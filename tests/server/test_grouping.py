"""Grouped queries: exact, labelled, in order, under the caller's rights, on both databases."""

import sqlite3
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dougong.dashboards.groups import Groups
from dougong.dashboards.schemas import GroupsAsked
from dougong.kernel.problem import Refusal
from dougong.records.scene import Scene
from dougong.storage.driver.port import Database, Dialect
from dougong.storage.grouping import grouping
from dougong.storage.sqlite_functions import register
from dougong_engine.query.query import Group, GroupQuery, Measure, Summary
from support.counting import CountingDatabase
from support.deals import UNIT, ZONE, able_database, all_records, deals_office, fill  # noqa: F401  # fixture
from support.records import Office

COUNT = [{"id": "n", "summary": "count"}]


@pytest.fixture
async def made(able_database: Database) -> Office:  # noqa: F811
    return await deals_office(able_database)


async def asked(made: Office, name: str, **question: Any) -> dict[str, Any]:
    groups = Groups(made.stage)
    return await groups.by_keys(await made.as_(name), "deal", GroupsAsked.model_validate(question))


async def refusal(work: Awaitable[object]) -> str:
    with pytest.raises(Refusal) as caught:
        await work
    return caught.value.problems[0].code


async def test_sums_beyond_64_bits_are_exact_and_sort_by_their_value(made: Office) -> None:
    admin = await made.as_("admin")
    for city, amounts in (("a", ["9999999999999999.99"] * 12), ("b", ["-9999999999999999.99"] * 11), ("c", ["0.01"])):
        for amount in amounts:
            await made.writing.create(admin, "deal", {"title": "x", "city": city, "amount": amount})
    measures = [{"id": "s", "summary": "sum", "field": "amount"}, {"id": "a", "summary": "average", "field": "amount"}]
    question = {"groups": [{"field": "city"}], "order": "measure"}
    up = await asked(made, "admin", measures=measures, **question)
    assert [(one["groups"][0], one["measures"]["s"]) for one in up["rows"]] == [
        ("b", "-109999999999999999.89"),
        ("c", "0.01"),
        ("a", "119999999999999999.88"),
    ]
    down = await asked(made, "admin", measures=measures[::-1], descending=True, limit=2, **question)
    assert [one["measures"]["a"] for one in down["rows"]] == ["9999999999999999.99", "0.01"]
    assert down["more"] is True


async def test_a_moment_belongs_to_the_day_of_the_workspace_also_when_clocks_change(made: Office) -> None:
    admin = await made.as_("admin")
    for moment in ("2026-03-08T04:59:59Z", "2026-03-08T05:00:00Z", "2026-03-09T03:59:59Z", "2026-03-09T04:00:00Z"):
        await made.writing.create(admin, "deal", {"title": "x", "seen_at": moment})
    answer = await asked(made, "admin", groups=[{"field": "seen_at", "bucket": "day"}], measures=COUNT)
    assert [(one["labels"][0], one["measures"]["n"]) for one in answer["rows"]] == [
        ("2026-03-07", 1),
        ("2026-03-08", 2),
        ("2026-03-09", 1),
    ]


async def test_groups_are_labelled_and_stand_in_the_order_that_people_expect(made: Office) -> None:
    admin = await made.as_("admin")
    for name, level in (("远山", "b"), ("大河", "a"), ("白云", "c")):
        customer = await made.writing.create(admin, "customer", {"name": name, "level": level})
        deal: dict[str, Any] = {"title": name, "customer": customer["id"], "dept": UNIT, "vip": level == "a"}
        await made.writing.create(admin, "deal", deal)
    await made.writing.create(admin, "deal", {"title": "无", "due": "2026-11-22"})

    async def labels(field: str, bucket: str = "", **more: object) -> list[object]:
        group = {"field": field, "bucket": bucket}
        answer = await asked(made, "admin", groups=[group], measures=COUNT, **more)
        return [one["labels"][0] for one in answer["rows"]]

    assert await labels("level") == ["丙", "甲", "乙", None], "options stand in their own order, empty ones last"
    assert await labels("level", descending=True) == ["乙", "甲", "丙", None]
    assert await labels("customer") == ["白云", "大河", "远山", None], "titles by their sound"
    assert await labels("dept") == ["华东", None]
    assert await labels("owner") == ["admin"]
    assert await labels("vip") == ["否", "是", None]
    assert await labels("due", "quarter") == ["2026 Q4", None]
    assert await labels("due", "month") == ["2026-11", None]


async def test_errors_are_skipped_and_counted(made: Office) -> None:
    admin = await made.as_("admin")
    for amount, qty in (("6", 2), ("5", 0), ("8", 2), (None, None)):
        await made.writing.create(admin, "deal", {"title": "x", "amount": amount, "qty": qty})
    measures = [{"id": "p", "summary": "average", "field": "price"}]
    answer = await asked(made, "admin", measures=measures)
    assert answer["rows"] == [{"groups": [], "labels": [], "measures": {"p": "3.5"}, "skipped": {"p": 1}}]
    some = [{**measures[0], "where": {"field": "qty", "op": "gt", "value": 1}}]
    assert "skipped" not in (await asked(made, "admin", measures=some))["rows"][0]


async def test_hidden_fields_are_refused_wherever_they_stand(made: Office) -> None:
    hidden: dict[str, Any] = {"id": "c", "summary": "sum", "field": "cost"}
    assert await refusal(asked(made, "li", measures=[hidden])) == "field.hidden"
    assert await refusal(asked(made, "li", groups=[{"field": "cost"}], measures=COUNT)) == "field.hidden"
    assert await refusal(asked(made, "li", groups=[{"field": "customer.secret"}], measures=COUNT)) == "field.hidden"
    where: dict[str, Any] = {"field": "cost", "op": "is_not_empty"}
    assert await refusal(asked(made, "li", measures=[{**COUNT[0], "where": where}])) == "field.hidden"
    assert await refusal(asked(made, "li", measures=COUNT, filter=where)) == "field.hidden"


async def test_restricted_cells_form_no_group_and_count_for_nothing(made: Office) -> None:
    li, wu = await made.as_("li"), await made.as_("wu")
    await made.writing.create(
        await made.as_("admin"), "deal", {"title": "李", "city": "北京", "cost": "5", "owner": li.person_id}
    )
    await made.writing.create(
        await made.as_("admin"), "deal", {"title": "吴", "city": "上海", "cost": "7", "owner": wu.person_id}
    )
    await made.writing.create(await made.as_("admin"), "deal", {"title": "空", "owner": li.person_id})
    cost = {"id": "c", "summary": "sum", "field": "cost"}
    by_city = await asked(made, "wu", groups=[{"field": "city"}], measures=[*COUNT, cost])
    assert [(one["groups"], one["measures"]) for one in by_city["rows"]] == [(["上海"], {"n": 1, "c": "7.00"})]
    whole = await asked(made, "wu", measures=[*COUNT, cost])
    assert whole["rows"][0]["measures"] == {"n": 3, "c": "7.00"}


async def test_links_to_records_that_the_caller_may_not_see_have_no_title(made: Office) -> None:
    admin, li = await made.as_("admin"), await made.as_("li")
    customer = await made.writing.create(admin, "customer", {"name": "机密", "level": "a"})
    await made.writing.create(admin, "deal", {"title": "一", "customer": str(customer["id"]), "owner": li.person_id})
    by_link = await asked(made, "li", groups=[{"field": "customer"}], measures=COUNT)
    assert [(one["groups"], one["labels"]) for one in by_link["rows"]] == [([customer["id"]], [None])]
    assert (await asked(made, "li", groups=[{"field": "customer.level"}], measures=COUNT))["rows"] == []


async def test_two_people_get_their_own_numbers(made: Office) -> None:
    await fill(made, 30)
    for name in ("li", "zhang"):
        mine = [one for one in await all_records(made, "admin", "owner", "amount") if one["owner"] == made.people[name]]
        total = sum((Decimal(str(one["amount"])) for one in mine if one["amount"] is not None), Decimal(0))
        answer = await asked(made, name, measures=[*COUNT, {"id": "s", "summary": "sum", "field": "amount"}])
        assert answer["rows"][0]["measures"] == {"n": len(mine), "s": format(total, "f")}


async def test_on_postgresql_parts_are_grouped_first_where_it_asks_less_of_each_row(made: Office) -> None:
    li, admin = await made.stage.scene(await made.as_("li")), await made.stage.scene(await made.as_("admin"))

    def twice(scene: Scene, *groups: Group, summary: Summary = "sum") -> bool:
        measures = (Measure(id="n", summary="count"), Measure(id="s", summary=summary, field="amount"))
        query = GroupQuery(entity="ent_deal", groups=groups, measures=measures)
        plan = grouping(scene.reader("ent_deal"), made.database.dialect, query, None, (None, None))
        return "of_parts" in str(plan.statement)

    stage, month = Group(field="stage"), Group(field="due", bucket="month")
    on_postgresql = made.database.dialect is Dialect.POSTGRESQL
    assert twice(li, stage) is on_postgresql, "each owner is asked once"
    assert twice(admin, month) is on_postgresql, "the month of each day is worked out once"
    assert not twice(admin, stage)
    assert not twice(admin, Group(field="due", bucket="day")), "a day is its own stretch"
    assert not twice(admin, month, Group(field="customer")), "as many groups as records again"
    assert not twice(li, Group(field="customer")), "as many groups as records would only be counted twice"
    assert not twice(li, stage, summary="average"), "means of parts are not the mean"
    assert not twice(admin, month, summary="average")


async def test_what_cannot_be_grouped_or_measured_is_refused(made: Office) -> None:
    for group, code in (
        ({"field": "tags"}, "query.group.not_groupable"),
        ({"field": "seen_at"}, "query.group.not_groupable"),
        ({"field": "city", "bucket": "day"}, "query.group.bucket"),
        ({"field": "nothing"}, "field.unknown"),
    ):
        assert await refusal(asked(made, "admin", groups=[group], measures=COUNT)) == code
    for measure, code in (
        ({"summary": "sum", "field": "city"}, "query.measure.field_type"),
        ({"summary": "min", "field": "vip"}, "query.measure.field_type"),
        ({"summary": "max"}, "query.measure.no_field"),
    ):
        assert await refusal(asked(made, "admin", measures=[{"id": "m", **measure}])) == code


async def test_whole_numbers_are_compared_with_fractions_too(made: Office) -> None:
    admin = await made.as_("admin")
    for qty in (1, 2, 3, 10**9):
        await made.writing.create(admin, "deal", {"title": "x", "qty": qty})
    for op, value, count in (
        ("gt", "1.5", 3),
        ("lte", "2.5", 2),
        ("is", "2.5", 0),
        ("is", 10**9, 1),
        ("in", ["1", "2.5", "3"], 2),
        ("between", {"from": "1.5", "to": "3"}, 2),
    ):
        where = {"field": "qty", "op": op, "value": value}
        assert (await made.reading.count(admin, "deal", where, exact=True)).value == count, where


async def test_every_question_is_one_statement_even_without_an_answer(made: Office) -> None:
    counting = CountingDatabase(made.database)
    admin = await made.as_("admin")
    made.stage.database = counting  # type: ignore[assignment]  # the same database, counted
    groups = Groups(made.stage)
    question = GroupsAsked.model_validate({"groups": [{"field": "city"}, {"field": "owner"}], "measures": COUNT})
    answer = await groups.by_keys(admin, "deal", question)
    assert (answer, counting.reads) == ({"rows": [], "more": False}, 1)


@given(
    st.integers(-(10**9), 4 * 10**9), st.sampled_from(["America/Goose_Bay", "Antarctica/Casey", ZONE, "Asia/Kathmandu"])
)
@example(1601740859, "Antarctica/Casey")
@example(1601740861, "Antarctica/Casey")
@example(1162094401, "America/Goose_Bay")
@example(1162087260, "America/Goose_Bay")
def test_the_local_date_on_sqlite_is_that_of_the_zone(seconds: int, zone: str) -> None:
    connection = sqlite3.connect(":memory:")
    register(connection)
    query = "SELECT dg_local_date(?, ?)"
    for second in (seconds - 1, seconds, seconds + 1):
        expected = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)).astimezone(ZoneInfo(zone)).date()
        assert connection.execute(query, (second * 1_000_000, zone)).fetchone() == (expected.isoformat(),)
    connection.close()
