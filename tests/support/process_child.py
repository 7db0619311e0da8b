"""A nursery of processes that run the real worker over a database and write numbered tickets until they are killed.

Arguments: URL, workspace, person, folder. Each line on stdin, `first milliseconds writers`, makes one child: it says
each number once its ticket was accepted, and is killed so long after it began to work. `end` ends the nursery.
"""

import asyncio
import itertools
import os
import select
import signal
import sys
from pathlib import Path

# Loaded before the forks: a child that lives for some milliseconds would spend them on it.
import apscheduler.schedulers.asyncio
import apscheduler.triggers.interval  # noqa: F401

from dougong.core import open_main_database
from dougong.kernel.settings import Settings
from dougong.process.acting import person
from dougong.storage.statements import Statements
from dougong.worker import working_platform

READY = b"ready\n"


async def work(url: str, workspace: str, writer: str, folder: Path, first: int, writers: int, out: int) -> None:
    """The worker, and tasks that write tickets."""
    settings = Settings.model_validate({"database_url": url, "data_dir": folder})
    database = await open_main_database(settings, "child")
    platform = working_platform(settings, database)
    process, writing = platform.process, platform.core.writing
    await platform.core.clock.read()
    principal = await person(database, Statements(database.dialect), workspace, writer)
    numbers = itertools.count(first)

    async def write() -> None:
        while True:
            number = next(numbers)
            await writing.create(principal, "ticket", {"name": f"T{number}", "number": number})
            os.write(out, b"%d\n" % number)

    os.write(out, READY)
    await asyncio.gather(process.loop.run(process.bell.here), *(write() for _ in range(writers)))


def raise_child(arguments: list[str], first: int, milliseconds: int, writers: int) -> bytes:
    """One child from its birth to its death; answers what it said."""
    url, workspace, writer, folder = arguments
    read, out = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            asyncio.run(work(url, workspace, writer, Path(folder), first, writers, out))
        finally:
            os._exit(1)
    os.close(out)
    said = b""
    while not said.startswith(READY):
        part = os.read(read, 65_536)
        if not part:
            break
        said += part
    select.select([], [], [], milliseconds / 1000)
    os.kill(child, signal.SIGKILL)
    while part := os.read(read, 65_536):
        said += part
    os.close(read)
    os.waitpid(child, 0)
    return said.removeprefix(READY)


def main(arguments: list[str]) -> None:
    """One child after the other."""
    for line in sys.stdin:
        if line.strip() == "end":
            return
        first, milliseconds, writers = (int(one) for one in line.split())
        said = raise_child(arguments, first, milliseconds, writers)
        sys.stdout.write(",".join(said.decode().split()) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
