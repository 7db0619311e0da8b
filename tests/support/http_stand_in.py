"""A real HTTP server on loopback that keeps what it was sent and answers as the test says."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it came over the wire; header names in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answers; `raw` replaces the whole answer."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"ok"
    raw: bytes | None = None

    def wire(self) -> bytes:
        """The bytes to send."""
        if self.raw is not None:
            return self.raw
        lines = [f"HTTP/1.1 {self.status} Stand-in", f"content-length: {len(self.body)}", "connection: close"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


Decide = Callable[[Received], Reply | Awaitable[Reply]]


@dataclass(slots=True)
class HttpStandIn:
    """`received` holds every request in order; `connections` counts those too that sent nothing."""

    decide: Decide = lambda _: Reply()
    received: list[Received] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    scheme: str = "http"
    host: str = "127.0.0.1"

    @property
    def place(self) -> str:
        """host:port."""
        return f"{self.host}:{self.port}"

    def url(self, path: str = "/") -> str:
        """The address of a path of this server."""
        return f"{self.scheme}://{self.place}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request of a connection and close it."""
        self.connections += 1
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            method, target, _ = head[0].split(" ")
            headers = {name.lower(): value.strip() for name, _, value in (one.partition(":") for one in head[1:])}
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            request = Received(method, target, headers, body)
            self.received.append(request)
            reply = self.decide(request)
            writer.write((reply if isinstance(reply, Reply) else await reply).wire())
            await writer.drain()
        writer.close()
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            await writer.wait_closed()


@contextlib.asynccontextmanager
async def http_stand_in(
    decide: Decide = lambda _: Reply(), certificates: ssl.SSLContext | None = None
) -> AsyncIterator[HttpStandIn]:
    """A started server on a free port; open connections are dropped at the end."""
    stand_in = HttpStandIn(decide, scheme="https" if certificates else "http")
    open_now: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        open_now.add(task)
        try:
            await stand_in.serve(reader, writer)
        except asyncio.CancelledError:
            writer.close()
        finally:
            open_now.discard(task)

    server = await asyncio.start_server(serve, stand_in.host, 0, ssl=certificates)
    stand_in.port = server.sockets[0].getsockname()[1]
    try:
        yield stand_in
    finally:
        server.close()
        for task in tuple(open_now):
            task.cancel()
        await asyncio.gather(*tuple(open_now), return_exceptions=True)
        await server.wait_closed()
