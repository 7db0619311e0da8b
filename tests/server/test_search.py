"""Search finds parts of words in any script, in one's own workspace, and only what one may read."""

from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass, field

import httpx
import pytest
import pytest_asyncio
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dougong.kernel.record_ports import Place
from dougong.kernel.tables import metadata
from dougong.kernel.workspace import Principal
from dougong.search.ddl import create_index, drop_index, is_whole
from dougong.search.endpoints import search_router
from dougong.search.service import Searching
from dougong.search.store import SearchRows
from dougong.search.tables import search_documents
from dougong.storage.driver.port import Database
from support.small_app import LI, OTHER_WORKSPACE, WORKSPACE, ZHANG, calling, small_app, someone

FIELDS = {"ent_customer": {"fld_name", "fld_cost"}, "ent_contract": {"fld_title"}}


def record(number: int) -> str:
    """A record's id."""
    return f"0198f2a0-0000-7000-8000-{number:012d}"


@dataclass
class Rights:
    """Everybody reads everything but what is listed here."""

    hidden_fields: set[str] = field(default_factory=set)
    hidden_records: set[str] = field(default_factory=set)
    asked: int = 0

    async def searchable(self, principal: Principal) -> Mapping[str, Collection[str]]:
        return {entity: fields - self.hidden_fields for entity, fields in FIELDS.items()}

    async def titles(self, principal: Principal, places: Collection[Place]) -> Mapping[Place, str]:
        self.asked += len(places)
        return {one: f"title of {one.record_id[-2:]}" for one in places if one.record_id not in self.hidden_records}


@dataclass
class World:
    """A search over a few documents."""

    database: Database
    rows: SearchRows
    rights: Rights
    searching: Searching
    client: httpx.AsyncClient

    async def put(self, number: int, text: str | None, fld: str = "fld_name", ent: str = "ent_customer") -> None:
        await self.database.write(self.rows.put_steps(WORKSPACE, ent, record(number), {fld: text}))

    async def found(self, text: str, most: int = 20) -> list[int]:
        found, _ = await self.searching.find(someone(), text, most)
        return [int(one.place.record_id[-12:]) for one in found]


def make_tables(connection: sa.Connection) -> None:
    metadata.create_all(connection, [search_documents])
    create_index(connection)


@pytest_asyncio.fixture
async def world(database: Database) -> AsyncIterator[World]:
    await database.run_sync(make_tables)
    rows, rights = SearchRows(database), Rights()
    searching = Searching(rows, rights)
    async with calling(small_app(search_router(searching)), "li") as client:
        yield World(database, rows, rights, searching, client)
    assert await database.run_sync(is_whole)


async def test_parts_of_words_are_found_in_any_script_and_case(world: World) -> None:
    await world.put(1, "上海差旅费报销单")
    await world.put(2, "DG-2026-0017 ＡＣＭＥ Straße")
    await world.put(3, "苹果iPhone手机壳")
    for text, numbers in {
        "报销": [1],
        "费": [1],
        "销报": [],
        "2026": [2],
        "acme": [2],
        "STRASSE": [2],
        "g-20": [2],
        "phone手": [3],
        "手机 苹果": [3],
        "上海 手机": [],
        "i": [3],
        "0": [2],
        "!": [],
        "%": [],
    }.items():
        assert await world.found(text) == numbers, text


async def test_a_changed_text_is_found_by_its_new_words_only(world: World) -> None:
    await world.put(1, "旧名称公司")
    await world.put(1, "新名称公司")
    assert (await world.found("旧名"), await world.found("新名")) == ([], [1])
    await world.put(1, "新名称公司")
    await world.put(1, None)
    assert await world.found("新名") == []


async def test_a_record_can_be_taken_out(world: World) -> None:
    for number in (1, 2):
        await world.put(number, "客户甲")
    await world.database.write(world.rows.take_record_steps(WORKSPACE, "ent_customer", record(1)))
    assert sorted(await world.found("客户")) == [2]


