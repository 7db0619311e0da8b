"""Making, changing and removing webhooks; secrets go in and never come out again."""

from dataclasses import replace
from typing import Any

from dougong.kernel.clock import Clock
from dougong.kernel.egress_address import read_target
from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse
from dougong.kernel.record_ports import Askable
from dougong.kernel.sealing import NotOpened, Sealer
from dougong.kernel.workspace import Principal
from dougong.storage.audit import AuditEntry
from dougong.webhooks.delivery_store import Delivery, DeliveryRows
from dougong.webhooks.event import TEST
from dougong.webhooks.schemas import ChangedWebhook, NewWebhook
from dougong.webhooks.signing import key_of, new_secret
from dougong.webhooks.store import Webhook, WebhookRows
from dougong_engine.document import Json

MOST = 50
"""Webhooks of one workspace; each costs a look at every event."""


class WebhookService:
    """What people with the ability `settings` do with webhooks."""

    def __init__(
        self, rows: WebhookRows, deliveries: DeliveryRows, records: Askable, sealer: Sealer, clock: Clock
    ) -> None:
        self._rows = rows
        self._deliveries = deliveries
        self._records = records
        self._sealer = sealer
        self._clock = clock

    async def all(self, principal: Principal) -> list[Webhook]:
        """Every webhook of the workspace."""
        return await self._rows.all(principal.workspace_id)

    async def one(self, principal: Principal, id: str) -> Webhook:
        """One. Refuses 404 `webhook.unknown`."""
        found = await self._rows.one(principal.workspace_id, id)
        if found is None:
            raise refuse(404, "webhook.unknown")
        return found

    async def make(self, principal: Principal, asked: NewWebhook) -> tuple[Webhook, str | None]:
        """A new one with the principal's rights, and its secret if that was made here.

        Refuses 422 `webhook.url`, `webhook.secret`, what `_about` refuses, and 409 `webhook.many`.
        """
        if len(await self._rows.all(principal.workspace_id)) >= MOST:
            raise refuse(409, "webhook.many", most=MOST)
        place, now = _place(asked.url), self._clock.now()
        filter_ = await self._about(principal, asked.entity, asked.filter)
        made = None if asked.secret else new_secret()
        webhook = Webhook(
            workspace_id=principal.workspace_id,
            id=new_id(),
            name=asked.name,
            url=asked.url,
            secret=self._sealed(place, made or asked.secret or ""),
            events=asked.events,
            entity_id=asked.entity,
            filter=filter_,
            active=asked.active,
            owner_id=principal.person_id,
            created_at=now,
            updated_at=now,
        )
        await self._rows.insert(webhook, self._audited(principal, "webhook.made", webhook))
        return webhook, made

    async def change(self, principal: Principal, id: str, asked: ChangedWebhook) -> tuple[Webhook, str | None]:
        """Change one and take it over: from now on it shows what the principal may read.

        Refuses 422 `webhook.secret_needed` when the URL leads to another host or port without a new secret.
        """
        webhook = await self.one(principal, id)
        given = asked.model_fields_set
        url = asked.url or webhook.url
        entity = asked.entity if "entity" in given else webhook.entity_id
        filter_ = asked.filter if "filter" in given else webhook.filter
        if {"entity", "filter"} & given:
            filter_ = await self._about(principal, entity, filter_)
        made = new_secret() if asked.renew_secret else None
        changed: dict[str, Any] = {
            "name": asked.name or webhook.name,
            "url": url,
            "secret": self._secret_for(webhook, _place(url), made or asked.secret),
            "events": asked.events or webhook.events,
            "entity_id": entity,
            "filter": filter_,
            "active": webhook.active if asked.active is None else asked.active,
            "owner_id": principal.person_id,
            "updated_at": self._clock.now(),
        }
        webhook = replace(webhook, **changed)
        await self._rows.update(webhook, self._audited(principal, "webhook.changed", webhook))
        return webhook, made

    async def remove(self, principal: Principal, id: str) -> None:
        """Remove one with its log."""
        webhook = await self.one(principal, id)
        await self._rows.delete(principal.workspace_id, id, self._audited(principal, "webhook.removed", webhook))

    async def log(self, principal: Principal, id: str, before: str | None, most: int) -> list[Delivery]:
        """What was sent and is to be sent, latest first."""
        await self.one(principal, id)
        return await self._deliveries.page(principal.workspace_id, id, before, most)

    async def send_again(self, principal: Principal, id: str, delivery_id: str) -> None:
        """Start a delivery over that has ended. Refuses 404 `webhook.delivery_unknown` for others."""
        if not await self._deliveries.again(principal.workspace_id, id, delivery_id, self._clock.now()):
            raise refuse(404, "webhook.delivery_unknown")

    async def test(self, principal: Principal, id: str) -> None:
        """Send something harmless, to see it arrive."""
        webhook = await self.one(principal, id)
        now = self._clock.now()
        await self._deliveries.add(self._deliveries.add_step(webhook.workspace_id, id, new_id(), TEST, now))

    async def _about(self, principal: Principal, entity_id: str | None, filter_: Json) -> Json:
        """The filter as it is kept.

        Refuses 422 `entity.unknown` for what the principal cannot see, `webhook.filter_entity` for a filter over no
        entity in particular, and whatever is wrong with the condition.
        """
        if entity_id is not None and entity_id not in await self._records.readable(principal):
            raise refuse(422, "entity.unknown", ("entity",), entity=entity_id)
        if filter_ is None:
            return None
        if entity_id is None:
            raise refuse(422, "webhook.filter_entity", ("entity",))
        return await self._records.condition(principal, entity_id, filter_)

    def _secret_for(self, webhook: Webhook, place: str, given: str | None) -> str:
        if given is not None:
            return self._sealed(place, given)
        try:
            self._sealer.open(place, webhook.secret)
        except NotOpened:
            raise refuse(422, "webhook.secret_needed", ("secret",)) from None
        return webhook.secret

    def _sealed(self, place: str, secret: str) -> str:
        if key_of(secret) is None:
            raise refuse(422, "webhook.secret", ("secret",))
        return self._sealer.seal(place, secret)

    def _audited(self, principal: Principal, action: str, webhook: Webhook) -> AuditEntry:
        detail: dict[str, Json] = {"name": webhook.name, "url": webhook.url, "active": webhook.active}
        return AuditEntry(
            principal.workspace_id, self._clock.now(), principal.person_id, action, f"webhook:{webhook.id}", detail
        )


def _place(url: str) -> str:
    target = read_target(url)
    if target is None:
        raise refuse(422, "webhook.url", ("url",))
    return target.place
