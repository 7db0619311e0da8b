"""Head and body of an answer leave as one piece; what comes later leaves later, and nothing is lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn

from dougong.kernel.http.joined import JoinedAnswers, Joining

Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[dict[str, Any], Any, Send], Awaitable[None]]
GET = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n"
LAST = b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"


async def start(send: Send, length: int | None = None) -> None:
    """The head of an answer."""
    headers = [] if length is None else [(b"content-length", str(length).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})


async def say(send: Send, body: bytes, *, more: bool = False) -> None:
    """A piece of its body."""
    await send({"type": "http.response.body", "body": body, "more_body": more})


@asynccontextmanager
async def serving(app: App) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection to that application behind the real server."""
    settings = uvicorn.Config(app, host="127.0.0.1", port=0, http=JoinedAnswers, lifespan="off", log_config=None)
    server = uvicorn.Server(settings)
    settings.load()
    server.lifespan = settings.lifespan_class(settings)
    await server.startup()
    reader, writer = await asyncio.open_connection(*server.servers[0].sockets[0].getsockname()[:2])
    try:
        yield reader, writer
    finally:
        writer.close()
        await server.shutdown()


async def head_of(reader: asyncio.StreamReader) -> bytes:
    """Everything up to the body."""
    return await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)


class Wire:
    """A transport that remembers what was written to it."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.closed = False

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed


async def turn() -> None:
    """Until everything that waits for the loop's next turn has run."""
    done = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(done.set_result, None)
    await done


@pytest.fixture
async def joined() -> tuple[Joining, Wire]:
    wire = Wire()
    return Joining(wire, asyncio.get_running_loop()), wire  # type: ignore[arg-type]  # stands for a transport


async def test_head_and_body_are_one_write(joined: tuple[Joining, Wire]) -> None:
    joining, wire = joined
    joining.write(b"head ")
    assert wire.written == []
    joining.write(b"body")
    assert wire.written == [b"head body"]
    await turn()
    assert wire.written == [b"head body"]


async def test_a_head_alone_leaves_in_the_next_turn(joined: tuple[Joining, Wire]) -> None:
    joining, wire = joined
    joining.write(b"head")
    await turn()
    assert wire.written == [b"head"]
    joining.write(b"late")
    await turn()
    assert wire.written == [b"head", b"late"]


async def test_what_is_kept_leaves_before_the_end(joined: tuple[Joining, Wire]) -> None:
    joining, wire = joined
    joining.write(b"all")
    joining.close()
    assert (wire.written, wire.closed, joining.is_closing()) == ([b"all"], True, True)
    await turn()
    assert wire.written == [b"all"]


async def test_a_connection_answers_again_and_again_until_it_is_closed() -> None:
    async def app(scope: dict[str, Any], receive: Any, send: Send) -> None:
        await start(send, 4)
        await say(send, b"body")

    async with serving(app) as (reader, writer):
        for asked in (GET, GET, LAST):
            writer.write(asked)
            assert b"content-length: 4" in await head_of(reader)
            assert await reader.readexactly(4) == b"body"
        assert await asyncio.wait_for(reader.read(), 5) == b""


async def test_pipelined_questions_are_answered_in_order() -> None:
    async def app(scope: dict[str, Any], receive: Any, send: Send) -> None:
        await start(send, 1)
        await say(send, scope["query_string"])

    async with serving(app) as (reader, writer):
        writer.write(b"".join(b"GET /?%d HTTP/1.1\r\nhost: x\r\n\r\n" % number for number in range(5)))
        for number in range(5):
            await head_of(reader)
            assert await reader.readexactly(1) == str(number).encode()


async def test_a_stream_begins_before_its_first_piece_and_goes_on_piece_by_piece() -> None:
    go = asyncio.Event()

    async def app(scope: dict[str, Any], receive: Any, send: Send) -> None:
        await start(send)
        await go.wait()
        await say(send, b"one", more=True)
        await say(send, b"two", more=True)
        await say(send, b"")

    async with serving(app) as (reader, writer):
        writer.write(GET)
        assert b"chunked" in await head_of(reader)
        go.set()
        assert await asyncio.wait_for(reader.readuntil(b"0\r\n\r\n"), 5) == b"3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"


async def test_a_large_body_arrives_whole_at_a_slow_reader() -> None:
    piece = bytes(range(256)) * 4096

    async def app(scope: dict[str, Any], receive: Any, send: Send) -> None:
        await start(send, 8 * len(piece))
        for number in range(8):
            await say(send, piece, more=number < 7)

    async with serving(app) as (reader, writer):
        writer.write(LAST)
        await head_of(reader)
        assert await asyncio.wait_for(reader.readexactly(8 * len(piece)), 20) == 8 * piece
        assert await asyncio.wait_for(reader.read(), 5) == b""
