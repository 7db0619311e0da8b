"""How long a process had to wait for the processor."""

from pathlib import Path

SCHEDULED = Path("/proc/thread-self/schedstat")
"""Nanoseconds on the processor, nanoseconds ready but waiting for it, turns: of the thread that reads."""

TOLD = SCHEDULED.exists()


def kept_waiting() -> float:
    """Seconds in which this thread could have run but somebody else did; 0 on systems that do not tell."""
    return int(SCHEDULED.read_bytes().split()[1]) / 1e9 if TOLD else 0.0
