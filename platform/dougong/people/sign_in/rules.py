"""The figures of sign-in, taken from the settings where the parts are wired."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class SignInRules:
    """How long sessions last, how often one may try, how fast one may call.

    `secure` marks the cookie for https only. Rates are requests a second; a bucket holds two seconds of them.
    """

    secure: bool = False
    session_lasts: timedelta = timedelta(days=30)
    idle_lasts: timedelta = timedelta(days=7)
    touch_every: timedelta = timedelta(minutes=10)
    # A hot route may trust its cached caller this long, because its own statement compares the stamp of rights.
    trust_cached: timedelta = timedelta(seconds=60)
    attempts: int = 5
    attempts_per_address: int = 100
    attempts_window: timedelta = timedelta(minutes=15)
    person_rate: float = 20.0
    workspace_rate: float = 100.0
    cached_callers: int = 10_000
