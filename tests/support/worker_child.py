"""A process that is nothing but a worker, as `dougong worker` is, on a database whose tables are there."""

import asyncio
import sys
from pathlib import Path

from dougong.core import open_main_database
from dougong.kernel.settings import Settings
from dougong.worker import working_platform


async def work(url: str, folder: Path) -> None:
    """Works until killed; says so when it has begun."""
    settings = Settings.model_validate({"database_url": url, "data_dir": folder})
    database = await open_main_database(settings, "worker")
    platform = working_platform(settings, database)
    await platform.core.clock.read()
    sys.stdout.write("works\n")
    sys.stdout.flush()
    await platform.process.loop.run(platform.process.bell.here)


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], Path(sys.argv[2])))
