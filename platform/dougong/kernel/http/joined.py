"""Answers in one piece: uvicorn hands over head and body apart, and uvloop sends each of them at once."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class JoinedAnswers(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, with half of its system calls and packets."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # always a Transport
        """A client has come."""
        super().connection_made(Joining(transport, self.loop))  # type: ignore[arg-type]  # stands for a Transport


class Joining:
    """A transport that keeps what it is given until more comes, but never longer than until the loop's next turn."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._kept = b""

    def write(self, data: bytes) -> None:
        """Send it soon, together with what follows at once."""
        if not self._kept:
            self._kept = data
            self._loop.call_soon(self._flush)
            return
        kept, self._kept = self._kept, b""
        self._transport.write(kept + data)

    def close(self) -> None:
        """Send what is kept, then close."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._kept:
            kept, self._kept = self._kept, b""
            self._transport.write(kept)

    def __getattr__(self, name: str) -> Any:
        """Everything else is the transport's own."""
        return getattr(self._transport, name)
