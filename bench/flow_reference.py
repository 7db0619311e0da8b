"""What flows are measured against: an approval hand-written with asyncpg, without a definition that could be changed.

An instance is two transactions with a decision between them: five log rows, one task, one state row. No permissions, no
record, no history, no letter. `rate URL SECONDS AT_ONCE` prints finished instances a second when one process does both
parts, one after the other, without HTTP. `begin URL AT_ONCE` begins as many instances as each line of its input says;
they are decided through the server `app`.
"""

import asyncio
import os
import sys
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import asyncpg
from bare import Connection, answer
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

TABLES = """
CREATE TABLE IF NOT EXISTS bench_instances (
    id uuid PRIMARY KEY, state text NOT NULL, data jsonb NOT NULL, changed_at timestamptz NOT NULL);
CREATE TABLE IF NOT EXISTS bench_tasks (
    id uuid PRIMARY KEY, instance uuid NOT NULL, person uuid NOT NULL, open boolean NOT NULL, decided_at timestamptz);
CREATE TABLE IF NOT EXISTS bench_log (
    instance uuid, place integer, at timestamptz NOT NULL, what text NOT NULL, PRIMARY KEY (instance, place));
"""
OPEN_TASKS = "SELECT id FROM bench_tasks WHERE open"
LOG = "INSERT INTO bench_log (instance, place, at, what) VALUES ($1, $2, now(), $3)"
BEGUN, ENDED = ("begun", "condition", "asked"), ("approved", "done")
SPARE_SECONDS = 1.0
CONNECTIONS = 10
"""As many as Dougong's web process has."""


async def begin(pool: asyncpg.Pool, person: uuid.UUID) -> uuid.UUID:
    """The first transaction; answers the task."""
    id, task = uuid.uuid4(), uuid.uuid4()
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("INSERT INTO bench_instances VALUES ($1, 'waits', '{\"amount\": 1}', now())", id)
        await connection.execute("INSERT INTO bench_tasks VALUES ($1, $2, $3, true, NULL)", task, id, person)
        await connection.executemany(LOG, [(id, place, what) for place, what in enumerate(BEGUN)])
    return task


async def decide(pool: asyncpg.Pool, task: uuid.UUID) -> bool:
    """The second transaction; False if somebody was faster."""
    async with pool.acquire() as connection, connection.transaction():
        id = await connection.fetchval(
            "UPDATE bench_tasks SET open = false, decided_at = now() WHERE id = $1 AND open RETURNING instance", task
        )
        if id is None:
            return False
        await connection.fetchrow("SELECT state, data FROM bench_instances WHERE id = $1 FOR UPDATE", id)
        await connection.execute("UPDATE bench_instances SET state = 'done', changed_at = now() WHERE id = $1", id)
        rows = [(id, place, what) for place, what in enumerate(ENDED, len(BEGUN))]
        await connection.executemany(LOG, rows)
    return True


async def rate(pool: asyncpg.Pool, seconds: float, at_once: int) -> float:
    """Instances a second, after a warm-up."""
    person, done = uuid.uuid4(), 0
    begun = time.perf_counter() + SPARE_SECONDS
    end = begun + seconds

    async def work() -> None:
        nonlocal done
        while (now := time.perf_counter()) < end:
            await decide(pool, await begin(pool, person))
            done += now >= begun

    await asyncio.gather(*(work() for _ in range(at_once)))
    return done / (time.perf_counter() - begun)


async def begin_many(pool: asyncpg.Pool, at_once: int) -> None:
    """As many instances as each line asks for, one line after the other."""
    person = uuid.uuid4()
    while line := await asyncio.to_thread(sys.stdin.readline):
        waiting = iter(range(int(line)))
        await asyncio.gather(*(_begin_some(pool, person, waiting) for _ in range(at_once)))


async def _begin_some(pool: asyncpg.Pool, person: uuid.UUID, waiting: Iterator[int]) -> None:
    for _ in waiting:
        await begin(pool, person)


async def main(how: str, url: str, *amounts: str) -> None:
    """What the command line asks for."""
    at_once = int(amounts[-1])
    async with asyncpg.create_pool(url, min_size=at_once, max_size=at_once, connection_class=Connection) as pool:
        await pool.execute(TABLES)
        if how == "rate":
            print(await rate(pool, float(amounts[0]), at_once))
        else:
            await pool.execute("TRUNCATE bench_instances, bench_tasks, bench_log")
            print("ready", flush=True)
            await begin_many(pool, at_once)


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """The pool and the tables."""
    url = os.environ["BENCH_DATABASE"]
    async with asyncpg.create_pool(
        url, min_size=CONNECTIONS, max_size=CONNECTIONS, connection_class=Connection
    ) as pool:
        await pool.execute(TABLES)
        app.state.pool = pool
        yield


async def approve(request: Request) -> Response:
    """A person's decision."""
    decided = await decide(request.app.state.pool, uuid.UUID(request.path_params["id"]))
    return answer({"decided": decided}, 200 if decided else 409)


async def health(_: Request) -> Response:
    """Here."""
    return answer({})


app = Starlette(
    routes=[Route("/tasks/{id}/approve", approve, methods=["POST"]), Route("/health", health)], lifespan=lifespan
)


if __name__ == "__main__":
    import uvloop

    uvloop.run(main(*sys.argv[1:]))
