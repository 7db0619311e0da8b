"""The grid jumps: a page from row n on, and the cursor of that place, which stays good when rows are added."""

from typing import Any

import pytest

from dougong.kernel.problem import Refusal
from dougong.records.bulk import Bulk, Item
from dougong.records.endpoints import JUMP_LIMIT, at_of
from dougong.records.reading import Question
from dougong.records.writing import Door
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import APP, Office, entity, f, office

STAGES = [{"id": "s1", "name": "一"}, {"id": "s2", "name": "二"}]
ORDERS: tuple[tuple[str, ...], ...] = ((), ("amount",), ("-amount", "title"), ("stage", "-title"), ("-title",))
DEALS = 23


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    made = await office(database)
    fields = [f("title", "text"), f("amount", "money"), f("stage", "choice", options=STAGES)]
    grant = {
        "entity": "ent_deal",
        "scope": {"rows": "own"},
        "fields": {"*": "write"},
        "actions": ["create"],
    }
    role: dict[str, Any] = {"format": 1, "kind": "role", "id": "rol_own", "app": "app_test", "name": "own"}
    await made.publish([APP, entity("ent_deal", "deal", "商机", fields), {**role, "grants": [grant]}])
    await made.person("li", "rol_own")
    for name in ("li", "admin"):
        await add(made, name, DEALS)
    return made


async def add(made: Office, name: str, count: int) -> None:
    items = [
        Item("create", None, {"title": f"商机 {n % 5}", "amount": None if n % 4 == 0 else f"{n % 7}.50", "stage": "s1"})
        for n in range(count)
    ]
    await Bulk(made.writing).run(await made.as_(name), "deal", items, Door(via="bulk"), whole=True)


async def ids(made: Office, question: Question) -> tuple[list[object], str | None]:
    page = await made.reading.page(await made.as_("li"), "deal", question)
    return [one["id"] for one in page.records], page.anchor


@pytest.mark.parametrize("sort", ORDERS, ids=" ".join)
async def test_a_jump_shows_what_walking_would_have_shown(made: Office, sort: tuple[str, ...]) -> None:
    walked, _ = await ids(made, Question(sort=sort, limit=100))
    assert len(walked) == DEALS
    for at in range(DEALS):
        page, anchor = await ids(made, Question(sort=sort, limit=5, at=at))
        assert page == walked[at : at + 5]
        again, _ = await ids(made, Question(sort=sort, limit=5, cursor=anchor))
        assert again == page


async def test_an_anchor_stays_where_it_is_when_rows_are_added_before_it(made: Office) -> None:
    before, anchor = await ids(made, Question(limit=5, at=10))
    await add(made, "li", 3)
    again, _ = await ids(made, Question(limit=5, cursor=anchor))
    assert again == before
    moved, _ = await ids(made, Question(limit=5, at=13))
    assert moved == before


async def test_a_jump_behind_the_end_answers_no_anchor_and_an_anchor_alone_costs_no_records(made: Office) -> None:
    assert await ids(made, Question(limit=5, at=DEALS + 1)) == ([], None)
    last, anchor = await ids(made, Question(limit=5, at=DEALS))
    assert last == [] and anchor is not None
    nothing, alone = await ids(made, Question(limit=0, at=10))
    assert nothing == [] and alone == (await ids(made, Question(limit=1, at=10)))[1]


@pytest.mark.parametrize("wrong", [-1, "x", JUMP_LIMIT + 1, 1.5, True, "١"])
def test_a_jump_goes_to_a_row_within_reach(wrong: object) -> None:
    with pytest.raises(Refusal) as refused:
        at_of({"at": wrong})
    assert [one.code for one in refused.value.problems] == ["query.at"]


def test_a_jump_and_a_cursor_exclude_each_other() -> None:
    with pytest.raises(Refusal):
        at_of({"at": 5, "cursor": "abc"})
    assert at_of({"at": "5"}) == 5
