"""The tick: APScheduler rings bells at fixed intervals, in one process of a deployment. Who is rung looks at rows."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dougong.storage.driver.port import Database

LEADERSHIP = "dougong tick"


@dataclass(frozen=True, slots=True)
class Waking:
    """A bell that is rung again and again, first at once."""

    name: str
    every: timedelta
    bell: asyncio.Event


async def wake(database: Database, waking: Waking) -> None:
    """Rings if it is this process whose tick counts."""
    if await database.leads(LEADERSHIP):
        waking.bell.set()


@contextmanager
def ticking(database: Database, wakings: Sequence[Waking]) -> Iterator[None]:
    """Rings the bells as long as the block lasts. What a busy process missed is rung once."""
    # Loaded when work begins: web processes beside workers never need it.
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    once = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=once)
    for one in wakings:
        seconds = one.every.total_seconds()
        first = datetime.now(UTC)
        scheduler.add_job(wake, "interval", (database, one), id=one.name, seconds=seconds, next_run_time=first)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
