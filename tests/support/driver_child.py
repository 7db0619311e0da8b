"""A process that writes numbered pairs until it is killed, and says each number once its write was accepted."""

import asyncio
import itertools
import sys

from dougong.storage.driver.opening import open_database
from support.databases import no_functions
from support.notes_table import ADD, note, ready

PAIR = 1_000_000


async def main(url: str, first: int) -> None:
    """Sixteen writers; each write is a pair of notes, `n` and `n + PAIR`."""
    database = await open_database(url, no_functions)
    add = ready(ADD, database.dialect)
    numbers = itertools.count(first)

    async def write() -> None:
        while True:
            number = next(numbers)
            await database.write([(add, note(number)), (add, note(number + PAIR))])
            print(number, flush=True)  # noqa: T201  # the parent reads it

    await asyncio.gather(*(write() for _ in range(16)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
