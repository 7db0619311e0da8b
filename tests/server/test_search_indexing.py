"""Search documents follow what an event says has changed, and nothing else."""

from datetime import UTC, datetime

import pytest

from dougong.kernel.ids import new_id
from dougong.kernel.inbox import InboxEvent
from dougong.search.indexing import SearchIndexing
from dougong.search.store import SearchRows
from dougong.storage.driver.port import Database
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.records import APP, Office, entity, f, office

FIELDS = [
    f("title", "text"),
    f("note", "long_text"),
    f("amount", "money"),
    f("upper", "formula", result="text", expression='concat({title}, "!")'),
]


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    made = await office(database)
    await made.publish([APP, entity("ent_deal", "deal", "商机", FIELDS)])
    return made


async def touched(made: Office, action: str, *changed: str) -> set[object]:
    """Fields of a record with a title and no note whose documents an event puts or takes away."""
    admin = await made.as_("admin")
    record = await made.writing.create(admin, "deal", {"title": "合同"})
    payload = {"action": action, "changed": list(changed)}
    event = InboxEvent(
        made.workspace_id, new_id(), "ent_deal", str(record["id"]), 1, datetime(2026, 11, 22, tzinfo=UTC), payload
    )
    steps = await SearchIndexing(made.stage, SearchRows(made.database)).consume(event)
    return {values.get("field_id", values.get("of_field")) for _, values in steps}


async def test_a_new_record_has_only_documents_of_its_texts(made: Office) -> None:
    assert await touched(made, "create", "title") == {"title", "upper"}


async def test_an_update_touches_what_was_entered_and_what_may_follow_from_it(made: Office) -> None:
    assert await touched(made, "update", "title", "amount") == {"title", "upper"}
    assert await touched(made, "update", "note") == {"note", "upper"}


async def test_a_record_that_comes_back_is_indexed_as_a_whole(made: Office) -> None:
    assert await touched(made, "restore") == {"title", "note", "upper"}


async def test_an_update_without_texts_asks_nothing(made: Office) -> None:
    await made.publish([APP, entity("ent_deal", "deal", "商机", FIELDS[:3])])
    assert await touched(made, "update", "amount") == set()
