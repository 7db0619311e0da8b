"""Events reach other systems signed, at least once, with their owner's rights, however often they fail at first."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from dougong.kernel.ids import new_id
from dougong.storage.driver.port import Database
from dougong.webhooks.back_off import DELAYS, TRIES
from dougong.webhooks.signing import new_secret, signature
from support.http_stand_in import Reply, http_stand_in
from support.small_app import WORKSPACE, ZHANG
from support.webhook_world import RECORD, START, WebhookWorld, webhook_world


@pytest_asyncio.fixture
async def world(database: Database) -> AsyncIterator[WebhookWorld]:
    async with webhook_world(database) as one:
        yield one


async def test_an_event_arrives_signed_with_the_record_as_its_owner_may_read_it(world: WebhookWorld) -> None:
    webhook = await world.make()
    await world.happen("record.created")
    assert await world.deliverer.deliver_due() == 1
    (received,) = world.listener.received
    assert json.loads(received.body) == {
        "type": "record.created",
        "timestamp": "2026-11-22T06:00:00Z",
        "data": {
            "entity": "ent_contract",
            "record": RECORD,
            "version": 3,
            "fields": {"name": "华东合同", "amount": "600000.00"},
        },
    }
    id, seconds = received.headers["webhook-id"], int(received.headers["webhook-timestamp"])
    assert seconds == int(START.timestamp())
    assert received.headers["webhook-signature"] == signature(webhook["secret"], id, seconds, received.body)
    (line,) = await world.log(webhook)
    assert (line["id"], line["state"], line["status"], line["attempt"]) == (id, "delivered", 200, 1)
    assert line["response_head"] == "ok"
    assert await world.deliverer.deliver_due() == 0


def test_the_signature_is_the_one_of_the_published_convention() -> None:
    signed = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
    )
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


async def test_an_event_that_is_handled_twice_is_sent_once(world: WebhookWorld) -> None:
    webhook = await world.make()
    await world.happen(times=3)
    assert await world.deliverer.deliver_due() == 1
    assert len(await world.log(webhook)) == 1


async def test_a_webhook_gets_only_what_it_asked_for(world: WebhookWorld) -> None:
    created = await world.make(events=["record.created"])
    other = await world.make(entity="ent_customer")
    condition = {"field": "amount", "op": "gt", "value": "500000"}
    matching = await world.make(entity="ent_contract", filter=condition)
    unmatching = await world.make(entity="ent_contract", filter={"all": [{"field": "nothing", "op": "is_empty"}]})
    off = await world.make(active=False)
    await world.happen("record.updated")
    await world.happen("record.deleted")
    assert [len(await world.log(one)) for one in (created, other, matching, unmatching, off)] == [0, 0, 1, 0, 0]
    assert matching["filter"] == condition


async def test_a_failed_delivery_is_tried_eight_times_over_a_day_with_the_same_id(world: WebhookWorld) -> None:
    webhook = await world.make()
    world.listener.decide = lambda _: Reply(503, body=b"busy \x00 now")
    await world.happen()
    tried_at = []
    while await world.deliverer.deliver_due():
        tried_at.append(world.clock.now() - START)
        (line,) = await world.log(webhook)
        if line["state"] == "pending":
            world.clock.move(DELAYS[len(tried_at) - 1] - timedelta(seconds=1))
            assert await world.deliverer.deliver_due() == 0
            world.clock.move(timedelta(seconds=1))
    assert len(tried_at) == TRIES == 8
    assert timedelta(hours=20) < tried_at[-1] <= timedelta(hours=24)
    assert (line["state"], line["attempt"], line["status"], line["code"]) == ("failed", 8, 503, "webhook.answer")
    assert line["response_head"] == "busy � now"
    assert len({one.headers["webhook-id"] for one in world.listener.received}) == 1
    assert len({one.headers["webhook-signature"] for one in world.listener.received}) == 8


async def test_a_delivery_that_ended_can_be_sent_again(world: WebhookWorld) -> None:
    webhook = await world.make()
    await world.happen()
    await world.deliverer.deliver_due()
    (line,) = await world.log(webhook)
    path = f"/api/webhooks/{webhook['id']}/deliveries/{line['id']}/redeliver"
    assert (await world.boss.post(path)).status_code == 202
    assert (await world.boss.post(path)).json()["code"] == "webhook.delivery_unknown"
    assert (await world.stranger.post(path)).status_code == 404
    assert await world.deliverer.deliver_due() == 1
    assert [one.headers["webhook-id"] for one in world.listener.received] == [line["id"]] * 2


async def test_a_redirect_counts_as_a_failure_and_is_not_followed(world: WebhookWorld) -> None:
    webhook = await world.make()
    world.listener.decide = lambda _: Reply(307, {"location": world.listener.url("/elsewhere")})
    await world.happen()
    await world.deliverer.deliver_due()
    assert len(world.listener.received) == 1
    assert (await world.log(webhook))[0]["state"] == "pending"


async def test_the_answer_gone_switches_the_webhook_off(world: WebhookWorld) -> None:
    webhook = await world.make()
    world.listener.decide = lambda _: Reply(410)
    await world.happen()
    await world.deliverer.deliver_due()
    assert (await world.log(webhook))[0]["code"] == "webhook.gone"
    assert (await world.boss.get("/api/webhooks")).json()["items"][0]["active"] is False


async def test_what_the_owner_may_not_read_any_more_is_not_sent(world: WebhookWorld) -> None:
    webhook = await world.make()
    world.records.blind = {ZHANG}
    await world.happen()
    await world.deliverer.deliver_due()
    world.records.blind = set()
    await world.set_active(ZHANG, active=False)
    await world.happen("record.deleted")
    await world.deliverer.deliver_due()
    assert world.listener.received == []
    assert [one["code"] for one in await world.log(webhook)] == ["webhook.inactive", "webhook.hidden"]


async def test_a_deleted_record_is_told_by_its_id_alone(world: WebhookWorld) -> None:
    await world.make()
    await world.happen("record.deleted")
    await world.deliverer.deliver_due()
    about = json.loads(world.listener.received[0].body)["data"]
    assert about == {"entity": "ent_contract", "record": RECORD, "version": 3}


async def test_one_failing_delivery_does_not_end_the_round_for_others(world: WebhookWorld) -> None:
    webhook = await world.make()
    world.records.broken = True
    await world.happen("record.updated")
    await world.happen("record.deleted")
    assert await world.deliverer.deliver_due() == 2
    assert sorted(str(one["code"]) for one in await world.log(webhook)) == ["None", "webhook.internal"]


async def test_a_workspace_with_a_backlog_takes_five_places_of_a_round_at_most(world: WebhookWorld) -> None:
    await world.make()
    for _ in range(12):
        await world.happen()
    assert [await world.deliverer.deliver_due() for _ in range(4)] == [5, 5, 2, 0]


async def test_several_deliverers_send_each_event_once(world: WebhookWorld) -> None:
    await world.make()
    for _ in range(15):
        await world.happen()
    tried = 0
    while round_of := sum(await asyncio.gather(*(world.deliverer.deliver_due() for _ in range(4)))):
        tried += round_of
    assert tried == 15
    assert len({one.headers["webhook-id"] for one in world.listener.received}) == 15
    assert len(world.listener.received) == 15


async def test_a_deliverer_that_died_loses_its_claim_and_may_not_write_an_outcome(world: WebhookWorld) -> None:
    webhook = await world.make()
    await world.happen()
    now = world.clock.now()
    (dead,) = await world.deliveries.claim(now, now + timedelta(seconds=60), 10)
    assert await world.deliverer.deliver_due() == 0
    world.clock.move(timedelta(seconds=61))
    assert await world.deliverer.deliver_due() == 1
    (line,) = await world.log(webhook)
    assert (line["state"], line["attempt"]) == ("delivered", 2)
    (again,) = await world.deliveries.page(dead.workspace_id, dead.webhook_id, None, 1)
    assert again.attempt != dead.attempt


async def test_a_secret_is_shown_once_and_never_lies_readable_in_the_database(world: WebhookWorld) -> None:
    webhook = await world.make()
    assert webhook["secret"].startswith("whsec_")
    assert "secret" not in (await world.boss.get("/api/webhooks")).json()["items"][0]
    changed = await world.boss.patch(f"/api/webhooks/{webhook['id']}", json={"name": "ERP 2"})
    assert (changed.json()["secret"], changed.json()["name"]) == (None, "ERP 2")
    stored = (await world.rows.all(WORKSPACE))[0].secret
    assert webhook["secret"].removeprefix("whsec_") not in stored


async def test_a_secret_is_never_sent_to_another_host_or_port(world: WebhookWorld) -> None:
    webhook = await world.make()
    path = f"/api/webhooks/{webhook['id']}"
    async with http_stand_in() as other:
        for url in (other.url(), world.listener.url().replace("127.0.0.1", "localhost"), "https://example.test/"):
            assert (await world.boss.patch(path, json={"url": url})).json()["code"] == "webhook.secret_needed"
        assert (await world.boss.patch(path, json={"url": world.listener.url("/other")})).status_code == 200
        moved = await world.boss.patch(path, json={"url": other.url(), "renew_secret": True})
        assert moved.json()["secret"] not in (None, webhook["secret"])
        own = new_secret()
        back = await world.boss.patch(path, json={"url": world.listener.url("/hook"), "secret": own})
        assert back.json()["secret"] is None
    await world.happen()
    await world.deliverer.deliver_due()
    (received,) = world.listener.received
    head = received.headers
    assert head["webhook-signature"] == signature(
        own, head["webhook-id"], int(head["webhook-timestamp"]), received.body
    )


async def test_a_test_event_carries_no_record(world: WebhookWorld) -> None:
    webhook = await world.make()
    assert (await world.boss.post(f"/api/webhooks/{webhook['id']}/test")).status_code == 202
    await world.deliverer.deliver_due()
    body = json.loads(world.listener.received[0].body)
    assert (body["type"], body["data"]) == ("webhook.test", {"webhook": webhook["id"]})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"url": "ftp://example.test/"}, "webhook.url"),
        ({"url": "http://user:pw@example.test/"}, "webhook.url"),
        ({"url": "javascript:alert(1)"}, "webhook.url"),
        ({"secret": "short"}, "webhook.secret"),
        ({"secret": "whsec_" + "A" * 8}, "webhook.secret"),
    ],
)
async def test_a_malformed_webhook_is_refused(world: WebhookWorld, changes: dict[str, object], code: str) -> None:
    body = {"name": "x", "url": "https://example.test/", "events": ["record.created"], **changes}
    assert (await world.boss.post("/api/webhooks", json=body)).json()["code"] == code


@pytest.mark.parametrize(
    "changes", [{"events": []}, {"events": ["record.read"]}, {"owner": ZHANG}, {"name": ""}, {"filter": {"field": "a"}}]
)
async def test_a_webhook_out_of_shape_is_refused(world: WebhookWorld, changes: dict[str, object]) -> None:
    body = {"name": "x", "url": "https://example.test/", "events": ["record.created"], **changes}
    assert (await world.boss.post("/api/webhooks", json=body)).status_code == 422


async def test_webhooks_are_for_people_with_the_ability_and_of_the_workspace_only(world: WebhookWorld) -> None:
    webhook = await world.make()
    path = f"/api/webhooks/{webhook['id']}"
    assert (await world.li.get("/api/webhooks")).json()["code"] == "access.ability"
    assert (await world.stranger.get("/api/webhooks")).json() == {"items": []}
    for client, status in ((world.li, 403), (world.stranger, 404)):
        assert (await client.patch(path, json={"name": "mine"})).status_code == status
        assert (await client.post(f"{path}/test")).status_code == status
        assert (await client.get(f"{path}/deliveries")).status_code == status
        assert (await client.delete(path)).status_code == status
    assert (await world.boss.delete(path)).status_code == 204
    assert (await world.boss.get(f"{path}/deliveries")).status_code == 404


async def test_the_log_has_pages_and_forgets_what_is_old(world: WebhookWorld) -> None:
    webhook = await world.make()
    for _ in range(5):
        await world.happen(id=new_id())
    path = f"/api/webhooks/{webhook['id']}/deliveries?limit=3"
    first = (await world.boss.get(path)).json()
    second = (await world.boss.get(f"{path}&cursor={first['next']}")).json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (3, 2, None)
    await world.deliverer.deliver_due()
    await world.happen()
    world.clock.move(timedelta(days=31))
    assert await world.deliveries.prune(world.clock.now() - timedelta(days=30)) == 5
    assert len(await world.log(webhook)) == 1
