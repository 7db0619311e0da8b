"""A model on loopback that proposes what a test says, in a thread of its own beside a browser."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson

from support.http_stand_in import HttpStandIn, Reply, http_stand_in


@contextmanager
def model_in_thread(spec: dict[str, Any]) -> Iterator[HttpStandIn]:
    """Answers every request with this specification, as a model that speaks the chat protocol does."""
    content = orjson.dumps(spec).decode()
    body = orjson.dumps({"choices": [{"message": {"content": content}}]})
    started: list[HttpStandIn] = []
    ready, over = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with http_stand_in(lambda _: Reply(body=body)) as server:
            started.append(server)
            ready.set()
            await over.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    try:
        assert ready.wait(10), "the stand-in did not start"
        yield started[0]
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(10)
        loop.close()
