"""How often strangers may come: per address of a form and per network address."""

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass

from dougong.kernel.problem import refuse
from dougong.people.sign_in.rates import Buckets

MINUTE = 60.0
READS_FOR_ONE = 12
"""Opening the form, looking for what to choose and mending mistakes come along with an answer."""


@dataclass(frozen=True, slots=True)
class Turnstile:
    """Refuses (429, `public_form.often`) who comes too often. What is sent counts apart from what is read."""

    forms: Buckets
    senders: Buckets
    readers: Buckets

    def sends(self, token: str, ip: str) -> None:
        """One answer or one upload."""
        _pass(self.senders.wait(network(ip)))
        _pass(self.forms.wait(token))

    def reads(self, ip: str) -> None:
        """One look."""
        _pass(self.readers.wait(network(ip)))


def turnstile(per_form: int, per_sender: int, clock: Callable[[], float] = time.monotonic) -> Turnstile:
    """Limits a minute; a minute's worth may come at once."""

    def buckets(most: int) -> Buckets:
        return Buckets(most / MINUTE, clock, held=MINUTE)

    return Turnstile(buckets(per_form), buckets(per_sender), buckets(per_sender * READS_FOR_ONE))


def network(ip: str) -> str:
    """Whom an address stands for: one of IPv4, a whole /64 of IPv6, whose owner has any number of addresses."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return ip
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else ip


def _pass(seconds: int) -> None:
    if seconds:
        refusal = refuse(429, "public_form.often", seconds=seconds)
        refusal.extra["retry_after"] = seconds
        raise refusal
