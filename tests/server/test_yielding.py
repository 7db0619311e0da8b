"""The worker stands aside where others need the processor, and only there."""

import os
import subprocess
import sys

import pytest

from dougong.kernel.processor import TOLD
from dougong.process.yielding import AGAIN, LONGEST_SECONDS, Yielding

CROWDED = """
import os, subprocess, sys, time
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from dougong.kernel.processor import kept_waiting
before = kept_waiting()
busy = "import time\\nend = time.process_time() + 0.3\\nwhile time.process_time() < end: pass"
others = [subprocess.Popen([sys.executable, "-c", busy]) for _ in range(2)]
end = time.process_time() + 0.3
while time.process_time() < end: pass
for one in others: one.wait()
print(kept_waiting() - before)
"""


class Crowd:
    """Tells how long one was kept waiting so far, and remembers how long one rested."""

    def __init__(self, *told: float) -> None:
        self.told = list(told)
        self.rests: list[float] = []

    def waited(self) -> float:
        return self.told.pop(0)

    async def rest(self, seconds: float) -> None:
        self.rests.append(seconds)


@pytest.mark.parametrize(
    ("done", "told", "rests"),
    [
        (200, (3.0, 3.25), [AGAIN * 0.25]),
        (200, (3.0, 3.0), [0.0]),
        (200, (3.0, 90.0), [LONGEST_SECONDS]),
        (1, (3.0, 3.25), [AGAIN * 0.25]),
        (0, (3.0, 3.25), []),
    ],
)
async def test_a_look_that_did_something_is_followed_by_a_rest_as_somebody_had_to_wait(
    done: int, told: tuple[float, ...], rests: list[float]
) -> None:
    crowd = Crowd(*told)

    async def part() -> int:
        return done

    assert await Yielding(part, crowd.waited, crowd.rest)() == done
    assert crowd.rests == rests


def test_who_shares_one_processor_with_others_is_kept_waiting() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CROWDED], capture_output=True, text=True, check=True, env=dict(os.environ), timeout=60
    )
    kept = float(done.stdout)
    assert kept > 0.05 if TOLD else kept == 0.0  # only Linux tells
