"""Publishes that die, meet others or are overtaken: the live version is always whole."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from dougong.design.publishing import Publishing
from dougong.kernel.problem import Refusal
from dougong.records.bulk import Bulk, Item
from dougong.records.reading import Question
from dougong.records.writing import Door
from dougong.storage.audit import audit
from dougong.storage.design_tables import publications
from dougong.storage.driver.port import Database
from dougong_engine.errors import Problem
from support.databases import database, empty_database_url  # noqa: F401  # fixtures
from support.publishing import Die, Killed, add, deal, documents, rows_of, values
from support.records import APP, Office, f, office


@pytest.fixture
async def made(database: Database) -> Office:  # noqa: F811
    return await office(database)


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
            await Publishing(made.database, made.catalogue).publish(
                made.workspace_id, None, documents(deal()), made.now
            )
        seen.append(refused.value.problems[0].code)

    made.publishing = Publishing(made.database, made.catalogue, publish_again)
    await made.publish([deal(f("size", "text"))])
    assert set(seen) == {"publish.running"}


async def test_a_publish_that_was_taken_over_does_not_go_live(made: Office) -> None:
    await made.publish([APP, deal()])

    async def overtake(step: str) -> None:
        if step == "verified":
            other = Publishing(made.database, made.catalogue, lease=timedelta(0))
            await other.publish(made.workspace_id, None, documents(deal(f("mine", "text"))), made.now)

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
