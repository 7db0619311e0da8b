"""Delegation: who acts while somebody is away, followed from person to person and never in a circle."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Delegation:
    """`person` lets `to` act for him from `since` until before `until` (aware UTC), in `flows` or, if empty, in all."""

    person: str
    to: str
    since: datetime
    until: datetime
    flows: tuple[str, ...] = ()

    def applies(self, person: str, flow: str, at: datetime) -> bool:
        """True if it is about that person, that flow and that time."""
        return self.person == person and self.since <= at < self.until and (not self.flows or flow in self.flows)


@dataclass(frozen=True, slots=True)
class Delegate:
    """Who acts in the end; `circle` names the persons who delegate to each other, if they do."""

    person: str
    circle: tuple[str, ...] = ()


MOST = 16
"""So many delegations are followed one after another."""


def follow(
    person: str, flow: str, at: datetime, delegations: Iterable[Delegation], active: Callable[[str], bool]
) -> Delegate:
    """The end of the chain that starts at a person; whoever has left is passed over where somebody else is named."""
    rules = tuple(delegations)
    seen = [person]
    while len(seen) <= MOST:
        found = next((one for one in rules if one.applies(seen[-1], flow, at)), None)
        if found is None:
            return Delegate(seen[-1]) if active(seen[-1]) else Delegate(_last_active(seen, active))
        if found.to in seen:
            return Delegate(person, tuple(seen[seen.index(found.to) :]))
        seen.append(found.to)
    return Delegate(person, tuple(seen))


def _last_active(seen: list[str], active: Callable[[str], bool]) -> str:
    return next((one for one in reversed(seen) if active(one)), seen[0])


def circles(delegations: Iterable[Delegation], at: datetime, flow: str = "") -> tuple[tuple[str, ...], ...]:
    """Every circle among the delegations of that time, each once."""
    rules = tuple(delegations)
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for person in sorted({one.person for one in rules}):
        circle = follow(person, flow, at, rules, lambda _: True).circle
        if circle:
            found.setdefault(frozenset(circle), circle)
    return tuple(found.values())
