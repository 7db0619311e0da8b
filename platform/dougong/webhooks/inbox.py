"""The webhooks' place among the consumers of the inbox."""

from collections.abc import Sequence

from dougong.kernel.inbox import InboxEvent
from dougong.storage.driver.port import Step
from dougong.webhooks.consume import WebhookConsumer
from dougong.webhooks.event import KIND_OF_ACTION, RecordEvent


class WebhookInbox:
    """Implements `process.ports.EventConsumer`. Past data and samples are told to nobody."""

    def __init__(self, consumer: WebhookConsumer) -> None:
        self._consumer = consumer

    async def consume(self, event: InboxEvent) -> Sequence[Step]:
        """The deliveries that the event asks for."""
        kind = KIND_OF_ACTION.get(event.action)
        if kind is None or event.quiet:
            return ()
        about = RecordEvent(
            event.workspace_id, event.id, kind, event.entity_id, event.record_id, event.version, event.at
        )
        return await self._consumer.consume(about)
