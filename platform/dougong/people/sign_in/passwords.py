"""Passwords: hashing off the event loop, a few at a time, and which ones are good enough."""

import asyncio
import secrets
from functools import cached_property
from typing import TYPE_CHECKING

from dougong.kernel.problem import Refusal
from dougong_engine.errors import Problem

if TYPE_CHECKING:
    from pwdlib import PasswordHash

SHORTEST = 10
LONGEST = 128
AROUND_LOGIN = 6
# Each running hash takes 64 MiB, so that a flood of sign-ins must wait instead of filling the memory.
AT_ONCE = 2
ONE_TIME_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
# What people choose where ten characters are asked for; compared without case.
COMMON = frozenset(
    {
        *("1234567890", "0123456789", "12345678910", "1234567891", "9876543210", "0987654321", "5201314520"),
        *("password123", "password1234", "passw0rd123", "p@ssw0rd123", "welcome123", "changeme123", "letmein123"),
        *("qwertyuiop", "qwerty123456", "asdfghjkl1", "1q2w3e4r5t", "1qaz2wsx3edc", "abc1234567", "a123456789"),
        *("aa12345678", "administrator", "admin123456", "admin12345", "dougong123", "dougong1234", "iloveyou123"),
        *("woaini1314", "woaini1314520", "zhangwei123"),
    }
)


def one_time_password() -> str:
    """A password that is shown once and must be changed: 20 characters without look-alikes, about 99 bits."""
    return "-".join("".join(secrets.choice(ONE_TIME_ALPHABET) for _ in range(5)) for _ in range(4))


def check_password(password: str, login: str) -> None:
    """Refuse (422) a new password that is too short, too long, or among the first that anyone would try.

    Of one that holds the own login, only what stands around it counts.
    """
    folded = password.casefold()
    own = (login.casefold(), login.casefold().partition("@")[0])
    around = min(len(folded.replace(name, "")) for name in own) if all(own) else len(folded)
    code = None
    if len(password) < SHORTEST:
        code = "password.short"
    elif len(password) > LONGEST:
        code = "password.long"
    elif folded in COMMON or len(set(folded)) < 4 or around < AROUND_LOGIN:
        code = "password.common"
    if code is not None:
        raise Refusal(422, [Problem(code, ("new_password",), {"least": SHORTEST, "most": LONGEST})])


class Passwords:
    """Argon2 hashes, made and compared in threads; `memory_kib` and `rounds` are what one hash costs."""

    def __init__(self, memory_kib: int = 65_536, rounds: int = 3) -> None:
        self._memory_kib = memory_kib
        self._rounds = rounds
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def hash(self, password: str) -> str:
        """A salted hash."""
        async with self._turns:
            return await asyncio.to_thread(self._argon2.hash, password)

    async def matches(self, password: str, stored: str | None) -> bool:
        """Whether it is the password; takes as long where there is no hash, so that time tells nothing."""
        async with self._turns:
            if len(password) > LONGEST:
                return False
            right = await asyncio.to_thread(self._compare, password, stored)
            return right and stored is not None

    def _compare(self, password: str, stored: str | None) -> bool:
        return self._argon2.verify(password, stored if stored is not None else self._nobody)

    @cached_property
    def _argon2(self) -> "PasswordHash":
        from pwdlib import PasswordHash
        from pwdlib.hashers.argon2 import Argon2Hasher

        return PasswordHash((Argon2Hasher(self._rounds, self._memory_kib),))

    @cached_property
    def _nobody(self) -> str:
        return self._argon2.hash(secrets.token_urlsafe())
