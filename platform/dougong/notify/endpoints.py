"""Notifications, preferences and the live stream over HTTP."""

import re
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import StreamingResponse

from dougong.kernel.clock import Clock
from dougong.kernel.paging import decode_cursor, encode_cursor
from dougong.kernel.problem import refuse
from dougong.kernel.routes import READ, WRITE, Caller, route
from dougong.kernel.workspace import Principal
from dougong.notify.live import Live
from dougong.notify.message import KINDS
from dougong.notify.rereading import Readable, as_read_now, nothing_readable
from dougong.notify.schemas import NotificationPage, NotificationShown, Preference, Preferences, ReadAll, Unread
from dougong.notify.sending import ALWAYS, Sending
from dougong.notify.store import Notification, NotificationRows, PreferenceRows
from dougong.notify.stream import BEAT_SECONDS, Entities, no_entities, stream
from dougong_engine.document import Json

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def notifications_router(rows: NotificationRows, clock: Clock, readable: Readable = nothing_readable) -> APIRouter:
    """The routes of a person's own list."""
    router = APIRouter(tags=["notifications"])

    @route(router, "GET", "/api/notifications", READ)
    async def list_notifications(
        caller: Caller,
        cursor: str | None = None,
        unread: bool = False,
        limit: Annotated[int, Query(ge=1, le=100)] = 30,
    ) -> NotificationPage:
        """The caller's notifications, newest first."""
        question: Json = [caller.workspace_id, caller.person_id, "notifications", unread]
        before = None
        if cursor is not None:
            keys = decode_cursor(cursor, question)
            before = _checked(str(keys[0])) if keys else None
        found = await rows.page(caller.workspace_id, caller.person_id, before, limit + 1, only_unread=unread)
        more = encode_cursor([found[limit - 1].id], question) if len(found) > limit else None
        return NotificationPage(
            items=[_shown(one) for one in await as_read_now(caller, found[:limit], readable)],
            next=more,
            unread=await rows.unread(caller.workspace_id, caller.person_id),
        )

    @route(router, "POST", "/api/notifications/{notification_id}/read", WRITE)
    async def read_notification(notification_id: str, caller: Caller) -> Unread:
        """Mark one as read; harmless when repeated."""
        await rows.read(caller.workspace_id, caller.person_id, [_checked(notification_id)], clock.now())
        return Unread(unread=await rows.unread(caller.workspace_id, caller.person_id))

    @route(router, "POST", "/api/notifications/read-all", WRITE)
    async def read_all_notifications(body: ReadAll, caller: Caller) -> Unread:
        """Mark all up to one as read; what came after it stays unread."""
        await rows.read_up_to(caller.workspace_id, caller.person_id, body.up_to, clock.now())
        return Unread(unread=await rows.unread(caller.workspace_id, caller.person_id))

    return router


def preferences_router(sending: Sending, preferences: PreferenceRows) -> APIRouter:
    """The routes of a person's own choices."""
    router = APIRouter(tags=["notifications"])

    async def matrix(caller: Principal) -> Preferences:
        chosen = await preferences.of(caller.workspace_id, [caller.person_id])
        cells = [(kind, channel) for kind in KINDS for channel in sending.names if channel != ALWAYS]
        return Preferences(
            items=[
                Preference(kind=kind, channel=channel, wanted=chosen.get((caller.person_id, kind, channel), True))
                for kind, channel in cells
            ]
        )

    @route(router, "GET", "/api/notification-preferences", READ)
    async def get_preferences(caller: Caller) -> Preferences:
        """Which kinds of message the caller wants by which channel; the list in the app gets all of them."""
        return await matrix(caller)

    @route(router, "PUT", "/api/notification-preferences", WRITE)
    async def set_preferences(body: Preferences, caller: Caller) -> Preferences:
        """Change some cells of the matrix."""
        known = set(sending.names) - {ALWAYS}
        for number, one in enumerate(body.items):
            if one.channel not in known:
                raise refuse(422, "notify.channel.unknown", ("items", number, "channel"), channel=one.channel)
        wanted: dict[tuple[str, str], bool] = {(one.kind, one.channel): one.wanted for one in body.items}
        await preferences.set(caller.workspace_id, caller.person_id, wanted)
        return await matrix(caller)

    return router


def events_router(
    live: Live, rows: NotificationRows, entities_of: Entities = no_entities, beat_seconds: float = BEAT_SECONDS
) -> APIRouter:
    """The live stream."""
    router = APIRouter(tags=["notifications"])

    @route(router, "GET", "/api/events", READ, response_class=StreamingResponse)
    async def follow_events(request: Request, caller: Caller) -> StreamingResponse:
        """Server-sent events `notifications` {unread}, `tasks` {}, `records` {entities}: what to fetch again."""
        if not live.room_for(caller.workspace_id, caller.person_id):
            raise refuse(429, "events.too_many")

        async def recheck() -> Principal | None:
            found: Principal | None = await request.app.state.authenticator.authenticate(request)
            return found

        async def lines() -> AsyncIterator[bytes]:
            with live.box(caller.workspace_id, caller.person_id) as box:
                async for line in stream(box, caller, recheck, rows, entities_of, beat_seconds):
                    yield line

        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(lines(), media_type="text/event-stream", headers=headers)

    return router


def _shown(one: Notification) -> NotificationShown:
    return NotificationShown(
        id=one.id, at=one.at, kind=one.kind, title=one.title, body=one.body, link=one.link, read_at=one.read_at
    )


def _checked(text: str) -> str:
    if ID.fullmatch(text) is None:
        raise refuse(404, "notification.unknown")
    return text
