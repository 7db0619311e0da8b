"""A page of a real server under watch: what opening it, a click, a key or a scroll costs the page's own thread."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Browser, CDPSession, Locator, Page, ViewportSize, sync_playwright

from support.browser import FLAGS, PATIENCE, program
from support.live import LiveServer, live_server

SIZE: ViewportSize = {"width": 1440, "height": 900}
CLICK = """(element) => new Promise((done) => {
  const begun = performance.now();
  element.click();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
})"""
TYPED = """(input) => new Promise((done) => {
  const begun = performance.now();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, input.value + "x");
  input.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
})"""
OPENED = """([selector, count]) => new Promise((done) => {
  const look = () => document.querySelectorAll(selector).length >= count
    ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look);
  look();
})"""
TASKS = "disabled-by-default-devtools.timeline"
"""Chromium's category of events that holds every task of a thread with the time that the thread itself spent on it."""

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of one deed: until it was painted; of the page's own thread, whatever else the machine does, all
    together and in the longest task."""

    waited: float
    work: float
    task: float


@dataclass(frozen=True, slots=True)
class Watched:
    """A page with the counters of its thread."""

    browser: Browser
    page: Page
    session: CDPSession

    def counters(self) -> Mapping[str, float]:
        """Seconds, bytes and numbers by their name in Chromium."""
        return {one["name"]: one["value"] for one in self.session.send("Performance.getMetrics")["metrics"]}

    def opened(self, path: str, selector: str, count: int = 1) -> Figures:
        """Load a page until so many elements are there: milliseconds, and of them the thread's own."""
        self.page.goto(path, wait_until="commit")
        waited = float(self.page.evaluate(OPENED, [selector, count]))
        return {"open_ms": waited, "open_work_ms": self.counters()["TaskDuration"] * 1000}

    def did(self, place: Locator, act: str = CLICK) -> Cost:
        """Do something with an element; `act` answers milliseconds until the page was painted again."""
        # Found before the clock runs: looking for it takes longer than many a deed, on the same thread.
        element = place.element_handle()
        with self._tasks() as tasks:
            before = self.counters()["TaskDuration"]
            waited = float(element.evaluate(act))
            work = (self.counters()["TaskDuration"] - before) * 1000
        return Cost(waited, work, max(tasks, default=0.0))

    def heap_mb(self) -> float:
        """What the page holds after a collection."""
        self.session.send("HeapProfiler.collectGarbage")
        return self.counters()["JSHeapUsedSize"] / 1e6

    @contextmanager
    def _tasks(self) -> Iterator[list[float]]:
        """Ends with milliseconds that the page's thread spent on each task of the block."""
        self.browser.start_tracing(page=self.page, categories=[TASKS])
        found: list[float] = []
        try:
            yield found
        finally:
            found += tasks_of(json.loads(self.browser.stop_tracing())["traceEvents"])


def tasks_of(events: Sequence[Mapping[str, Any]]) -> list[float]:
    """Milliseconds that the main threads of pages spent on each task in a trace."""
    pages = {
        (one["pid"], one["tid"])
        for one in events
        if one["name"] == "thread_name" and one["args"].get("name") == "CrRendererMain"
    }
    tasks = (one for one in events if one["name"] == "RunTask" and (one["pid"], one["tid"]) in pages)
    return [float(one.get("tdur", 0)) / 1000 for one in tasks]


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(median(getattr(one, name) for one in costs) for name in ("waited", "work", "task")))


def saved(page: Page) -> None:
    """Waits until everything that was changed is with the server; the next run begins there."""
    page.get_by_role("status").filter(has_text="已保存").wait_for()


def made(client: httpx.Client, document: Mapping[str, Any]) -> str:
    """The id of a fresh draft."""
    answer = client.post("/api/design", json={"document": document})
    answer.raise_for_status()
    return str(answer.json()["id"])


@contextmanager
def store_server() -> Iterator[tuple[LiveServer, httpx.Client]]:
    """An empty server with the store package, and its admin."""
    with tempfile.TemporaryDirectory(prefix="dougong-screens-") as place, live_server(Path(place)) as server:
        client = server.first_sign_in()
        client.post("/api/packages/dougong.store_sales/install", json={"samples": False}).raise_for_status()
        yield server, client


@contextmanager
def watched(url: str, client: httpx.Client) -> Iterator[Watched]:
    """A window with the client's session."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        context = browser.new_context(base_url=url, viewport=SIZE, locale="zh-CN")
        context.set_default_timeout(PATIENCE)
        host = urlsplit(url).hostname or ""
        for cookie in client.cookies.jar:
            context.add_cookies([{"name": cookie.name, "value": cookie.value or "", "domain": host, "path": "/"}])
        page = context.new_page()
        session = context.new_cdp_session(page)
        # The thread's own time: what else the machine does is not counted.
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        yield Watched(browser, page, session)
        browser.close()


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def judged(runs: Sequence[Figures], limits: Mapping[str, float]) -> dict[str, Any]:
    """Median and p95 of each figure beside its limit, which the median must keep."""
    found = {name: [one[name] for one in runs] for name in runs[0]}
    figures = {
        name: {"median": round(median(values), 1), "p95": round(percentile(values, 0.95), 1)}
        for name, values in found.items()
    }
    met = all(figures[name]["median"] <= limit for name, limit in limits.items())
    return {"runs": len(runs), **figures, "limits": dict(limits), "met": met}
