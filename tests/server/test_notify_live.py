"""Open browsers hear which topics changed, nothing else, and only as long as their session lives."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager

import httpx
import orjson
import pytest
import pytest_asyncio
from fastapi import FastAPI

from dougong.kernel.tables import metadata
from dougong.kernel.workspace import Principal
from dougong.notify.endpoints import events_router
from dougong.notify.live import PER_PERSON, Hint, Live, Mailbox, tell, tell_changes
from dougong.notify.store import NotificationRows
from dougong.notify.stream import stream
from dougong.notify.tables import notifications
from dougong.records.audience import Changes
from dougong.storage.driver.port import Database
from support.small_app import LI, OTHER_WORKSPACE, WORKSPACE, ZHANG, CallersByHeader, calling, small_app, someone
from support.streams import Browser

HALF = orjson.dumps({"w": WORKSPACE, "t": "records", "c": {"ent_order": ["r1"]}}).decode()
FIRST = ["retry: 3000", 'event: notifications\ndata: {"unread":0}']


@pytest_asyncio.fixture
async def rows(database: Database) -> NotificationRows:
    await database.run_sync(lambda connection: metadata.create_all(connection, [notifications]))
    return NotificationRows(database)


@pytest_asyncio.fixture
async def live(database: Database) -> AsyncIterator[Live]:
    live = Live(concerned)
    await live.start(database)
    yield live
    live.close()


async def concerned(workspace: str, people: Collection[str], changes: Changes) -> Mapping[str, Collection[str]]:
    """Li and Zhang may see the record r1 of any entity."""
    found = [entity for entity, records in changes.items() if "r1" in records]
    return {one: found for one in people if one in (LI, ZHANG)} if found else {}


async def entities_of(principal: Principal) -> Collection[str]:
    """Li reads orders, nobody anything else."""
    return ["ent_order"] if principal.person_id == LI else []


@asynccontextmanager
async def browsers(app: FastAPI, *callers: str) -> AsyncIterator[list[Browser]]:
    """Streams that have shown their first two lines."""
    opened = [Browser(app, caller) for caller in callers]
    tasks = [asyncio.create_task(one.run()) for one in opened]
    for one in opened:
        assert [await one.next(), await one.next()] == FIRST
    yield opened
    for one in opened:
        one.leave()
    await asyncio.gather(*tasks)


def the_app(live: Live, rows: NotificationRows, beat_seconds: float = 60) -> FastAPI:
    return small_app(events_router(live, rows, entities_of, beat_seconds))


async def test_a_hint_reaches_its_people_and_nobody_else(
    database: Database, live: Live, rows: NotificationRows
) -> None:
    async with browsers(the_app(live, rows), "li", "li", "zhang", "stranger") as (li, too, zhang, stranger):
        await tell(database, Hint(WORKSPACE, "notifications", (LI,)))
        assert await li.next() == await too.next() == FIRST[1]
        await tell(database, Hint(WORKSPACE, "tasks", (ZHANG,)))
        assert await zhang.next() == "event: tasks\ndata: {}"
        await tell(database, Hint(OTHER_WORKSPACE, "tasks"))
        assert await stranger.next() == "event: tasks\ndata: {}"


async def test_a_change_of_records_names_only_entities_that_the_reader_may_read(
    database: Database, live: Live, rows: NotificationRows
) -> None:
    async with browsers(the_app(live, rows), "li", "zhang") as (li, zhang):
        await tell_changes(database, WORKSPACE, {"ent_order": {"r2": ()}})
        await tell_changes(database, WORKSPACE, {"ent_order": {"r1": ()}, "ent_cost": {"r1": (7,)}})
        assert await li.next() == 'event: records\ndata: {"entities":["ent_order"]}'
        await tell(database, Hint(WORKSPACE, "tasks"))
        assert await zhang.next() == "event: tasks\ndata: {}"


async def test_a_session_that_ended_hears_nothing_more(database: Database, live: Live, rows: NotificationRows) -> None:
    app = the_app(live, rows)
    async with browsers(app, "li", "zhang") as (li, zhang):
        callers: CallersByHeader = app.state.authenticator
        del callers.people["li"]
        await tell(database, Hint(WORKSPACE, "notifications"))
        assert await li.next() is None
        assert await zhang.next() == FIRST[1]
        callers.people["zhang"] = someone(LI)
        await tell(database, Hint(WORKSPACE, "notifications", (ZHANG,)))
        assert await zhang.next() is None


async def test_a_quiet_stream_beats_and_notices_the_end_of_its_session(live: Live, rows: NotificationRows) -> None:
    app = the_app(live, rows, beat_seconds=0.02)
    async with browsers(app, "li") as (li,):
        assert await li.next() == ": beat"
        app.state.authenticator.people.clear()
        said = [await li.next()]
        while said[-1] is not None:
            said.append(await li.next())
        assert set(said[:-1]) <= {": beat"}


async def test_a_person_has_a_bounded_number_of_streams_and_gets_room_back(live: Live, rows: NotificationRows) -> None:
    app = the_app(live, rows)
    async with browsers(app, *["li"] * PER_PERSON), calling(app, "li") as client:
        refused: httpx.Response = await client.get("/api/events")
        assert (refused.status_code, refused.json()["code"]) == (429, "events.too_many")
        async with browsers(app, "zhang"):
            pass
    async with browsers(app, "li"):
        pass


async def test_shutting_down_ends_every_stream(live: Live, rows: NotificationRows) -> None:
    async with browsers(the_app(live, rows), "li", "zhang") as opened:
        live.close()
        assert [await one.next() for one in opened] == [None, None]
    assert not live.room_for(WORKSPACE, LI)


async def test_nobody_hears_without_signing_in(live: Live, rows: NotificationRows) -> None:
    async with calling(the_app(live, rows), "nobody") as client:
        assert (await client.get("/api/events")).status_code == 401


async def test_many_hints_melt_into_one(rows: NotificationRows) -> None:
    box, caller = Mailbox(), someone()

    async def recheck() -> Principal:
        return caller

    lines = stream(box, caller, recheck, rows, entities_of)
    assert [(await anext(lines)).decode().strip(), (await anext(lines)).decode().strip()] == FIRST
    for _ in range(10_000):
        box.put("tasks")
        box.put("records", ("ent_order",))
    assert await anext(lines) == b"event: tasks\ndata: {}\n\n"
    assert await anext(lines) == b'event: records\ndata: {"entities":["ent_order"]}\n\n'
    box.close()
    assert [line async for line in lines] == []


async def test_hints_that_were_missed_make_every_topic_worth_fetching() -> None:
    live = Live()
    with live.box(WORKSPACE, LI) as box:
        live.heard("")
        box.put("records", ("ent_order",))
        assert box.take() == ({"notifications", "tasks", "records"}, set())
        box.put("records", ("ent_order",))
        assert box.take() == ({"records"}, {"ent_order"})


@pytest.mark.parametrize("payload", ["{", "[]", "1", '{"w":1}', '{"w":"a","t":"passwords","p":null}', HALF])
async def test_a_hint_that_nobody_understands_is_ignored(payload: str) -> None:
    live = Live()
    with live.box(WORKSPACE, LI) as box:
        live.heard(payload)
        assert box.topics == set()


async def test_a_hint_for_thousands_of_people_is_told_in_several(database: Database) -> None:
    heard: list[str] = []
    all_heard = asyncio.Event()

    def hear(payload: str) -> None:
        heard.append(payload)
        if sum(len(orjson.loads(one)["p"]) for one in heard) == 1_000:
            all_heard.set()

    subscription = await database.listen("dg_events", hear)
    people = tuple(f"0198f2a0-0000-7000-8000-{number:012d}" for number in range(1_000))
    await tell(database, Hint(WORKSPACE, "tasks", people))
    async with asyncio.timeout(10):
        await all_heard.wait()
    subscription.close()
    assert max(len(one.encode()) for one in heard) <= 7_000


async def test_changes_of_thousands_of_records_are_told_in_several(database: Database) -> None:
    heard: list[str] = []
    all_heard = asyncio.Event()

    def hear(payload: str) -> None:
        heard.append(payload)
        if sum(len(orjson.loads(one)["c"]["ent_order"]) for one in heard) == 1_000:
            all_heard.set()

    subscription = await database.listen("dg_events", hear)
    records = {f"0198f2a0-0000-7000-8000-{number:012d}": (2, 3) for number in range(1_000)}
    await tell_changes(database, WORKSPACE, {"ent_order": records})
    async with asyncio.timeout(10):
        await all_heard.wait()
    subscription.close()
    assert max(len(one.encode()) for one in heard) <= 7_000


async def test_where_nobody_knows_whom_changes_concern_everything_is_worth_fetching(
    database: Database, rows: NotificationRows
) -> None:
    async def broken(_: str, __: Collection[str], ___: Changes) -> Mapping[str, Collection[str]]:
        raise LookupError

    live = Live(broken)
    await live.start(database)
    async with browsers(the_app(live, rows), "zhang") as (zhang,):
        await tell_changes(database, WORKSPACE, {"ent_order": {"r1": ()}})
        assert await zhang.next() == 'event: records\ndata: {"entities":[]}'
    live.close()
