"""The tasks of the scorecard as the journeys do them in Chromium: actions, seconds, and whether the targets are met."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from screens import percentile

from support.scorecard import FILE, TASKS

ROOT = Path(__file__).resolve().parent.parent


def once(folder: Path) -> list[dict[str, Any]]:
    """What each task took this time. Raises CalledProcessError where one could not be done."""
    file = folder / "tasks.jsonl"
    file.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "-m", "scorecard", str(ROOT / "tests" / "journeys")]
    subprocess.run(command, cwd=ROOT, env={**os.environ, FILE: str(file)}, check=True, stdout=sys.stderr)
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def tasks(runs: int) -> list[dict[str, Any]]:
    """Each task with median and p95 of its seconds; actions are the same each time."""
    with tempfile.TemporaryDirectory(prefix="dougong-scorecard-") as place:
        found = [one for _ in range(runs) for one in once(Path(place))]
    return [_taken(name, [one for one in found if one["task"] == name]) for name in TASKS]


def _taken(name: str, times: list[dict[str, Any]]) -> dict[str, Any]:
    known = TASKS[name]
    if not times:
        return {"task": name, "what": known.what, "met": False, "missing": True}
    seconds = [float(one["seconds"]) for one in times]
    actions = max(int(one["actions"]) for one in times)
    fast = known.seconds is None or median(seconds) <= known.seconds
    return {
        "task": name,
        "what": known.what,
        "actions": actions,
        "seconds": {"median": round(median(seconds), 2), "p95": percentile(seconds, 0.95)},
        "target": {"actions": known.actions, "seconds": known.seconds},
        "met": fast and (known.actions is None or actions <= known.actions),
    }
