"""What a webhook asks about records is held against the design and its owner's rights, now and each time."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from dougong.kernel.clock import HandClock
from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal
from dougong.kernel.sealing import Sealer
from dougong.kernel.workspace import Principal
from dougong.records.showing import Showing
from dougong.storage.driver.port import Database
from dougong.webhooks.consume import WebhookConsumer
from dougong.webhooks.delivery_store import DeliveryRows
from dougong.webhooks.event import RecordEvent
from dougong.webhooks.schemas import ChangedWebhook, NewWebhook
from dougong.webhooks.service import WebhookService
from dougong.webhooks.store import Webhook, WebhookRows
from dougong_engine.document import Json
from support.databases import empty_database_url  # noqa: F401  # a fixture
from support.deals import DESIGN, able_database, deals_office  # noqa: F401  # a fixture among them
from support.records import NOON, Office

RICH = {"field": "amount", "op": "gt", "value": "1000"}
COSTLY = {"field": "cost", "op": "gt", "value": "10"}


@dataclass
class Colleagues:
    """The people of an office, as the platform asks for them outside of requests."""

    office: Office

    async def principal_of(self, workspace_id: str, person_id: str) -> Principal | None:
        name = next((one for one, id in self.office.people.items() if id == person_id), None)
        return None if name is None else await self.office.as_(name)


@dataclass
class Hooks:
    """Webhooks over real records."""

    office: Office
    service: WebhookService
    consumer: WebhookConsumer

    async def make(self, by: str, **changes: Any) -> Webhook:
        """Somebody's webhook for new deals, unless it is to be otherwise."""
        body = {"name": "ERP", "url": "https://erp.example.test/hook", "events": ["record.created"], **changes}
        webhook, _ = await self.service.make(await self.office.as_(by), NewWebhook.model_validate(body))
        return webhook

    async def change(self, by: str, webhook: Webhook, **changes: Any) -> Webhook:
        """The webhook, changed by somebody."""
        asked = ChangedWebhook.model_validate(changes)
        changed, _ = await self.service.change(await self.office.as_(by), webhook.id, asked)
        return changed

    async def deal(self, by: str, **values: Any) -> str:
        """A new deal of somebody."""
        made = await self.office.writing.create(await self.office.as_(by), "deal", {"title": "T", **values})
        return str(made["id"])

    async def told(self, record: str) -> int:
        """How many webhooks hear that a deal was made."""
        event = RecordEvent(self.office.workspace_id, new_id(), "record.created", "ent_deal", record, 1, NOON)
        return len(await self.consumer.consume(event))


@pytest_asyncio.fixture
async def hooks(able_database: Database) -> AsyncIterator[Hooks]:  # noqa: F811
    office = await deals_office(able_database)
    rows, deliveries = WebhookRows(able_database), DeliveryRows(able_database)
    showing = Showing(office.reading, Colleagues(office))
    service = WebhookService(rows, deliveries, showing, Sealer([b"k" * 40]), HandClock(NOON))
    yield Hooks(office, service, WebhookConsumer(rows, deliveries, showing))


async def test_only_records_that_meet_the_filter_are_told(hooks: Hooks) -> None:
    await hooks.make("admin", entity="ent_deal", filter={"any": [RICH, {"field": "city", "op": "is", "value": "上海"}]})
    assert await hooks.told(await hooks.deal("li", amount="1000.01")) == 1
    assert await hooks.told(await hooks.deal("li", amount="1000")) == 0
    assert await hooks.told(await hooks.deal("li", city="上海")) == 1


