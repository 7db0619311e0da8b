"""Messages reach each person once by each channel, and nobody sees or marks another's."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import pytest_asyncio
import sqlalchemy as sa

from dougong.kernel.clock import HandClock
from dougong.kernel.tables import metadata
from dougong.notify.endpoints import notifications_router, preferences_router
from dougong.notify.in_app import InApp
from dougong.notify.message import Channel, GiveUp, Link, Message, Recipient
from dougong.notify.sending import Delivery, Sending
from dougong.notify.store import NotificationRows, PreferenceRows
from dougong.notify.tables import notification_preferences, notifications
from dougong.storage.driver.port import Database
from dougong.storage.people_tables import people
from support.small_app import LI, OTHER_WORKSPACE, WORKSPACE, ZHANG, calling, small_app

GONE = "0198f2a0-0000-7000-8000-000000000003"
START = datetime(2026, 11, 22, 6, tzinfo=UTC)


class Collecting:
    """A channel that keeps what it sends."""

    def __init__(self) -> None:
        self.sent: list[tuple[Message, Recipient]] = []

    async def send(self, message: Message, to: Recipient) -> None:
        self.sent.append((message, to))


@dataclass
class World:
    """The sending service and clients of three people."""

    database: Database
    clock: HandClock
    sending: Sending
    mail: Collecting
    li: httpx.AsyncClient
    zhang: httpx.AsyncClient
    stranger: httpx.AsyncClient

    async def tell(self, key: str, person: str = LI, workspace: str = WORKSPACE, title: str = "") -> None:
        link = Link(task="t1", entity="ent_a", record="r1")
        await self.sending.send(Message(workspace, person, "task", title or key, "body", key, link), "in_app")

    async def titles(self, query: str = "") -> list[str]:
        return [one["title"] for one in (await self.li.get(f"/api/notifications{query}")).json()["items"]]


def person(person_id: str, workspace_id: str, *, active: bool = True) -> dict[str, object]:
    """A row of `people` with what is required."""
    required: dict[str, object] = {"id": person_id, "workspace_id": workspace_id, "active": active, "admin": False}
    required |= {"name": person_id[-1], "sort_name": person_id[-1], "email": f"p{person_id[-1]}@example.test"}
    moments = {column.name: START for column in people.c if column.name.endswith("_at") and not column.nullable}
    return {**required, **moments, **({"locale": "en"} if "locale" in people.c else {})}


def make_tables(connection: sa.Connection) -> None:
    metadata.create_all(connection, [notifications, notification_preferences, people])
    rows = [
        person(LI, WORKSPACE),
        person(ZHANG, WORKSPACE),
        person(GONE, WORKSPACE, active=False),
        person(LI, OTHER_WORKSPACE),
    ]
    for row in rows:
        connection.execute(sa.insert(people).values(row))


@pytest_asyncio.fixture
async def world(database: Database) -> AsyncIterator[World]:
    await database.run_sync(make_tables)
    rows, preferences, clock, mail = (
        NotificationRows(database),
        PreferenceRows(database),
        HandClock(START),
        Collecting(),
    )
    channels: Mapping[str, Channel] = {"in_app": InApp(database, rows, clock), "mail": mail}
    sending = Sending(channels, rows, preferences)
    app = small_app(notifications_router(rows, clock), preferences_router(sending, preferences))
    clients = [calling(app, name) for name in ("li", "zhang", "stranger")]
    yield World(database, clock, sending, mail, *clients)
    for client in clients:
        await client.aclose()


async def test_the_same_message_sent_twice_is_in_the_list_once(world: World) -> None:
    await asyncio.gather(*(world.tell("run:3:1") for _ in range(5)))
    await world.tell("run:3:2")
    answer = (await world.li.get("/api/notifications")).json()
    assert sorted(one["title"] for one in answer["items"]) == ["run:3:1", "run:3:2"]
    assert answer["unread"] == 2
    one = answer["items"][0]
    assert one["link"] == {"task": "t1", "entity": "ent_a", "record": "r1"}
    assert (one["kind"], one["at"], one["read_at"]) == ("task", "2026-11-22T06:00:00Z", None)


async def test_a_list_is_its_owners_alone(world: World) -> None:
    await world.tell("a")
    id = (await world.li.get("/api/notifications")).json()["items"][0]["id"]
    for other in (world.zhang, world.stranger):
        assert (await other.get("/api/notifications")).json() == {"items": [], "next": None, "unread": 0}
        await other.post(f"/api/notifications/{id}/read")
        await other.post("/api/notifications/read-all", json={"up_to": id})
    assert (await world.li.get("/api/notifications")).json()["unread"] == 1


async def test_pages_are_stable_while_new_ones_arrive(world: World) -> None:
    for number in range(7):
        await world.tell(str(number))
    first = (await world.li.get("/api/notifications?limit=3")).json()
    await world.tell("new")
    second = (await world.li.get(f"/api/notifications?limit=3&cursor={first['next']}")).json()
    third = (await world.li.get(f"/api/notifications?limit=3&cursor={second['next']}")).json()
    titles = [one["title"] for page in (first, second, third) for one in page["items"]]
    assert titles == ["6", "5", "4", "3", "2", "1", "0"]
    assert third["next"] is None


async def test_a_cursor_is_no_good_for_another_person_or_question(world: World) -> None:
    for number in range(3):
        await world.tell(str(number))
    cursor = (await world.li.get("/api/notifications?limit=1")).json()["next"]
    for client, query in ((world.zhang, ""), (world.li, "&unread=true")):
        assert (await client.get(f"/api/notifications?limit=1&cursor={cursor}{query}")).json()["code"] == "page.cursor"


async def test_reading_one_and_reading_all_up_to_the_newest_seen(world: World) -> None:
    for number in range(4):
        await world.tell(str(number))
    seen = (await world.li.get("/api/notifications")).json()["items"]
    await world.tell("unseen")
    assert (await world.li.post(f"/api/notifications/{seen[1]['id']}/read")).json() == {"unread": 4}
    world.clock.move(timedelta(minutes=1))
    assert (await world.li.post(f"/api/notifications/{seen[1]['id']}/read")).json() == {"unread": 4}
    assert (await world.li.post("/api/notifications/read-all", json={"up_to": seen[0]["id"]})).json() == {"unread": 1}
    assert await world.titles("?unread=true") == ["unseen"]
    read_at = {one["title"]: one["read_at"] for one in (await world.li.get("/api/notifications")).json()["items"]}
    assert (read_at["2"], read_at["3"]) == ("2026-11-22T06:00:00Z", "2026-11-22T06:01:00Z")


@pytest.mark.parametrize("id", ["x", "0198F2A0-0000-7000-8000-000000000001", "' or 1=1"])
async def test_an_id_that_is_none_is_unknown(world: World, id: str) -> None:
    assert (await world.li.post(f"/api/notifications/{id}/read")).status_code == 404
    assert (await world.li.post("/api/notifications/read-all", json={"up_to": id})).status_code == 422


async def test_everybody_gets_it_in_the_app_and_by_mail_unless_they_declined(world: World) -> None:
    choice = {"items": [{"kind": "task", "channel": "mail", "wanted": False}]}
    assert (await world.zhang.put("/api/notification-preferences", json=choice)).status_code == 200
    people_ids = [LI, ZHANG, GONE, LI]
    assert await world.sending.plan(WORKSPACE, people_ids, "task", ["mail", "pigeon"]) == [
        Delivery(LI, "in_app"),
        Delivery(LI, "mail"),
        Delivery(ZHANG, "in_app"),
    ]
    assert Delivery(ZHANG, "mail") in await world.sending.plan(WORKSPACE, [ZHANG], "urged", ["mail"])
    assert await world.sending.plan(OTHER_WORKSPACE, [ZHANG], "task", ["mail"]) == []


async def test_choices_can_be_changed_back_and_are_shown_as_a_whole_matrix(world: World) -> None:
    for wanted in (False, True, False):
        body = {"items": [{"kind": "copied", "channel": "mail", "wanted": wanted}]}
        shown = (await world.li.put("/api/notification-preferences", json=body)).json()["items"]
        assert {one["kind"]: one["wanted"] for one in shown}["copied"] is wanted
    assert {one["channel"] for one in shown} == {"mail"}
    assert sum(one["wanted"] for one in shown) == len(shown) - 1


@pytest.mark.parametrize("channel", ["in_app", "pigeon"])
async def test_a_channel_that_cannot_be_chosen_is_refused(world: World, channel: str) -> None:
    body = {"items": [{"kind": "task", "channel": channel, "wanted": False}]}
    assert (await world.li.put("/api/notification-preferences", json=body)).json()["code"] == "notify.channel.unknown"


async def test_a_message_to_someone_who_left_or_by_an_unknown_channel_is_given_up(world: World) -> None:
    gone = Message(WORKSPACE, GONE, "task", "t", "b", "k")
    with pytest.raises(GiveUp, match=r"person\.gone"):
        await world.sending.send(gone, "mail")
    with pytest.raises(GiveUp, match=r"channel\.unknown"):
        await world.sending.send(gone, "pigeon")
    await world.sending.send(Message(WORKSPACE, LI, "task", "t", "b", "k"), "mail")
    assert [to.email for _, to in world.mail.sent] == ["p1@example.test"]
