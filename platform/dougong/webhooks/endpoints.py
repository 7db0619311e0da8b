"""Webhooks and their delivery log over HTTP, for people with the ability `settings`."""

import re
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from dougong.kernel.messages import sentence
from dougong.kernel.paging import decode_cursor, encode_cursor
from dougong.kernel.problem import refuse
from dougong.kernel.routes import Caller, able, route
from dougong.webhooks.delivery_store import Delivery
from dougong.webhooks.schemas import (
    ChangedWebhook,
    DeliveryPage,
    DeliveryShown,
    NewWebhook,
    Webhooks,
    WebhookShown,
    WebhookWithSecret,
)
from dougong.webhooks.service import WebhookService
from dougong.webhooks.store import Webhook
from dougong_engine.document import Json

SETTINGS = able("settings")
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def webhooks_router(service: WebhookService) -> APIRouter:
    """The routes under /api/webhooks."""
    router = APIRouter(tags=["webhooks"])

    @route(router, "GET", "/api/webhooks", SETTINGS)
    async def list_webhooks(caller: Caller) -> Webhooks:
        """All webhooks of the workspace."""
        return Webhooks(items=[WebhookShown.model_validate(_shown(one)) for one in await service.all(caller)])

    @route(router, "POST", "/api/webhooks", SETTINGS, status_code=201)
    async def make_webhook(body: NewWebhook, caller: Caller) -> WebhookWithSecret:
        """Make one; keep the secret of the answer, it is never shown again."""
        webhook, secret = await service.make(caller, body)
        return WebhookWithSecret.model_validate({**_shown(webhook), "secret": secret})

    @route(router, "PATCH", "/api/webhooks/{webhook_id}", SETTINGS)
    async def change_webhook(webhook_id: str, body: ChangedWebhook, caller: Caller) -> WebhookWithSecret:
        """Change what is given."""
        webhook, secret = await service.change(caller, _checked(webhook_id), body)
        return WebhookWithSecret.model_validate({**_shown(webhook), "secret": secret})

    @route(router, "DELETE", "/api/webhooks/{webhook_id}", SETTINGS, status_code=204, response_class=Response)
    async def remove_webhook(webhook_id: str, caller: Caller) -> Response:
        """Remove one with its log."""
        await service.remove(caller, _checked(webhook_id))
        return Response(status_code=204)

    @route(router, "POST", "/api/webhooks/{webhook_id}/test", SETTINGS, status_code=202, response_class=Response)
    async def test_webhook(webhook_id: str, caller: Caller) -> Response:
        """Send an event `webhook.test`; its outcome appears in the log."""
        await service.test(caller, _checked(webhook_id))
        return Response(status_code=202)

    _log_routes(router, service)
    return router


def _log_routes(router: APIRouter, service: WebhookService) -> None:
    @route(router, "GET", "/api/webhooks/{webhook_id}/deliveries", SETTINGS)
    async def list_deliveries(
        webhook_id: str,
        caller: Caller,
        cursor: str | None = None,
        limit: Annotated[int, Query(ge=1, le=100)] = 30,
    ) -> DeliveryPage:
        """What was sent and is to be sent, latest first."""
        question: Json = [caller.workspace_id, caller.person_id, "deliveries", webhook_id]
        keys = decode_cursor(cursor, question) if cursor is not None else []
        before = _checked(str(keys[0])) if keys else None
        found = await service.log(caller, _checked(webhook_id), before, limit + 1)
        more = encode_cursor([found[limit - 1].id], question) if len(found) > limit else None
        return DeliveryPage(items=[_line(one, caller.locale) for one in found[:limit]], next=more)

    @route(
        router,
        "POST",
        "/api/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver",
        SETTINGS,
        status_code=202,
        response_class=Response,
    )
    async def redeliver(webhook_id: str, delivery_id: str, caller: Caller) -> Response:
        """Send again what has ended, under the same webhook-id."""
        await service.send_again(caller, _checked(webhook_id), _checked(delivery_id))
        return Response(status_code=202)


def _shown(webhook: Webhook) -> dict[str, object]:
    return {
        "id": webhook.id,
        "name": webhook.name,
        "url": webhook.url,
        "events": list(webhook.events),
        "entity": webhook.entity_id,
        "filter": webhook.filter,
        "active": webhook.active,
        "owner": webhook.owner_id,
        "created_at": webhook.created_at,
        "updated_at": webhook.updated_at,
    }


def _line(one: Delivery, locale: str) -> DeliveryShown:
    return DeliveryShown(
        id=one.id,
        event=one.event_id,
        type=one.kind,
        entity=one.entity_id,
        record=one.record_id,
        version=one.version,
        at=one.at,
        state=one.state,
        attempt=one.attempt,
        next_try_at=one.next_try_at if one.state == "pending" else None,
        tried_at=one.tried_at,
        status=one.status,
        code=one.code,
        reason=sentence(one.code, {}, locale) if one.code is not None else None,
        ms=one.ms,
        response_head=one.response_head,
    )


def _checked(text: str) -> str:
    if ID.fullmatch(text) is None:
        raise refuse(404, "webhook.unknown")
    return text
