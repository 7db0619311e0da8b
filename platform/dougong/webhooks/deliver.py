"""Carries deliveries out: renders with the owner's rights, signs, sends, notes the outcome."""

import asyncio
from datetime import datetime, timedelta
from time import perf_counter

import orjson
import structlog

from dougong.kernel.clock import Clock
from dougong.kernel.egress import Answer, Egress, EgressFailed
from dougong.kernel.egress_address import read_target
from dougong.kernel.record_ports import RecordPayload
from dougong.kernel.sealing import NotOpened, Sealer
from dougong.webhooks.back_off import pause_after
from dougong.webhooks.delivery_store import Delivery, DeliveryRows, Result
from dougong.webhooks.event import TEST
from dougong.webhooks.signing import headers
from dougong.webhooks.store import Webhook, WebhookRows
from dougong_engine.document import Json

LEASE = timedelta(seconds=60)
AT_ONCE = 50
HEAD_CHARACTERS = 500
GONE = 410

log = structlog.get_logger("webhooks")


class Skipped(Exception):
    """There is nothing to send, and there will not be; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Deliverer:
    """Sends what is due. Several may run at once, in any number of processes."""

    def __init__(
        self,
        rows: WebhookRows,
        deliveries: DeliveryRows,
        records: RecordPayload,
        egress: Egress,
        sealer: Sealer,
        clock: Clock,
    ) -> None:
        self._rows = rows
        self._deliveries = deliveries
        self._records = records
        self._egress = egress
        self._sealer = sealer
        self._clock = clock

    async def deliver_due(self, most: int = AT_ONCE) -> int:
        """Try every delivery that is due, at most five of a workspace; answers how many were tried."""
        now = await self._clock.read()
        claimed = await self._deliveries.claim(now, now + LEASE, most)
        await asyncio.gather(*(self._carry_out(one, now) for one in claimed))
        return len(claimed)

    async def _carry_out(self, delivery: Delivery, now: datetime) -> None:
        begun = perf_counter()
        try:
            webhook, answer = await self._try(delivery, now)
        except Skipped as skipped:
            result = Result("skipped", now, now, code=skipped.code)
        except EgressFailed as failed:
            result = _failed(delivery, now, code=failed.code, ms=_ms(begun))
        except Exception as error:  # noqa: BLE001  # one bad delivery must not end the round for the others
            log.warning("delivery failed", workspace=delivery.workspace_id, delivery=delivery.id, reason=repr(error))
            result = _failed(delivery, now, code="webhook.internal", ms=_ms(begun))
        else:
            if answer.status == GONE:
                await self._rows.stop(webhook.workspace_id, webhook.id)
            result = _answered(delivery, now, answer, _ms(begun))
        await self._deliveries.close(delivery, result)

    async def _try(self, delivery: Delivery, now: datetime) -> tuple[Webhook, Answer]:
        webhook = await self._rows.working(delivery.workspace_id, delivery.webhook_id)
        if webhook is None:
            raise Skipped("webhook.inactive")
        target = read_target(webhook.url)
        if target is None:
            raise Skipped("webhook.url")
        try:
            secret = self._sealer.open(target.place, webhook.secret)
        except NotOpened:
            raise Skipped("webhook.secret_lost") from None
        content = {"type": delivery.kind, "timestamp": delivery.at, "data": await self._about(delivery, webhook)}
        body = orjson.dumps(content, option=orjson.OPT_UTC_Z)
        signed = headers(secret, delivery.id, int(now.timestamp()), body)
        return webhook, await self._egress.request(delivery.workspace_id, "POST", webhook.url, signed, body)

    async def _about(self, delivery: Delivery, webhook: Webhook) -> Json:
        if delivery.kind == TEST or delivery.entity_id is None or delivery.record_id is None:
            return {"webhook": webhook.id}
        named: dict[str, Json] = {
            "entity": delivery.entity_id,
            "record": delivery.record_id,
            "version": delivery.version,
        }
        if delivery.kind == "record.deleted":
            return named
        shown = await self._records.payload(
            delivery.workspace_id, webhook.owner_id, delivery.entity_id, delivery.record_id
        )
        if shown is None:
            raise Skipped("webhook.hidden")
        return {**named, "fields": shown}


def _answered(delivery: Delivery, now: datetime, answer: Answer, ms: int) -> Result:
    head = answer.body.decode("utf-8", "replace").replace("\x00", "�")[:HEAD_CHARACTERS]
    if 200 <= answer.status < 300:
        return Result("delivered", now, now, answer.status, None, ms, head)
    if answer.status == GONE:
        return Result("failed", now, now, answer.status, "webhook.gone", ms, head)
    return _failed(delivery, now, answer.status, "webhook.answer", ms, head)


def _failed(
    delivery: Delivery,
    now: datetime,
    status: int | None = None,
    code: str | None = None,
    ms: int | None = None,
    head: str | None = None,
) -> Result:
    pause = pause_after(delivery.attempt)
    if pause is None:
        return Result("failed", now, now, status, code, ms, head)
    return Result("pending", now + pause, now, status, code, ms, head)


def _ms(begun: float) -> int:
    return round((perf_counter() - begun) * 1000)