async def test_another_workspaces_documents_are_out_of_reach(world: World) -> None:
    await world.database.write(world.rows.put_steps(OTHER_WORKSPACE, "ent_customer", record(9), {"fld_name": "上海"}))
    await world.put(1, "上海")
    assert await world.found("上海") == [1]
    stranger, _ = await world.searching.find(someone(LI, OTHER_WORKSPACE), "上海", 10)
    assert [one.place.record_id for one in stranger] == [record(9)]


async def test_a_field_that_may_not_be_read_is_not_searched(world: World) -> None:
    await world.put(1, "成本十万", "fld_cost")
    assert await world.found("成本") == [1]
    world.rights.hidden_fields = {"fld_cost"}
    world.rights.asked = 0
    assert await world.found("成本") == []
    assert world.rights.asked == 0


async def test_hidden_records_change_nothing_in_the_answer(world: World) -> None:
    for number in range(250):
        await world.put(number, f"公司 {number}")
    world.rights.hidden_records = {record(number) for number in range(5, 250)}
    with_hidden = await world.searching.find(someone(ZHANG), "公司", 4)
    for number in range(5, 250):
        await world.database.write(world.rows.take_record_steps(WORKSPACE, "ent_customer", record(number)))
    assert await world.searching.find(someone(ZHANG), "公司", 4) == with_hidden
    assert [one.place.record_id for one in with_hidden[0]] == [record(number) for number in (4, 3, 2, 1)]
    assert with_hidden[1] is True


async def test_a_record_is_shown_once_although_several_of_its_fields_match(world: World) -> None:
    await world.put(1, "上海分公司")
    await world.put(1, "上海成本", "fld_cost")
    answer = (await world.client.get("/api/search?q=上海")).json()
    assert len(answer["items"]) == 1
    assert answer["more"] is False
    assert (answer["items"][0]["title"], answer["items"][0]["entity"]) == ("title of 01", "ent_customer")


async def test_an_excerpt_shows_the_words_with_some_text_around(world: World) -> None:
    await world.put(1, "前" * 100 + "报销单" + "后" * 100)
    (one,) = (await world.client.get("/api/search?q=报销")).json()["items"]
    assert one["excerpt"] == "…" + "前" * 30 + "报销" + "单" + "后" * 29 + "…"


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "a' OR '1'='1",
        'x" OR grams:*',
        "NEAR(a b)",
        "-",
        "*",
        "a*",
        "grams:a",
        "a & b | !c",
        ":*",
        "\\",
        "(((",
        "\x00",
    ],
)
async def test_no_query_is_read_as_syntax(world: World, text: str) -> None:
    await world.put(1, "别的内容 zzz")
    answer = await world.client.get("/api/search", params={"q": text})
    assert (answer.status_code, answer.json()["items"]) == (200, [])


@pytest.mark.parametrize("query", ["", "q=", "q=" + "x" * 101, "q=a&limit=0", "q=a&limit=51"])
async def test_a_question_out_of_bounds_is_refused(world: World, query: str) -> None:
    assert (await world.client.get(f"/api/search?{query}")).status_code == 422


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(st.sampled_from("报销单合同ab1 éß-Z"), min_size=1, max_size=12), min_size=1, max_size=8),
    part=st.text(st.sampled_from("报销单合同ab1é"), min_size=1, max_size=3),
)
async def test_search_finds_exactly_the_texts_that_contain_the_words(world: World, texts: list[str], part: str) -> None:
    await world.database.write(world.rows.take_workspace_steps(WORKSPACE))
    for number, text in enumerate(texts):
        await world.put(number, text)
    expected = [number for number, text in enumerate(texts) if part.casefold() in text.casefold()]
    assert sorted(await world.found(part, 50)) == expected


async def test_the_index_goes_away_before_its_table(database: Database) -> None:
    await database.run_sync(make_tables)
    await database.run_sync(drop_index)
    await database.run_sync(lambda connection: metadata.drop_all(connection, [search_documents]))
    await database.run_sync(make_tables)
