"""The clock that tests move: an offset in the database, for servers started with DOUGONG_TEST_CLOCK=1 only."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from dougong.kernel.clock import Clock
from dougong.kernel.inbox import Bell
from dougong.kernel.routes import Caller, able, route
from dougong.process.tables import test_clock
from dougong.storage.driver.compile import compile_statement
from dougong.storage.driver.port import Database

READ = sa.select(test_clock.c.offset_seconds).where(test_clock.c.id == 1)
FORGET = sa.delete(test_clock).where(test_clock.c.id == 1)
PUT = sa.insert(test_clock)


class Advance(BaseModel):
    """How far the clock is moved on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seconds: Annotated[int, Field(ge=0, le=400 * 86_400)]


def offset_of(database: Database) -> Callable[[], Awaitable[timedelta]]:
    """Reads the offset; no row means none."""
    read = compile_statement(READ, database.dialect, bounded=True)

    async def offset() -> timedelta:
        rows: list[Any] = await database.fetch(read)
        return timedelta(seconds=rows[0][0]) if rows else timedelta()

    return offset


def moved_clock_router(database: Database, clock: Clock, bell: Bell) -> APIRouter:
    """POST /api/test-clock moves the time of every process on this database."""
    router = APIRouter(tags=["test clock"])
    offset = offset_of(database)
    forget, put = (compile_statement(one, database.dialect) for one in (FORGET, PUT))

    @route(router, "POST", "/api/test-clock", able("settings"))
    async def move_test_clock(body: Advance, caller: Caller) -> dict[str, Any]:
        """Moves the clock on; answers what time it is now."""
        total = int((await offset()).total_seconds()) + body.seconds
        await database.write([(forget, {}), (put, {"id": 1, "offset_seconds": total})])
        now = await clock.read()
        bell.ring()
        return {"now": now.isoformat(), "offset_seconds": total, "by": caller.person_id}

    return router
