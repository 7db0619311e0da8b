"""The browser for every journey, a server with both apps, and windows on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.browser import chromium
from support.live import LiveServer, live_server
from support.visiting import Visit, visiting

__all__ = ["chromium"]


@pytest.fixture(scope="session")
def both_apps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server with both packages and no data; each journey makes its own people and records."""
    with live_server(tmp_path_factory.mktemp("both-apps")) as running:
        admin = running.first_sign_in()
        for package in ("dougong.sales_management", "dougong.store_sales"):
            answer = admin.post(f"/api/packages/{package}/install", json={"samples": False})
            assert answer.status_code == 201, answer.text
        yield running


@pytest.fixture
def windows(chromium: Browser, both_apps: LiveServer, tmp_path: Path) -> Iterator[Visit]:
    """Windows on the server with both apps."""
    with visiting(chromium, both_apps, tmp_path) as visit:
        yield visit
