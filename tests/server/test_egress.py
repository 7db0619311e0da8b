"""Requests that leave the process keep their budgets and say nothing about why one failed."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dougong.kernel.egress import Answer, Budget, Egress, EgressFailed
from dougong.kernel.egress_address import read_allow_list, read_target
from support.certificates import certificates
from support.http_stand_in import HttpStandIn, Received, Reply, http_stand_in
from support.tree import ROOT

WORKSPACE = "0198f2a0-0000-7000-8000-000000000001"
SOON = Budget(connect_seconds=0.5, total_seconds=0.5, answer_bytes=1_000)


@pytest.fixture
async def server() -> AsyncIterator[HttpStandIn]:
    async with http_stand_in() as one:
        yield one


def open_to(server: HttpStandIn) -> Egress:
    return Egress(read_allow_list([server.place]))


async def test_a_request_arrives_with_its_headers_and_body_and_brings_the_answer(server: HttpStandIn) -> None:
    server.decide = lambda _: Reply(201, {"x-answer": "yes"}, b'{"a":1}')
    answer = await open_to(server).request(
        WORKSPACE, "POST", server.url("/hook?a=1"), {"content-type": "application/json"}, b'{"x":"\xe4"}'
    )
    assert (answer.status, answer.body, answer.truncated) == (201, b'{"a":1}', False)
    assert answer.headers["x-answer"] == "yes"
    received = server.received[0]
    assert (received.method, received.target, received.body) == ("POST", "/hook?a=1", b'{"x":"\xe4"}')
    assert received.headers["host"] == server.place
    assert received.headers["accept-encoding"] == "identity"


async def test_a_redirect_is_an_answer_and_is_not_followed(server: HttpStandIn) -> None:
    server.decide = lambda _: Reply(302, {"location": server.url("/elsewhere")})
    answer = await open_to(server).request(WORKSPACE, "GET", server.url())
    assert (answer.status, len(server.received)) == (302, 1)


async def test_an_answer_is_read_up_to_its_budget_only(server: HttpStandIn) -> None:
    server.decide = lambda _: Reply(body=b"x" * 5_000)
    answer = await open_to(server).request(WORKSPACE, "GET", server.url(), budget=SOON)
    assert (len(answer.body), answer.truncated) == (1_000, True)


async def test_a_compressed_answer_is_not_unpacked(server: HttpStandIn) -> None:
    server.decide = lambda _: Reply(headers={"content-encoding": "gzip"}, body=b"\x1f\x8bnot really")
    answer = await open_to(server).request(WORKSPACE, "GET", server.url())
    assert answer.body == b"\x1f\x8bnot really"


async def test_the_whole_exchange_has_one_deadline_however_slowly_the_answer_drips(server: HttpStandIn) -> None:
    never = asyncio.Event()

    async def silent(_: Received) -> Reply:
        await never.wait()
        return Reply()

    server.decide = silent
    egress = Egress(read_allow_list([server.place]))
    with pytest.raises(EgressFailed):
        await egress.request(WORKSPACE, "GET", server.url(), budget=Budget(total_seconds=0.2))


async def test_every_failure_says_the_same(server: HttpStandIn) -> None:
    async with http_stand_in() as closed:
        gone = closed.url()
    server.decide = lambda _: Reply(raw=b"this is not HTTP\r\n\r\n")
    said = set()
    egress = Egress(read_allow_list([server.place, gone.removeprefix("http://").removesuffix("/")]))
    for url in (server.url(), gone, "http://127.0.0.1:1/", "ftp://127.0.0.1/", "http://name.invalid/", "nonsense"):
        with pytest.raises(EgressFailed) as failed:
            await egress.request(WORKSPACE, "GET", url)
        said.add((str(failed.value), failed.value.code, failed.value.__cause__, failed.value.__context__))
    assert len(said) == 1


@pytest.mark.parametrize(
    "headers",
    [{"Host": "x"}, {"content-length": "3"}, {"Transfer-Encoding": "chunked"}, {"a\r\nb": "c"}, {"a": "b\nc"}],
)
async def test_a_header_that_would_reframe_the_message_is_refused(server: HttpStandIn, headers: dict[str, str]) -> None:
    with pytest.raises(EgressFailed):
        await open_to(server).request(WORKSPACE, "POST", server.url(), headers, b"abc")
    assert server.received == []


async def test_a_workspace_has_five_requests_open_at_most_and_holds_up_no_other(server: HttpStandIn) -> None:
    held, open_now, most = asyncio.Event(), 0, 0
    five_came = asyncio.Event()

    async def hold(request: Received) -> Reply:
        nonlocal open_now, most
        if request.target == "/other":
            return Reply()
        open_now += 1
        most = max(most, open_now)
        if open_now == 5:
            five_came.set()
        await held.wait()
        open_now -= 1
        return Reply()

    server.decide = hold
    egress = open_to(server)
    many = [asyncio.create_task(egress.request(WORKSPACE, "GET", server.url("/slow"))) for _ in range(12)]
    await five_came.wait()
    other = await egress.request(WORKSPACE.replace("1", "2"), "GET", server.url("/other"))
    held.set()
    answers: list[Answer] = await asyncio.gather(*many)
    assert (other.status, most, {one.status for one in answers}) == (200, 5, {200})


async def test_a_name_keeps_its_certificate_and_host_header_although_an_address_is_dialled(tmp_path: Path) -> None:
    serving, trusting = certificates(tmp_path, "erp.example.test")
    async with http_stand_in(certificates=serving) as server:

        async def resolve(host: str, port: int) -> list[str]:
            return ["127.0.0.1"]

        allowed = read_allow_list([f"erp.example.test:{server.port}", f"other.example.test:{server.port}"])
        egress = Egress(allowed, resolve=resolve, certificates=trusting)
        answer = await egress.request(WORKSPACE, "GET", f"https://erp.example.test:{server.port}/")
        assert (answer.status, server.received[0].headers["host"]) == (200, f"erp.example.test:{server.port}")
        with pytest.raises(EgressFailed):
            await egress.request(WORKSPACE, "GET", f"https://other.example.test:{server.port}/")


async def test_a_proxy_in_the_environment_is_not_asked(server: HttpStandIn) -> None:
    async with http_stand_in() as proxy:
        code = (
            "import asyncio, sys; from dougong.kernel.egress import Egress;"
            "from dougong.kernel.egress_address import read_allow_list as allow;"
            "asyncio.run(Egress(allow([sys.argv[1]])).request('w', 'GET', f'http://{sys.argv[1]}/'))"
        )
        names = ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
        environment = {**os.environ, "PYTHONPATH": "engine:platform", **dict.fromkeys(names, proxy.url())}
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, server.place, env=environment, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL
        )
        assert await child.wait() == 0
        assert (proxy.connections, len(server.received)) == (0, 1)


def test_an_allow_list_entry_without_a_port_is_refused() -> None:
    with pytest.raises(ValueError, match="host:port"):
        read_allow_list(["127.0.0.1"])


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://Example.test/a", "example.test:443"),
        ("http://example.test.:8080/", "example.test:8080"),
        ("http://[2001:DB8::1]/", "[2001:db8::1]:80"),
        ("http://user:secret@example.test/", None),
        ("file:///etc/passwd", None),
        ("http://example.test:0/", None),
        ("http://example.test:99999/", None),
        ("http://a\\b/", None),
        ("http:///x", None),
        ("http://ex ample/", None),
    ],
)
def test_a_url_names_one_place_or_none(url: str, place: str | None) -> None:
    target = read_target(url)
    assert (target.place if target else None) == place
