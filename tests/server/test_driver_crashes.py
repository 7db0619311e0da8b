"""What was accepted survives a killed process and a crashed server; what was half done leaves no trace."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import support.driver_child
from dougong.storage.driver.asyncpg import PostgresDatabase, PostgresOptions
from dougong.storage.driver.failures import Unavailable
from dougong.storage.driver.port import Database, Dialect
from support.driver_child import PAIR
from support.notes_table import ADD, TITLES, metadata, note, ready
from support.postgres import running_cluster


async def accepted_until_killed(url: str, first: int, enough: int) -> set[int]:
    """The numbers that a child reported before it was killed in the middle of its work."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        Path(support.driver_child.__file__),
        url,
        str(first),
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout is not None
    accepted = {int(await child.stdout.readline()) for _ in range(enough)}
    child.send_signal(signal.SIGKILL)
    rest = await child.stdout.read()
    await child.wait()
    return accepted | {int(line) for line in rest.split(b"\n")[:-1]}


async def test_an_accepted_write_survives_kill_9_and_pairs_stay_pairs(
    database: Database, empty_database_url: str
) -> None:
    await database.run_sync(metadata.create_all)
    for turn in range(3):
        first = 1 + turn * 100_000
        accepted = await accepted_until_killed(empty_database_url, first, enough=20 + 57 * turn)
        stored = {int(str(row[0])) for row in await database.fetch(ready(TITLES, database.dialect))}
        ones, twins = {n for n in stored if n < PAIR}, {n - PAIR for n in stored if n >= PAIR}
        assert accepted <= ones
        assert ones == twins
        # The file is usable at once, without repair.
        add, last = ready(ADD, database.dialect), first + 99_000
        await database.write([(add, note(last)), (add, note(last + PAIR))])


async def test_a_crashed_server_comes_back_to_the_same_process() -> None:
    with running_cluster(durable=True) as cluster:
        database = PostgresDatabase(PostgresOptions(cluster.create_database(), connections=3, acquire_seconds=2))
        await database.run_sync(metadata.create_all)
        add, accepted, broken = ready(ADD, Dialect.POSTGRESQL), set[int](), 0
        heard: asyncio.Queue[str] = asyncio.Queue()
        await database.listen("inbox", heard.put_nowait)
        progress: asyncio.Queue[int] = asyncio.Queue()
        back = asyncio.Event()

        async def write(lane: int) -> None:
            nonlocal broken
            for number in range(lane, 1_000_000, 4):
                try:
                    await database.write([(add, note(number))])
                except Unavailable:
                    broken += 1
                    await back.wait()
                else:
                    accepted.add(number)
                    progress.put_nowait(number)

        tasks = [asyncio.create_task(write(lane)) for lane in range(4)]
        for _ in range(50):
            await progress.get()
        await asyncio.to_thread(cluster.stop, signal.SIGQUIT)
        await asyncio.to_thread(cluster.start)
        back.set()
        while not progress.empty():
            progress.get_nowait()
        async with asyncio.timeout(10):
            for _ in range(50):
                await progress.get()
            assert await heard.get() == ""
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        stored = {row[0] for row in await database.fetch(ready(TITLES, Dialect.POSTGRESQL))}
        assert accepted <= stored
        assert len(stored) <= len(accepted) + broken + len(tasks)
        await database.close()
