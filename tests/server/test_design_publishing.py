"""Publishing over records that are there: filled, verified, resumable, and never half live."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from dougong.kernel.problem import Refusal
from dougong.records.reading import Question
from dougong.storage.design_tables import physical_names, publications
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.publishing import NAME, add, deal, documents, rows_of, values
from support.records import APP, Office, entity, f, office


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    return await office(database)


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
    await made.publishing.publish(made.workspace_id, None, documents(needed), made.now, accept_empty=True)
    assert await values(made, "kind") == ["普通"]
