"""The httpx transport that resolves a name once, checks every answer and connects to what it checked."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from typing import Any

import httpcore
import httpx

from dougong.kernel.egress_address import Address, AllowList, is_public, read_address

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
Dial = Callable[[str, int, float], Awaitable[httpcore.AsyncNetworkStream]]

CONNECTIONS = 100
ADDRESSES = 3


class NotAllowed(Exception):
    """The name leads nowhere that may be called; never told to a caller apart from other failures."""


async def dial(address: str, port: int, timeout: float) -> httpcore.AsyncNetworkStream:  # noqa: ASYNC109  # httpcore's own
    """A TCP connection to an address."""
    return await httpcore.AnyIOBackend().connect_tcp(address, port, timeout=timeout)


class CheckedNetwork(httpcore.AsyncNetworkBackend):
    """Opens connections only to addresses that were checked in the same breath.

    httpcore asks for a connection by the URL's host and keeps that host for SNI, certificate and Host header, so
    between the check and the connection no second look-up can happen.
    """

    def __init__(self, resolve: Resolve, dial: Dial, allowed: AllowList, connect_seconds: float) -> None:
        self._resolve = resolve
        self._dial = dial
        self._allowed = allowed
        self._connect_seconds = connect_seconds

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first of `host`'s checked addresses that answers."""
        async with asyncio.timeout(self._connect_seconds):
            *others, last = (await self._checked(host, port))[:ADDRESSES]
            for address in others:
                with contextlib.suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                    return await self._dial(str(address), port, self._connect_seconds / ADDRESSES)
            return await self._dial(str(last), port, self._connect_seconds)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's signature
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never."""
        raise NotAllowed(path)

    async def sleep(self, seconds: float) -> None:
        """Between httpcore's own retries, which are off."""
        await asyncio.sleep(seconds)

    async def _checked(self, host: str, port: int) -> list[Address]:
        literal = read_address(host)
        answers = [literal] if literal else [read_address(one) for one in await self._resolve(host, port)]
        addresses = [one for one in answers if one is not None]
        if not addresses or len(addresses) != len(answers):
            raise NotAllowed(f"{host} has no usable address")
        if not self._allowed.admits(host, port) and not all(map(is_public, addresses)):
            raise NotAllowed(f"{host} leads to a private address")
        return addresses


class Transport(httpx.AsyncBaseTransport):
    """One connection a request, straight to the checked address: no proxy, no pool shared between tenants."""

    def __init__(self, network: CheckedNetwork, certificates: ssl.SSLContext) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=certificates,
            max_connections=CONNECTIONS,
            max_keepalive_connections=0,
            retries=0,
            network_backend=network,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the body streams."""
        assert isinstance(request.stream, httpx.AsyncByteStream)
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(status_code=answer.status, headers=answer.headers, stream=_Body(answer))

    async def aclose(self) -> None:
        """Close what is open."""
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()
