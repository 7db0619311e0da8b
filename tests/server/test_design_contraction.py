"""What was hidden comes back for 30 days and is dropped after them."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from dougong.design.contraction import Contraction
from dougong.kernel.ids import new_id
from dougong.search.store import SearchRows
from dougong.search.tables import search_documents
from dougong.storage.design_tables import physical_names
from dougong.storage.driver.port import Database
from dougong.storage.side_tables import history
from dougong.storage.task_tables import runs
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.publishing import add, deal, rows_of, values
from support.records import APP, NOON, Office, f, office

LATER = timedelta(days=31)
LINES = f("lines", "sub_table", fields=[f("item", "text"), f("price", "money")])


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    return await office(database)


async def stored(made: Office) -> dict[str, set[str]]:
    """Tables of the workspace's records with their columns."""

    def read(connection: sa.Connection) -> dict[str, set[str]]:
        inspector = sa.inspect(connection)
        sqlite = connection.dialect.name == "sqlite"
        schema = None if sqlite else "w_1"
        names = inspector.get_table_names(schema=schema)
        own = [one for one in names if not sqlite or one.startswith("w1_")]
        return {one: {str(column["name"]) for column in inspector.get_columns(one, schema=schema)} for one in own}

    return await made.database.run_sync(read)


async def hidden(made: Office) -> int:
    return len(await rows_of(made, sa.select(physical_names.c.item).where(physical_names.c.hidden_at.is_not(None))))


def contraction(made: Office) -> Contraction:
    return Contraction(made.database, (history, search_documents))


async def test_a_removed_field_is_dropped_after_30_days_and_not_before(made: Office) -> None:
    await made.publish(
        [
            APP,
            deal(f("code", "text", unique=True), f("tags", "multi_choice", options=[{"id": "x", "name": "X"}]), LINES),
        ]
    )
    await add(made, name="a", code="1", lines=[{"item": "x", "price": "1.00"}])
    before = await stored(made)
    await made.publish([deal()])
    assert await hidden(made) == 5
    assert await contraction(made).contract(made.now + timedelta(days=29)) == 0
    assert await stored(made) == before
    assert await contraction(made).contract(made.now + LATER) == 5
    after = await stored(made)
    assert len(before) - len(after) == 2
    assert sum(map(len, before.values())) > sum(map(len, after.values()))
    assert await hidden(made) == 0
    assert await values(made, "name") == ["a"]
    await made.publish([deal(f("code", "text"))])
    assert await values(made, "code") == [None]
    assert await contraction(made).contract(made.now + LATER) == 0


async def test_a_removed_entity_goes_with_its_history_after_30_days(made: Office) -> None:
    await made.publish([APP, deal(LINES)])
    await add(made, name="a", lines=[{"item": "x", "price": "1.00"}])
    schema = await made.catalogue.newest(made.workspace_id)
    await made.publishing.publish(made.workspace_id, None, [], made.now, removed=["ent_deal"])
    assert await contraction(made).contract(made.now + timedelta(days=30)) == 0
    await contraction(made).contract(made.now + LATER)
    assert await stored(made) == {}
    assert await rows_of(made, sa.select(history.c.record_id)) == []
    made.now += LATER
    await made.publishing.publish(made.workspace_id, None, list(schema.design.objects.values()), made.now)
    assert await values(made, "name") == []


async def test_what_an_open_run_may_read_waits_for_its_end(made: Office) -> None:
    await made.publish([APP, deal(f("code", "text"))])
    await made.publish([deal()])
    run = {
        "workspace_id": made.workspace_id,
        "id": new_id(),
        "flow_id": "flw_x",
        "version": 1,
        "entity_id": "ent_deal",
        "status": "running",
        "title": "",
        "as_initiator": False,
        "started_at": NOON,
        "changed_at": NOON,
        "state": {},
        "entries": 0,
        "head": "",
    }
    await made.database.run_sync(lambda connection: connection.execute(sa.insert(runs).values(run)))
    assert await contraction(made).contract(made.now + LATER) == 0
    ended = sa.update(runs).values(ended_at=NOON)
    await made.database.run_sync(lambda connection: connection.execute(ended))
    assert await contraction(made).contract(made.now + LATER) == 1


async def test_a_changed_type_drops_its_old_column_and_keeps_the_new(made: Office) -> None:
    await made.publish([APP, deal(f("size", "text"))])
    await add(made, name="a", size="12")
    await made.publish([deal(f("size", "integer"))])
    assert await contraction(made).contract(made.now + LATER) == 1
    assert await values(made, "size") == [12]


async def searchable(made: Office, fields: list[str]) -> None:
    """Text of a record in each of these fields, as the index keeps it."""
    rows = SearchRows(made.database)
    await made.database.write(rows.put_steps(made.workspace_id, "ent_deal", new_id(), dict.fromkeys(fields, "上海")))


async def indexed(made: Office) -> list[str]:
    return sorted(one[0] for one in await rows_of(made, sa.select(search_documents.c.field_id)))


async def test_search_forgets_a_removed_field_with_its_column(made: Office) -> None:
    await made.publish([APP, deal(f("city", "text"), f("size", "text"))])
    await searchable(made, ["name", "city", "size"])
    await made.publish([deal(f("size", "integer"))])
    await contraction(made).contract(made.now + timedelta(days=29))
    assert await indexed(made) == ["city", "name", "size"]
    # One field is gone, the other has become a number: neither has a text that could be found.
    await contraction(made).contract(made.now + LATER)
    assert await indexed(made) == ["name"]


async def test_search_forgets_a_removed_entity_with_its_table(made: Office) -> None:
    await made.publish([APP, deal()])
    await searchable(made, ["name"])
    await made.publishing.publish(made.workspace_id, None, [], made.now, removed=["ent_deal"])
    await contraction(made).contract(made.now + timedelta(days=30))
    assert await indexed(made) == ["name"]
    await contraction(made).contract(made.now + LATER)
    assert await indexed(made) == []
