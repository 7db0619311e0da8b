"""What a process does once it has started and before its work begins."""

import asyncio
import gc
import os

FIRST_SECONDS = 1.0
"""A server that has just started looks through what it made when the first who wait have their answers."""

STEP_BACK = 10
"""By so much the worker's priority stands behind that of whoever answers people."""


def hurry() -> None:
    """Until it has settled a process makes what stays: looking for garbage only delays the start."""
    gc.disable()


def settle() -> None:
    """What the start has made stays until the end: the garbage collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()


def settle_soon(after: float = FIRST_SECONDS) -> None:
    """Settle after the first answers rather than before them: a restart keeps people waiting the less."""
    asyncio.get_running_loop().call_later(after, settle)


def step_back() -> None:
    """Where processor time is short, people come first. Does nothing on systems that know no such thing."""
    if hasattr(os, "nice"):
        os.nice(STEP_BACK)
