"""Run steps two at a time, print one line for each, and stop at the first that fails."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bootstrap import ROOT
from front_end import environment
from steps import FRONTEND, Step

LANES = 2
COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped)")
CLOSING_LINE = re.compile(
    r"^(=+ )?\d+ (passed|failed|errors?|skipped)\b.* in [\d.]+s|^\s*Tests\s+.*\d+ (passed|failed)"
)


@dataclass(slots=True)
class Running:
    """A step's process and what it has printed so far."""

    step: Step
    process: "subprocess.Popen[bytes]"
    output: Path
    began: float

    def text(self) -> str:
        """All output, standard error included."""
        return self.output.read_text(errors="replace")


@dataclass(slots=True)
class Tally:
    """Tests counted over all steps, from the closing lines of pytest and vitest."""

    counts: dict[str, int] = field(default_factory=lambda: {"passed": 0, "failed": 0, "skipped": 0})

    def add(self, output: str) -> str:
        """Count one step's closing line and answer it in short, or nothing where the step ran no tests."""
        plain = re.sub(r"\x1b\[[0-9;]*m", "", output)
        closing = [line for line in plain.splitlines() if CLOSING_LINE.match(line)]
        found = COUNT.findall(closing[-1]) if closing else []
        for number, word in found:
            self.counts["failed" if word.startswith("error") else word] += int(number)
        return ", ".join(f"{number} {word}" for number, word in found)

    def __str__(self) -> str:
        return ", ".join(f"{number} {word}" for word, number in self.counts.items())


def run(steps: Sequence[Step]) -> int:
    """Run all steps; answers the exit code. The last line says how many tests passed and failed."""
    with tempfile.TemporaryDirectory(prefix="dougong-steps-") as folder:
        return _run(steps, Path(folder))


def _run(steps: Sequence[Step], folder: Path) -> int:
    waiting, passed, running, tally = list(steps), set[str](), list[Running](), Tally()
    known = {step.name for step in steps}
    began = time.monotonic()
    try:
        while waiting or running:
            for step in _ready(waiting, passed, known)[: LANES - len(running)]:
                waiting.remove(step)
                running.append(_start(step, folder))
            done = _next_finished(running)
            running.remove(done)
            if not _report(done, tally):
                print(f"\n{done.step.name} failed: {' '.join(done.step.command)}\n\n{done.text()}")
                print(tally if tally.counts["failed"] else f"{tally.counts['passed']} passed, 1 failed")
                return 1
            passed.add(done.step.name)
    finally:
        _stop(running)
    print(f"\nall steps passed in {time.monotonic() - began:.0f} s\n{tally}")
    return 0


def _ready(waiting: Iterable[Step], passed: set[str], known: set[str]) -> list[Step]:
    return [step for step in waiting if not (set(step.after) & known) - passed]


def _start(step: Step, folder: Path) -> Running:
    output = folder / step.name
    with output.open("wb") as written:
        process = subprocess.Popen(
            step.command,
            cwd=FRONTEND if step.in_front_end else ROOT,
            env={**environment(), "NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Running(step, process, output, time.monotonic())


def _next_finished(running: Sequence[Running]) -> Running:
    """Wait until any of our processes has ended."""
    while True:
        for one in running:
            if one.process.poll() is not None:
                return one
        # Sleeps in the kernel until some child ends and leaves it to `poll` to collect it.
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)


def _report(done: Running, tally: Tally) -> bool:
    passed = done.process.returncode == 0
    counted = tally.add(done.text())
    seconds = time.monotonic() - done.began
    print(f"{'ok' if passed else 'FAILED':7} {done.step.name:16} {seconds:7.1f} s  {counted}", flush=True)
    return passed


def _stop(running: Iterable[Running]) -> None:
    """End what is still running: each step leads a process group of its own."""
    for one in running:
        os.killpg(one.process.pid, signal.SIGTERM)
        one.process.wait()


def choose(steps: Sequence[Step], names: Sequence[str]) -> Sequence[Step]:
    """The steps with these names, or all of them where none is named; ends the process on an unknown name."""
    unknown = set(names) - {step.name for step in steps}
    if unknown:
        known = ", ".join(repr(step.name) for step in steps)
        sys.exit(f"no such step: {', '.join(sorted(unknown))}; there are {known}")
    return [step for step in steps if step.name in names] if names else steps