@pytest.mark.parametrize(
    ("filter_", "code", "path"),
    [
        ({"field": "nothing", "op": "is", "value": "1"}, "field.unknown", ("filter",)),
        (
            {"all": [RICH, {"field": "amount", "op": "contains", "value": "1"}]},
            "filter.operator.not_for_type",
            ("filter", "all", 1),
        ),
        ({"field": "amount", "op": "gt", "value": "much"}, "field.decimal.not_number", ("filter",)),
        ({"field": "amount"}, "filter.malformed", ("filter", "op")),
        ({"all": [RICH, {"any": [{"op": "is"}]}]}, "filter.malformed", ("filter", "all", 1, "any", 0, "field")),
        ({"field": "amount", "op": "gt", "value": "1", "also": 1}, "filter.malformed", ("filter", "also")),
        ([RICH], "filter.malformed", ("filter",)),
        ({"field": "a'; drop table x", "op": "is"}, "filter.malformed", ("filter", "field")),
        ({"all": [RICH] * 21}, "filter.too_many", ("filter",)),
    ],
)
async def test_a_filter_that_fits_no_record_is_refused_at_its_place(
    hooks: Hooks, filter_: Any, code: str, path: tuple[str | int, ...]
) -> None:
    with pytest.raises(Refusal) as refused:
        await hooks.make("admin", entity="ent_deal", filter=filter_)
    first = refused.value.problems[0]
    assert (refused.value.status, first.code, first.path) == (422, code, path)
    assert await hooks.service.all(await hooks.office.as_("admin")) == []


async def test_a_filter_needs_an_entity_that_is_there_for_whoever_makes_it(hooks: Hooks) -> None:
    for by, body, code in (
        ("admin", {"filter": RICH}, "webhook.filter_entity"),
        ("admin", {"entity": "ent_gone"}, "entity.unknown"),
        ("li", {"entity": "ent_deal", "filter": COSTLY}, "field.hidden"),
    ):
        with pytest.raises(Refusal) as refused:
            await hooks.make(by, **body)
        assert refused.value.problems[0].code == code
    webhook = await hooks.make("admin", entity="ent_deal", filter=RICH)
    for change, code in (({"entity": None}, "webhook.filter_entity"), ({"entity": "ent_customer"}, "field.unknown")):
        with pytest.raises(Refusal) as refused:
            await hooks.change("admin", webhook, **change)
        assert refused.value.problems[0].code == code


async def test_a_filter_asks_with_its_owners_rights_of_the_moment(hooks: Hooks) -> None:
    webhook = await hooks.make("admin", entity="ent_deal", filter=COSTLY)
    record = await hooks.deal("admin", cost="20")
    assert await hooks.told(record) == 1
    # Whoever takes it over may not read the cost: nothing tells them whether it is above ten.
    assert (await hooks.change("li", webhook, name="Other")).owner_id == hooks.office.people["li"]
    assert await hooks.told(record) == 0


async def test_records_that_the_owner_may_not_see_meet_no_filter(hooks: Hooks) -> None:
    await hooks.make("li", entity="ent_deal", filter=RICH)
    assert await hooks.told(await hooks.deal("zhang", amount="5000")) == 0
    assert await hooks.told(await hooks.deal("li", amount="5000")) == 1


async def test_me_is_the_owner_of_the_webhook(hooks: Hooks) -> None:
    mine = {"field": "seller", "op": "is", "value": {"token": "me"}}
    await hooks.make("li", entity="ent_deal", filter=mine)
    for seller, heard in (("li", 1), ("zhang", 0)):
        assert await hooks.told(await hooks.deal("li", seller=hooks.office.people[seller])) == heard


async def test_a_filter_over_a_field_that_goes_stops_no_event(hooks: Hooks) -> None:
    await hooks.make("admin", entity="ent_deal", filter={"field": "city", "op": "is", "value": "上海"})
    await hooks.make("admin", entity="ent_deal")
    record = await hooks.deal("li", city="上海")
    assert await hooks.told(record) == 2
    without = [one for one in DESIGN[2]["fields"] if one["id"] != "city"]
    for role in [one for one in DESIGN if one["kind"] == "role"]:
        grants: list[Json] = [
            {**g, "fields": {k: r for k, r in g["fields"].items() if k != "city"}} for g in role["grants"]
        ]
        await hooks.office.publish([{**role, "grants": grants}])
    await hooks.office.publish([{**DESIGN[2], "fields": without}])
    assert await hooks.told(record) == 1
