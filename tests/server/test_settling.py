"""A process that starts looks for garbage when it has answered, not while people wait for it."""

import subprocess
import sys

START = """
import asyncio, gc
from dougong.kernel.settling import hurry, settle_soon

async def start():
    hurry()
    settle_soon(0)
    print(gc.isenabled(), gc.get_freeze_count() > 0)
    async with asyncio.timeout(30):
        while not gc.isenabled():
            await asyncio.sleep(0)
    print(gc.isenabled(), gc.get_freeze_count() > 0)

asyncio.run(start())
"""


def test_the_collector_comes_after_the_start_and_leaves_out_what_the_start_has_made() -> None:
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["False", "False", "True", "True"]
