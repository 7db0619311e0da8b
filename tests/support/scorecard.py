"""The tasks of the scorecard: counted and timed while a journey does them, and held to what they may cost."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FILE = "DOUGONG_SCORECARD"
"""Names the file that gets a line for each task; nothing is written where it is not set."""


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody does, in at most so many actions; seconds are a target for the machine, judged by the scorecard."""

    what: str
    actions: int | None = None
    seconds: float | None = None


TASKS = {
    "1": Task("blank → published form of ten fields with a two-step approval, by clicks", 28, 15),
    "2": Task("the same form from a pasted list of ten labels", 10, 5),
    "3": Task("a table of 20 columns and 500 rows → published, with its data", 6, 8),
    "4": Task("one sentence → reviewed, published", 5),
    "5": Task("three fields → ABC classes, written back to the customers", 6),
    "6": Task("one filter wired to six cards", 3),
    "7": Task("a click on a mark filters the other cards", 0),
    "8": Task("a rule that shows or requires a field", 6),
    "15": Task("two tabs change one flow: nothing is overwritten silently"),
    "16": Task("the tab is killed while something is changed: seconds of lost work", seconds=2),
    "17/1": Task("1 and 8 in one, by the keyboard alone"),
    "17/5": Task("5 by the keyboard alone", 6),
    "17/10": Task("a matter opened and approved by the keyboard alone", 2),
}


class Actions:
    """Counts clicks, drags and typed strings of one task, as the scorecard counts them; `count` is how many."""

    def __init__(self) -> None:
        self.count = 0
        self._begun = time.monotonic()

    def __call__(self, act: Callable[[], object]) -> None:
        act()
        self.count += 1

    def reach(self, task: str, *, seconds: float | None = None) -> None:
        """The task is done: no more actions than it may take; what it took goes onto the scorecard.

        `seconds` stand for the whole time where a task is about something else than its length.
        """
        known = TASKS[task]
        took = time.monotonic() - self._begun if seconds is None else seconds
        if FILE in os.environ:
            found = {
                "task": task,
                "what": known.what,
                "actions": self.count,
                "seconds": round(took, 2),
                "target": {"actions": known.actions, "seconds": known.seconds},
                "met": (known.actions is None or self.count <= known.actions)
                and (known.seconds is None or took <= known.seconds),
            }
            with Path(os.environ[FILE]).open("a", encoding="utf-8") as file:
                file.write(json.dumps(found, ensure_ascii=False) + "\n")
        assert known.actions is None or self.count <= known.actions, f"{known.what}: {self.count} actions"
