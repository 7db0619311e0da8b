"""Which addresses and URLs the platform may call: public ones, and what the operator has listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address

PORTS = {"http": 80, "https": 443}
URL_LENGTH = 2_000

# `ipaddress.is_global` differs between Python releases, so the special ranges stand here.
NOT_PUBLIC_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            # A cloud's own service address, reachable only from inside that cloud.
            "168.63.129.16/32",
        ),
    )
)
PUBLIC_V6 = IPv6Network("2000::/3")
NOT_PUBLIC_V6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "3fff::/20")))

MAPPED = IPv6Network("::ffff:0:0/96")
NAT64 = IPv6Network("64:ff9b::/96")
SIX_TO_FOUR = IPv6Network("2002::/16")
ISATAP = {0x0000_5EFE, 0x0200_5EFE}


def inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 address carries to its gateway, else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    number = int(address)
    if address in MAPPED or address in NAT64:
        return IPv4Address(number & 0xFFFF_FFFF)
    if address in SIX_TO_FOUR:
        return IPv4Address((number >> 80) & 0xFFFF_FFFF)
    if (number >> 32) & 0xFFFF_FFFF in ISATAP:
        return IPv4Address(number & 0xFFFF_FFFF)
    return address


def is_public(address: Address) -> bool:
    """True for a unicast address of the public internet, whatever it is wrapped in."""
    carried = inner(address)
    if isinstance(carried, IPv4Address):
        return not any(carried in network for network in NOT_PUBLIC_V4)
    if carried.scope_id is not None or carried not in PUBLIC_V6:
        return False
    return not any(carried in network for network in NOT_PUBLIC_V6)


def read_address(text: str) -> Address | None:
    """An address from its text, None for anything else."""
    try:
        return ip_address(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Target:
    """Where a URL leads: scheme, host (lower case, without brackets) and port."""

    scheme: str
    host: str
    port: int

    @property
    def place(self) -> str:
        """`host:port`, as the allow-list and a secret's binding name it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def read_target(url: str) -> Target | None:
    """The target of an http(s) URL; None for any other scheme, credentials, control characters or a bad port."""
    if len(url) > URL_LENGTH or not url.isascii() or any(char <= " " or char in '\\"<>^`{|}\x7f' for char in url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in PORTS or not host or "@" in parts.netloc or "%" in parts.netloc or port == 0:
        return None
    return Target(parts.scheme, host, port or PORTS[parts.scheme])


@dataclass(frozen=True, slots=True)
class AllowList:
    """`host:port` places on private networks that the operator opens, compared with the URL's own text."""

    places: frozenset[str] = frozenset()

    def admits(self, host: str, port: int) -> bool:
        """True if this very host and port are listed."""
        return Target("", host, port).place in self.places


def read_allow_list(entries: Iterable[str]) -> AllowList:
    """From settings such as `127.0.0.1:9000` or `erp.example.test:8080`; ValueError for an entry without a port."""
    places: set[str] = set()
    for entry in filter(None, (one.strip().lower() for one in entries)):
        target = read_target(f"http://{entry}/")
        if target is None or not entry.rpartition(":")[2].isdigit():
            raise ValueError(f"the egress allow-list wants host:port, not {entry!r}")
        places.add(target.place)
    return AllowList(frozenset(places))
