"""What a process does once it has started and before its work begins."""

import gc
import os

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


def step_back() -> None:
    """Where processor time is short, people come first. Does nothing on systems that know no such thing."""
    if hasattr(os, "nice"):
        os.nice(STEP_BACK)
