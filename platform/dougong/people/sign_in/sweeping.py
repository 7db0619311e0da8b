"""What signing in leaves behind goes away: sessions that have ended and guesses that no longer count."""

from datetime import datetime

from dougong.people.attempts.store import AttemptStore
from dougong.people.sign_in.rules import SignInRules
from dougong.people.sign_in.store import SignInStore
from dougong.storage.driver.port import Database


async def sweep_sign_ins(database: Database, rules: SignInRules, now: datetime) -> None:
    """Drops them for good; `now` by the wall clock, which is what sessions are kept by."""
    await SignInStore(database).sweep(now)
    await AttemptStore(database).sweep(now - rules.attempts_window)
