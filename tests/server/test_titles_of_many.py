"""Titles of what lists and rows refer to: in the one statement of a list, and only as far as the reader's rights go."""

from pathlib import Path
from typing import Any, cast

import orjson
import pytest_asyncio

from dougong.imports.exporting import Export
from dougong.records.reading import Question
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.importing import Desk
from support.records import APP, Office, entity, f, office

LINES = f(
    "lines",
    "sub_table",
    fields=[f("product", "link", entity="ent_product"), f("count", "integer"), f("by", "person")],
)
DESIGN: list[dict[str, Any]] = [
    APP,
    entity("ent_product", "product", "产品", [f("name", "text"), f("price", "money")]),
    entity(
        "ent_deal",
        "deal",
        "商机",
        [
            f("title", "text"),
            f("products", "link", entity="ent_product", many=True),
            f("team", "person", many=True),
            LINES,
        ],
    ),
]
MANY = ("products", "team", "lines")


def seller(**product: Any) -> dict[str, Any]:
    grants = [
        {"entity": "ent_deal", "scope": {"rows": "all"}, "fields": {"*": "read"}},
        {"entity": "ent_product", "scope": {"rows": "all"}, "fields": {"*": "read"}, **product},
    ]
    return {"format": 1, "kind": "role", "id": "rol_seller", "app": "app_test", "name": "销售", "grants": grants}


@pytest_asyncio.fixture
async def made(database: Database) -> Office:  # noqa: F811  # the fixture
    found = await office(database)
    await found.publish([*DESIGN, seller()])
    await found.person("li", "rol_seller")
    return found


async def deal_with_products(made: Office) -> tuple[str, str]:
    """A deal of two products, the second one given out to li; answers the products."""
    admin, li = await made.as_("admin"), made.people["li"]
    pump = str((await made.writing.create(admin, "product", {"name": "泵", "price": "10"}))["id"])
    valve = str((await made.writing.create(admin, "product", {"name": "阀", "price": "20", "owner": li}))["id"])
    rows = [{"product": valve, "count": 2, "by": li}, {"product": None, "count": 1, "by": None}]
    fields = {"title": "甲", "products": [valve, pump], "team": [li], "lines": rows}
    await made.writing.create(admin, "deal", fields)
    return pump, valve


async def read_deal(made: Office, name: str, expand: tuple[str, ...] = MANY) -> dict[str, Any]:
    question = Question(fields=MANY, expand=frozenset(expand))
    page = await made.reading.page(await made.as_(name), "deal", question)
    (deal,) = orjson.loads(orjson.dumps(page.records))
    return cast("dict[str, Any]", deal)


async def test_every_record_of_a_list_and_of_rows_comes_with_its_title_where_asked(made: Office) -> None:
    pump, valve = await deal_with_products(made)
    li = {"id": made.people["li"], "title": "li"}
    deal = await read_deal(made, "li")
    assert deal["products"] == [{"id": valve, "title": "阀"}, {"id": pump, "title": "泵"}]
    assert deal["team"] == [li]
    assert [{**row, "id": ""} for row in deal["lines"]] == [
        {"id": "", "product": {"id": valve, "title": "阀"}, "count": 2, "by": li},
        {"id": "", "product": None, "count": 1, "by": None},
    ]
    plain = await read_deal(made, "li", ())
    assert plain["products"] == [valve, pump]
    assert [row["product"] for row in plain["lines"]] == [valve, None]


async def test_titles_stay_hidden_from_those_who_may_not_see_the_record_or_its_title(made: Office) -> None:
    pump, valve = await deal_with_products(made)
    titles = [{"id": valve, "title": "阀"}, {"id": pump, "title": None}]
    await made.publish([seller(scope={"rows": "own"})])
    assert (await read_deal(made, "li"))["products"] == titles
    cheap = {"field": "price", "op": "gt", "value": "15"}
    await made.publish([seller(scope={"rows": "condition", "where": cheap})])
    deal = await read_deal(made, "li")
    assert deal["products"] == titles
    assert deal["lines"][0]["product"] == titles[0]
    await made.publish([seller(fields={"price": "read"})])
    assert {one["title"] for one in (await read_deal(made, "li"))["products"]} == {None}


async def test_a_file_of_records_shows_lists_by_their_titles_and_options(made: Office, tmp_path: Path) -> None:
    await deal_with_products(made)
    file = tmp_path / "deals.csv"
    export = Export("csv", None, ("title", "products", "team"), ())
    await Desk(made, folder=tmp_path).imports.exporting.write(await made.as_("admin"), "deal", export, file)
    assert file.read_text("utf-8-sig").splitlines()[1] == "甲,阀; 泵,li"
