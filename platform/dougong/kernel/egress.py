"""The only way out of the process: checked addresses, hard budgets, one answer for every refusal."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from dougong.kernel.egress_address import AllowList, read_target

if TYPE_CHECKING:
    import httpx

    from dougong.kernel.egress_transport import Dial

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

AGENT = "Dougong"
AT_ONCE = 5
"""Requests that one workspace may have open."""

RESOLVING_AT_ONCE = 8
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
OURS = frozenset(
    {"host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "expect",
     "accept-encoding", "proxy-authorization", "proxy-connection", "keep-alive"}
)  # fmt: skip
"""Header names that a caller may not set: they frame the message or name its target."""

log = structlog.get_logger("egress")


class EgressFailed(Exception):
    """No usable answer came. The text and code are the same for every cause, so that nothing inside can be probed."""

    code = "egress.failed"

    def __init__(self) -> None:
        super().__init__("the request could not be carried out")


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits of one request: seconds to connect, seconds for the whole exchange, bytes of the answer that are read."""

    connect_seconds: float = 3.0
    total_seconds: float = 10.0
    answer_bytes: int = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: redirects are answers too. `truncated` tells that the body was longer than the budget."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    truncated: bool


async def resolve_by_system(host: str, port: int, threads: ThreadPoolExecutor) -> list[str]:
    """Every address of a name as the operating system knows it, in its own order."""
    loop = asyncio.get_running_loop()
    found = await loop.run_in_executor(
        threads, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    )
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(slots=True)
class Turns:
    """Bounds how many requests each workspace has open; forgets workspaces that have none."""

    at_once: int = AT_ONCE
    _open: dict[str, tuple[asyncio.Semaphore, int]] = field(default_factory=dict)

    @asynccontextmanager
    async def of(self, workspace_id: str) -> AsyncIterator[None]:
        """Wait for a turn and hold it."""
        semaphore, users = self._open.get(workspace_id, (asyncio.Semaphore(self.at_once), 0))
        self._open[workspace_id] = (semaphore, users + 1)
        try:
            async with semaphore:
                yield
        finally:
            _, users = self._open[workspace_id]
            if users == 1:
                del self._open[workspace_id]
            else:
                self._open[workspace_id] = (semaphore, users - 1)


class Egress:
    """Sends HTTP requests for workspaces; `resolve`, `dial` and `certificates` are given by tests only."""

    def __init__(
        self,
        allowed: AllowList | None = None,
        *,
        resolve: Resolve | None = None,
        dial: "Dial | None" = None,
        certificates: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed = allowed or AllowList()
        self._threads = ThreadPoolExecutor(RESOLVING_AT_ONCE, "resolve")
        self._resolve = resolve or (lambda host, port: resolve_by_system(host, port, self._threads))
        self._dial = dial
        self._certificates = certificates
        self._turns = Turns()

    async def request(
        self,
        workspace_id: str,
        method: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        budget: Budget | None = None,
    ) -> Answer:
        """Carry out one request for a workspace. EgressFailed for every refusal and failure alike."""
        budget = budget or Budget()
        async with self._turns.of(workspace_id):
            try:
                async with asyncio.timeout(budget.total_seconds):
                    return await self._exchange(method, url, dict(headers or {}), body, budget)
            except Exception as error:  # noqa: BLE001  # whatever it was, the caller learns the same
                log.warning("egress failed", workspace=workspace_id, url=_place(url), reason=repr(error)[:300])
        raise EgressFailed

    async def close(self) -> None:
        """Let go of the resolver's threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _exchange(self, method: str, url: str, headers: dict[str, str], body: bytes, budget: Budget) -> Answer:
        if read_target(url) is None:
            raise ValueError("not an http URL that may be called")
        if method not in METHODS:
            raise ValueError(f"method {method!r}")
        if forbidden := OURS & {name.lower() for name in headers}:
            raise ValueError(f"headers {sorted(forbidden)}")
        # A compressed answer could unfold to any size, so none is asked for and none is unpacked.
        own = {"accept-encoding": "identity", "user-agent": AGENT, "connection": "close"}
        async with (
            self._client(budget) as client,
            client.stream(method, url, headers={**own, **headers}, content=body or None) as answer,
        ):
            content, truncated = await _read(answer.aiter_raw(), budget.answer_bytes)
            return Answer(answer.status_code, dict(answer.headers), content, truncated)

    def _client(self, budget: Budget) -> "httpx.AsyncClient":
        # httpx is loaded by the first request that leaves, not by every start of the server.
        import httpx

        from dougong.kernel.egress_transport import CheckedNetwork, Transport, dial

        if self._certificates is None:
            self._certificates = httpx.create_ssl_context(trust_env=False)
        network = CheckedNetwork(self._resolve, self._dial or dial, self._allowed, budget.connect_seconds)
        return httpx.AsyncClient(
            transport=Transport(network, self._certificates),
            trust_env=False,
            follow_redirects=False,
            timeout=budget.total_seconds,
            headers={},
        )


async def _read(parts: AsyncIterable[bytes], most: int) -> tuple[bytes, bool]:
    content = bytearray()
    async for part in parts:
        content += part
        if len(content) > most:
            return bytes(content[:most]), True
    return bytes(content), False


def _place(url: str) -> str:
    target = read_target(url)
    return target.place if target else "unreadable"
