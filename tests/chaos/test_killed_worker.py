"""Workers are killed in the middle of their work: every accepted event counts exactly once."""

import asyncio
import os
import random
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import support.process_child
from dougong.storage.driver.port import Database
from support.ledger import ENTER, ledger_office, left_over, lines
from support.process import Works

KILLS = int(os.environ.get("DOUGONG_CHAOS_KILLS", "25"))
Turn = Callable[[int, int, int], Awaitable[set[int]]]


@asynccontextmanager
async def nursery(works: Works, url: str, folder: Path) -> AsyncIterator[Turn]:
    """Makes children: first number, milliseconds until the kill, writers → the numbers that were accepted."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(support.process_child.__file__)),
        url,
        works.office.workspace_id,
        works.office.people["admin"],
        str(folder),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdin is not None and process.stdout is not None
    asked, said = process.stdin, process.stdout

    async def turn(first: int, milliseconds: int, writers: int) -> set[int]:
        asked.write(f"{first} {milliseconds} {writers}\n".encode())
        text = (await said.readline()).decode().strip()
        return {int(one) for one in text.split(",") if one}

    yield turn
    asked.write(b"end\n")
    await process.wait()


async def test_every_accepted_event_counts_once_though_workers_are_killed(
    database: Database, empty_database_url: str, tmp_path: Path
) -> None:
    works = await ledger_office(database, ENTER)
    dice = random.Random(2026)
    accepted: set[int] = set()
    async with nursery(works, empty_database_url, tmp_path) as turn:
        for number in range(KILLS):
            accepted |= await turn(1 + number * 100_000, dice.randint(5, 400), 3)
    await works.settle()
    found = await lines(works)
    assert len(accepted) > KILLS
    assert accepted - found.keys() == set(), "lost"
    assert {number: times for number, times in found.items() if times > 1} == {}, "doubled"
    assert await left_over(works) == (0, 0)
