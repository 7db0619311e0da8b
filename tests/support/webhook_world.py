"""Everything that webhook tests need: service, consumer, deliverer, fake records and a server that listens."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
import sqlalchemy as sa

from dougong.kernel.clock import HandClock
from dougong.kernel.egress import Egress
from dougong.kernel.egress_address import read_allow_list
from dougong.kernel.ids import new_id
from dougong.kernel.sealing import Sealer
from dougong.kernel.tables import metadata
from dougong.kernel.workspace import Principal
from dougong.storage.audit import audit
from dougong.storage.driver.port import Database
from dougong.storage.people_tables import people
from dougong.webhooks.consume import WebhookConsumer
from dougong.webhooks.deliver import Deliverer
from dougong.webhooks.delivery_store import DeliveryRows
from dougong.webhooks.endpoints import webhooks_router
from dougong.webhooks.event import EventKind, RecordEvent
from dougong.webhooks.service import WebhookService
from dougong.webhooks.store import WebhookRows
from dougong.webhooks.tables import webhook_deliveries, webhooks
from dougong_engine.document import Json
from support.http_stand_in import HttpStandIn, http_stand_in
from support.small_app import LI, OTHER_WORKSPACE, WORKSPACE, ZHANG, calling, small_app

START = datetime(2026, 11, 22, 6, tzinfo=UTC)
RECORD = "0198f2a0-0000-7000-8000-0000000000f1"
KEY = b"k" * 40


@dataclass
class FakeRecords:
    """Shows the fields of `shown` to those who are not in `blind`; a condition matches unless it names `nothing`."""

    shown: dict[str, Json] = field(default_factory=lambda: {"name": "华东合同", "amount": "600000.00"})
    blind: set[str] = field(default_factory=set)
    broken: bool = False

    async def payload(self, workspace_id: str, person_id: str, entity_id: str, record_id: str) -> Json:
        if self.broken:
            raise RuntimeError("the record layer fails")
        return None if person_id in self.blind else self.shown

    async def readable(self, principal: Principal) -> list[str]:
        return ["ent_contract", "ent_customer"]

    async def condition(self, principal: Principal, entity_id: str, raw: Json) -> Json:
        return raw

    async def matches(self, workspace_id: str, person_id: str, entity_id: str, record_id: str, condition: Json) -> bool:
        return "nothing" not in str(condition)


@dataclass
class WebhookWorld:
    """One database with two workspaces; `listener` is where webhooks point."""

    database: Database
    clock: HandClock
    records: FakeRecords
    consumer: WebhookConsumer
    deliverer: Deliverer
    rows: WebhookRows
    deliveries: DeliveryRows
    listener: HttpStandIn
    boss: httpx.AsyncClient
    li: httpx.AsyncClient
    stranger: httpx.AsyncClient

    async def make(self, **changes: object) -> dict[str, str]:
        """A webhook of the boss for every event."""
        every = ["record.created", "record.updated", "record.deleted", "record.restored"]
        body = {"name": "ERP", "url": self.listener.url("/hook"), "events": every, **changes}
        answer = await self.boss.post("/api/webhooks", json=body)
        assert answer.status_code == 201, answer.text
        made: dict[str, str] = answer.json()
        return made

    async def happen(
        self, kind: EventKind = "record.updated", id: str | None = None, entity: str = "ent_contract", times: int = 1
    ) -> None:
        """Hand an event to the consumer, as often as the inbox might."""
        event = RecordEvent(WORKSPACE, id or new_id(), kind, entity, RECORD, 3, self.clock.now())
        for _ in range(times):
            steps = await self.consumer.consume(event)
            if steps:
                await self.database.write(steps)

    async def log(self, webhook: dict[str, str]) -> list[dict[str, object]]:
        """The delivery log, latest first."""
        items: list[dict[str, object]] = (await self.boss.get(f"/api/webhooks/{webhook['id']}/deliveries")).json()[
            "items"
        ]
        return items

    async def set_active(self, person_id: str, *, active: bool) -> None:
        """Switch a person off or on."""
        change = sa.update(people).where(people.c.id == person_id).values(active=active)
        await self.database.run_sync(lambda connection: connection.execute(change))


def make_tables(connection: sa.Connection) -> None:
    """The tables of webhooks, and two people."""
    metadata.create_all(connection, [webhooks, webhook_deliveries, people, audit])
    moments = {column.name: START for column in people.c if column.name.endswith("_at") and not column.nullable}
    for workspace_id, person_id in ((WORKSPACE, LI), (WORKSPACE, ZHANG), (OTHER_WORKSPACE, LI)):
        row = {"workspace_id": workspace_id, "id": person_id, "name": "p", "sort_name": "p", "active": True}
        connection.execute(sa.insert(people).values({**row, "admin": False, **moments}))


@asynccontextmanager
async def webhook_world(database: Database) -> AsyncIterator[WebhookWorld]:
    """A world on an empty database."""
    await database.run_sync(make_tables)
    async with http_stand_in() as listener:
        clock, records, sealer = HandClock(START), FakeRecords(), Sealer([KEY])
        rows, deliveries = WebhookRows(database), DeliveryRows(database)
        egress = Egress(read_allow_list([listener.place]))
        app = small_app(webhooks_router(WebhookService(rows, deliveries, records, sealer, clock)))
        clients = [calling(app, name) for name in ("boss", "li", "stranger")]
        yield WebhookWorld(
            database,
            clock,
            records,
            WebhookConsumer(rows, deliveries, records),
            Deliverer(rows, deliveries, records, egress, sealer, clock),
            rows,
            deliveries,
            listener,
            *clients,
        )
        for client in clients:
            await client.aclose()
        await egress.close()
