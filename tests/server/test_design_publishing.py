"""Publishing over records that are there: filled, verified, resumable, and never half live."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
import pytest
import sqlalchemy as sa

from dougong.design.publishing import Publishing
from dougong.kernel.problem import Refusal
from dougong.records.bulk import Bulk, Item
from dougong.records.reading import Question
from dougong.records.writing import Door
from dougong.storage.audit import audit
from dougong.storage.design_tables import physical_names, publications
from dougong.storage.driver.port import Database
from dougong_engine.design.objects import read_object
from dougong_engine.errors import Problem
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import APP, Office, entity, f, office

NAME = f("name", "text", "名称", required=True)


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    return await office(database)


def deal(*fields: dict[str, Any], **settings: Any) -> dict[str, Any]:
    return entity("ent_deal", "deal", "商机", [NAME, *fields], **settings)


async def add(made: Office, key: str = "deal", **values: Any) -> str:
    return str((await made.writing.create(await made.as_("admin"), key, values))["id"])


async def values(made: Office, field: str, key: str = "deal") -> list[Any]:
    """A field of every record, in the order of their names."""
    answer = await made.reading.page(await made.as_("admin"), key, Question(sort=("name",)))
    return [one[field] for one in orjson.loads(orjson.dumps(answer.records))]


async def rows_of(made: Office, select: Any) -> list[Any]:
    return await made.database.run_sync(lambda connection: [tuple(row) for row in connection.execute(select)])


class Killed(BaseException):
    """The process dies: nothing after it runs, nothing is tidied up."""


@dataclass
class Die:
    """Dies at one step, once."""

    step: str

    async def __call__(self, step: str) -> None:
        if step == self.step:
            raise Killed(step)


async def test_a_new_formula_is_computed_for_the_records_that_are_there(made: Office) -> None:
    await made.publish([APP, deal(f("amount", "money"), f("qty", "integer"))])
    await add(made, name="a", amount="10.00", qty=3)
    await add(made, name="b", amount="2.50", qty=4)
    total = f("total", "formula", result="number", expression="{amount} * {qty}")
    twice = f("twice", "formula", result="number", expression="{total} * 2")
    await made.publish([deal(f("amount", "money"), f("qty", "integer"), total, twice)])
    assert await values(made, "total") == ["30.00", "10.00"]
    assert await values(made, "twice") == ["60.00", "20.00"]


async def test_a_changed_formula_changes_what_is_computed_from_it(made: Office) -> None:
    def design(expression: str) -> dict[str, Any]:
        first = f("first", "formula", result="number", expression=expression)
        return deal(f("amount", "money"), first, f("then", "formula", result="number", expression="{first} + 1"))

    await made.publish([APP, design("{amount} * 2")])
    await add(made, name="a", amount="10.00")
    for expression, expected in (("{amount} * 3", "31.00"), ("{amount} * 2", "21.00"), ("{amount} * 5", "51.00")):
        await made.publish([design(expression)])
        assert await values(made, "then") == [expected]
    assert await add(made, name="b", amount="1.00")
    assert await values(made, "then") == ["51.00", "6.00"]


async def test_formulas_in_rows_and_sums_over_them_are_computed(made: Office) -> None:
    columns = [f("price", "money"), f("qty", "integer")]
    await made.publish([APP, deal(f("lines", "sub_table", fields=columns))])
    await add(made, name="a", lines=[{"price": "2.00", "qty": 3}, {"price": "1.50", "qty": 2}])
    cost = f("cost", "formula", result="number", expression="{price} * {qty}")
    total = f("total", "rollup", result="number", summary="sum", field="cost", rows="lines")
    await made.publish([deal(f("lines", "sub_table", fields=[*columns, cost]), total)])
    assert await values(made, "total") == ["9.00"]
    (lines,) = await values(made, "lines")
    assert [one["cost"] for one in lines] == ["6.00", "3.00"]


async def test_a_new_rollup_over_other_records_and_a_formula_through_a_link_are_computed(made: Office) -> None:
    customer = entity("ent_customer", "customer", "客户", [NAME, f("rate", "decimal")])
    link = f("customer", "link", entity="ent_customer")
    await made.publish([APP, customer, deal(link, f("amount", "money"))])
    id = await add(made, "customer", name="c", rate="0.50")
    await add(made, name="a", customer=id, amount="10.00")
    await add(made, name="b", customer=id, amount="5.00")
    cut = f("cut", "formula", result="number", expression="{amount} * {customer.rate}")
    total = f("total", "rollup", result="number", summary="sum", field="cut", entity="ent_deal", through="customer")
    summed = entity("ent_customer", "customer", "客户", [NAME, f("rate", "decimal"), total])
    await made.publish([summed, deal(link, f("amount", "money"), cut)])
    assert await values(made, "cut") == ["5.00", "2.50"]
    assert await values(made, "total", "customer") == ["7.50"]
    await made.publish([deal(link, f("amount", "money"), {**cut, "expression": "{amount} * 2"})])
    assert await values(made, "total", "customer") == ["30.00"]


async def test_a_type_that_holds_every_value_takes_them_over_and_an_undo_brings_them_back(made: Office) -> None:
    await made.publish([APP, deal(f("size", "text"))])
    for name, size in (("a", "12"), ("b", "big"), ("c", "7.0")):
        await add(made, name=name, size=size)
    await made.publish([deal(f("size", "integer"))])
    assert await values(made, "size") == [12, None, 7]
    (first, *_) = await rows_of(made, sa.select(physical_names.c.item).where(physical_names.c.item.like("size@%")))
    assert first[0].startswith("size@f_")
    admin = await made.as_("admin")
    page = await made.reading.page(admin, "deal", Question(sort=("name",)))
    await made.writing.update(admin, "deal", str(page.records[0]["id"]), {"size": 13})
    await made.publish([deal(f("size", "text"))])
    assert await values(made, "size") == ["13", "big", "7.0"]


async def test_options_keep_their_meaning_when_a_choice_takes_many(made: Office) -> None:
    options = [{"id": "x", "name": "红"}, {"id": "y", "name": "蓝"}]
    await made.publish([APP, deal(f("color", "choice", options=options))])
    await add(made, name="a", color="y")
    await made.publish([deal(f("color", "multi_choice", options=options))])
    assert await values(made, "color") == [["y"]]
    await made.publish([deal(f("color", "text"))])
    assert await values(made, "color") == ["蓝"]
    await made.publish([deal(f("color", "choice", options=options))])
    assert await values(made, "color") == ["y"]


async def test_a_field_that_comes_back_within_thirty_days_has_its_data(made: Office) -> None:
    await made.publish([APP, deal(f("note", "text"))])
    await add(made, name="a", note="hello")
    await made.publish([deal()])
    hidden = sa.select(physical_names.c.hidden_at).where(physical_names.c.item == "note")
    assert (await rows_of(made, hidden))[0][0] == made.now
    made.now += timedelta(days=29)
    await made.publish([deal(f("note", "text"))])
    assert await values(made, "note") == ["hello"]
    assert (await rows_of(made, hidden))[0][0] is None
    await made.publish([deal()])
    made.now += timedelta(days=31)
    await made.publish([deal(f("note", "text"))])
    assert await values(made, "note") == [None]


async def test_a_new_title_is_sorted_and_found_like_any_other(made: Office) -> None:
    code = f("code", "phone")
    await made.publish([APP, deal(code)])
    await add(made, name="a", code="13800000002")
    await add(made, name="b", code="13800000001")
    await made.publish([deal(code, title="code")])
    answer = await made.reading.page(await made.as_("admin"), "deal", Question(sort=("code",)))
    assert [one["name"] for one in answer.records] == ["b", "a"]


async def test_a_unique_field_over_repeating_values_is_refused_with_how_many(made: Office) -> None:
    await made.publish([APP, deal(f("code", "text"))])
    for name, code in (("a", "1"), ("b", "1"), ("c", "2"), ("d", "2"), ("e", "2"), ("f", "3"), ("g", None)):
        await add(made, name=name, code=code)
    with pytest.raises(Refusal) as refused:
        await made.publish([deal(f("code", "text", "编码", unique=True))])
    (problem,) = refused.value.problems
    assert (refused.value.status, problem.code) == (422, "publish.unique.clash")
    assert problem.params == {"fields": "编码", "values": 2, "records": 5}
    assert problem.path == ("ent_deal", "fields", 1, "unique")
    ((state, why),) = await rows_of(
        made, sa.select(publications.c.state, publications.c.problem).where(publications.c.state != "active")
    )
    assert (state, why["code"]) == ("failed", "publish.unique.clash")
    await add(made, name="h", code="3")


async def test_a_unique_field_holds_from_its_publish_on_and_not_beyond(made: Office) -> None:
    await made.publish([APP, deal(f("code", "text"))])
    await add(made, name="a", code="1")
    await made.publish([deal(f("code", "text", unique=True))])
    with pytest.raises(Refusal) as refused:
        await add(made, name="b", code="1")
    assert refused.value.status in (409, 422)
    await made.publish([deal(f("code", "text"))])
    await add(made, name="b", code="1")


async def test_a_required_field_is_refused_over_empty_records_unless_that_is_accepted(made: Office) -> None:
    await made.publish([APP, deal(f("code", "text"))])
    await add(made, name="a")
    needed = deal(f("code", "text", "编码", required=True), f("kind", "text", required=True, default="普通"))
    with pytest.raises(Refusal) as refused:
        await made.publish([needed])
    assert [(one.code, one.params) for one in refused.value.problems] == [
        ("publish.required.empty", {"field": "编码", "records": 1})
    ]
    await made.publishing.publish(made.workspace_id, None, _read(needed), made.now, accept_empty=True)
    assert await values(made, "kind") == ["普通"]


def _read(*documents: dict[str, Any]) -> list[Any]:
    return [read_object(one) for one in documents]


@pytest.mark.parametrize("step", ["prepared", "expanded", "filled", "verified"])
async def test_a_publish_that_died_leaves_the_old_version_live_and_the_next_one_takes_over(
    made: Office, step: str
) -> None:
    await made.publish([APP, deal(f("size", "text"), f("code", "text"))])
    await add(made, name="a", size="12", code="1")
    wanted = deal(
        f("size", "integer"),
        f("code", "text", unique=True),
        f("twice", "formula", result="number", expression="{size} * 2"),
    )
    made.publishing = Publishing(made.database, made.catalogue, Die(step))
    with pytest.raises(Killed):
        await made.publish([wanted])
    await add(made, name="b", size="13", code="2")
    assert await values(made, "size") == ["12", "13"]
    made.publishing = Publishing(made.database, made.catalogue)
    with pytest.raises(Refusal) as refused:
        await made.publish([wanted])
    assert (refused.value.status, refused.value.problems[0].code) == (409, "publish.running")
    made.publishing = Publishing(made.database, made.catalogue, lease=timedelta(0))
    await made.publish([wanted])
    assert await values(made, "twice") == ["24.00", "26.00"]
    states = await rows_of(made, sa.select(publications.c.state).order_by(publications.c.id))
    assert [one[0] for one in states] == ["active", "failed", "active"]


async def test_what_is_written_while_a_publish_runs_is_filled_too(made: Office) -> None:
    await made.publish([APP, deal(f("size", "text"))])
    id = await add(made, name="a", size="1")

    async def write(step: str) -> None:
        if step == "filled":
            await add(made, name="b", size="2")
            await made.writing.update(await made.as_("admin"), "deal", id, {"size": "3"})

    made.publishing = Publishing(made.database, made.catalogue, write)
    await made.publish([deal(f("size", "integer"), f("more", "formula", result="number", expression="{size} + 1"))])
    assert await values(made, "size") == [3, 2]
    assert await values(made, "more") == ["4.00", "3.00"]


async def test_a_second_publish_is_refused_while_one_runs(made: Office) -> None:
    await made.publish([APP, deal()])
    seen: list[str] = []

    async def publish_again(step: str) -> None:
        with pytest.raises(Refusal) as refused:
            await Publishing(made.database, made.catalogue).publish(made.workspace_id, None, _read(deal()), made.now)
        seen.append(refused.value.problems[0].code)

    made.publishing = Publishing(made.database, made.catalogue, publish_again)
    await made.publish([deal(f("size", "text"))])
    assert set(seen) == {"publish.running"}


async def test_a_publish_that_was_taken_over_does_not_go_live(made: Office) -> None:
    await made.publish([APP, deal()])

    async def overtake(step: str) -> None:
        if step == "verified":
            other = Publishing(made.database, made.catalogue, lease=timedelta(0))
            await other.publish(made.workspace_id, None, _read(deal(f("mine", "text"))), made.now)

    made.publishing = Publishing(made.database, made.catalogue, overtake)
    with pytest.raises(Refusal) as refused:
        await made.publish([deal(f("yours", "text"))])
    assert refused.value.problems[0].code == "publish.interrupted"
    await add(made, name="a", mine="x")


async def test_more_records_than_one_batch_are_filled(made: Office) -> None:
    await made.publish([APP, deal(f("size", "text"))])
    creating = [{"name": f"n{number:04}", "size": str(number)} for number in range(1100)]
    for start in (0, 550):
        items = [Item("create", None, one) for one in creating[start : start + 550]]
        await Bulk(made.writing).run(await made.as_("admin"), "deal", items, Door(), whole=False)
    await made.publish([deal(f("size", "integer"))])
    admin = await made.as_("admin")
    assert (await made.reading.page(admin, "deal", Question(sort=("-size",), limit=1))).records[0]["size"] == 1099
    small = Question(filter={"field": "size", "op": "is_empty"})
    assert (await made.reading.page(admin, "deal", small)).records == []


async def test_a_publish_that_died_after_it_went_live_is_live(made: Office) -> None:
    await made.publish([APP, deal(f("code", "text", unique=True))])
    made.publishing = Publishing(made.database, made.catalogue, Die("live"))
    with pytest.raises(Killed):
        await made.publish([deal(f("code", "text"), f("size", "text"))])
    await add(made, name="a", size="1")
    made.publishing = Publishing(made.database, made.catalogue, lease=timedelta(0))
    await made.publish([deal(f("code", "text"))])
    states = await rows_of(made, sa.select(publications.c.state).order_by(publications.c.id))
    assert [one[0] for one in states] == ["active", "active", "active"]
    await add(made, name="a", code="1")
    await add(made, name="b", code="1")


async def test_a_failed_publish_leaves_no_index_behind(made: Office) -> None:
    await made.publish([APP, deal(f("code", "text"), f("kind", "text"))])
    await add(made, name="a", code="1", kind="x")

    async def spoil(step: str) -> None:
        if step == "verified":
            raise Refusal(422, [Problem("server.failed")])

    made.publishing = Publishing(made.database, made.catalogue, spoil)
    with pytest.raises(Refusal):
        await made.publish([deal(f("code", "text", unique=True), f("kind", "text"), uniques=[["kind"]])])
    await add(made, name="b", code="1", kind="x")


async def test_every_publish_leaves_a_line_in_the_audit_trail(made: Office) -> None:
    await made.publish([APP, deal()])
    ((action, detail),) = await rows_of(made, sa.select(audit.c.action, audit.c.detail))
    assert (action, detail["versions"]) == ("design.published", {"app_test": 1, "ent_deal": 1})
