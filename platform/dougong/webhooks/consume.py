"""Puts an event of the inbox on its way to every webhook that wants it."""

from dougong.kernel.record_ports import RecordPayload
from dougong.storage.driver.port import Step
from dougong.webhooks.delivery_store import DeliveryRows
from dougong.webhooks.event import RecordEvent
from dougong.webhooks.store import Webhook, WebhookRows


class WebhookConsumer:
    """The webhooks' part in handling one event; its steps belong in the transaction that handles it."""

    def __init__(self, rows: WebhookRows, deliveries: DeliveryRows, records: RecordPayload) -> None:
        self._rows = rows
        self._deliveries = deliveries
        self._records = records

    async def consume(self, event: RecordEvent) -> list[Step]:
        """The steps for one event; harmless when the same event is handled again."""
        about = (event.entity_id, event.record_id, event.version)
        return [
            self._deliveries.add_step(event.workspace_id, webhook.id, event.id, event.kind, event.at, about)
            for webhook in await self._rows.all(event.workspace_id)
            if await self._wants(webhook, event)
        ]

    async def _wants(self, webhook: Webhook, event: RecordEvent) -> bool:
        if not webhook.active or event.kind not in webhook.events:
            return False
        if webhook.entity_id not in (None, event.entity_id):
            return False
        if webhook.filter is None:
            return True
        # Nobody can tell any more whether a record that is gone met the condition.
        if event.kind == "record.deleted":
            return False
        return await self._records.matches(
            event.workspace_id, webhook.owner_id, event.entity_id, event.record_id, webhook.filter
        )
