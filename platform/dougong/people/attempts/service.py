"""How often somebody may guess: failed tries are counted per login and address, in the database."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dougong.kernel.ids import new_id
from dougong.kernel.problem import refuse
from dougong.people.attempts.store import AttemptStore
from dougong.people.sign_in.rules import SignInRules


@dataclass(frozen=True, slots=True)
class Try:
    """A guess that has been counted and not judged yet."""

    own_place: str
    address_place: str
    id: str


class Attempts:
    """Counts a try before its password is compared: parallel guesses cannot slip through together."""

    def __init__(self, store: AttemptStore, rules: SignInRules, now: Callable[[], datetime]) -> None:
        self._store = store
        self._rules = rules
        self._now = now

    async def begin(self, login: str, ip: str) -> Try:
        """Count one more guess. Refuses (429, `session.attempts`) beyond the limit."""
        now = self._now()
        one = Try(_place("login", login, ip), _place("address", ip), new_id())
        limits = ((one.own_place, self._rules.attempts), (one.address_place, self._rules.attempts_per_address))
        for place, most in limits:
            count = await self._store.note(place, one.id, now, now - self._rules.attempts_window)
            if count > most:
                await self._take_back(one)
                minutes = int(self._rules.attempts_window.total_seconds() // 60)
                refusal = refuse(429, "session.attempts", minutes=minutes)
                refusal.extra["retry_after"] = minutes * 60
                raise refusal
        return one

    async def succeed(self, one: Try) -> None:
        """The guess was right: it and the wrong ones before it no longer count."""
        await self._store.take_back(one.address_place, one.id)
        await self._store.forget(one.own_place)

    async def _take_back(self, one: Try) -> None:
        await self._store.take_back(one.own_place, one.id)
        await self._store.take_back(one.address_place, one.id)


def _place(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
