"""The server-sent events of one browser: topics, ids and counts, the caller checked again before each."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection

import orjson

from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal
from dougong.notify.live import Mailbox
from dougong.notify.store import NotificationRows
from dougong_engine.document import Json

BEAT_SECONDS = 15.0

Recheck = Callable[[], Awaitable[Principal | None]]
Entities = Callable[[Principal], Awaitable[Collection[str]]]
"""The entities of which a principal may read anything."""


async def no_entities(_: Principal) -> Collection[str]:
    """For deployments and tests without records."""
    return ()


def event(name: str, value: Json) -> bytes:
    """One event as it goes over the wire."""
    return b"event: " + name.encode() + b"\ndata: " + orjson.dumps(value) + b"\n\n"


async def stream(
    box: Mailbox,
    caller: Principal,
    recheck: Recheck,
    rows: NotificationRows,
    entities_of: Entities = no_entities,
    beat_seconds: float = BEAT_SECONDS,
) -> AsyncIterator[bytes]:
    """Events until the caller's session ends or changes hands; a comment every `beat_seconds` keeps the line open."""
    yield b"retry: 3000\n\n"
    yield event("notifications", {"unread": await rows.unread(caller.workspace_id, caller.person_id)})
    while True:
        woken = await box.wait(beat_seconds)
        now = None if box.closed else await _same(caller, recheck)
        if now is None:
            return
        if not woken:
            yield b": beat\n\n"
            continue
        topics, changed = box.take()
        if "notifications" in topics:
            yield event("notifications", {"unread": await rows.unread(now.workspace_id, now.person_id)})
        if "tasks" in topics:
            yield event("tasks", {})
        if "records" in topics:
            readable = set(await entities_of(now))
            # Without entities the hint is that hints were missed.
            if not changed or changed & readable:
                names: list[Json] = [*sorted(changed & readable)]
                yield event("records", {"entities": names})


async def _same(caller: Principal, recheck: Recheck) -> Principal | None:
    try:
        now = await recheck()
    except Refusal:
        return None
    same = now is not None and (now.workspace_id, now.person_id) == (caller.workspace_id, caller.person_id)
    return now if same else None
