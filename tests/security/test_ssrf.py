"""No name, address, redirect or second look-up leads a request into a private network."""

import itertools
from collections.abc import Iterator, Sequence

import httpcore
import pytest

from dougong.kernel.egress import Egress, EgressFailed
from dougong.kernel.egress_address import is_public, read_address, read_allow_list
from support.http_stand_in import Reply, http_stand_in

WORKSPACE = "0198f2a0-0000-7000-8000-000000000001"
PUBLIC = "93.184.215.14"

PRIVATE_V4 = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.254 127.0.0.1 127.1.2.3 127.255.255.255
169.254.0.1 169.254.169.254 169.254.170.2 172.16.0.1 172.17.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.0.192
192.0.2.1 192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1
239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16
""".split()  # noqa: SIM905
PRIVATE_V6 = """
:: ::1 ::2 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1 ::ffff:100.64.0.1
64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b::10.0.0.1 64:ff9b:1::1 64:ff9b:1::a9fe:a9fe 100::1 2001::1 2001:0:7f00:1::
2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:a9fe:a9fe:: 2002:a00:1:: 2002:c0a8:1:: 3fff::1 5f00::1 fc00::1
fd00::1 fd00:ec2::254 fe80::1 fe80::1%25lo fec0::1 ff02::1 ff05::2 fe80::5efe:7f00:1 2a00::5efe:7f00:1
2a00::200:5efe:a00:1 4000::1 8000::1 e000::1
""".split()  # noqa: SIM905
SPELLINGS = """
http://2130706433/ http://0x7f000001/ http://0x7f.0.0.1/ http://0177.0.0.1/ http://017700000001/ http://127.1/
http://127.0.1/ http://0/ http://localhost/ http://LOCALHOST/ http://localhost./ http://127.0.0.1./ http://0.0.0.0:80/
http://[::]/ http://[::1]:80/ http://[::ffff:7f00:1]/ http://[0:0:0:0:0:ffff:127.0.0.1]/ http://[::ffff:127.0.0.1]:80/
http://ip6-localhost/ http://0xa9fea9fe/ http://2852039166/ http://0251.0376.0251.0376/ http://169.254.43518/
http://169.16689662/ http://127.0.0.1:22/ http://127.0.0.1:5432/ http://127.0.0.1:6379/ https://127.0.0.1/
""".split()  # noqa: SIM905
DIFFERENTIALS = """
http://public.example.test@127.0.0.1/ http://127.0.0.1@public.example.test/ http://public.example.test:80@127.0.0.1/
http://127.0.0.1\\@public.example.test/ http://127.0.0.1%2f@public.example.test/ http://127.0.0.1%23/ http://%31%32%37.0.0.1/
http://public.example.test%00.127.0.0.1/ http://127.0.0.1%0d%0aHost:x/ http://[::1%25lo]/ http://[::1/ http://①②⑦.⓪.⓪.①/
http://127。0。0。1/ http:127.0.0.1/ http:/127.0.0.1/ http:///127.0.0.1/ //127.0.0.1/ file:///etc/passwd gopher://127.0.0.1/
dict://127.0.0.1:11211/ ftp://127.0.0.1/ unix:///var/run/docker.sock http+unix://%2Fvar%2Frun%2Fdocker.sock/ ws://127.0.0.1/
jar:http://127.0.0.1!/ data:text/plain,x http://127.0.0.1:0/ http://127.0.0.1:65536/ http://127.0.0.1:-1/
""".split()  # noqa: SIM905

TARGETS = [
    *(f"http://{one}/" for one in PRIVATE_V4),
    *(f"http://[{one}]/" for one in PRIVATE_V6),
    *SPELLINGS,
    *DIFFERENTIALS,
]


class CountingDial:
    """Counts the connections that would have been opened."""

    def __init__(self) -> None:
        self.dialled: list[str] = []

    async def __call__(self, address: str, port: int, timeout: float) -> httpcore.AsyncNetworkStream:  # noqa: ASYNC109
        self.dialled.append(address)
        raise httpcore.ConnectError


class Flipping:
    """A resolver that answers a public address first and private ones at every later look-up."""

    def __init__(self, answers: Sequence[Sequence[str]]) -> None:
        self.asked = 0
        self._answers: Iterator[Sequence[str]] = itertools.chain(answers, itertools.repeat(answers[-1]))

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked += 1
        return next(self._answers)


def test_there_are_at_least_120_targets() -> None:
    assert len(set(TARGETS)) >= 120


@pytest.mark.parametrize("url", TARGETS)
async def test_no_connection_is_opened_to_a_private_target(url: str) -> None:
    dial = CountingDial()
    egress = Egress(dial=dial)
    with pytest.raises(EgressFailed):
        await egress.request(WORKSPACE, "GET", url)
    await egress.close()
    assert dial.dialled == []


@pytest.mark.parametrize("address", [*PRIVATE_V4, *(one for one in PRIVATE_V6 if "%" not in one)])
async def test_a_name_that_resolves_to_a_private_address_is_refused(address: str) -> None:
    for answers in ([address], [PUBLIC, address], [address, PUBLIC]):
        dial = CountingDial()
        egress = Egress(dial=dial, resolve=Flipping([answers]))
        with pytest.raises(EgressFailed):
            await egress.request(WORKSPACE, "GET", "http://rebind.example.test/")
        assert dial.dialled == []


async def test_a_name_is_looked_up_once_and_the_checked_address_is_dialled() -> None:
    dial, resolve = CountingDial(), Flipping([[PUBLIC], ["127.0.0.1"]])
    with pytest.raises(EgressFailed):
        await Egress(dial=dial, resolve=resolve).request(WORKSPACE, "GET", "http://rebind.example.test/")
    assert (dial.dialled, resolve.asked) == ([PUBLIC], 1)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_into_the_private_network_reaches_nothing(status: int) -> None:
    async with http_stand_in() as canary:
        reply = Reply(status, {"location": canary.url("/secret")})
        async with http_stand_in(lambda _: reply) as outside:

            async def dial(address: str, port: int, timeout: float) -> httpcore.AsyncNetworkStream:  # noqa: ASYNC109
                return await httpcore.AnyIOBackend().connect_tcp("127.0.0.1", outside.port)

            egress = Egress(resolve=Flipping([[PUBLIC]]), dial=dial)
            answer = await egress.request(WORKSPACE, "GET", "http://public.example.test/")
            assert (answer.status, canary.connections) == (status, 0)


async def test_an_allowed_place_opens_neither_its_other_ports_nor_another_name_for_it() -> None:
    async with http_stand_in() as listed, http_stand_in() as other:
        egress = Egress(read_allow_list([listed.place]), resolve=Flipping([["127.0.0.1"]]))
        assert (await egress.request(WORKSPACE, "GET", listed.url())).status == 200
        for url in (other.url(), f"http://rebind.example.test:{listed.port}/", f"http://localhost:{listed.port}/"):
            with pytest.raises(EgressFailed):
                await egress.request(WORKSPACE, "GET", url)
        assert (listed.connections, other.connections) == (1, 0)


@pytest.mark.parametrize(
    "address", [PUBLIC, "1.1.1.1", "2606:4700::1111", "2a00:1450::8a", "64:ff9b::101:101", "::ffff:1.1.1.1"]
)
def test_public_addresses_may_be_called(address: str) -> None:
    found = read_address(address)
    assert found is not None
    assert is_public(found)
