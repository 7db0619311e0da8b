"""Who a request comes from, with and without asking the database."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import sqlalchemy as sa
from starlette.requests import Request

from dougong.kernel.ids import new_id
from dougong.kernel.problem import Refusal
from dougong.kernel.workspace import Principal
from dougong.people.attempts.store import AttemptStore
from dougong.people.sign_in.authenticator import COOKIE, SignInAuthenticator
from dougong.people.sign_in.rates import Buckets
from dougong.people.sign_in.rules import SignInRules
from dougong.people.sign_in.store import SignInStore
from dougong.people.sign_in.sweeping import sweep_sign_ins
from dougong.people.tables import sessions
from support.apps import PASSWORD, RunningApp
from support.counting import CountingDatabase
from support.roles import small_role

RULES = SignInRules(person_rate=1e9, workspace_rate=1e9)


class HandNow:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.moment


def request(cookie: str) -> Request:
    return Request(
        {"type": "http", "method": "GET", "path": "/api/x", "headers": [(b"cookie", f"{COOKIE}={cookie}".encode())]}
    )


def authenticator(
    running: RunningApp, now: HandNow, rules: SignInRules = RULES
) -> tuple[SignInAuthenticator, CountingDatabase]:
    database = CountingDatabase(running.database)
    store = SignInStore(database)  # type: ignore[arg-type]  # it passes on what it has not
    return SignInAuthenticator(store, running.roles, rules, now), database


async def test_a_known_caller_costs_one_read_and_a_trusted_one_none(running: RunningApp) -> None:
    one, database = authenticator(running, HandNow())
    seen = request(running.admin.cookies[COOKIE])
    first = await one.authenticate(seen)
    assert database.reads == 2
    assert await one.authenticate(seen) == first
    assert database.reads == 3
    assert await one.authenticate_cached(seen) == first
    assert database.reads == 3


async def test_a_cached_caller_is_read_again_after_a_minute(running: RunningApp) -> None:
    now = HandNow()
    one, database = authenticator(running, now)
    seen = request(running.admin.cookies[COOKIE])
    await one.authenticate_cached(seen)
    read = database.reads
    now.moment += timedelta(seconds=59)
    await one.authenticate_cached(seen)
    assert database.reads == read
    now.moment += timedelta(seconds=2)
    await one.authenticate_cached(seen)
    assert database.reads == read + 1


async def test_a_new_stamp_brings_new_rights_and_a_new_epoch(running: RunningApp) -> None:
    running.roles.publish(running.workspace_id, small_role("rol_hr", abilities=("people",)))
    person, client = await running.new_person("王芳")
    one, _ = authenticator(running, HandNow())
    seen = request(client.cookies[COOKIE])
    before = await one.authenticate(seen)
    await running.admin.put("/api/roles/rol_hr/members", json={"people": [person]})
    after = await one.authenticate(seen)
    assert before is not None
    assert after is not None
    assert (before.abilities, after.abilities) == (frozenset(), frozenset({"people"}))
    assert after.epoch > before.epoch
    assert after.roles == ("rol_hr",)


@pytest.mark.parametrize(
    ("passed", "expected"),
    [(timedelta(days=6, hours=23), True), (timedelta(days=7, minutes=1), False), (timedelta(days=31), False)],
)
async def test_an_unused_session_ends(running: RunningApp, passed: timedelta, expected: bool) -> None:
    now = HandNow()
    one, _ = authenticator(running, now)
    now.moment += passed
    found = await one.authenticate(request(running.admin.cookies[COOKIE]))
    assert (found is not None) is expected


async def test_use_keeps_a_session_alive_but_not_beyond_its_end(running: RunningApp) -> None:
    now = HandNow()
    one, _ = authenticator(running, now)
    seen = request(running.admin.cookies[COOKIE])
    alive: list[bool] = []
    for _ in range(3):
        now.moment += timedelta(days=6)
        alive.append(await one.authenticate(seen) is not None)
    assert alive == [True, True, False], "the settings let a session last 14 days"


async def test_a_cached_session_ends_on_time_too(running: RunningApp) -> None:
    now = HandNow()
    rules = SignInRules(person_rate=1e9, workspace_rate=1e9, trust_cached=timedelta(days=99))
    one, _ = authenticator(running, now, rules)
    seen = request(running.admin.cookies[COOKIE])
    assert await one.authenticate_cached(seen) is not None
    now.moment += timedelta(days=8)
    assert await one.authenticate_cached(seen) is None


async def test_a_value_in_the_cache_never_answers_for_somebody_else(running: RunningApp) -> None:
    one, _ = authenticator(running, HandNow())
    people = [await running.new_person(f"p{number}") for number in range(6)]
    clients = {person: client.cookies[COOKIE] for person, client in people}

    async def ask(person: str, delay: int) -> tuple[str, Principal | None]:
        task = asyncio.ensure_future(one.authenticate(request(clients[person])))
        for _ in range(delay % 4):
            await asyncio.sleep(0)
        if delay % 3 == 0:
            task.cancel()
        try:
            return person, await task
        except asyncio.CancelledError:
            return person, await one.authenticate_cached(request(clients[person]))

    answers = await asyncio.gather(*(ask(person, number) for number in range(40) for person in clients))
    assert all(found is not None and found.person_id == person for person, found in answers)


@dataclass(slots=True)
class Race:
    """A session that is ended while it knocks."""

    one: SignInAuthenticator
    seen: Request
    gone: bool = False
    late: int = 0

    async def knock(self) -> None:
        for _ in range(10):
            committed = self.gone
            if await self.one.authenticate(self.seen) is not None and committed:
                self.late += 1

    async def revoke(self, owner: httpx.AsyncClient, session_id: str) -> None:
        assert (await owner.delete(f"/api/me/sessions/{session_id}")).status_code == 204
        self.gone = True


async def test_no_request_is_let_in_after_a_revocation_was_committed(running: RunningApp) -> None:
    _, owner = await running.new_person("王芳")
    one, _ = authenticator(running, HandNow())
    for _ in range(20):
        device = await running.sign_in("王芳".encode().hex() + "@example.org", PASSWORD)
        listed = (await device.get("/api/me/sessions")).json()["items"]
        race = Race(one, request(device.cookies[COOKIE]))
        assert await one.authenticate(race.seen) is not None
        ending = race.revoke(owner, next(row["id"] for row in listed if row["current"]))
        await asyncio.gather(race.knock(), race.knock(), ending, race.knock())
        assert race.late == 0
        assert await one.authenticate(race.seen) is None


async def test_sweeping_drops_expired_sessions_only(running: RunningApp) -> None:
    def spoil(connection: sa.Connection) -> None:
        connection.execute(sa.update(sessions).values(expires_at=datetime(2020, 1, 1, tzinfo=UTC)))

    def count(connection: sa.Connection) -> int:
        return len(connection.execute(sa.select(sessions.c.id)).all())

    async def sweep() -> None:
        await sweep_sign_ins(running.database, SignInRules(), datetime.now(UTC))

    await sweep()
    assert await running.database.run_sync(count) == 1
    await running.database.run_sync(spoil)
    await sweep()
    assert await running.database.run_sync(count) == 0


async def test_sweeping_drops_guesses_that_no_longer_count(running: RunningApp) -> None:
    rules, now = SignInRules(), datetime.now(UTC)
    store = AttemptStore(running.database)

    async def counted() -> int:
        return await store.note("here", new_id(), now, now - timedelta(days=9)) - 1

    await store.note("here", new_id(), now - rules.attempts_window - timedelta(minutes=1), now - timedelta(days=9))
    assert await counted() == 1
    await sweep_sign_ins(running.database, rules, now)
    assert await counted() == 1, "the guess of this minute stays, the old one is gone"


async def test_rights_of_a_person_are_read_without_a_request(running: RunningApp) -> None:
    one, _ = authenticator(running, HandNow())
    found = await one.principal_of(running.workspace_id, running.admin_id)
    assert found is not None
    assert (found.kind, found.admin, found.name) == ("flow", True, "管理员")
    assert await one.principal_of(running.workspace_id, "00000000-0000-7000-8000-000000000000") is None


def test_a_bucket_lets_bursts_through_and_then_one_at_a_time() -> None:
    seconds = [0.0]
    bucket = Buckets(20.0, lambda: seconds[0])
    for _ in range(40):
        bucket.take("a")
    with pytest.raises(Refusal) as caught:
        bucket.take("a")
    assert (caught.value.status, caught.value.extra["retry_after"]) == (429, 1)
    bucket.take("b")
    seconds[0] += 0.05
    bucket.take("a")
    with pytest.raises(Refusal):
        bucket.take("a")


def test_buckets_forget_the_oldest_names() -> None:
    bucket = Buckets(1.0, lambda: 0.0, most=3)
    for name in ("a", "a", "b", "c", "d", "e"):
        bucket.take(name)
    bucket.take("a")
