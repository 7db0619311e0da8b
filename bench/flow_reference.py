"""What flows are measured against: an approval hand-written with asyncpg, without a definition that could be changed.

An instance is two transactions with a decision between them: five log rows, one task, one state row. Arguments: URL,
seconds, tasks at once; prints finished instances a second.
"""

import asyncio
import sys
import time
import uuid

import asyncpg

TABLES = """
CREATE TABLE IF NOT EXISTS bench_instances (
    id uuid PRIMARY KEY, state text NOT NULL, data jsonb NOT NULL, changed_at timestamptz NOT NULL);
CREATE TABLE IF NOT EXISTS bench_tasks (
    id uuid PRIMARY KEY, instance uuid NOT NULL, person uuid NOT NULL, open boolean NOT NULL, decided_at timestamptz);
CREATE TABLE IF NOT EXISTS bench_log (
    instance uuid, place integer, at timestamptz NOT NULL, what text NOT NULL, PRIMARY KEY (instance, place));
"""
LOG = "INSERT INTO bench_log (instance, place, at, what) VALUES ($1, $2, now(), $3)"
BEGUN, ENDED = ("begun", "condition", "asked"), ("approved", "done")
SPARE_SECONDS = 1.0


async def instance(pool: asyncpg.Pool, person: uuid.UUID) -> None:
    """One approval from its start to its end."""
    id, task = uuid.uuid4(), uuid.uuid4()
    async with pool.acquire() as connection:
        async with connection.transaction():
            await connection.execute("INSERT INTO bench_instances VALUES ($1, 'waits', '{\"amount\": 1}', now())", id)
            await connection.execute("INSERT INTO bench_tasks VALUES ($1, $2, $3, true, NULL)", task, id, person)
            await connection.executemany(LOG, [(id, place, what) for place, what in enumerate(BEGUN)])
        async with connection.transaction():
            await connection.fetchrow("SELECT state, data FROM bench_instances WHERE id = $1 FOR UPDATE", id)
            await connection.execute(
                "UPDATE bench_tasks SET open = false, decided_at = now() WHERE id = $1 AND open", task
            )
            await connection.execute("UPDATE bench_instances SET state = 'done', changed_at = now() WHERE id = $1", id)
            rows = [(id, place, what) for place, what in enumerate(ENDED, len(BEGUN))]
            await connection.executemany(LOG, rows)


async def measure(url: str, seconds: float, at_once: int) -> float:
    """Instances a second, after a warm-up."""
    async with asyncpg.create_pool(url, min_size=at_once, max_size=at_once) as pool:
        await pool.execute(TABLES)
        person, done = uuid.uuid4(), 0
        begun = time.perf_counter() + SPARE_SECONDS
        end = begun + seconds

        async def work() -> None:
            nonlocal done
            while (now := time.perf_counter()) < end:
                await instance(pool, person)
                done += now >= begun

        await asyncio.gather(*(work() for _ in range(at_once)))
        return done / (time.perf_counter() - begun)


if __name__ == "__main__":
    import uvloop

    print(uvloop.run(measure(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))))
