"""An open stream of server-sent events, read as a browser reads it."""

import asyncio

from fastapi import FastAPI
from starlette.types import Message as AsgiMessage


class Browser:
    """One open stream of an app, read event by event."""

    def __init__(self, app: FastAPI, caller: str) -> None:
        self._app = app
        self._caller = caller
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._left = asyncio.Event()
        self.status = 0

    async def run(self) -> None:
        """Follow the stream until the server ends it or `leave` is called."""
        headers = [(b"x-caller", self._caller.encode())]
        scope = {"type": "http", "method": "GET", "path": "/api/events", "query_string": b"", "headers": headers}
        begun = False

        async def receive() -> AsgiMessage:
            nonlocal begun
            if begun:
                await self._left.wait()
                return {"type": "http.disconnect"}
            begun = True
            return {"type": "http.request", "body": b""}

        async def send(message: AsgiMessage) -> None:
            self.status = message.get("status", self.status)
            for one in message.get("body", b"").decode().split("\n\n"):
                if one:
                    self._lines.put_nowait(one)

        await self._app({**scope, "app": self._app}, receive, send)
        self._lines.put_nowait(None)

    async def next(self) -> str | None:
        """The next event, None when the stream has ended."""
        async with asyncio.timeout(10):
            return await self._lines.get()

    def leave(self) -> None:
        """Close the tab."""
        self._left.set()
